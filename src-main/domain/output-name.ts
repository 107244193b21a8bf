/**
 * Names of sealed files by a rule (`{编号}_{相对方}_{日期}`): what no file system takes is replaced, what is too long is cut, what is there
 * twice gets a number. A name is a name: no rule and no counterparty leads to another folder.
 */
import { BianyinError } from './errors/bianyin-error.ts';
import { withoutUnseen } from './unseen-characters.ts';

/** Parts of a rule by both of their words. */
const parts = {
  编号: 'number',
  number: 'number',
  相对方: 'counterparty',
  counterparty: 'counterparty',
  日期: 'date',
  date: 'date',
  序号: 'index',
  index: 'index',
  原名: 'name',
  name: 'name',
  金额: 'amount',
  amount: 'amount',
} as const;

export interface NameFacts {
  readonly number: string | null;
  readonly counterparty: string | null;
  readonly amount: string | null;
  /** Name of the unsealed file. */
  readonly name: string;
  /** Its place in the list (1 for the first), when these are not all of it. */
  readonly place?: number;
}

export interface NameRoom {
  /** Names that are there already. */
  readonly taken: Iterable<string>;
  /** `20261130`. */
  readonly date: string;
  /** Files of the whole list, when these are not all of it. */
  readonly count?: number;
  /** Longest name, octets of UTF-8. Default 200: file systems take 255, and some add to a name. */
  readonly most?: number;
}

const MOST_OCTETS = 200;
const MOST_RULE = 200;
const ENDING = '.pdf';
/** Room for `-5000` behind a name. */
const NUMBERED = 5;

/** Errors: `list-name-rule` for one that knows other parts, or none. */
export function requireNameRule(rule: string): void {
  const named = [...rule.matchAll(/\{([^{}]*)\}/g)].map(([, part = '']) => part);
  const isKnown = named.length > 0 && named.every((part) => Object.hasOwn(parts, part));
  if (isKnown && rule.length <= MOST_RULE && !/[{}]/.test(rule.replace(/\{[^{}]*\}/g, ''))) return;
  const known = Object.keys(parts)
    .filter((part) => /\p{Script=Han}/u.test(part))
    .map((part) => `{${part}}`)
    .join(' ');
  throw new BianyinError('list-name-rule', { rule: rule.slice(0, 80), known });
}

/** One name for each, all different from each other and from those taken, in whatever case. Errors: `list-name-rule`. */
export function outputNames(
  rule: string,
  files: readonly NameFacts[],
  { taken, date, count, most = MOST_OCTETS }: NameRoom,
): string[] {
  requireNameRule(rule);
  const used = new Set([...taken].map(sameFileName));
  const width = String(count ?? files.length).length;
  return files.map((file, i) => {
    const index = String(file.place ?? i + 1).padStart(width, '0');
    const stem = stemBy(rule, { ...file, date, index }, most - ENDING.length - NUMBERED);
    for (let n = 1; ; n++) {
      const name = `${stem}${n === 1 ? '' : `-${n}`}${ENDING}`;
      if (used.has(sameFileName(name))) continue;
      used.add(sameFileName(name));
      return name;
    }
  });
}

/** File systems differ in whether they tell these apart. */
export function sameFileName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

interface Filling extends NameFacts {
  readonly date: string;
  readonly index: string;
}

function stemBy(rule: string, filling: Filling, most: number): string {
  const values = { ...filling, name: filling.name.replace(/^.*[\\/]/, '').replace(/\.pdf$/i, '') };
  const filled = rule.replace(/\{([^{}]*)\}/g, (_, part: string) => {
    const value = values[parts[part as keyof typeof parts]];
    return value === null || value.trim() === '' ? GAP : plain(value);
  });
  const whole = plain(withoutGaps(filled));
  const cut = cutTo(whole, most);
  const stem = reserved.test(cut) ? `_${cut}` : cut;
  return stem === '' ? cutTo(plain(`${values.name}`), most) || filling.index : stem;
}

/** Where a value is missing; the mark between it and the next value goes with it. */
const GAP = '\ue000';
function withoutGaps(text: string): string {
  return text.replace(/\ue000[-_ .·,]*/gu, '').replace(/[-_ .·,]+$/u, '');
}

/** Nothing that a file system forbids or that cannot be seen; no dots and blanks at the ends, which Windows drops. */
function plain(text: string): string {
  const seen = withoutUnseen(text.normalize('NFC').replaceAll(GAP, ''), '');
  return seen
    .replace(/[\\/:*?"<>|]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '');
}

/** Names of devices, with whatever ending. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/iu;

/** At most so many octets of UTF-8, letters whole with their marks. */
function cutTo(text: string, most: number): string {
  const encoder = new TextEncoder();
  let [out, size] = ['', 0];
  for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
    size += encoder.encode(segment).length;
    if (size > most) break;
    out += segment;
  }
  return out.replace(/[. ]+$/u, '');
}
