/**
 * What one page looks like on paper, or in a reader that simulates printing, and on other screens: transfer functions, overprint
 * of nothing, boxes chosen for viewing and printing (ISO 32000-2 §8.6.7, §10.5, §12.2).
 */
import type { PdfDocument } from '../document-model.ts';
import { dictValue, type PdfDict, type PdfObject } from '../objects.ts';
import { hasEntry } from './actions.ts';
import type { Sighted } from './content-kinds.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

/** Entries of /ViewerPreferences that name a box; the crop box is what everybody shows (Table 147). */
const areas = ['ViewArea', 'ViewClip', 'PrintArea', 'PrintClip'];
const boxes: ReadonlySet<string | undefined> = new Set(['MediaBox', 'BleedBox', 'TrimBox', 'ArtBox']);

/** By a dictionary alone: graphics states and viewer preferences often carry no /Type. */
export function outputLooks(document: PdfDocument, dict: PdfDict): Sighted[] {
  const found: Sighted[] = [];
  if (areas.some((key) => boxes.has(nameAt(dict, key))))
    found.push({ kind: 'other-looks', word: 'another box for viewing or printing' });
  const isTransfer = ['TR', 'TR2'].some((key) => isFunction(document, dictValue(dict, key)));
  if (isTransfer) found.push({ kind: 'other-looks', word: 'transfer function' });
  if (overprintsNothing(document, dict)) found.push({ kind: 'other-looks', word: 'overprint' });
  return found;
}

/** A function, or one for each colour; names stand for what every device does. */
function isFunction(document: PdfDocument, value: PdfObject | undefined): boolean {
  const object = quietly(() => document.resolve(value));
  if (object?.kind === 'array') return object.items.some((item) => isFunction(document, item));
  const dict = object?.kind === 'stream' ? object.dict : object;
  return dict?.kind === 'dict' && hasEntry(dict, 'FunctionType');
}

/** §8.6.7: with /OPM 1 a colour of 0 leaves what is under it, where overprint is simulated, and covers it everywhere else. */
function overprintsNothing(document: PdfDocument, dict: PdfDict): boolean {
  const value = (key: string) => quietly(() => document.value(dict, key));
  const mode = dict.entries.has('OPM') ? value('OPM') : undefined;
  if (mode?.kind !== 'number' || mode.value === 0) return false;
  return ['OP', 'op'].some((key) => {
    const isOn = value(key);
    return isOn?.kind === 'boolean' && isOn.value;
  });
}
