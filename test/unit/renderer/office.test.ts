/** The office screens without a window: whose work is shown, the slots of the set, edits of the matrix, digests to be read aloud. */
import { describe, expect, it } from 'vitest';
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { SealView, TokenView } from '../../../src-main/contract/views.ts';
import {
  boundsOf,
  withBounds,
  withNewRule,
  withoutRule,
  withSteps,
  type Matrix,
} from '../../../src-renderer/features/settings/matrix-edits.ts';
import { changeOf, withChange } from '../../../src-renderer/features/settings/use-draft.ts';
import { digestGroups } from '../../../src-renderer/features/start/digest-groups.ts';
import { deskOf, listed } from '../../../src-renderer/state/desk.ts';
import {
  carriedOver,
  emptyDraft,
  lackOf,
  notCarried,
  type Draft,
  type Lack,
} from '../../../src-renderer/features/seal/draft.ts';
import { tokenInUse } from '../../../src-renderer/state/office.tsx';
import { slotsOf } from '../../../src-renderer/state/slots.ts';
import { isUsable } from '../../../src-renderer/state/status-age.ts';

type Role = NonNullable<TokenView['holder']>['roles'][number];

function tokenOf(name: string, roles: readonly Role[], seals: readonly string[] = []): TokenView {
  return {
    holder: { id: name, name, roles: [...roles] },
    seals: seals.map((esId) => ({ esId, name: esId })),
  } as unknown as TokenView;
}

function request(part: Partial<Record<keyof RequestView, unknown>>): RequestView {
  return {
    id: 'YY-04-20261123-0001',
    state: 'in-approval',
    seal: { esId: 'seal-4', typeCode: '04' },
    applicant: '陈晓禾',
    path: [{ role: 'department', people: ['周启明'], approved: null }],
    nextStep: 0,
    keepers: ['马堃', '杜若溪'],
    ...part,
  } as unknown as RequestView;
}

const waiting = request({});
const ready = request({ id: 'YY-04-20261123-0002', state: 'ready', nextStep: null });

describe('the desk', () => {
  it.each([
    ['nobody', null, ['recent'], 'verify'],
    ['a stranger', { holder: null, seals: [] } as unknown as TokenView, ['recent'], 'verify'],
    ['an auditor', tokenOf('审计', ['auditor']), ['recent'], 'verify'],
    ['a deputy without a role', tokenOf('周启明', []), ['toApprove', 'approved', 'recent'], 'approveNext'],
    ['an applicant', tokenOf('陈晓禾', ['applicant', 'accountant']), ['mine', 'mineReady', 'recent'], 'ask'],
    [
      'a head of department',
      tokenOf('周启明', ['department']),
      ['toApprove', 'approved', 'recent'],
      'approveNext',
    ],
    ['another approver', tokenOf('苏婉宁', ['counsel']), ['toApprove', 'approved', 'recent'], 'verify'],
    ['a keeper', tokenOf('马堃', ['keeper'], ['seal-4']), ['toSeal', 'coming', 'recent'], 'sealNext'],
    [
      'a finance keeper',
      tokenOf('杜若溪', ['accountant', 'keeper'], ['seal-2']),
      ['toSeal', 'mine', 'recent'],
      'ask',
    ],
    [
      'the legal representative',
      tokenOf('沈镕昇', ['legal', 'keeper'], ['seal-5']),
      ['toApprove', 'toSeal', 'recent'],
      'verify',
    ],
  ])('of %s', (_, token, lists, action) => {
    expect(deskOf(token, [waiting, ready])).toEqual({ lists, action });
  });

  it('lists what is one’s own, and nothing else', () => {
    const all = [waiting, ready];
    const applicant = tokenOf('陈晓禾', ['applicant']);
    expect(listed('mine', applicant, all)).toEqual([waiting]);
    expect(listed('mineReady', applicant, all)).toEqual([ready]);
    expect(listed('mine', tokenOf('别人', ['applicant']), all)).toEqual([]);
    expect(listed('mine', null, all)).toEqual([]);
    expect(listed('coming', tokenOf('马堃', ['keeper'], ['seal-4']), all)).toEqual([waiting]);
    expect(listed('coming', tokenOf('马堃', ['keeper'], ['seal-1']), all)).toEqual([]);
    const approved = request({
      path: [
        {
          role: 'department',
          people: [],
          approved: { name: '周启明', behalf: null, time: '', comment: null },
        },
      ],
    });
    expect(listed('approved', tokenOf('周启明', ['department']), [waiting, approved])).toEqual([approved]);
    const used = request({ usesSpent: 1 });
    expect(listed('recent', null, [waiting, used])).toEqual([used]);
  });
});

describe('the set of five', () => {
  const seal = (typeCode: string | null, esId: string, status = 'valid'): SealView =>
    ({ typeCode, esId, status, validFrom: '2026-01-01' }) as unknown as SealView;

  it('shows a missing seal in its place, and what replaced an old one first', () => {
    const slots = slotsOf([
      seal('04', 'old', 'cancelled'),
      seal('04', 'new'),
      seal('01', 'a'),
      seal(null, 'odd'),
    ]);
    expect(slots.map(({ key }) => key)).toEqual(['a', '02', '03', 'new', 'old', '05', 'odd']);
    expect(slots.filter((slot) => slot.seal === null).map(({ code }) => code)).toEqual(['02', '03', '05']);
  });
});

describe('edits of the matrix', () => {
  const matrix: Matrix = {
    profile: 'sample',
    currency: 'CNY',
    bounds: { contract: ['50000'] },
    rules: [
      {
        matter: 'contract',
        seal: '04',
        tiers: [['department'], ['department', 'legal']],
        needs: [],
        applicants: ['applicant'],
      },
      { matter: 'letter', seal: '01', tiers: [['department']], needs: [], applicants: ['applicant'] },
    ],
    requestHours: 168,
  };

  it('give a tier for every amount, the highest steps staying the highest', () => {
    const more = withBounds(matrix, 'contract', ['50000', '500000']);
    expect(more.rules[0]?.tiers).toEqual([['department'], ['department', 'legal'], ['department', 'legal']]);
    expect(withBounds(more, 'contract', []).rules[0]?.tiers).toEqual([['department', 'legal']]);
    expect(more.rules[1]).toBe(matrix.rules[1]);
    expect(matrix.bounds.contract).toEqual(['50000']);
  });

  it('change one cell, add an empty row with its tiers, and take one away', () => {
    const [first] = matrix.rules;
    if (!first) throw new Error('no rule');
    expect(withSteps(matrix, first, 1, ['legal']).rules[0]?.tiers).toEqual([['department'], ['legal']]);
    const added = withNewRule(matrix, 'contract', '05').rules[2];
    expect(added).toMatchObject({ matter: 'contract', seal: '05', tiers: [[], []] });
    expect(withoutRule(matrix, first).rules).toEqual([matrix.rules[1]]);
  });

  it('read amounts as people type them', () => {
    expect(boundsOf(' 50,000  500000、1000000 ')).toEqual(['50000', '500000', '1000000']);
    expect(boundsOf('')).toEqual([]);
    expect(boundsOf('五万')).toEqual(['五万']);
  });

  it('are shown before the application has answered, and nobody comes in that way', () => {
    const person = { id: 'p-1', name: '甲', department: '', roles: ['legal' as const], certificates: [] };
    const draft = { people: [person], seals: [], matrix, isChanged: false } as unknown as PolicyDraftView;
    const change = {
      ...changeOf(draft),
      people: [
        { ...person, roles: [] },
        { ...person, id: 'p-2' },
      ],
    };
    const next = withChange(draft, change);
    expect(next.people).toEqual([{ ...person, roles: [] }]);
    expect(next.isChanged).toBe(true);
    expect(draft.people[0]?.roles).toEqual(['legal']);
  });
});

it('a digest is read in groups of four', () => {
  expect(digestGroups('2c36d726e7')).toEqual(['2C36', 'D726', 'E7']);
});

it('a status is good until its last moment, and without one it is not', () => {
  const until = '2026-11-24T00:00:00Z';
  expect(isUsable(until, Date.parse(until) - 1)).toBe(true);
  expect(isUsable(until, Date.parse(until))).toBe(false);
  expect(isUsable(null, 0)).toBe(false);
});

describe('the token in use', () => {
  const token = (label: string, name: string | null = label): TokenView =>
    ({
      label,
      holder: name === null ? null : { id: name, name, roles: [] },
      seals: [],
    }) as unknown as TokenView;
  const [one, two, stranger] = [token('一'), token('二'), token('外', null)];
  it.each<[string, readonly TokenView[], string | null, string | null, string | null]>([
    ['nothing is plugged in', [], null, null, null],
    ['nothing is plugged in any more: nobody became somebody else', [], '一', null, null],
    ['nobody has worked yet: the first that belongs to somebody', [stranger, one], null, '一', null],
    ['another one is plugged in before it: it stays', [two, one], '一', '一', null],
    ['it is pulled and another one is there: told', [two], '一', '二', '一'],
    ['it is back', [two, one], '一', '一', null],
    ['only a stranger is there', [stranger], '一', '外', '一'],
  ])('%s', (_, tokens, wanted, label, gone) => {
    const found = tokenInUse(tokens, wanted === null ? null : { label: wanted, serial: '' });
    expect([found.token?.label ?? null, found.gone]).toEqual([label, gone]);
  });
});

describe('the token in use when another of its label is plugged in', () => {
  const token = (label: string, serial: string): TokenView =>
    ({ label, serial, holder: { id: label, name: label, roles: [] }, seals: [] }) as unknown as TokenView;
  const wanted = { label: 'ePass', serial: 'B' };

  it('stays the one of its number, whatever it is called now', () => {
    const tokens = [token('ePass · A', 'A'), token('ePass · B', 'B')];
    expect(tokenInUse(tokens, wanted)).toEqual({ token: tokens[1], gone: null });
    expect(tokenInUse([tokens[0] as TokenView], wanted)).toEqual({ token: tokens[0], gone: 'ePass' });
  });

  it('is not guessed where numbers are shared, or there is none', () => {
    const shared = [token('ePass · B · #1', 'B'), token('ePass · B · #2', 'B')];
    expect(tokenInUse(shared, wanted).gone).toBe('ePass');
    expect(tokenInUse([token('x', '')], { label: 'ePass', serial: '' }).gone).toBe('ePass');
  });
});

describe('what keeps a request from being sent', () => {
  const point = { kind: 'at', pages: [1], xMm: 50, yMm: 50 } as const;
  const whole = { ...emptyDraft, points: [point], reason: '合同签订', amount: '12' };
  it.each<[string, Partial<Draft>, string | null, Lack | null]>([
    ['nothing', {}, 'k', null],
    ['no UKey', {}, null, 'Token'],
    ['no place', { points: [] }, 'k', 'Place'],
    ['an amount that cannot be read', { amount: '12万8' }, 'k', 'Amount'],
    ['no purpose', { reason: ' ' }, 'k', 'Reason'],
  ])('%s', (_, part, token, lack) => {
    expect(lackOf({ ...whole, ...part }, token)).toBe(lack);
  });

  it('places that the next file has no page for are counted, and nothing of the other side goes along', () => {
    const draft = {
      ...whole,
      points: [point, { ...point, pages: [3] }, { ...point, pages: [2, 4] }],
      seam: { edge: 'right', pages: [1, 2, 3, 4] } as const,
      counterparty: '甲公司',
    };
    expect(notCarried(draft, 4)).toEqual({ places: 0, seam: false });
    expect(notCarried(draft, 2)).toEqual({ places: 1, seam: false });
    expect(notCarried(draft, 1)).toEqual({ places: 2, seam: true });
    expect(carriedOver(draft, 4)).toMatchObject({ counterparty: '', amount: '', reason: '合同签订' });
  });
});
