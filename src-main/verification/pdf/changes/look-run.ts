/** A piece of text in an appearance: whether all of its letters are seen, and whether two of them stand apart (ISO 32000-2 §9.4.3). */
import type { PdfBox } from '../../../pdf/document-model.ts';
import type { LetterWidths } from './letter-widths.ts';

/** A piece of text where it begins; `width` at the least and `reach` at the most, spacing included. */
export interface Run {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly scale: number;
  readonly width: number;
  readonly reach: number;
  /** What is visible where it was shown. */
  readonly clip: PdfBox;
}

/** Of what is cut off, in ems: no mark and no stroke of a figure is so thin. */
const SLACK = 0.05;
/** Letters and marks with a part below the line; without it a comma is a point. */
const below = /[,;gjpqyQ()[\]{}|@$_/\\]/;
const han = /[^\u0000-\u2e7f]/;

/** Whether no part of a letter lies outside what is visible. A point stands on the line, and a seven is read by its upper edge. */
export function isInside({ x, y, text, size, reach, clip: [left, bottom, right, top] }: Run): boolean {
  const [deep, high] = han.test(text) ? [0.14, 0.88] : [below.test(text) ? 0.2 : 0, 0.72];
  const slack = SLACK * size;
  const isAcross = x >= left - slack && x + reach <= right + slack;
  return isAcross && y - deep * size >= bottom - slack && y + high * size <= top + slack;
}

/** Kerning of letters, of their width; figures and marks are not kerned so far that one hides another. */
const MOST_KERNED = 0.3;
const NEAREST = 60;

/** Whether a letter is moved back (thousandths of an em) over the one before it. */
export function joinsTooClose(widths: LetterWidths, before: string, piece: string, back: number): boolean {
  const next = piece.slice(0, 1);
  if (back === 0 || next === '') return false;
  if (before === '') return back > NEAREST;
  const width = widths.least(before) * 1000;
  if (before === ' ') return back > width;
  return back > (isKerned(before) && isKerned(next) ? Math.max(NEAREST, width * MOST_KERNED) : NEAREST);
}

function isKerned(letter: string): boolean {
  return /\p{L}/u.test(letter);
}
