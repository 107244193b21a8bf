/** The viewer's arithmetic: zoom, page numbers, hits, words under a seal. */
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src-renderer/ui/page-field.tsx';
import { areaOf, wordsUnder } from '../../../src-renderer/ui/text-lines.ts';
import { firstFrom } from '../../../src-renderer/ui/use-search.ts';
import { nextStep, percentOf, pxPerMmOf, zoomOfKey } from '../../../src-renderer/ui/zoom.ts';

const a4 = { widthMm: 210, heightMm: 297 };

describe('zoom', () => {
  it('shows 100 % at the size of paper, and keeps to 50–400 %', () => {
    expect(percentOf(pxPerMmOf(100, { width: 1, height: 1 }, a4))).toBe(100);
    expect(percentOf(pxPerMmOf(10, { width: 1, height: 1 }, a4))).toBe(50);
    expect(percentOf(pxPerMmOf(9999, { width: 1, height: 1 }, a4))).toBe(400);
  });

  it('fits the width, or the whole page', () => {
    const room = { width: 630, height: 297 };
    expect(pxPerMmOf('width', room, a4)).toBe(3);
    expect(pxPerMmOf('page', room, a4)).toBe(1);
  });

  it('stops at round numbers, from wherever it is', () => {
    expect(nextStep(86, 1)).toBe(90);
    expect(nextStep(86, -1)).toBe(75);
    expect(nextStep(400, 1)).toBe(400);
    expect(nextStep(50, -1)).toBe(50);
  });

  it('listens to Ctrl with +, − and 0, and to nothing while Chinese is composed', () => {
    const key = (name: string, part = {}) => ({
      ...{ key: name, ctrlKey: true, metaKey: false, isComposing: false },
      ...part,
    });
    expect(zoomOfKey(key('='), 100)).toBe(110);
    expect(zoomOfKey(key('-'), 100)).toBe(90);
    expect(zoomOfKey(key('0'), 100)).toBe('width');
    expect(zoomOfKey(key('+', { ctrlKey: false }), 100)).toBeNull();
    expect(zoomOfKey(key('+', { isComposing: true }), 100)).toBeNull();
  });
});

describe('page numbers', () => {
  it('are taken in any width, and only where there is such a page', () => {
    expect(pageOf(' １２ ', 20)).toBe(12);
    for (const text of ['0', '21', '1.5', 'x', '']) expect(pageOf(text, 20)).toBeNull();
  });

  it('search begins at the page at hand and goes around', () => {
    const hits = [{ page: 1 }, { page: 3 }, { page: 3 }];
    expect(firstFrom(hits, 2)).toBe(1);
    expect(firstFrom(hits, 4)).toBe(0);
    expect(firstFrom([], 1)).toBe(0);
  });
});

describe('words under a seal', () => {
  it('stand where the letters are: above the baseline, in millimetres', () => {
    const area = areaOf([10, 0, 0, -10, 72, 144], 20);
    expect(area?.xMm).toBeCloseTo(25.4);
    expect(area?.yMm).toBeCloseTo(50.8 - 10 * 0.8 * (25.4 / 72));
    expect(area?.widthMm).toBeCloseTo(20 * (25.4 / 72));
    expect(areaOf([0, 10, -10, 0, 72, 144], 20)).toBeNull();
  });

  it('are those that the seal touches, in order', () => {
    const line = (text: string, yMm: number) => ({ text, xMm: 20, yMm, widthMm: 40, heightMm: 4 });
    const lines = [line('甲方（盖章）：', 100), line('日期', 130)];
    expect(wordsUnder(lines, { xMm: 50, yMm: 90, widthMm: 40, heightMm: 40 })).toBe('甲方（盖章）：');
    expect(wordsUnder(lines, { xMm: 60, yMm: 90, widthMm: 40, heightMm: 60 })).toBe('');
  });
});
