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

/** What all glyphs of one operator share, and which of them are kept. */
export interface Showing {
  readonly isOnScreen: boolean;
  readonly annotation: string | null;
  /** Whether a glyph with its middle here is seen. */
  readonly isSeen: (x: number, y: number) => boolean;
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
export function showText(state: DrawState, glyphs: readonly unknown[], showing: Showing): DrawnGlyph[] {
  const { font, size, across, charSpacing, wordSpacing } = state;
  if (!font) return [];
  const shown: DrawnGlyph[] = [];
  const toSeen = multiply(state.toSeen, state.text);
  let moved = 0;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') moved -= (glyph / 1000) * size;
    if (!isFontGlyph(glyph)) continue;
    const width = font.isVertical ? (glyph.vmetric?.[0] ?? -1000) : glyph.width;
    const advance = width * font.unit * size;
    if (meaningOf(glyph.unicode).text !== '') {
      const drawn = placeGlyph(state, { glyph, toSeen, moved, advance }, showing);
      if (drawn) shown.push(drawn);
    }
    moved += advance + charSpacing + (glyph.isSpace ? wordSpacing : 0);
  }
  const move = font.isVertical ? ([0, moved] as const) : ([moved * across, 0] as const);
  state.text = multiply(state.text, [1, 0, 0, 1, ...move]);
  return shown;
}

function isFontGlyph(value: unknown): value is FontGlyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value;
}

interface Step {
  readonly glyph: FontGlyph;
  readonly toSeen: Matrix;
  /** In text space, before horizontal scaling: how far the operator has come, and how far the glyph takes it. */
  readonly moved: number;
  readonly advance: number;
}

/** Undefined when it is not seen, or has no size. */
function placeGlyph(
  { font, fontName, size, across, rise, mode }: DrawState,
  { glyph: { unicode, originalCharCode: code }, toSeen, moved, advance }: Step,
  { isOnScreen, annotation, isSeen }: Showing,
): DrawnGlyph | undefined {
  const isVertical = font?.isVertical === true;
  const start = isVertical
    ? applyTo(toSeen, 0, moved)
    : applyTo(toSeen, moved * across, rise + size * MIDDLE_ABOVE_BASELINE);
  const seen = isVertical ? along(toSeen, 0, advance) : along(toSeen, advance * across, 0);
  if (!isSeen(start[0] + seen[0] / 2, start[1] + seen[1] / 2)) return undefined;
  const length = Math.hypot(seen[0], seen[1]);
  // A glyph without an advance of its own is written the way of its font.
  const way = length > 0 ? seen : isVertical ? along(toSeen, 0, -size) : along(toSeen, size * across, 0);
  const unit = Math.hypot(way[0], way[1]);
  const up = isVertical ? along(toSeen, size * across, 0) : along(toSeen, 0, size);
  const em = Math.abs(way[0] * up[1] - way[1] * up[0]) / unit;
  if (!(em > 0 && em < MOST_EM && length < MOST_EM)) return undefined;
  const { text, isReadable } = meaningOf(unicode);
  // Written out: a page has thousands of these.
  return {
    text,
    start,
    along: [way[0] / unit, way[1] / unit],
    advance: length,
    em,
    isInkless: mode === INKLESS,
    isOnScreen,
    isReadable,
    annotation,
    fontName,
    unicode,
    isItsCode: code !== undefined && unicode === String.fromCharCode(code),
  };
}

function along([a, b, c, d]: Matrix, x: number, y: number): Point {
  return [a * x + c * y, b * x + d * y];
}

/** Private codes of symbol fonts (bullets) say enough; other private codes, controls and replacements do not. */
const sayNothing = /[\p{Cn}\p{Cs}\uFFFD\uE000-\uEFFF\uF100-\uF8FF\u{F0000}-\u{10FFFF}]|(?!\s)\p{Cc}/u;

interface Meaning {
  readonly text: string;
  readonly isReadable: boolean;
}

const meanings = new Map<string, Meaning>();
/** A hostile file has a million different meanings; the memory of them does not grow by that. */
const MOST_REMEMBERED = 20_000;

function meaningOf(unicode: string): Meaning {
  const known = meanings.get(unicode);
  if (known) return known;
  const isReadable = !sayNothing.test(unicode);
  const meaning = { text: isReadable ? foldText(unicode) : UNREADABLE, isReadable };
  if (meanings.size < MOST_REMEMBERED) meanings.set(unicode, meaning);
  return meaning;
}
