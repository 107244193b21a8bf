/** Lines on paper: an amount never parts from its sign, a day never from its 日. */
import { expect, it } from 'vitest';
import { breakLines } from '../../../src-main/report/break-lines.ts';
import type { Typeface } from '../../../src-main/report/typeface.ts';

/** Every character is one point wide at size 1. */
const face = { width: (text: string, size: number) => [...text].length * size } as Typeface;

it.each([
  ['合同￥128,000.00', ['合同', '￥128,000.00']],
  ['于2026年11月24日 06:23', ['于2026年11月', '24日 06:23']],
  ['河南中州展览工程有限公司', ['河南中州展览工程有限公', '司']],
  ['contract-finance.pdf', ['contract-fi', 'nance.pdf']],
])('%s', (text, lines) => {
  expect(breakLines(face, text, 1, 11)).toEqual(lines);
});
