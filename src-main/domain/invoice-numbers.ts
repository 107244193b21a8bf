/**
 * Numbers of invoices that a page speaks of: 8 digits behind the words 发票号码, or the 20 of a 数电票 (year, region, channel, serial) on a page
 * that has those words. Statements, receipts and letters name the invoices that they are about; the same number on another file is worth a look.
 */

/** A page that has not all characters of one of these speaks of no invoice. */
export const invoiceHints: readonly string[] = ['发票号', '数电票号', 'invoiceno', 'INVOICENO'];

const labelled = /(?:发 ?票 ?号 ?码?|数电票号 ?码?|invoice ?(?:no\.?|number)) ?:? ?#?(\d{20}|\d{8})(?!\d)/giu;
/** Years of 数电票 begin with 2021; two digits of the year, two of the region. */
const electronic = /(?<!\d)(?:2[1-9]|3\d)[1-6]\d{17}(?!\d)/gu;

/** In the order of the lines, each once. `lines`: of one page, folded (fold-text.ts), with a blank where there is a gap, as between columns. */
export function invoiceNumbersIn(lines: readonly string[]): readonly string[] {
  const whole = lines.map((line) => line.replaceAll(' ', '').toLowerCase());
  const speaks = whole.some((line) => invoiceHints.some((hint) => line.includes(hint)));
  if (!speaks) return [];
  const found = lines.flatMap((line) => [
    ...[...line.matchAll(labelled)].map(([, number = '']) => number),
    ...[...line.matchAll(electronic)].map(([number]) => number),
  ]);
  return [...new Set(found)];
}

/** How one is written: of an invoice on paper, of a 数电票. */
export const invoiceNumberPattern = /^(?:\d{8}|\d{20})$/;

/** Numbers of a file that are told, kept and compared; a file with more is a list of its own. */
export const mostInvoiceNumbers = 200;

/** How a request calls its file by them: as many as its field takes, undefined for none. */
export function referenceOf(numbers: readonly string[]): string | undefined {
  let reference = '';
  for (const number of numbers) {
    const next = reference === '' ? number : `${reference}${between}${number}`;
    if (next.length > MOST_CHARACTERS) break;
    reference = next;
  }
  return reference === '' ? undefined : reference;
}

/** Numbers that a request names: what its file is called, and what was read in it. */
export function numbersOfRequest({
  reference,
  numbers = [],
}: {
  readonly reference?: string | undefined;
  readonly numbers?: readonly string[] | undefined;
}): readonly string[] {
  return [...new Set([...(reference === undefined ? [] : reference.split(between)), ...numbers])];
}

/** Two ways of typing one number are one. */
export function sameNumber(number: string): string {
  return number.normalize('NFKC').toLowerCase();
}

const between = '、';
/** As the field of a request has (approval/request.ts). */
const MOST_CHARACTERS = 60;
