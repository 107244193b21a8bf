/** The register of uses as tables: every column for XLSX and CSV, those of a paper register for PDF; sums per currency below the rows. */
import { groupedAmount } from '../../domain/amount.ts';
import { cellOfUse } from '../../contract/use-cells.ts';
import { isEveryUse, type UseFilter } from '../../contract/use-filter.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import type { ListTotals } from '../../domain/list-totals.ts';
import { matterNames } from '../../domain/matter.ts';
import { isSealTypeCode, sealKindNames } from '../../domain/seal-kind.ts';
import { useColumnNames, useColumns, type UseColumn } from '../../domain/use-columns.ts';
import { useStateNames } from '../../domain/use-state.ts';
import { reportWords } from '../../report/report-words.ts';
import type { TableHead, TableRow } from '../../report/table.ts';
import type { UseRecord } from '../../store/use-record.ts';

/** A sheet has every column, and amounts that are numbers where it keeps them exactly; paper the columns of a paper register, thousands apart. */
type Kind = 'sheet' | 'paper';
const widths = { sheet: 1, paper: 2 } as const;

export function usesHead(kind: Kind, language: Language): TableHead {
  return {
    title: reportWords(language)('journalTitle'),
    columns: columnsOf(kind).map((name) => ({
      title: language === 'en' ? useColumns[name][0] : name,
      width: useColumns[name][widths[kind]],
      ...(name === '金额' ? { isMoney: true } : {}),
    })),
  };
}

/** One row after the other, and the sums below them. */
export function* usesRows(
  kind: Kind,
  uses: Iterable<UseRecord>,
  totals: ListTotals['totals'],
  language: Language,
): Generator<TableRow> {
  const names = columnsOf(kind);
  const money = (amount: string): string | number =>
    kind === 'sheet' ? asNumber(amount) : groupedAmount(amount);
  for (const use of uses)
    yield names.map((name) =>
      name === '金额' && use.amount !== null ? money(use.amount) : cellOfUse(use, name, language),
    );
  for (const { currency, amount, count } of totals)
    yield names.map((name) => {
      if (name === '金额') return money(amount);
      if (name === '币种') return currency;
      return name === '用印编号' ? reportWords(language)('useSum', { count }) : '';
    });
}

function columnsOf(kind: Kind): readonly UseColumn[] {
  return kind === 'sheet' ? useColumnNames : useColumnNames.filter((name) => useColumns[name][2] > 0);
}

/** What a spreadsheet would round stays a text. */
function asNumber(amount: string): string | number {
  const fen = Number(groupedAmount(amount).replace(/[,.]/g, ''));
  return Number.isSafeInteger(fen) ? Number(amount) : amount;
}

/** `全部用印，128 次`, or the filter as a sentence with both numbers. */
export function usesScope(
  filter: UseFilter,
  { count, total }: { readonly count: number; readonly total: number },
  language: Language,
): string {
  const say = reportWords(language);
  if (isEveryUse(filter)) return say('usesWhole', { count });
  return say('usesFiltered', { filter: filterSentence(filter, language), count, total });
}

function filterSentence(filter: UseFilter, language: Language): string {
  const { from, to, seal, state, matter, person, counterparty, text } = filter;
  const say = reportWords(language);
  const part = (
    key: 'fromDay' | 'toDay' | 'ofPerson' | 'ofCounterparty' | 'withText',
    value = '',
  ): string[] => (value.trim() === '' ? [] : [say(key, { value: value.trim() })]);
  return [
    ...part('fromDay', from),
    ...part('toDay', to),
    ...(seal !== undefined && isSealTypeCode(seal) ? [sealKindNames[seal][language]] : []),
    ...(state === undefined ? [] : [useStateNames[state][language]]),
    ...(matter === undefined ? [] : [matterNames[matter][language]]),
    ...part('ofPerson', person),
    ...part('ofCounterparty', counterparty),
    ...part('withText', text),
  ].join(language === 'zh' ? '，' : ', ');
}
