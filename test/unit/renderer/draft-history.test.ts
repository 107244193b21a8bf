/** Undoing what was placed: a seal that was taken away comes back, one drag is one step, and what was written stays. */
import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../src-renderer/features/seal/draft.ts';
import { changed, historyOf, undone } from '../../../src-renderer/features/seal/draft-history.ts';

const point = { kind: 'at' as const, pages: [1], xMm: 100, yMm: 200 };
const other = { ...point, pages: [2, 3] };

describe('undo', () => {
  it('brings back a seal that was taken away, with its pages', () => {
    const placed = changed(historyOf(), { points: [point, other] });
    const removed = changed(placed, { points: [point] });
    expect(undone(removed).draft.points).toEqual([point, other]);
    expect(undone(undone(removed)).draft.points).toEqual([]);
  });

  it('takes a drag of many moves as one step, and another seal as another', () => {
    let history = changed(historyOf(), { points: [point, other] });
    const { points } = history.draft;
    const move = (index: number, xMm: number): void => {
      const next = history.draft.points.map((each, i) => (i === index ? { ...each, xMm } : each));
      history = changed(history, { points: next });
    };
    for (const xMm of [101, 102, 103]) move(0, xMm);
    const first = history.draft.points;
    for (const xMm of [90, 80]) move(1, xMm);
    expect(undone(history).draft.points).toEqual(first);
    expect(undone(undone(history)).draft.points).toEqual(points);
  });

  it('takes pages, seam and kind of seal back each by itself', () => {
    let history = changed(historyOf(), { points: [point] });
    history = changed(history, { points: [{ ...point, pages: [1, 2] }] });
    history = changed(history, { seam: { edge: 'right', pages: [1, 2] } });
    history = changed(history, { typeCode: '01', matter: null });
    history = undone(history);
    expect([history.draft.typeCode, history.draft.seam?.edge]).toEqual([emptyDraft.typeCode, 'right']);
    history = undone(history);
    expect([history.draft.seam, history.draft.points[0]?.pages]).toEqual([null, [1, 2]]);
    expect(undone(history).draft.points).toEqual([point]);
  });

  it('leaves what was written, and does nothing where nothing was placed', () => {
    const written = changed(changed(historyOf(), { points: [point] }), { reason: '签订合同' });
    expect(undone(written).draft).toMatchObject({ points: [], reason: '签订合同' });
    expect(undone(historyOf()).draft).toEqual(emptyDraft);
    expect(changed(historyOf(), { reason: '签订合同' }).past).toEqual([]);
  });

  it('remembers no more than fifty steps', () => {
    let history = historyOf();
    for (let i = 0; i < 60; i++)
      history = changed(history, { points: Array.from({ length: i + 1 }, () => point) });
    expect(history.past).toHaveLength(50);
  });
});
