/** Which fonts of the form its fields and annotations ask for by name (/DA, ISO 32000-2 §12.7.4.3), as of one revision. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { refKey, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';
import { dictAt, itemsAt } from './revision-pair.ts';

const maxDepth = 32;
/** A longer default appearance may ask for anything behind what is read. */
const maxDefault = 4096;
export interface AskedFonts {
  has(name: string): boolean;
  /** Rich text asks for a font by its family, whatever its name in /DR is (§12.7.3.4: /DS, /RV). */
  readonly hasRichText: boolean;
}

/** What cannot be told is asked for. Errors: those of reading. */
export function fontsAskedFor(document: PdfDocument): AskedFonts {
  const found: string[] = [];
  let hasRichText = false;
  for (const dict of formParts(document)) {
    const text = document.value(dict, 'DA');
    hasRichText ||= dict.entries.has('DS') || dict.entries.has('RV');
    if (text === undefined) continue;
    if (text.kind !== 'string' || text.bytes.length > maxDefault)
      return { has: () => true, hasRichText: true };
    found.push(String.fromCharCode(...text.bytes));
  }
  const all = found.join('\n');
  // An escaped name may be any.
  const isOpen = all.includes('#');
  return { has: (name) => isOpen || all.includes(`/${name}`), hasRichText };
}

/** The form, its fields with their kids, annotations of all pages, and whatever stands above one of them, in /Fields or not. */
function* formParts(document: PdfDocument): Generator<PdfDict> {
  const form = dictAt(document, document.catalog.entries.get('AcroForm'));
  const open: { readonly value: PdfObject; readonly depth: number }[] = [];
  const seen = new Set<string>();
  const push = (values: readonly PdfObject[], depth: number) => {
    for (const value of values) open.push({ value, depth });
  };
  if (form) push([form, ...(itemsAt(document, form.entries.get('Fields')) ?? [])], 0);
  for (let page = 0; page < document.pageCount; page += 1) push(document.page(page).annots, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (value.kind === 'ref' && (seen.has(refKey(value)) || seen.add(refKey(value)).size === 0)) continue;
    const dict = dictAt(document, value);
    if (!dict) continue;
    yield dict;
    if (depth >= maxDepth) continue;
    const above = dict.entries.get('Parent');
    push([...(itemsAt(document, dict.entries.get('Kids')) ?? []), ...(above ? [above] : [])], depth + 1);
  }
}
