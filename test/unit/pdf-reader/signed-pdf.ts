/** Small PDFs with signature dictionaries: /ByteRange and /Contents are right, the value is only filler. */
import { PdfBuilder, pagesText } from './pdf-builder.ts';

const rangeRoom = 48;

export interface SignatureText {
  /** Entries of the dictionary besides /Contents and /ByteRange. */
  readonly entries?: string;
  readonly contents?: string;
  /** What stands between /Contents and /ByteRange. */
  readonly between?: string;
}

export function signatureText({ entries, contents, between }: SignatureText = {}): string {
  const kind = entries ?? '/Type/Sig/Filter/GM.PKILite/SubFilter/GM.sm2seal';
  return `<<${kind}/Contents ${contents ?? `<${'30'.repeat(64)}>`}${between ?? ''}/ByteRange[${' '.repeat(rangeRoom)}]>>`;
}

/** Fills the one open /ByteRange of the last signature so that it covers the file up to `end`; `change` may spoil it. */
export function closeRange(
  bytes: Uint8Array,
  change: (range: [number, number, number, number]) => readonly (number | string)[] = (range) => range,
  end = bytes.length,
): Uint8Array {
  const out = Buffer.from(bytes);
  const open = `/ByteRange[${' '.repeat(rangeRoom)}]`;
  const at = out.lastIndexOf(open);
  const start = out.lastIndexOf('/Contents <', at) + '/Contents '.length;
  const stop = out.indexOf('>', start) + 1;
  const text = change([0, start, stop, end - stop]).join(' ');
  out.write(text.padEnd(rangeRoom), at + '/ByteRange['.length, 'latin1');
  return new Uint8Array(out);
}

export const signedCatalog = (fields: string, more = '') =>
  `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields}]/SigFlags 3>>${more}>>`;
export const signedPage = (annots: string) =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>/Annots[${annots}]>>`;
export const fieldText = (name: string, value: string, more = '') =>
  `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/V ${value}/Rect[10 10 60 60]/F 132/P 3 0 R${more}>>`;

/** Catalog 1, pages 2, page 3, field 10 "Seal" with widget, signature 11. */
export function signedBuilder(
  changes: { catalog?: string; page?: string; field?: string; signature?: string } = {},
): PdfBuilder {
  return new PdfBuilder()
    .object(1, changes.catalog ?? signedCatalog('10 0 R'))
    .object(2, pagesText)
    .object(3, changes.page ?? signedPage('10 0 R'))
    .object(10, changes.field ?? fieldText('Seal', '11 0 R'))
    .object(11, changes.signature ?? signatureText())
    .table();
}

/** Two signatures: the second (field 12, dictionary 13) in a revision of its own. */
export function signedTwice(): { bytes: Uint8Array; firstEnd: number } {
  const first = closeRange(signedBuilder().bytes());
  const builder = new PdfBuilder(first)
    .object(1, signedCatalog('10 0 R 12 0 R'))
    .object(3, signedPage('10 0 R 12 0 R'))
    .object(12, fieldText('Second', '13 0 R'))
    .object(13, signatureText())
    .table({ previous: signedBuilder().lastXref });
  return { bytes: closeRange(builder.bytes()), firstEnd: first.length };
}
