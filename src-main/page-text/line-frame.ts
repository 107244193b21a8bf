/** Glyphs that are written in one direction, in axes of their own: u along the writing, v across it, towards the next line. */
import { glyphEnd, type Glyph, type Point } from './glyph.ts';

/** A glyph, or several that are read as one, between u0 and u1 on the line at v; lengths in mm. */
export interface Span {
  readonly glyphs: readonly Glyph[];
  readonly u0: number;
  readonly u1: number;
  /** Middle line at the beginning and at the end: a scan is never quite straight. */
  readonly v0: number;
  readonly v1: number;
  readonly em: number;
}

export interface Direction {
  readonly along: Point;
  readonly spans: readonly Span[];
}

/** Writing that leans less than this is meant to be straight, degrees. */
const LEAN = 3;

/**
 * One entry for each direction of writing. What is drawn without ink is kept apart: recognised text lies upon the letters
 * that it repeats, and would come between them.
 */
export function directionsOf(glyphs: readonly Glyph[]): Direction[] {
  const groups = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const key = directionKey(glyph);
    const group = groups.get(key);
    if (group) group.push(glyph);
    else groups.set(key, [glyph]);
  }
  const keys = [...groups.keys()].sort((a, b) => a - b);
  return keys.map((key) => {
    const along = unitVector(Math.floor(key / 2));
    return { along, spans: (groups.get(key) ?? []).map((glyph) => spanOf(glyph, along)).sort(inOrder) };
  });
}

/** Twice the degrees, odd without ink. */
function directionKey({ along, isInkless }: Glyph): number {
  const degrees = (Math.atan2(along[1], along[0]) * 180) / Math.PI;
  const straight = Math.round(degrees / 90) * 90;
  const turn = Math.abs(degrees - straight) <= LEAN ? straight : Math.round(degrees / LEAN) * LEAN;
  return (((turn % 360) + 360) % 360) * 2 + (isInkless ? 1 : 0);
}

function unitVector(degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

function spanOf(glyph: Glyph, along: Point): Span {
  const [u0, v0] = inAxes(glyph.start, along);
  const [u1, v1] = inAxes(glyphEnd(glyph), along);
  return { glyphs: [glyph], u0, u1, v0, v1, em: glyph.em };
}

function inAxes([x, y]: Point, [a, b]: Point): Point {
  return [x * a + y * b, y * a - x * b];
}

/** A fixed order, whatever order the page was drawn in. */
function inOrder(a: Span, b: Span): number {
  return a.u0 - b.u0 || a.v0 - b.v0 || a.em - b.em || compareText(a, b);
}

function compareText(a: Span, b: Span): number {
  const [one = '', other = ''] = [a.glyphs[0]?.text, b.glyphs[0]?.text];
  return one < other ? -1 : Number(one > other);
}

/** Several spans of one line as one. */
export function joined(spans: readonly Span[]): Span {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) throw new RangeError('a line without glyphs');
  return {
    glyphs: spans.flatMap(({ glyphs }) => glyphs),
    u0: first.u0,
    u1: last.u1,
    v0: first.v0,
    v1: last.v1,
    em: Math.max(...spans.map(({ em }) => em)),
  };
}
