/**
 * Words on a document's pages that decide whether it may be sealed at all: marks of state secrets (保守国家秘密法; GB/T 9704 puts
 * 密级 and ★ at the top of the first page) and electronic tax invoices (数电票), which a seal would damage.
 */
export type DocumentMarking =
  | { readonly kind: 'state-secret'; readonly mark: string }
  | { readonly kind: 'tax-invoice'; readonly number: string };

/** 密级 with its ★; the term may follow. A word alone is no mark: contracts speak of 商业秘密. */
const secret = /(绝密|机密|秘密)[★☆]/;
/** Titles of the two kinds of 数电票. */
const invoiceTitle = /电子发票\((增值税专用发票|普通发票)\)/;
/** 20 digits: year, region, channel, serial. */
const invoiceNumber = /发票号码[::]?(\d{20})(?!\d)/;

/** The text of pages in any order of their parts; blanks do not count. Null: nothing that forbids a seal. */
export function documentMarking(text: string): DocumentMarking | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  const mark = secret.exec(plain)?.[0];
  if (mark !== undefined) return { kind: 'state-secret', mark };
  const number = invoiceNumber.exec(plain)?.[1] ?? /(?<!\d)\d{20}(?!\d)/.exec(plain)?.[0];
  return invoiceTitle.test(plain) && number !== undefined ? { kind: 'tax-invoice', number } : null;
}
