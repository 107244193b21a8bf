/**
 * Entries of a picture by which readers show it or do not (ISO 32000-2 §8.9.5): sizes, bits, colour spaces, ranges and masks that are missing
 * or do not fit one another. Data that are too few for them leave white, grey or nothing.
 */
import type { PdfDocument } from '../document-model.ts';
import type { PdfDict, PdfObject } from '../objects.ts';
import { componentsOfSpace } from './colour-operands.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

const depths: ReadonlySet<number | undefined> = new Set([1, 2, 4, 8, 16]);
/** Data that say themselves how many bits they have, and JPEG 2000 its colours too. */
const ownDepth: ReadonlySet<string> = new Set(['DCTDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'JPXDecode']);
const ownSpace = 'JPXDecode';

interface Entries {
  readonly value: (key: string) => PdfObject | undefined;
  readonly filters: readonly string[];
  readonly isMask: boolean;
  readonly depth: number | undefined;
  readonly components: number | undefined;
}

/** What is wrong, in a word that people can search for; null when nothing is. */
export function pictureProblem(document: PdfDocument, dict: PdfDict): string | null {
  const entries = entriesOf(document, dict);
  if (!isSize(entries.value('Width')) || !isSize(entries.value('Height'))) return 'size of a picture';
  if (isDepthWrong(entries)) return 'bits of a picture';
  if (isSpaceWrong(document, entries)) return 'colour space of a picture';
  if (isRangeWrong(entries, 'Decode')) return 'range of a picture';
  return areMasksWrong(document, entries) ? 'mask of a picture' : null;
}

/** Whether these are fewer octets than the entries ask for; only for data without a format of their own. */
export function isPictureShort(document: PdfDocument, dict: PdfDict, length: number): boolean {
  const { value, isMask, depth, components } = entriesOf(document, dict);
  const [width, height] = [numberOf(value('Width')), numberOf(value('Height'))];
  const bits = isMask ? 1 : (components ?? NaN) * (depth ?? NaN);
  // What has no size or colours is told as that.
  return Math.ceil(((width ?? NaN) * bits) / 8) * (height ?? NaN) > length;
}

function entriesOf(document: PdfDocument, dict: PdfDict): Entries {
  const value = (key: string): PdfObject | undefined =>
    dict.entries.has(key) ? quietly(() => document.value(dict, key)) : undefined;
  const filter = value('Filter');
  const list = filter?.kind === 'array' ? filter.items : filter ? [filter] : [];
  const filters = list.flatMap((item) => {
    const name = quietly(() => document.resolve(item));
    return name?.kind === 'name' ? [name.value] : [];
  });
  const mask = value('ImageMask');
  const isMask = mask?.kind === 'boolean' && mask.value;
  const components = isMask ? 1 : componentsOfSpace(document, value('ColorSpace'));
  return { value, filters, isMask, depth: numberOf(value('BitsPerComponent')), components };
}

function isSize(object: PdfObject | undefined): boolean {
  const size = numberOf(object);
  return size !== undefined && size > 0 && Number.isInteger(size);
}

function isDepthWrong({ filters, isMask, depth }: Entries): boolean {
  if (isMask) return depth !== undefined && depth !== 1;
  if (filters.some((each) => ownDepth.has(each))) return false;
  return !depths.has(depth);
}

function isSpaceWrong(document: PdfDocument, { value, filters, isMask, components }: Entries): boolean {
  if (isMask || (filters.includes(ownSpace) && value('ColorSpace') === undefined)) return false;
  return components === undefined || isPaletteShort(document, value('ColorSpace'));
}

/** Table 65: as many octets as the highest index asks for. */
function isPaletteShort(document: PdfDocument, space: PdfObject | undefined): boolean {
  if (space?.kind !== 'array') return false;
  const [kind, base, highest, table] = space.items.map((item) => quietly(() => document.resolve(item)));
  if (kind?.kind !== 'name' || kind.value !== 'Indexed') return false;
  const [most, components] = [numberOf(highest), componentsOfSpace(document, base)];
  if (most === undefined || components === undefined) return true;
  const octets =
    table?.kind === 'stream'
      ? quietly(() => document.decodedStream(table).bytes.length)
      : table?.kind === 'string'
        ? table.bytes.length
        : 0;
  return octets !== undefined && octets < (most + 1) * components;
}

/** Two numbers for each colour. */
function isRangeWrong({ value, filters, components }: Entries, key: string): boolean {
  const range = value(key);
  if (range === undefined || range.kind === 'null' || components === undefined) return false;
  if (filters.includes(ownSpace)) return false;
  return range.kind !== 'array' || range.items.length !== 2 * components;
}

function areMasksWrong(document: PdfDocument, entries: Entries): boolean {
  const [soft, hard] = [entries.value('SMask'), entries.value('Mask')];
  const isStencil = (dict: PdfDict) => {
    const mask = quietly(() => document.value(dict, 'ImageMask'));
    return mask?.kind === 'boolean' && mask.value;
  };
  if (soft?.kind === 'stream') {
    const gray = nameAt(soft.dict, 'ColorSpace') ?? 'DeviceGray';
    return hard?.kind === 'stream' || isStencil(soft.dict) || !['DeviceGray', 'CalGray'].includes(gray);
  }
  if (hard?.kind === 'array') return isRangeWrong(entries, 'Mask');
  return hard?.kind === 'stream' && !isStencil(hard.dict);
}

function numberOf(object: PdfObject | undefined): number | undefined {
  return object?.kind === 'number' ? object.value : undefined;
}
