/** Whoever has nothing to press at a request is told why; whoever has asked or approved gets no button for the seal. */
import { describe, expect, it } from 'vitest';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { whyNotMine } from '../../../src-renderer/state/not-mine.ts';
import { waitsForSeal } from '../../../src-renderer/state/waiting.ts';

const step = (people: readonly string[], approved: string | null = null) => ({
  role: 'department',
  people: [...people],
  approved: approved === null ? null : { name: approved, time: '2026-11-24T01:00:00Z' },
});

function request(part: Partial<Record<keyof RequestView, unknown>>): RequestView {
  return {
    state: 'in-approval',
    seal: { esId: 'seal-4', typeCode: '04' },
    applicant: '陈晓禾',
    path: [step(['周启明'], '周启明'), step(['苏婉宁']), step(['郭守安'])],
    nextStep: 1,
    keepers: ['马堃'],
    combined: [],
    ...part,
  } as unknown as RequestView;
}

function tokenOf(name: string | null, seals: readonly string[] = []): TokenView {
  return {
    holder: name === null ? null : { id: name, name, roles: [] },
    seals: seals.map((esId) => ({ esId, name: esId })),
  } as unknown as TokenView;
}

const inApproval = request({});
const ready = request({ state: 'ready', nextStep: null });

describe('why it is not mine', () => {
  it.each([
    ['no UKey', inApproval, null, 'noUKey'],
    ['a stranger', inApproval, tokenOf(null), 'stranger'],
    ['the applicant', inApproval, tokenOf('陈晓禾'), 'ownRequest'],
    ['who has approved', inApproval, tokenOf('周启明'), 'approvedAlready'],
    ['who comes later', inApproval, tokenOf('郭守安'), 'laterStep'],
    ['anybody else', inApproval, tokenOf('马堃', ['seal-4']), 'notOnPath'],
    ['no keeper', ready, tokenOf('苏婉宁'), 'notKeeper'],
    ['a keeper who asked', request({ ...ready, applicant: '马堃' }), tokenOf('马堃', ['seal-4']), 'ownSeal'],
    ['a keeper who approved', ready, tokenOf('周启明', ['seal-4']), 'approvedSeal'],
    ['a request that has ended', request({ state: 'rejected' }), tokenOf('陈晓禾'), null],
  ] as const)('%s', (_, asked, token, reason) => {
    expect(whyNotMine(asked, token)).toBe(reason);
  });
});

describe('the button for the seal', () => {
  it('is for a keeper of the policy who holds the seal and has neither asked nor approved', () => {
    expect(waitsForSeal(ready, tokenOf('马堃', ['seal-4']))).toBe(true);
    expect(waitsForSeal(ready, tokenOf('马堃'))).toBe(false);
    expect(waitsForSeal(request({ ...ready, keepers: [] }), tokenOf('马堃', ['seal-4']))).toBe(false);
    const both = request({ ...ready, keepers: ['马堃', '周启明'] });
    expect(waitsForSeal(both, tokenOf('周启明', ['seal-4']))).toBe(false);
  });
});
