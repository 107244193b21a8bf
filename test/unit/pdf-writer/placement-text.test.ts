/** The typed forms of placements and keywords: what they mean, and where an error is pointed at. */
import { describe, expect, it } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { parseKeywordText } from '../../../src-main/domain/placement-keyword-text.ts';
import {
  parsePointPlacement,
  parseSeamPlacement,
  placementText,
} from '../../../src-main/domain/placement-text.ts';

function errorOf(run: () => unknown): BianyinError {
  try {
    run();
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

describe('point placements', () => {
  it.each([
    ['page=2,x=120mm,y=200mm', [2], 120, 200],
    ['page=2, x=12cm, y=7.87402in', [2], 120, 200],
    ['X=340pt , Y=0 , PAGE=last', [9], 119.94, 0],
    ['pages=1-3,5,x=1.006mm,y=2', [1, 2, 3, 5], 1.01, 2],
    ['x=1,y=2,page=5,1-3,3', [1, 2, 3, 5], 1, 2],
    ['page=all,x=1mm,y=2mm', [1, 2, 3, 4, 5, 6, 7, 8, 9], 1, 2],
    ['page=8-last,x=1mm,y=2mm', [8, 9], 1, 2],
    ['page＝２，x＝１２０mm，y＝２００mm', [2], 120, 200],
  ])('%s', (text, pages, xMm, yMm) => {
    expect(parsePointPlacement(text, 9)).toEqual({ kind: 'at', pages, xMm, yMm });
  });

  it.each([
    ['page=2,x=120km,y=200mm', 10, '120km'],
    ['page=2,x=-5mm,y=200mm', 10, '-5mm'],
    ['page=2,z=1,y=2', 8, 'z=1'],
    ['page=2,x=1,x=2,y=2', 12, 'x=2'],
    ['page=0,x=1,y=2', 6, '0'],
    ['page=5-2,x=1,y=2', 6, '5-2'],
    ['page=1-2-3,x=1,y=2', 6, '1-2-3'],
    ['page=,x=1,y=2', 6, ''],
    ['here,page=1,x=1,y=2', 1, 'here'],
    ['page=1,x=1e3,y=2', 10, '1e3'],
    ['page=1,x=1,2,y=2', 12, '2'],
    ['', 1, ''],
  ])('%s is refused at character %i', (text, at, found) => {
    const error = errorOf(() => parsePointPlacement(text, 9));
    expect([error.code, error.detail['at'], error.detail['found']]).toEqual(['placement-syntax', at, found]);
  });

  it('says which page is missing', () => {
    const error = errorOf(() => parsePointPlacement('page=1-12,x=1,y=1', 9));
    expect([error.code, error.detail]).toEqual(['placement-page-missing', { page: 12, pages: 9 }]);
  });

  it('names a missing key', () => {
    expect(errorOf(() => parsePointPlacement('page=1,x=1', 9)).detail['expected']).toBe('y=…');
  });
});

describe('seam placements', () => {
  it.each([
    ['right', 'right', [1, 2, 3], null],
    ['left,y=150mm', 'left', [1, 2, 3], 150],
    ['RIGHT,y=15cm,pages=1-2', 'right', [1, 2], 150],
  ])('%s', (text, edge, pages, yMm) => {
    expect(parseSeamPlacement(text, 3)).toEqual({ kind: 'seam', edge, pages, yMm });
  });

  it.each([
    ['middle', 'placement-syntax'],
    ['y=150mm', 'placement-syntax'],
    ['right,left', 'placement-syntax'],
    ['right,pages=2', 'seam-needs-two-pages'],
    ['right,pages=2-4', 'placement-page-missing'],
  ])('%s is refused', (text, code) => {
    expect(errorOf(() => parseSeamPlacement(text, 3)).code).toBe(code);
  });
});

it('writes placements in the words that are read back', () => {
  const point = { kind: 'at', pages: [1, 2, 3, 7], xMm: 1.25, yMm: 9 } as const;
  const seam = { kind: 'seam', edge: 'left', pages: [1, 2], yMm: 80.5 } as const;
  expect(placementText(point)).toBe('page=1-3,7,x=1.25mm,y=9mm');
  expect(parsePointPlacement(placementText(point), 7)).toEqual(point);
  expect(parseSeamPlacement(placementText(seam), 7)).toEqual(seam);
});

describe('keywords', () => {
  it.each([
    ['盖章处', '盖章处', null, 0, 0],
    ['盖章处#2', '盖章处', 2, 0, 0],
    [' 甲方（盖章）：, hit=3 , dx=-1cm,dy=2 ', '甲方（盖章）：', 3, -10, 2],
    ['甲,乙#3号', '甲,乙#3号', null, 0, 0],
    ['盖章处＃２', '盖章处', 2, 0, 0],
  ])('%s', (text, keyword, hit, dxMm, dyMm) => {
    expect(parseKeywordText(text)).toEqual({ keyword, hit, dxMm, dyMm });
  });

  it.each(['', '#2', '盖章处,hit=0', '盖章处,dx=wide', '盖章处#0'])('%s is refused', (text) => {
    expect(errorOf(() => parseKeywordText(text)).code).toBe('placement-syntax');
  });
});
