/** One text-showing operator: where each of its glyphs stands, and how far the text matrix moves (ISO 32000-2 §9.4.4). */
import { foldText } from '../domain/fold-text.ts';
import type { Glyph, Point } from '../page-text/glyph.ts';
import { applyTo, multiply } from '../page-text/matrix.ts';
import type { Matrix } from '../pdf/page-geometry.ts';
import type { DrawState } from './draw-state.ts';

export interface DrawnGlyph extends Glyph {
  /** The annotation that it belongs to; null for the page itself. */
  readonly annotation: string | null;
  /** The font that gave it its meaning; empty when no font did. */
  readonly fontName: string;
  /** What pdf.js takes it to be, unfolded; and whether that is only the number of its code. */
  readonly unicode: string;
  readonly isItsCode: boolean;
}

export interface ShownGlyph extends Omit<DrawnGlyph, 'isOnScreen' | 'annotation'> {
  readonly middle: Point;
}

/** What is used of a glyph of pdf.js; widths in thousandths. */
interface FontGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly vmetric: readonly number[] | null;
  readonly isSpace: boolean;
  readonly originalCharCode?: number;
}

/** The em box of CJK fonts stands from 0.12 em below the baseline to 0.88 em above it. */
const MIDDLE_ABOVE_BASELINE = 0.38;
/** A letter of more than this is none, mm; the sweep over lines takes time by it. */
const MOST_EM = 2000;
/** Stands for a letter that the file does not name. */
export const UNREADABLE = '\uFFFD';
/** Text rendering mode that draws nothing (§9.3.6). */
const INKLESS = 3;

/** The glyphs of one operator that mean something; spaces only take room. Moves the text matrix of `state`. */
export function showText(state: DrawState, glyphs: readonly unknown[]): ShownGlyph[] {
  const { font, size, across, charSpacing, wordSpacing } = state;
  if (!font) return [];
  const shown: ShownGlyph[] = [];
  const toSeen = multiply(state.toSeen, state.text);
  let moved = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') moved -= (glyph / 1000) * size;
    if (!isFontGlyph(glyph)) continue;
    const width = font.isVertical ? (glyph.vmetric?.[0] ?? -1000) : glyph.width;
    const advance = width * font.unit * size;
    const placed = placeGlyph(state, toSeen, { moved, advance });
    const meaning = meaningOf(glyph);
    if (placed && meaning.text !== '') shown.push({ ...placed, ...meaning, fontName: state.fontName });
    moved += advance + charSpacing + (glyph.isSpace ? wordSpacing : 0);
  }
  const move = font.isVertical ? ([0, moved] as const) : ([moved * across, 0] as const);
  state.text = multiply(state.text, [1, 0, 0, 1, ...move]);
  return shown;
}

function isFontGlyph(value: unknown): value is FontGlyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value;
}

/** `moved` and `advance` are in text space, before horizontal scaling. */
function placeGlyph(
  { font, size, across, rise, mode }: DrawState,
  toSeen: Matrix,
  { moved, advance }: { readonly moved: number; readonly advance: number },
): Pick<ShownGlyph, 'start' | 'along' | 'advance' | 'em' | 'middle' | 'isInkless'> | undefined {
  const isVertical = font?.isVertical === true;
  const from: Point = isVertical ? [0, moved] : [moved * across, rise + size * MIDDLE_ABOVE_BASELINE];
  const step: Point = isVertical ? [0, advance] : [advance * across, 0];
  const start = applyTo(toSeen, from[0], from[1]);
  const seen = along(toSeen, step);
  const length = Math.hypot(...seen);
  // A glyph without an advance of its own is written the way of its font.
  const way = length > 0 ? seen : along(toSeen, isVertical ? [0, -size] : [size * across, 0]);
  const unit: Point = [way[0] / Math.hypot(...way), way[1] / Math.hypot(...way)];
  const up = along(toSeen, isVertical ? [size * across, 0] : [0, size]);
  const em = Math.abs(unit[0] * up[1] - unit[1] * up[0]);
  if (!(em > 0 && em < MOST_EM && length < MOST_EM)) return undefined;
  const middle: Point = [start[0] + seen[0] / 2, start[1] + seen[1] / 2];
  return { start, along: unit, advance: length, em, middle, isInkless: mode === INKLESS };
}

function along([a, b, c, d]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y, b * x + d * y];
}

/** Private codes of symbol fonts (bullets) say enough; other private codes, controls and replacements do not. */
const sayNothing = /[\p{Cn}\p{Cs}\uFFFD\uE000-\uEFFF\uF100-\uF8FF\u{F0000}-\u{10FFFF}]|(?!\s)\p{Cc}/u;

function meaningOf({
  unicode,
  originalCharCode: code,
}: FontGlyph): Pick<ShownGlyph, 'text' | 'isReadable' | 'unicode' | 'isItsCode'> {
  const isReadable = !sayNothing.test(unicode);
  const text = isReadable ? foldText(unicode) : UNREADABLE;
  return {
    text,
    isReadable,
    unicode,
    isItsCode: code !== undefined && unicode === String.fromCharCode(code),
  };
}
