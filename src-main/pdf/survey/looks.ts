/**
 * Ways to show one thing now and another later or elsewhere: layers, annotations under conditions, looks for the mouse or
 * for paper, content that lies in other files (ISO 32000-2 §7.3.8.1, §8.9.5.4, §8.10.4, §8.11, §12.5.3, §12.5.5, §14.11.7).
 */
import type { PdfDocument } from '../document-model.ts';
import { pdfNull, sameObject, type PdfDict, type PdfObject } from '../objects.ts';
import { readBox } from '../pages.ts';
import { hasEntry } from './actions.ts';
import type { Sighted } from './content-kinds.ts';
import { outputLooks } from './output-looks.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';
import { paintsWithoutPlace } from './sizeless-look.ts';

const HIDDEN = 1 << 1;
const PRINT = 1 << 2;
const NO_ZOOM = 1 << 3;
const NO_ROTATE = 1 << 4;
const NO_VIEW = 1 << 5;

/** Notes that open beside a page, and frames: they draw nothing unless they bring a look, which some readers draw. */
const drawNothing: ReadonlySet<string> = new Set(['Popup', 'Link']);

/** Stream entries by which a reader draws what the signed octets do not hold. */
const elsewhere: readonly (readonly [key: string, word: string])[] = [
  ['F', 'stream data in another file'],
  ['Ref', 'page of another file'],
  ['OPI', 'picture of an OPI server'],
];

/** What a stream draws that is not its own data. */
export function streamLooks(dict: PdfDict): Sighted[] {
  const found: Sighted[] = elsewhere
    .filter(([key]) => hasEntry(dict, key))
    .map(([, word]) => ({ kind: 'outside-content', word }));
  if (hasEntry(dict, 'Alternates')) found.push({ kind: 'other-looks', word: 'alternate image' });
  const isPostScript = nameAt(dict, 'Subtype') === 'PS' || nameAt(dict, 'Subtype2') === 'PS';
  if (isPostScript) found.push({ kind: 'other-looks', word: 'PostScript for printers' });
  return found;
}

/** Layers and annotations among the dictionaries of an object. Errors: those of `document.get`. */
export function dictLooks(document: PdfDocument, dict: PdfDict): Sighted[] {
  if (isConditionalLayer(dict)) return [{ kind: 'hidden-layers', word: 'layer' }];
  if (hasEntry(dict, 'Rect') && hasEntry(dict, 'Subtype')) return annotationLooks(document, dict);
  return outputLooks(document, dict);
}

/** A layer that looks different on paper, or content that shows only while a layer is off (§8.11.2.2, §8.11.4.4). */
function isConditionalLayer(dict: PdfDict): boolean {
  const type = nameAt(dict, 'Type');
  if (type === 'OCMD')
    return dict.entries.has('VE') || ['AllOff', 'AnyOff'].includes(nameAt(dict, 'P') ?? '');
  return ['PrintState', 'ViewState', 'ExportState'].some((key) => nameAt(dict, key) === 'OFF');
}

/** Markup that covers something and that readers draw by themselves when it brings no appearance (§12.5.6). */
const drawnByReaders: ReadonlySet<string> = new Set(
  (
    'FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink ' +
    'Redact'
  ).split(' '),
);

function annotationLooks(document: PdfDocument, annotation: PdfDict): Sighted[] {
  const appearance = quietly(() => document.value(annotation, 'AP'));
  const rect = quietly(() => readBox(document, document.value(annotation, 'Rect')));
  const subtype = nameAt(annotation, 'Subtype') ?? '';
  if (!rect && appearance?.kind === 'dict' && paintsWithoutPlace(document, appearance))
    return [{ kind: 'ambiguous-content', word: 'appearance in a rectangle without a size' }];
  if (!rect || (drawNothing.has(subtype) && appearance === undefined)) return [];
  const bare: Sighted = { kind: 'other-looks', word: 'annotation without an appearance' };
  if (appearance?.kind !== 'dict') return drawnByReaders.has(subtype) ? [bare] : [];
  const found: Sighted[] = [];
  if (drawNothing.has(subtype)) found.push({ kind: 'other-looks', word: 'look that not every reader draws' });
  const flags = quietly(() => document.value(annotation, 'F'));
  const bits = flags?.kind === 'number' ? flags.value : 0;
  if ((bits & (HIDDEN | NO_VIEW)) !== 0) found.push({ kind: 'hidden-annotations', word: 'annotation' });
  else if ((bits & PRINT) === 0) found.push({ kind: 'hidden-annotations', word: 'annotation not printed' });
  // The icon of a note keeps its size by right; anything else that does covers another part of the page at each magnification.
  if ((bits & (NO_ZOOM | NO_ROTATE)) !== 0 && subtype !== 'Text')
    found.push({ kind: 'other-looks', word: 'annotation that does not zoom or turn' });
  if (hasEntry(annotation, 'FixedPrint'))
    found.push({ kind: 'other-looks', word: 'watermark with another place on paper' });
  if (differs(appearance, 'R') || differs(appearance, 'D'))
    found.push({ kind: 'other-looks', word: 'appearance for the mouse' });
  return found;
}

function differs(appearance: PdfDict, key: string): boolean {
  if (!hasEntry(appearance, key)) return false;
  const look = (each: string) => appearance.entries.get(each) ?? pdfNull;
  return !sameObject(look('N'), look(key));
}

/** Whether the default configuration, or another one that a reader may offer, switches layers off (§8.11.4.3). */
export function switchesLayers(document: PdfDocument): boolean {
  const read = (value: PdfObject | undefined) => quietly(() => document.resolve(value));
  const properties = read(document.catalog.entries.get('OCProperties'));
  if (properties?.kind !== 'dict') return false;
  const isFilled = (list: PdfObject | undefined) => list?.kind === 'array' && list.items.length > 0;
  if (isFilled(read(properties.entries.get('Configs')))) return true;
  const configuration = read(properties.entries.get('D'));
  if (configuration?.kind !== 'dict') return false;
  const base = read(configuration.entries.get('BaseState'));
  const lists = ['OFF', 'AS'].map((key) => read(configuration.entries.get(key)));
  return lists.some(isFilled) || (base?.kind === 'name' && base.value !== 'ON');
}
