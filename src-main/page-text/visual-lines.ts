/**
 * The lines that a reader sees, from glyphs alone: near ones are a word whatever order they were drawn in, far ones never are.
 * Letters that are spread evenly (甲　　方, 年　月　日) are one word; letters that stand below each other are a line that goes down.
 */
import { chainsOf } from './chains.ts';
import type { Glyph, Point } from './glyph.ts';
import { directionsOf, joined, type Span } from './line-frame.ts';

export interface VisualLine extends Span {
  readonly along: Point;
  /** A line that goes down, of letters that stand upright: where it ends, no other goes on. */
  readonly isStack: boolean;
}

/** Letters that touch, in ems. */
const TOUCHING = 0.2;
/** The widest gap within a word: one full-width space and a little, in ems. */
const WORD_GAP = 1.15;
/** The widest gap between letters that are spread evenly, in ems; and by what factor such gaps differ. */
const SPREAD_GAP = 5;
const EVEN = 1.6;
/** The widest gap between letters below each other, in ems of the letter. */
const STACK_GAP = 1.15;
/** The widest of what stands below each other: one letter, or two figures side by side. */
const STACKED_WIDTH = 1.35;

/** All lines of a page: each direction of writing from top to bottom. */
export function visualLines(glyphs: readonly Glyph[]): VisualLine[] {
  return directionsOf(glyphs).flatMap(({ along, spans }) => {
    const words = chainsOf(spans, { gap: TOUCHING, dropsDoubles: true }).map(joined);
    words.sort((a, b) => a.u0 - b.u0 || a.v0 - b.v0);
    const rows = chainsOf(words, { gap: SPREAD_GAP, dropsDoubles: false });
    const lines = rows.flatMap(cutAtGaps).map((line) => ({ ...joined(line), along, isStack: false }));
    lines.sort((a, b) => a.v0 - b.v0 || a.u0 - b.u0);
    return [...lines, ...stacksOf(rows, along)];
  });
}

const gapBetween = (left: Span | undefined, right: Span | undefined): number =>
  left && right ? (right.u0 - left.u1) / Math.min(left.em, right.em) : Infinity;

/** A row without the gaps that no reader reads over. */
function cutAtGaps(row: readonly Span[]): Span[][] {
  const lines: Span[][] = [];
  row.forEach((span, i) => {
    const isNear = gapBetween(row[i - 1], span) <= WORD_GAP || isSpread(row, i);
    const line = lines.at(-1);
    if (line && isNear) line.push(span);
    else lines.push([span]);
  });
  return lines;
}

/** Whether the gap before `row[at]` is one of evenly spread letters: both stand alone, and no nearer to others. */
function isSpread(row: readonly Span[], at: number): boolean {
  const [left, right] = [row[at - 1], row[at]];
  if (!left || !right || !endsInOneLetter(left) || !beginsWithOneLetter(right)) return false;
  const gap = gapBetween(left, right);
  const isFree = (span: Span, other: number): boolean => span.glyphs.length > 1 || other >= gap / EVEN;
  return (
    gap <= SPREAD_GAP &&
    isFree(left, gapBetween(row[at - 2], left)) &&
    isFree(right, gapBetween(right, row[at + 1]))
  );
}

/** One letter of its own, but for marks: （甲 and 方： are. */
function endsInOneLetter({ glyphs }: Span): boolean {
  return isLetter(glyphs.at(-1)) && !isLetter(glyphs.at(-2));
}

function beginsWithOneLetter({ glyphs }: Span): boolean {
  return isLetter(glyphs[0]) && !isLetter(glyphs[1]);
}

const isLetter = (glyph: Glyph | undefined): boolean =>
  glyph !== undefined && /[\p{L}\p{N}★☆]/u.test(glyph.text);

/** Lines of upright letters below each other, where they stand nearer to those above and below than to those beside them. */
function stacksOf(rows: readonly Span[][], along: Point): VisualLine[] {
  const letters = rows.flatMap((row) =>
    row.flatMap((span, i): Step[] => {
      if (span.u1 - span.u0 > STACKED_WIDTH * span.em) return [];
      const beside = Math.min(gapBetween(row[i - 1], span), gapBetween(span, row[i + 1]));
      return [{ ...downward(span, along), beside }];
    }),
  );
  letters.sort((a, b) => a.u0 - b.u0 || a.v0 - b.v0);
  return chainsOf(letters, { gap: STACK_GAP, dropsDoubles: false })
    .flatMap(cutAtNeighbours)
    .filter((chain) => chain.length > 1)
    .map((chain) => ({ ...joined(chain), along: downOf(along), isStack: true }));
}

/** A letter as a step of a line that goes down. */
interface Step extends Span {
  /** How near its neighbour in the row is, ems. */
  readonly beside: number;
}

const downOf = ([a, b]: Point): Point => [-b, a];

/** The same letters as one glyph whose writing goes down; the axes are those of the line that goes down. */
function downward(span: Span, along: Point): Span {
  const [down, half, width] = [downOf(along), span.em / 2, span.u1 - span.u0];
  const [x, y] = span.glyphs[0]?.start ?? [0, 0];
  const start: Point = [
    x + (along[0] * width) / 2 - down[0] * half,
    y + (along[1] * width) / 2 - down[1] * half,
  ];
  const text = span.glyphs.map((glyph) => glyph.text).join('');
  const glyphs = span.glyphs
    .slice(0, 1)
    .map((glyph) => ({ ...glyph, text, start, along: down, advance: span.em, em: Math.max(width, half) }));
  const v = -(span.u0 + span.u1) / 2;
  return { glyphs, u0: span.v0 - half, u1: span.v0 + half, v0: v, v1: v, em: span.em };
}

function cutAtNeighbours(chain: readonly Step[]): Step[][] {
  const parts: Step[][] = [];
  chain.forEach((step, i) => {
    const before = chain[i - 1];
    const isNearest =
      before !== undefined && gapBetween(before, step) <= Math.min(before.beside, step.beside);
    const part = parts.at(-1);
    if (part && isNearest) part.push(step);
    else parts.push([step]);
  });
  return parts;
}
