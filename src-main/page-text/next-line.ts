/** Where a paragraph goes on: the line below that the writer's measure broke off, never a line of another column. */
import type { VisualLine } from './visual-lines.ts';

/** Lines of a paragraph are no farther apart than double spacing, in ems; and of one size. */
const PITCH = { least: 0.6, most: 2.7 };
const SIZES = 1.25;
/** The first line of a paragraph may be set in, and the others of a list, in ems. */
const INDENT = 3;
/** What did not fit: where the line had room for this, the break was meant, in ems. */
const ROOM = 1.6;

/** The line on which the words of `line` go on; undefined when it is the last one of its paragraph. */
export function nextLine(line: VisualLine, lines: readonly VisualLine[]): VisualLine | undefined {
  if (line.isStack) return undefined;
  const below = lines.filter((other) => goesOn(line, other));
  return below.reduce<VisualLine | undefined>(
    (best, other) => (best === undefined || other.v0 < best.v0 ? other : best),
    undefined,
  );
}

function goesOn(line: VisualLine, other: VisualLine): boolean {
  if (other.isStack || other.along !== line.along) return false;
  const em = Math.min(line.em, other.em);
  const pitch = other.v0 - line.v0;
  return (
    Math.max(line.em, other.em) <= em * SIZES &&
    pitch >= PITCH.least * em &&
    pitch <= PITCH.most * em &&
    Math.abs(other.u0 - line.u0) <= INDENT * em &&
    other.u1 <= line.u1 + ROOM * em
  );
}
