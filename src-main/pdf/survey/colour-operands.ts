/**
 * Colours with more or fewer values than their colour space has (ISO 32000-2 §8.6.8, Table 73): one reader takes those that are there, another
 * the colour from before, another black. Contents say how many there are; what a space has, its resources say.
 */
import type { PdfDocument } from '../document-model.ts';
import type { PdfObject } from '../objects.ts';
import { quietly } from './quietly.ts';

/** Names of the colour spaces for areas and for lines, and whether a colour was set in them. */
export interface Colours {
  readonly area: string;
  readonly line: string;
  readonly isAreaSet: boolean;
  readonly isLineSet: boolean;
}

const gray = 'DeviceGray';
export const firstColours: Colours = { area: gray, line: gray, isAreaSet: true, isLineSet: true };
const areas: ReadonlySet<string> = new Set('f F f* B B* b b* Tj TJ \' " Do'.split(' '));
const lines: ReadonlySet<string> = new Set('S s B B* b b* Do'.split(' '));

const device: Readonly<Record<string, string>> = { g: 'DeviceGray', rg: 'DeviceRGB', k: 'DeviceCMYK' };

/** The colour spaces behind an operator; what it sets in one is noted in `uses`. */
export function colourSpaces(
  word: string,
  { name, operands }: { readonly name: string; readonly operands: string },
  before: Colours,
  uses: Set<string>,
): Colours {
  if (word === 'cs') return { ...before, area: name, isAreaSet: false };
  if (word === 'CS') return { ...before, line: name, isLineSet: false };
  if (!before.isAreaSet && areas.has(word)) uses.add(`${before.area} unset`);
  if (!before.isLineSet && lines.has(word)) uses.add(`${before.line} unset`);
  const lower = word.toLowerCase();
  const isArea = word === lower;
  const isAnySpace = lower === 'sc' || lower === 'scn';
  if (isAnySpace) uses.add(`${isArea ? before.area : before.line} ${operands}`);
  const space = isAnySpace ? (isArea ? before.area : before.line) : device[lower];
  if (space === undefined) return before;
  return isArea ? { ...before, area: space, isAreaSet: true } : { ...before, line: space, isLineSet: true };
}

const plain: Readonly<Record<string, number>> = {
  DeviceGray: 1,
  CalGray: 1,
  Indexed: 1,
  Separation: 1,
  DeviceRGB: 3,
  CalRGB: 3,
  Lab: 3,
  DeviceCMYK: 4,
};

/** Whether a use (`CS0 000`) has another number of values than its space. `named`: what the resources call so. */
export function areValuesWrong(
  document: PdfDocument,
  use: string,
  named: (name: string) => PdfObject | undefined,
): boolean {
  const [name = '', operands = ''] = use.split(' ');
  // Without a pattern one reader goes on with the colour from before.
  if (operands === 'unset') return isPattern(document, name, named(name));
  if (/[^0]/.test(operands)) return false;
  const count = plain[name] ?? componentsOfSpace(document, named(name));
  return count !== undefined && count !== operands.length;
}

function isPattern(document: PdfDocument, name: string, item: PdfObject | undefined): boolean {
  const space = item && quietly(() => document.resolve(item));
  const kind = space?.kind === 'array' ? quietly(() => document.resolve(space.items[0])) : space;
  return name === 'Pattern' || (kind?.kind === 'name' && kind.value === 'Pattern');
}

/** Undefined for patterns, and for what cannot be told. */
export function componentsOfSpace(document: PdfDocument, item: PdfObject | undefined): number | undefined {
  const space = item && quietly(() => document.resolve(item));
  if (space?.kind === 'name') return plain[space.value];
  if (space?.kind !== 'array') return undefined;
  const [kind, first] = space.items.slice(0, 2).map((each) => quietly(() => document.resolve(each)));
  if (kind?.kind !== 'name') return undefined;
  if (kind.value === 'DeviceN') return first?.kind === 'array' ? first.items.length : undefined;
  if (kind.value !== 'ICCBased') return plain[kind.value];
  const count = first?.kind === 'stream' ? quietly(() => document.value(first.dict, 'N')) : undefined;
  return count?.kind === 'number' ? count.value : undefined;
}
