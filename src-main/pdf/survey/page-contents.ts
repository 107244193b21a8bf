/**
 * Page contents that readers read in several ways (ISO 32000-2 §7.4.1, §7.7.3.3): /Contents is a stream or an array of streams, in
 * filters that all readers know. Lists in lists and unknown filters are drawn by one reader and passed over by the next.
 */
import type { PdfDocument } from '../document-model.ts';
import { dictValue, type PdfDict, type PdfObject, type PdfStream } from '../objects.ts';
import { quietly } from './quietly.ts';

/** Table 6 without the filters of pictures, and the short names of §8.9.7, which readers take here too. */
const known: ReadonlySet<string> = new Set(
  'ASCIIHexDecode ASCII85Decode LZWDecode FlateDecode RunLengthDecode Crypt AHx A85 LZW Fl RL'.split(' '),
);

/** What is wrong with the contents of a page; undefined when nothing is. Errors: `pdf-limit`. */
export function contentsProblem(document: PdfDocument, page: PdfDict): string | undefined {
  const contents = resolved(document, page.entries.get('Contents'));
  const parts =
    contents?.kind === 'array' ? contents.items.map((item) => resolved(document, item)) : [contents];
  for (const part of parts) {
    if (part?.kind === 'array') return 'contents in a list of a list';
    if (part?.kind === 'stream' && !hasKnownFilters(document, part)) return 'contents in an unknown filter';
    if (part && part.kind !== 'stream' && part.kind !== 'null') return 'contents that are no stream';
    // A page without contents is empty everywhere; a part that is missing makes some readers leave out the others.
    if (contents?.kind === 'array' && part?.kind !== 'stream') return 'a part of the contents is missing';
  }
  return undefined;
}

function hasKnownFilters(document: PdfDocument, { dict }: PdfStream): boolean {
  const filter = resolved(document, dictValue(dict, 'Filter'));
  const names = filter?.kind === 'array' ? filter.items.map((item) => resolved(document, item)) : [filter];
  return names.every(
    (name) => !name || name.kind === 'null' || (name.kind === 'name' && known.has(name.value)),
  );
}

function resolved(document: PdfDocument, value: PdfObject | undefined): PdfObject | undefined {
  return quietly(() => document.resolve(value));
}
