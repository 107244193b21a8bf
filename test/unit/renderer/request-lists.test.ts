/** Which requests a person sees where, what is found by what is typed, what comes next, and what may be asked for again. */
import { describe, expect, it } from 'vitest';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { draftAgain, requestInput } from '../../../src-renderer/features/seal/draft.ts';
import { deskOf, listed } from '../../../src-renderer/state/desk.ts';
import {
  fits,
  isInList,
  isReturned,
  mayAskAgain,
  nextWork,
  requestLists,
} from '../../../src-renderer/state/request-lists.ts';

function tokenOf(name: string, roles: readonly string[], seals: readonly string[] = []): TokenView {
  return {
    holder: { id: name, name, roles },
    seals: seals.map((esId) => ({ esId, name: esId })),
  } as unknown as TokenView;
}

const applicant = tokenOf('陈晓禾', ['applicant']);
const department = tokenOf('周启明', ['department']);
const keeper = tokenOf('马堃', ['keeper'], ['seal-4']);

function request(part: Partial<Record<keyof RequestView, unknown>>): RequestView {
  return {
    id: 'YY-04-20261123-0001',
    state: 'in-approval',
    ended: null,
    seal: { esId: 'seal-4', typeCode: '04' },
    document: { name: '采购合同.pdf', pages: 3 },
    placements: [
      { kind: 'at', pages: [1, 3], xMm: 20, yMm: 30 },
      { kind: 'seam', edge: 'right', pages: [1, 2, 3], yMm: null },
    ],
    reason: '签订采购合同',
    matter: 'contract',
    counterparty: '河南中州公司',
    amount: '128000.00',
    currency: 'CNY',
    attachments: [],
    uses: 2,
    usesSpent: 0,
    applicant: '陈晓禾',
    time: '2026-11-23T08:00:00Z',
    path: [{ role: 'department', people: ['周启明'], approved: null }],
    nextStep: 0,
    keepers: ['马堃'],
    combined: [],
    ...part,
  } as unknown as RequestView;
}

const given = [
  {
    role: 'department',
    people: ['周启明'],
    approved: { name: '周启明', behalf: null, time: '', comment: null },
  },
];
const waiting = request({});
const ready = request({ id: 'YY-04-20261123-0002', state: 'ready', nextStep: null, path: given });
const rejected = request({
  id: 'YY-04-20261123-0003',
  state: 'rejected',
  nextStep: null,
  ended: { code: 'request-rejected', detail: { name: '周启明', reason: '金额不符' } },
});
const used = request({ id: 'YY-04-20261123-0004', state: 'used', nextStep: null, usesSpent: 2, path: given });
const all = [used, rejected, ready, waiting];

describe('the lists', () => {
  const idsOf = (token: TokenView | null) =>
    requestLists.map((list) =>
      all.filter((each) => isInList(list, each, token)).map(({ id }) => id.slice(-1)),
    );
  it.each([
    ['the applicant', applicant, [[], ['4', '3', '2', '1'], [], ['4', '3', '2', '1']]],
    ['the approver', department, [['1'], [], ['4', '3', '2'], ['4', '3', '2', '1']]],
    ['the keeper', keeper, [['2'], [], ['4'], ['4', '3', '2', '1']]],
    ['nobody', null, [[], [], [], ['4', '3', '2', '1']]],
  ])('of %s', (_, token, expected) => {
    expect(idsOf(token)).toEqual(expected);
  });

  it.each([
    ['采购', true],
    ['中州 128000', true],
    ['128,000', true],
    ['陈晓禾 0001', true],
    ['ＹＹ-04', true],
    ['', true],
    ['中州 没有', false],
    ['129', false],
  ])('find by %s: %s', (typed, expected) => {
    expect(fits(waiting, typed)).toBe(expected);
  });

  it('say what comes next: the oldest other one that waits', () => {
    const later = request({ id: 'YY-04-20261123-0009', time: '2026-11-24T08:00:00Z' });
    expect(nextWork([later, ...all], department, later.id)).toEqual({ id: waiting.id, count: 1 });
    expect(nextWork([later, ...all], department, waiting.id)).toEqual({ id: later.id, count: 1 });
    expect(nextWork([later, ...all], department, ready.id)).toEqual({ id: waiting.id, count: 2 });
    expect(nextWork(all, applicant, '')).toBeNull();
  });
});

describe('a request that came to nothing', () => {
  it.each(['rejected', 'expired', 'void'] as const)('(%s) comes back to whoever asked', (state) => {
    const ended = request({ state, nextStep: null, id: 'YY-04-20261123-0005' });
    const desk = deskOf(applicant, [ended]);
    expect(desk.lists).toContain('returned');
    expect(listed('returned', applicant, [ended])).toEqual([ended]);
    expect(deskOf(department, [ended]).lists).not.toContain('returned');
    expect(mayAskAgain(ended, applicant, false)).toBe(true);
    expect(mayAskAgain(ended, department, false)).toBe(false);
  });

  it('is told until it was asked for again, and not when it was taken back', () => {
    const newer = request({ id: 'YY-04-20261124-0001', time: '2026-11-24T08:00:00Z' });
    expect(isReturned(rejected, applicant, all)).toBe(true);
    expect(isReturned(rejected, applicant, [newer, ...all])).toBe(false);
    expect(isReturned(request({ state: 'cancelled' }), applicant, [])).toBe(false);
    expect(mayAskAgain(request({ state: 'cancelled' }), applicant, false)).toBe(true);
    expect(mayAskAgain(used, applicant, false)).toBe(false);
    expect(mayAskAgain(waiting, applicant, true)).toBe(true);
  });

  it('is a draft again with everything that still holds', () => {
    const draft = draftAgain(rejected, 3);
    expect(requestInput(draft, 'd', 'soft-applicant')?.input).toMatchObject({
      ...{ typeCode: '04', reason: '签订采购合同', matter: 'contract', counterparty: '河南中州公司' },
      ...{ amount: '128000.00', currency: 'CNY', uses: 2, resolutions: [] },
      placements: [
        { kind: 'at', pages: [1, 3], xMm: 20, yMm: 30 },
        { kind: 'seam', edge: 'right', pages: [1, 2, 3] },
      ],
    });
    // The file has a page less now.
    expect(draftAgain(rejected, 2).points).toMatchObject([{ pages: [1] }]);
    expect(draftAgain(rejected, 1).seam).toBeNull();
    // An amount in another currency is typed anew: the desk would write it in yuan.
    expect(draftAgain(request({ currency: 'EUR' }), 3).amount).toBe('');
  });
});
