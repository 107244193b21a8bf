/** The border and the ground of a field before its text: paths alone, on a light ground, so that they look the same in every appearance (ISO 32000-2 §8.4, §8.5). */
import type { Operation } from './content-tokens.ts';
import { lightOf } from './look-light.ts';

const state = new Set(['q', 'Q', 'g', 'rg', 'k']);
const filling = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
/** Moves, clips and strokes. A move or a clip may not outlive the frame. */
const inside = new Set(['cm', 'W', 'W*']);
const drawing = new Set('G RG K w J j M d i re m l c v y h S s n'.split(' '));
/** Light of a ground below which dark text is lost, of 1. */
const leastLight = 0.75;

export function setsState({ operator }: Operation): boolean {
  return state.has(operator);
}

/** Nothing that is named elsewhere, no text, no ground on which dark text is lost, and nothing that moves or clips what comes behind. */
export function isPlainFrame(operations: readonly Operation[]): boolean {
  const saved: number[] = [];
  let light = 0;
  for (const { operator, operands, isPlain } of operations) {
    if (!isPlain || !operands.every(({ kind }) => kind === 'number')) return false;
    if (operator === 'q') saved.push(light);
    else if (operator === 'Q') light = saved.pop() ?? Number.NaN;
    else if (inside.has(operator) && saved.length === 0) return false;
    else if (state.has(operator)) light = lightOf(numbersOf(operands));
    else if (filling.has(operator) && !(light >= leastLight)) return false;
    else if (!inside.has(operator) && !filling.has(operator) && !drawing.has(operator)) return false;
  }
  return saved.length === 0;
}

function numbersOf(operands: Operation['operands']): number[] {
  return operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
}
