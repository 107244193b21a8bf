/**
 * Dictionaries of what contents draw by name that readers mend in different ways (ISO 32000-2 §8.4.5, §8.7.4.5, §8.10.2, §11.6.5): forms without a
 * type, a box or a matrix, shadings from a place to the same place, masks without a group, values that there are not.
 */
import type { PdfDocument } from '../document-model.ts';
import { dictValue, type PdfDict, type PdfObject } from '../objects.ts';
import { readBox } from '../pages.ts';
import { dashOf } from './drawn-shapes.ts';
import { unchanged, type Linear } from './linear.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

/** The numbers of an array, NaN for whatever else is in it; undefined when it is none. */
function numbersAt(document: PdfDocument, dict: PdfDict, key: string): number[] | undefined {
  return dict.entries.has(key) ? numbersOf(document, dictValue(dict, key)) : undefined;
}

function numbersOf(document: PdfDocument, item: PdfObject | undefined): number[] | undefined {
  const array = item && quietly(() => document.resolve(item));
  if (array?.kind !== 'array') return undefined;
  return array.items.map((each) => {
    const value = quietly(() => document.resolve(each));
    return value?.kind === 'number' ? value.value : NaN;
  });
}

/** The linear part of a matrix; unchanged where there is none, or one that is none. */
export function matrixAt(document: PdfDocument, dict: PdfDict, key: string): Linear {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = numbersAt(document, dict, key) ?? [];
  const linear: Linear = [a, b, c, d];
  return linear.every(Number.isFinite) ? linear : unchanged;
}

/** What is wrong with a form or a pattern that paints. Programs leave the type of looks of annotations out, and one reader alone minds. */
export function formProblems(document: PdfDocument, dict: PdfDict, isLook: boolean): string[] {
  const matrix = numbersAt(document, dict, 'Matrix');
  const isMatrixWrong =
    dict.entries.has('Matrix') && !(matrix?.length === 6 && matrix.every(Number.isFinite));
  const hasType = isLook || nameAt(dict, 'Subtype') !== undefined || dict.entries.has('PatternType');
  const box = quietly(() => readBox(document, document.value(dict, 'BBox')));
  return [
    ...(hasType ? [] : ['form without a type']),
    ...(box ? [] : ['form without a box']),
    ...(isMatrixWrong ? ['matrix of a form'] : []),
  ];
}

/** What is wrong with a graphics state (Table 57), as lines of this matrix are drawn with it. */
export function stateProblems(document: PdfDocument, state: PdfDict, matrix: Linear): string[] {
  const number = (key: string) => {
    const value = state.entries.has(key) ? quietly(() => document.value(state, key)) : undefined;
    return value?.kind === 'number' ? value.value : undefined;
  };
  const isOutside = (key: string, most: number) => {
    const value = number(key);
    return value !== undefined && !(value >= 0 && value <= most);
  };
  const isNoEnd = (key: string) => isOutside(key, 2) || !Number.isInteger(number(key) ?? 0);
  return [
    ...(isOutside('ca', 1) || isOutside('CA', 1) ? ['transparency'] : []),
    ...(isNoEnd('LC') ? ['J'] : []),
    ...(isNoEnd('LJ') ? ['j'] : []),
    ...(isDashStrange(document, state, matrix) ? ['dashes'] : []),
  ];
}

function isDashStrange(document: PdfDocument, state: PdfDict, matrix: Linear): boolean {
  const dash = state.entries.has('D') ? quietly(() => document.value(state, 'D')) : undefined;
  if (dash?.kind !== 'array') return false;
  const lengths = numbersOf(document, dash.items[0]);
  const phase = quietly(() => document.resolve(dash.items[1]));
  return !lengths || phase?.kind !== 'number' || dashOf(lengths, phase.value, matrix) === 'strange';
}

/** §11.6.5.2: the group of a mask by luminosity has a colour space; without a group one reader masks nothing. */
export function isMaskWrong(document: PdfDocument, mask: PdfDict): boolean {
  const form = quietly(() => document.value(mask, 'G'));
  if (form?.kind !== 'stream') return true;
  const group = quietly(() => document.value(form.dict, 'Group'));
  if (group?.kind !== 'dict') return true;
  return nameAt(mask, 'S') === 'Luminosity' && !group.entries.has('CS');
}

/** Table 79, Table 80: from one place to the same, or from one circle to the same. */
export function isShadingNowhere(document: PdfDocument, shading: PdfObject | undefined): boolean {
  const object = shading && quietly(() => document.resolve(shading));
  const dict = object?.kind === 'stream' ? object.dict : object;
  if (dict?.kind !== 'dict') return false;
  const coordinates = numbersAt(document, dict, 'Coords');
  if (!coordinates) return false;
  const half = coordinates.length / 2;
  return coordinates.slice(0, half).every((each, at) => each === coordinates[half + at]);
}
