/** Placing a seal: page lists, staying on the paper, keys, the centre lines; and what of a draft may be sent. */
import { describe, expect, it } from 'vitest';
import {
  carriedOver,
  emptyDraft,
  exactAmount,
  inHand,
  placedSeals,
  previewInput,
  requestInput,
  ruleOf,
} from '../../../src-renderer/features/seal/draft.ts';
import { changed, historyOf } from '../../../src-renderer/features/seal/draft-history.ts';
import { keptOnPage, keyStep, pulled } from '../../../src-renderer/features/seal/moving.ts';
import { pagesText, parsePages } from '../../../src-renderer/i18n/page-range.ts';

const a4 = { widthMm: 210, heightMm: 297 };
const seal = { widthMm: 38, heightMm: 38 };
const document = `d-${'0'.repeat(32)}`;
const point = { kind: 'at' as const, pages: [3], xMm: 100, yMm: 200 };

describe('page lists', () => {
  it('reads and writes ranges', () => {
    expect(parsePages('1-3，8', 9)).toEqual([1, 2, 3, 8]);
    expect(parsePages('5、5、2', 9)).toEqual([2, 5]);
    expect(pagesText([1, 2, 3, 8, 10, 11])).toBe('1-3,8,10-11');
  });

  it('refuses what is no page of the document', () => {
    for (const text of ['', '0', '10', '3-2', '1-', 'a', '1;2', '-1']) expect(parsePages(text, 9)).toBeNull();
  });
});

describe('moving', () => {
  it('keeps the whole seal on the paper', () => {
    expect(keptOnPage({ xMm: -50, yMm: 1000 }, seal, a4)).toEqual({ xMm: 19, yMm: 278 });
    expect(keptOnPage({ xMm: 100.04, yMm: 100.06 }, seal, a4)).toEqual({ xMm: 100, yMm: 100.1 });
  });

  it('puts a seal that is larger than its page in the middle', () => {
    expect(
      keptOnPage({ xMm: 1, yMm: 1 }, { widthMm: 40, heightMm: 40 }, { widthMm: 30, heightMm: 20 }),
    ).toEqual({
      xMm: 15,
      yMm: 10,
    });
  });

  it('pulls to the centre lines only when near', () => {
    expect(pulled({ xMm: 104, yMm: 140 }, a4, [])).toEqual({
      xMm: 105,
      yMm: 140,
      guides: { xMm: 105, yMm: null },
    });
  });

  it('is held by the middle of a line of text and by where it ends, by the nearest of several', () => {
    const lines = [
      { xMm: 20, yMm: 200, widthMm: 40, heightMm: 4 },
      { xMm: 20, yMm: 202.5, widthMm: 41, heightMm: 2 },
    ];
    const held = pulled({ xMm: 60.8, yMm: 203.2 }, a4, lines);
    expect(held).toEqual({ xMm: 61, yMm: 203.5, guides: { xMm: 61, yMm: 203.5 } });
    expect(pulled({ xMm: 70, yMm: 220 }, a4, lines).guides).toEqual({ xMm: null, yMm: null });
  });

  it('moves by 1 mm, with Shift by 10 mm, and leaves other keys alone', () => {
    expect(keyStep('ArrowLeft', false)).toEqual({ xMm: -1, yMm: 0 });
    expect(keyStep('ArrowDown', true)).toEqual({ xMm: 0, yMm: 10 });
    expect(keyStep('Enter', false)).toBeNull();
  });
});

describe('draft', () => {
  it('is previewed as soon as a seal is placed, in yuan, for the usual matter of the seal', () => {
    expect(previewInput(emptyDraft, document, 'soft-applicant')).toBeNull();
    const placed = { ...emptyDraft, points: [point], amount: '￥128,000.00' };
    expect(previewInput(placed, document, 'soft-applicant')).toMatchObject({
      matter: 'contract',
      amount: '128000.00',
      currency: 'CNY',
      placements: [point],
    });
  });

  it('keeps what was placed with one kind of seal when another is taken in hand', () => {
    const placed = { ...emptyDraft, typeCode: '02' as const, points: [point] };
    const other = { ...placed, ...inHand(placed, '05') };
    expect(other).toMatchObject({
      typeCode: '05',
      points: [],
      others: [{ typeCode: '02', points: [point] }],
    });
    const both = { ...other, points: [{ ...point, xMm: 150 }] };
    expect(placedSeals(both).map(({ typeCode }) => typeCode)).toEqual(['02', '05']);
    const back = { ...both, ...inHand(both, '02') };
    expect(back).toMatchObject({ typeCode: '02', points: [point], others: [{ typeCode: '05' }] });
    // One that has no places leaves nothing behind.
    expect({ ...emptyDraft, ...inHand(emptyDraft, '01') }.others).toEqual([]);
    expect(requestInput({ ...back, reason: '付款' }, document, 'soft-applicant')).toMatchObject({
      call: 'set.new',
      input: { typeCode: '02', matter: 'payment', others: [{ typeCode: '05', placements: [{ xMm: 150 }] }] },
    });
    expect(carriedOver(back, 1).others).toHaveLength(point.pages.includes(1) ? 1 : 0);
  });

  it('is a rule for other files by its words, offset, seam and companion, and by nothing else', () => {
    const words = { keyword: '盖章处', index: 0, xMm: point.xMm - 5, yMm: point.yMm + 2.5 };
    const placed = { ...emptyDraft, typeCode: '02' as const, points: [point], words };
    const rule = { typeCode: '02', hasPair: false, keyword: '盖章处', dxMm: 5, dyMm: -2.5, seam: null };
    expect(ruleOf({ ...placed, counterparty: '某公司', amount: '100' })).toEqual(rule);
    const pair = { ...placed, others: [{ typeCode: '05' as const, points: [point], seam: null }] };
    expect(ruleOf(pair)).toEqual({ ...rule, hasPair: true });
    expect(ruleOf({ ...placed, words: null })).toBeNull();
    expect(ruleOf({ ...placed, words: null, seam: { edge: 'left', pages: [1, 2] } })).toMatchObject({
      ...{ keyword: '', dxMm: 0, seam: 'left' },
    });
    expect(changed(historyOf(placed), { points: [] }).draft.words).toBeNull();
  });

  it('is not sent without a purpose or with an amount that nobody can read', () => {
    const placed = { ...emptyDraft, points: [point] };
    expect(requestInput(placed, document, 'soft-applicant')).toBeNull();
    expect(requestInput({ ...placed, reason: '签约', amount: '12x' }, document, 'soft-applicant')).toBeNull();
    expect(requestInput({ ...placed, reason: ' 签约 ' }, document, 'soft-applicant')).toMatchObject({
      call: 'request.new',
      input: { reason: '签约', uses: 1 },
    });
    expect(exactAmount('')).toBeNull();
    expect(exactAmount('1.234')).toBeUndefined();
  });
});
