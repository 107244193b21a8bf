/** What lies on the seal desk: the next file takes over what holds for it, and only the file that was sent goes away. */
import { expect, test } from 'vitest';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { emptyDraft } from '../../../src-renderer/features/seal/draft.ts';
import { historyOf } from '../../../src-renderer/features/seal/draft-history.ts';
import { afterFile, historyAtHand, noWork } from '../../../src-renderer/features/seal/seal-work.ts';

const file = (id: string, pages: number): DocumentView => ({
  ...{ id, name: `${id}.pdf`, size: 1, pages, warnings: [], emptyFields: [], problem: null },
});
const draft = {
  ...emptyDraft,
  points: [
    { kind: 'at' as const, pages: [1, 3], xMm: 100, yMm: 200 },
    { kind: 'at' as const, pages: [3], xMm: 50, yMm: 60 },
  ],
  seam: { edge: 'right' as const, pages: [1, 2, 3] },
  ...{ reason: '签订合同', amount: '128000', counterparty: '乙方' },
};
const work = { ...noWork, files: [file('a', 3), file('b', 2), file('c', 1)], history: historyOf(draft) };

test('the next file has the places on pages that it has, the purpose, and neither amount nor counterparty', () => {
  const next = afterFile(work, 'a', { draft, sent: 'YY-01-20261124-0001' });
  expect([next.files.map(({ id }) => id), next.done, next.history]).toEqual([['b', 'c'], 1, null]);
  expect(historyAtHand(next).draft).toMatchObject({
    points: [{ pages: [1], xMm: 100, yMm: 200 }],
    seam: { edge: 'right', pages: [1, 2] },
    ...{ reason: '签订合同', counterparty: '', amount: '' },
  });
  const last = afterFile(next, 'b', { draft, sent: null });
  expect(historyAtHand(last).draft.seam).toBeNull();
});

test('a file that is not on the desk any more takes nothing else away; the last one ends the go', () => {
  expect(afterFile(work, 'x', { draft, sent: null })).toBe(work);
  const one = { ...work, files: [file('c', 1)], done: 2 };
  expect(afterFile(one, 'c', { draft, sent: null })).toBe(noWork);
  expect(historyAtHand(noWork).draft).toEqual(emptyDraft);
});
