/**
 * Letters that are pressed flat or to nothing (ISO 32000-2 §9.4.4): beyond a thirtieth of its width one reader shows a letter at its whole
 * size again, where the others show a line or nothing.
 */
import { evenness, followedBy, largest, type Linear } from './linear.ts';
import type { LineState } from './drawn-shapes.ts';

export interface LetterState {
  readonly size: number;
  /** Horizontal scaling, 1 for 100 %. */
  readonly across: number;
  readonly line: LineState;
}

/** Where readers begin to differ, and as much again. */
const leastEvenness = 0.06;
/** Matrices below this are none to some readers, whatever the size of the letters. */
const leastMatrix = 1e-4;
/** Points of the page: nobody sees it, whatever unit the font has. */
const leastLetter = 1e-3;

/** `hidden`: nobody shows them. */
export function textLook({ size, across, line }: LetterState, text: Linear): 'seen' | 'flat' | 'hidden' {
  const around = followedBy(text, line.matrix);
  const letter = followedBy([size * across, 0, 0, size], around);
  const flatness = evenness(letter);
  if (flatness === 0) return 'hidden';
  const isNone = largest(around) < leastMatrix && largest(letter) < 1;
  if (flatness < leastEvenness || isNone) return 'flat';
  return largest(letter) < leastLetter ? 'hidden' : 'seen';
}
