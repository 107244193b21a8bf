/** A seal behind a keyword: on the page wherever the words end, and what is said when there are none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keywordPlacement,
  placeBehind,
  type KeywordHit,
} from '../../../src-main/domain/placement-keyword.ts';

const seal = { widthMm: 40, heightMm: 40 };
const pageSize = { widthMm: 210, heightMm: 297 };
const query = { keyword: '盖章', hit: null, dxMm: 0, dyMm: 0 };
const hitAt = (xMm: number, yMm: number, direction: KeywordHit['direction'] = 'right'): KeywordHit => ({
  ...{ page: 1, pageSize, end: { xMm, yMm }, direction },
  rect: { xMm, yMm, widthMm: 1, heightMm: 1 },
});
const all = { read: 3, withoutText: 0, unreadable: 0 };

describe('a seal behind a keyword', () => {
  it('begins where the words end, where there is room', () => {
    expect(placeBehind(hitAt(50, 100), seal)).toEqual({ xMm: 70, yMm: 100 });
    expect(placeBehind(hitAt(50, 100, 'down'), seal)).toEqual({ xMm: 50, yMm: 120 });
  });

  it('moves back over the end of a 落款 at the margin, and is moved from there', () => {
    const found = { hits: [hitAt(190.5, 224.6)], pages: all };
    expect(keywordPlacement(found, query, seal)).toMatchObject({ xMm: 187, yMm: 224.6 });
    expect(keywordPlacement(found, { ...query, dxMm: -20, dyMm: 5 }, seal)).toMatchObject({
      xMm: 167,
      yMm: 229.6,
    });
  });

  it('is on the page wherever the words end', () => {
    const inside = (length: number) => fc.double({ min: 0, max: length, noNaN: true });
    const direction = fc.constantFrom('right', 'left', 'down', 'up');
    fc.assert(
      fc.property(inside(pageSize.widthMm), inside(pageSize.heightMm), direction, (x, y, way) => {
        const { xMm, yMm } = placeBehind(hitAt(x, y, way), seal);
        const isOn = xMm >= 20 && xMm <= 190 && yMm >= 20 && yMm <= 277;
        expect(isOn).toBe(true);
      }),
    );
  });
});

describe('a keyword that is not found', () => {
  it.each([
    [all, 'keyword-not-found'],
    [{ ...all, withoutText: 3 }, 'keyword-not-found-scan'],
    [{ ...all, withoutText: 1, unreadable: 1 }, 'keyword-not-found-unreadable'],
  ])('%o is %s', (pages, code) => {
    expect(() => keywordPlacement({ hits: [], pages }, query, seal)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });
});
