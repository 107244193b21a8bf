/** Which objects are layers, or say which of them are on (ISO 32000-2 §8.11.4): they are known by their numbers, not by what is in them. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { limitError } from '../../../pdf/limits.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import { readObject, referencesIn } from './reference-index.ts';

/** More than a drawing with very many layers has. */
const maxLayers = 50_000;
const known = new WeakMap<PdfDocument, ReadonlySet<number>>();

/** Numbers of all objects below /OCProperties. Errors: `pdf-limit`. */
export function layersOf(document: PdfDocument): ReadonlySet<number> {
  const found = known.get(document) ?? findLayers(document);
  known.set(document, found);
  return found;
}

function findLayers(document: PdfDocument): ReadonlySet<number> {
  const found = new Set<number>();
  const root = document.catalog.entries.get('OCProperties');
  const open: PdfObject[] = root ? [root] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.size > maxLayers) throw limitError('layers', maxLayers);
    for (const number of referencesIn(next)) {
      if (found.has(number)) continue;
      found.add(number);
      const object = readObject(document, number);
      if (object) open.push(object);
    }
  }
  return found;
}
