/** A round seal lies over the words whose middles are in its circle, and not over those in the corners of its box. */
import { expect, test } from 'vitest';
import type { Glyph } from '../../../src-main/page-text/glyph.ts';
import { coversWords } from '../../../src-main/page-text/words-under.ts';

const rect = { xMm: 100, yMm: 200, widthMm: 40, heightMm: 40 };
const glyph = (x: number, y: number, change: Partial<Glyph> = {}): Glyph => ({
  ...{ text: '元', along: [1, 0], start: [x - 2, y], advance: 4, em: 4 },
  ...{ isInkless: false, isOnScreen: true, isReadable: true },
  ...change,
});

test.each<[string, Glyph, boolean]>([
  ['in the middle', glyph(120, 220), true],
  ['near the edge, inside', glyph(101, 220), true],
  ['in the corner of the box', glyph(102, 202), false],
  ['beside it', glyph(95, 220), false],
  ['recognised text of a scan', glyph(120, 220, { isInkless: true }), true],
  ['a space', glyph(120, 220, { text: '' }), false],
  ['a layer that is off', glyph(120, 220, { isOnScreen: false }), false],
  ['writing that goes down', glyph(120, 220, { along: [0, 1], start: [120, 218] }), true],
])('%s', (_, each, isOver) => {
  expect(coversWords(rect, [glyph(10, 10), each])).toBe(isOver);
});
