/**
 * One run of text as pdf.js reports it (getTextContent), cut into characters with places.
 * A run has one advance for all its characters; it is shared out by character class, which is exact for CJK text and for
 * the half-width Latin of Chinese fonts.
 */

/** What is used of a pdf.js text item. Lengths are user units; `transform` maps the run's own em to user space. */
export interface TextRun {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly vertical: boolean;
}

type Point = readonly [number, number];

/** A character after folding, with the ends of its advance on the middle line of the writing, in user space. */
export interface PlacedCharacter {
  readonly char: string;
  readonly start: Point;
  readonly end: Point;
  /** From the middle line to the top edge (horizontal) or to the right edge (vertical), user units. */
  readonly half: Point;
}

/** The em box of CJK fonts stands from 0.12 em below the baseline to 0.88 em above it. */
const MIDDLE_ABOVE_BASELINE = 0.38;

/** Folds as the search compares: NFKC, without spaces and invisible characters. */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200B-\u200D\u2060\uFEFF\u00AD]/gu, '');
}

/** The characters of a run in order; spaces take room but are left out. */
export function placeCharacters(run: TextRun): PlacedCharacter[] {
  const frame = runFrame(run);
  if (!frame) return [];
  const characters = [...run.str];
  const weights = characters.map(advanceWeight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const placed: PlacedCharacter[] = [];
  let before = 0;
  characters.forEach((character, i) => {
    const after = before + (weights[i] ?? 0);
    const start = along(frame, before / total);
    const end = along(frame, after / total);
    for (const char of foldText(character)) placed.push({ char, start, end, half: frame.half });
    before = after;
  });
  return placed;
}

interface RunFrame {
  readonly origin: Point;
  readonly advance: Point;
  readonly half: Point;
}

function runFrame(run: TextRun): RunFrame | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = run.transform;
  const [across, up] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (!(across > 0 && up > 0) || ![a, b, c, d, e, f, run.width, run.height].every(Number.isFinite))
    return undefined;
  if (run.vertical) {
    const advance: Point = [(-c / up) * Math.abs(run.height), (-d / up) * Math.abs(run.height)];
    return { origin: [e, f], advance, half: [a / 2, b / 2] };
  }
  return {
    origin: [e + c * MIDDLE_ABOVE_BASELINE, f + d * MIDDLE_ABOVE_BASELINE],
    advance: [(a / across) * run.width, (b / across) * run.width],
    half: [c / 2, d / 2],
  };
}

function along(frame: RunFrame, share: number): Point {
  const part = Number.isFinite(share) ? share : 0;
  return [frame.origin[0] + frame.advance[0] * part, frame.origin[1] + frame.advance[1] * part];
}

/** Full-width characters take one em, the others half of it; combining marks nothing. */
function advanceWeight(character: string): number {
  if (/\p{Mn}/u.test(character)) return 0;
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFF}]/u.test(
    character,
  )
    ? 1
    : 0.5;
}
