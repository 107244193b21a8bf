/** Puts spans behind each other: a sweep along the writing, in which each finds the nearest one that ends before it begins. */
import type { Span } from './line-frame.ts';

/** How far the next span may stand from the one before, in ems of the smaller one. */
export interface Nearness {
  readonly gap: number;
  /** Whether the same letter twice at one place is one letter (imitation of bold). */
  readonly dropsDoubles: boolean;
}

/** Kerning and trimmed punctuation let letters overlap by this part of the narrower one. */
const OVERLAP = 0.6;
/** Letters of one line: their middle lines are this near, in ems of the smaller one. */
const OFF_LINE = 0.4;
/** Sizes that a reader still takes for one line. */
const SIZES = 2;
/** A letter is printed twice for boldness when both stand this near, in widths and ems. */
const DOUBLE = 0.35;
/** Height of the rows in which the last spans of chains are kept, mm. */
const ROW = 2;

/** Chains by the row in which their last span ends. */
type Rows<S> = Map<number, S[][]>;

/** `spans` in order of u0. Each chain is in order; every span is in one chain, but for doubles. */
export function chainsOf<S extends Span>(spans: readonly S[], nearness: Nearness): S[][] {
  const rows: Rows<S> = new Map();
  const chains: S[][] = [];
  for (const span of spans) {
    const found = chainFor(span, rows, nearness);
    if (found === 'double') continue;
    const chain = found ?? [];
    if (found) leaveRow(rows, found);
    else chains.push(chain);
    chain.push(span);
    const row = rowOf(span.v1);
    const there = rows.get(row);
    if (there) there.push(chain);
    else rows.set(row, [chain]);
  }
  return chains;
}

const rowOf = (v: number): number => Math.floor(v / ROW);

function leaveRow<S extends Span>(rows: Rows<S>, chain: S[]): void {
  const last = chain.at(-1);
  const row = last && rows.get(rowOf(last.v1));
  const at = row?.indexOf(chain) ?? -1;
  if (at >= 0) row?.splice(at, 1);
}

function chainFor<S extends Span>(
  span: S,
  rows: Rows<S>,
  { gap, dropsDoubles }: Nearness,
): S[] | 'double' | undefined {
  let best: S[] | undefined;
  let least = Infinity;
  const reach = span.em * OFF_LINE;
  for (let row = rowOf(span.v0 - reach); row <= rowOf(span.v0 + reach); row++) {
    const there = rows.get(row);
    if (!there) continue;
    for (let i = there.length - 1; i >= 0; i--) {
      const chain = there[i];
      const last = chain?.at(-1);
      if (!chain || !last) continue;
      if (dropsDoubles && isDouble(last, span)) return 'double';
      const far = distance(last, span, gap);
      if (far < least) [best, least] = [chain, far];
      // What comes later along the writing is still farther away.
      else if (span.u0 - last.u1 > gap * last.em) there.splice(i, 1);
    }
  }
  return best;
}

/** How far one stands behind the other; infinite when a reader would not read on. */
function distance(last: Span, next: Span, mostGap: number): number {
  const em = Math.min(last.em, next.em);
  if (Math.max(last.em, next.em) > em * SIZES) return Infinity;
  const gap = next.u0 - last.u1;
  const off = Math.abs(next.v0 - last.v1);
  if (gap > mostGap * em || off > OFF_LINE * em) return Infinity;
  if (-gap > OVERLAP * Math.min(last.u1 - last.u0, next.u1 - next.u0)) return Infinity;
  return Math.abs(gap) + 2 * off;
}

function isDouble(last: Span, next: Span): boolean {
  if (last.glyphs[0]?.text !== next.glyphs[0]?.text) return false;
  const near = DOUBLE * Math.min(last.u1 - last.u0, next.u1 - next.u0);
  return Math.abs(next.u0 - last.u0) <= near && Math.abs(next.v0 - last.v0) <= DOUBLE * last.em;
}
