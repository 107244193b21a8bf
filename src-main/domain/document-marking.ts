/**
 * Words on a document's pages that decide whether it may be sealed at all: marks of state secrets (保守国家秘密法; GB/T 9704 puts
 * 密级 and ★ at the top of the first page) and electronic tax invoices (数电票), which a seal would damage.
 */
export type DocumentMarking =
  | { readonly kind: 'state-secret'; readonly mark: string }
  /** `said`: what an invoice inside the file says of itself (embedded-invoice.ts). */
  | { readonly kind: 'tax-invoice'; readonly number: string; readonly said?: string | undefined };

const STARS = '★☆⭐✩✪✫✬✭✮✯✰⋆';
const ASTERISKS = '*∗';

/**
 * 密级 with its ★; the term may follow. A word alone is no mark: contracts speak of 机密信息 and 商业秘密, and these have marks of
 * their own (商业秘密★, 工作秘密★) that are no state secrets. A * stands for the ★ only where a term follows: *机密 is also a footnote.
 */
const secret = new RegExp(
  `(?<!商业|工作)(绝密|机密|秘密)([${STARS}](\\d{1,2}年|长期)?|[${ASTERISKS}]{1,2}(\\d{1,2}年|长期))`,
  'u',
);
/** Titles of the two kinds of 数电票, in a line of their own: a contract that speaks of them is none. */
const invoiceTitle = /^电子发票\((增值税专用发票|普通发票)\)/u;
/** 20 digits: year, region, channel, serial. */
const invoiceNumber = /发票号码:?(\d{20})(?!\d)/u;
const anyNumber = /(?<!\d)\d{20}(?!\d)/u;

/** A page that has not all characters of one of these carries no such words. */
export const markingHints: readonly string[] = [
  ...[...STARS, ...ASTERISKS].map((star) => `密${star}`),
  '电子发票',
];

/** The lines of one page, each folded (domain/fold-text.ts), in any order. Null: nothing that forbids a seal. */
export function documentMarking(lines: readonly string[]): DocumentMarking | null {
  const mark = firstOf(lines, secret)?.[0];
  if (mark !== undefined) return { kind: 'state-secret', mark };
  if (!firstOf(lines, invoiceTitle)) return null;
  const number = firstOf(lines, invoiceNumber)?.[1] ?? firstOf(lines, anyNumber)?.[0];
  return number === undefined ? null : { kind: 'tax-invoice', number };
}

function firstOf(lines: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return found;
  }
  return undefined;
}
