/** A request that was open when seals changed hands, as people know it: what it is about, whose, for how much, and what became of it (docs/adr/0046). */
import { groupedAmount } from './amount.ts';
import type { OpenAtHandOver } from './hand-over.ts';
import type { ListTotals } from './list-totals.ts';
import { roleNames } from './role.ts';
import { sealKindNames, type SealTypeCode } from './seal-kind.ts';

export interface OpenRequest extends OpenAtHandOver {
  /** Null where its text is not there. */
  readonly told: {
    /** Of the first file of a list. */
    readonly fileName: string;
    readonly files: number;
    readonly reason: string;
    readonly seals: readonly SealTypeCode[];
    readonly applicant: string;
    /** Each once. */
    readonly counterparties: readonly string[];
    readonly totals: ListTotals['totals'];
  } | null;
}

/** Counterparties that are named; of a list there may be thousands. */
const MOST_NAMES = 3;

const words = {
  ended: { zh: '随本次变更作废，须重新提交', en: 'ended by this change; to be submitted again' },
  goes: { zh: '继续办理', en: 'goes on' },
  awaits: { zh: '等{role}', en: 'waits for: {role}' },
  files: { zh: '等 {count} 件', en: 'and others, {count} files' },
  applicant: { zh: '经办 {name}', en: 'asked for by {name}' },
  and: { zh: '等 {count} 家', en: 'and others, {count}' },
} as const;
type Language = 'zh' | 'en';

/** What it is and how it stands, then what it says; the same in window, terminal and on the sheet. */
export function openRequestLines(open: OpenRequest, language: Language): readonly string[] {
  const { id, told } = open;
  const between = language === 'zh' ? '，' : ', ';
  const title = told ? [titleOf(told, language)] : [];
  const head = [id, ...title, stateOf(open, language)].join('　');
  if (!told) return [head];
  const { reason, seals, applicant, counterparties, totals } = told;
  const facts = [
    reason,
    seals.map((code) => sealKindNames[code][language]).join(language === 'zh' ? '、' : ', '),
    words.applicant[language].replace('{name}', () => applicant),
    ...namesOf(counterparties, language),
    ...totals.map(({ currency, amount }) => `${currency} ${groupedAmount(amount)}`),
  ];
  return [head, facts.join(between)];
}

function titleOf({ fileName, files }: NonNullable<OpenRequest['told']>, language: Language): string {
  const more = files > 1 ? ` ${words.files[language].replace('{count}', String(files))}` : '';
  return language === 'zh' ? `《${fileName}》${more}` : `“${fileName}”${more}`;
}

function stateOf({ isEnded, awaits }: OpenRequest, language: Language): string {
  const waits = awaits && words.awaits[language].replace('{role}', roleNames[awaits][language]);
  const outcome = words[isEnded ? 'ended' : 'goes'][language];
  return waits === undefined ? outcome : `${waits}${language === 'zh' ? '；' : '; '}${outcome}`;
}

function namesOf(names: readonly string[], language: Language): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMES).join(language === 'zh' ? '、' : ', ');
  const count = String(names.length);
  return [names.length > MOST_NAMES ? `${shown} ${words.and[language].replace('{count}', count)}` : shown];
}
