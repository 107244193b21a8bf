/** Which objects a document needs: those that the trailer leads to, and among them those that are drawn, said or run. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from './document-model.ts';
import { pdfRef, type PdfDict, type PdfObject } from './objects.ts';

/** Ways from the trailer and from the catalog to what is not drawn, said or run. */
const quietTrailerKeys: ReadonlySet<string> = new Set(['Info']);
const quietCatalogKeys: ReadonlySet<string> = new Set(['StructTreeRoot', 'Metadata']);

/** Numbers that the trailer leads to at all. Errors: `pdf-limit`, `pdf-catalog-broken`. */
export function neededNumbers(document: PdfDocument): ReadonlySet<number> {
  return reached(document, true);
}

/** Numbers that lead to what is drawn, said or run. Errors: `pdf-limit`, `pdf-catalog-broken`. */
export function drawnNumbers(document: PdfDocument): ReadonlySet<number> {
  return reached(document, false);
}

/** Numbers that the trailer leads to; with what is quiet, or without. A number counts where nothing stands, too. */
function reached(document: PdfDocument, withQuiet: boolean): ReadonlySet<number> {
  const seen = new Set<number>();
  const catalog = document.catalogRef.number;
  const open = [...partsOf(document.trailer, withQuiet ? none : quietTrailerKeys)];
  for (let object = open.pop(); object; object = open.pop()) {
    if (object.kind !== 'ref') {
      for (const part of partsOf(object, none)) open.push(part);
      continue;
    }
    if (seen.has(object.number)) continue;
    seen.add(object.number);
    const cut = object.number === catalog && !withQuiet ? quietCatalogKeys : none;
    for (const part of partsOf(load(document, object.number), cut)) open.push(part);
  }
  return seen;
}

const none: ReadonlySet<string> = new Set();

/** An object that cannot be read leads nowhere; whoever looks through the file has told of it. */
function load(document: PdfDocument, number: number): PdfObject | undefined {
  const entry = document.entry(number);
  if (!entry) return undefined;
  try {
    return document.get(pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0));
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}

function partsOf(object: PdfObject | undefined, cut: ReadonlySet<string>): readonly PdfObject[] {
  if (object?.kind === 'array') return object.items;
  if (object?.kind === 'stream') return partsOf(object.dict, cut);
  return object?.kind === 'dict' ? valuesOf(object, cut) : [];
}

function valuesOf(dict: PdfDict, cut: ReadonlySet<string>): PdfObject[] {
  return [...dict.entries].flatMap(([key, value]) => (cut.has(key) ? [] : [value]));
}
