/** The permit, case by case: one thing out of order at a time, and the code that names it. Real SM2 signatures throughout. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  admitCancellation,
  admitDecision,
  admitRequest,
  decisionFor,
} from '../../../src-main/approval/admission.ts';
import { decisionKind } from '../../../src-main/approval/decision.ts';
import { equalBytes } from '../../../src-main/crypto/bytes.ts';
import { evaluatePermit, requirePermit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import { requestStanding } from '../../../src-main/approval/request-state.ts';
import { requestText } from '../../../src-main/approval/request.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import type { Policy } from '../../../src-main/approval/policy.ts';
import { requireNextPolicy } from '../../../src-main/approval/policy-chain.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import {
  approved,
  cancel,
  decide,
  document,
  draftPolicy,
  draftRequest,
  factsFor,
  people,
  sealIds,
  sealSigner,
  signPolicy,
  submit,
  type PersonKey,
} from './test-enterprise.ts';
import { testSigner } from './test-signer.ts';

const otherUscc = '91410200MA4100005T';
let fresh: PermitFacts;
let full: PermitFacts;

beforeAll(async () => {
  fresh = await factsFor();
  full = await approved(fresh);
});

const theSeal = { esId: sealIds['04'], state: 'valid', certificate: sealSigner.certificate } as const;
const permit = (change: Partial<PermitFacts> = {}) => evaluatePermit({ ...full, ...change });

describe('a complete request', () => {
  it('gives a permit that says what it is for', () => {
    const given = permit();
    expect(given.acts.map((act) => [act.role, act.name])).toEqual([
      ['applicant', '王经办'],
      ['department', '李部长'],
      ['counsel', '赵法务'],
      ['finance-lead', '钱总监'],
      ['legal', '孙法人'],
    ]);
    expect(given.keeper.name).toBe('周保管');
    expect(given.usesLeft).toBe(1);
    expect(Object.isFrozen(given.request.placements[0])).toBe(true);
    expect(() => requirePermit(given)).not.toThrow();
  });

  it('cannot be imitated by an object of the same content', () => {
    expect(() => requirePermit(structuredClone(permit()))).toThrow('permit-missing');
  });

  it('gives a permit to the other keeper too', () => {
    expect(permit({ keeperCertificate: people.keeperB.certificate }).keeper.name).toBe('吴保管');
  });
});

describe('facts of the moment', () => {
  it.each([
    ['clock-behind', { clockFloor: new Date('2026-11-23T08:10:00Z') }],
    ['request-not-yet-valid', { now: new Date('2026-11-22T00:00:00Z') }],
    ['request-expired', { now: new Date('2026-11-26T00:00:01Z') }],
    ['policy-not-yet-valid', { now: new Date('2026-10-01T00:00:00Z') }],
    ['policy-missing', { policies: [] }],
    ['policy-signer-wrong', { legalCertificates: [people.legal.certificateSm3] }],
    ['document-changed', { document: { sm3: textSm3('another file'), size: 12 } }],
    ['permit-other-seal', { seal: { ...theSeal, esId: sealIds['01'], state: 'valid' } }],
    ['permit-seal-frozen', { seal: { ...theSeal, esId: sealIds['04'], state: 'frozen' } }],
    ['permit-seal-cancelled', { seal: { ...theSeal, esId: sealIds['04'], state: 'cancelled' } }],
    ['permit-seal-expired', { seal: { ...theSeal, esId: sealIds['04'], state: 'expired' } }],
    ['permit-seal-unknown', { seal: { ...theSeal, esId: sealIds['04'], state: 'unknown' } }],
    ['permit-seal-status-stale', { seal: { ...theSeal, esId: sealIds['04'], state: 'stale' } }],
    ['uses-exhausted', { usesSpent: 1 }],
    ['uses-exhausted', { usesSpent: NaN }],
    ['uses-exhausted', { usesSpent: -1 }],
    ['keeper-is-applicant', { keeperCertificate: people.applicant.certificate }],
    ['keeper-is-approver', { keeperCertificate: people.legal.certificate }],
    ['keeper-not-named', { keeperCertificate: people.cashier.certificate }],
    ['person-not-in-policy', { keeperCertificate: people.stranger.certificate }],
    ['certificate-malformed', { keeperCertificate: new Uint8Array(10) }],
  ] as const)('%s', (code, change) => {
    expect(() => permit(change as Partial<PermitFacts>)).toThrow(code);
  });

  it('measures the size and the pages too', () => {
    expect(() => permit({ document: { ...full.document, size: 13 } })).toThrow('document-changed');
    expect(() => permit({ document: { ...full.document, pages: 4 } })).toThrow('document-changed');
  });

  it('refuses a seal of another enterprise, and one whose certificate is revoked', () => {
    const { certificate } = testSigner('别家公司合同专用章', 'other seal', 1, otherUscc);
    expect(() => permit({ seal: { ...theSeal, certificate } })).toThrow('permit-seal-other-enterprise');
    const revoked: PermitFacts['checkCertificate'] = (der) =>
      equalBytes(der, sealSigner.certificate) ? 'revoked' : 'ok';
    expect(() => permit({ checkCertificate: revoked })).toThrow('signer-certificate-revoked');
  });

  it('refuses a policy that the legal representative of another enterprise signed', async () => {
    const other = testSigner('别家法人（印章）', 'other legal', 1, otherUscc);
    const policies = [await signPolicy(draftPolicy(), other)];
    const legalCertificates = [other.certificateSm3];
    expect(() => permit({ policies, legalCertificates })).toThrow('policy-signer-other-enterprise');
    const [policy] = policies;
    const { now, checkCertificate } = full;
    const world = { policies: [], legalCertificates, now, checkCertificate, clockFloor: null, putBack: null };
    expect(() => policy && requireNextPolicy(world, policy)).toThrow('policy-signer-other-enterprise');
  });

  it.each(['applicant', 'department', 'legal', 'keeper'] as const)(
    'refuses when the certificate of %s is revoked',
    (key) => {
      const { certificateSm3 } = people[key];
      const revoked: PermitFacts['checkCertificate'] = (der) =>
        textOf(der) === certificateSm3 ? 'revoked' : 'ok';
      expect(() => permit({ checkCertificate: revoked })).toThrow('signer-certificate-revoked');
    },
  );

  it.each([
    ['expired', 'signer-certificate-expired'],
    ['untrusted', 'signer-certificate-untrusted'],
    ['unknown', 'signer-certificate-unknown'],
  ] as const)('refuses certificates that are %s', (state, code) => {
    expect(() => permit({ checkCertificate: () => state })).toThrow(code);
  });

  it('asks for the certificate at the time of signing and now', () => {
    const approvalTime = '2026-11-23T01:00:00.000Z';
    const early: PermitFacts['checkCertificate'] = (_der, at) =>
      at.toISOString() === approvalTime ? 'expired' : 'ok';
    expect(() => permit({ checkCertificate: early })).toThrow('signer-certificate-expired');
  });
});

describe('approvals', () => {
  it('names the step that is missing', () => {
    try {
      permit({ decisions: full.decisions.slice(0, 2) });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'approval-missing',
        detail: { step: 3, steps: 4, role: 'finance-lead', people: '钱总监' },
      });
    }
  });

  it('refuses wrong order, repetition and too many', async () => {
    const [a, b, c, d] = full.decisions as [never, never, never, never];
    expect(() => permit({ decisions: [b, a, c, d] })).toThrow('approval-order');
    expect(() => permit({ decisions: [a, a, b, c, d] })).toThrow('approval-repeated');
    expect(() => permit({ decisions: [a, b, c, d, d] })).toThrow('approval-repeated');
    expect(() => permit({ decisions: [a, c, d] })).toThrow('approval-order');
    expect(() => admitDecision(full, d)).toThrow('approval-repeated');
    await expect(decide(full)).rejects.toThrow('approval-not-awaited');
  });

  it.each([
    ['counsel', 'approver-wrong-role'],
    ['applicant', 'approver-wrong-role'],
    ['stranger', 'person-not-in-policy'],
  ] as const)('refuses %s for the step of the department', async (key, code) => {
    const decision = await decide(fresh, { key });
    expect(() => admitDecision(fresh, decision)).toThrow(code);
  });

  it('refuses a person who claims to be another', async () => {
    const { certificateSm3 } = people.counsel;
    const forged = { ...(await decide(fresh, { key: 'counsel' })) };
    const value = {
      ...(JSON.parse(forged.statement) as Record<string, unknown>),
      personId: 'department',
      certificateSm3,
    };
    const signed = await signStatement(decisionKind, value as never, people.counsel);
    expect(() => admitDecision(fresh, signed)).toThrow('act-other-person');
  });

  it.each([
    ["the applicant's own key under another name", testSigner('化名', 'applicant', 2)],
    ["another token of the applicant's, with the same certified name", testSigner('王经办', 'second token')],
  ])('shows one human under two ids: %s', async (_, double) => {
    const policy = draftPolicy();
    const listed = policy.people.map((person) =>
      person.id === 'department' ? { ...person, certificateSm3: [double.certificateSm3] } : person,
    );
    const facts = await factsFor({}, { ...policy, people: listed });
    const signer = {
      personId: 'department',
      certificateSm3: double.certificateSm3,
      time: '2026-11-23T01:00:00Z',
    };
    const signed = await signStatement(decisionKind, decisionFor(admitRequest(facts), signer), double);
    expect(() => admitDecision(facts, signed)).toThrow('approver-is-applicant');
  });

  it.each([
    ['the same certificate', 'department', people.department],
    ["another person's entry, with a token of the same certified name", 'counsel', testSigner('李部长', 'x')],
    ["another person's entry, with the same key", 'counsel', testSigner('化名', 'department', 2)],
  ] as const)('nobody approves two steps: %s', async (_, personId, double) => {
    const policy = draftPolicy();
    const listed = policy.people.map((person) => {
      if (person.id !== personId) return person;
      return { ...person, roles: [...person.roles, 'counsel'], certificateSm3: [double.certificateSm3] };
    });
    const facts = await factsFor({}, { ...policy, people: listed as typeof policy.people });
    const first = { ...facts, decisions: [await decide(facts)] };
    const second = { personId, certificateSm3: double.certificateSm3, time: '2026-11-23T01:10:00Z' };
    const signed = await signStatement(decisionKind, decisionFor(walkRequest(first), second), double);
    expect(() => admitDecision(first, signed)).toThrow('approver-twice');
    const all = { ...facts, decisions: [...first.decisions, signed] };
    expect(() => evaluatePermit(all)).toThrow('approver-twice');
  });

  it('refuses times that cannot be', async () => {
    const late = await decide(fresh, { minutes: 60 * 12 });
    expect(() => admitDecision(fresh, late)).toThrow('act-from-future');
    const early = await decide(fresh, { minutes: -120 });
    expect(() => admitDecision(fresh, early)).toThrow('act-time-order');
  });

  it('stops at a rejection, wherever it comes', async () => {
    const rejection = await decide(fresh, { reason: '价格未经比价' });
    expect(admitDecision(fresh, rejection).next?.role).toBe('department');
    expect(() => permit({ decisions: [rejection] })).toThrow('request-rejected');
    expect(() => permit({ decisions: [rejection, ...full.decisions] })).toThrow('request-rejected');
    expect(() => permit({ decisions: [...full.decisions, rejection] })).toThrow('approval-repeated');
  });

  it.each(['applicant', 'legal'] as const)('stops when %s takes the request back', async (key) => {
    const cancellation = await cancel(full, key);
    expect(() => admitCancellation(full, cancellation)).not.toThrow();
    expect(() => permit({ cancellations: [cancellation] })).toThrow('request-cancelled');
  });

  it('does not let others take it back, and does not seal over such a record', async () => {
    const cancellation = await cancel(full, 'department');
    expect(() => admitCancellation(full, cancellation)).toThrow('cancellation-wrong-person');
    expect(() => permit({ cancellations: [cancellation] })).toThrow('cancellation-wrong-person');
  });
});

describe('the policy', () => {
  it('when replaced takes along what it still grants, and nothing else (still-granted.test.ts)', async () => {
    const next = async (change: Partial<Policy>): Promise<SignedStatement> =>
      signPolicy(
        draftPolicy({
          ...{ sequence: 2, prevSm3: textSm3(full.policies[0]?.statement ?? '') },
          ...{ validFrom: '2026-11-23T07:00:00Z', ...change },
        }),
      );
    const same = await next({});
    expect(() => requireNextPolicy(full, same)).not.toThrow();
    expect(permit({ policies: [...full.policies, same] }).binding.policySm3).toBe(
      textSm3(full.policies[0]?.statement ?? ''),
    );
    const other = await next({ people: draftPolicy().people.filter(({ id }) => id !== 'counsel') });
    expect(() => permit({ policies: [...full.policies, other] })).toThrow('request-policy-replaced');
    expect(() => permit({ policies: [same] })).toThrow('policy-chain-broken');
    expect(() => permit({ policies: [same, ...full.policies] })).toThrow('policy-chain-broken');
  });

  it('that a request names must be of the chain', async () => {
    const unknown = await approved(await factsFor({}, draftPolicy({ id: 'another' })));
    expect(() => evaluatePermit({ ...unknown, policies: full.policies })).toThrow('request-policy-unknown');
  });

  it('is the newest one for a request that begins', async () => {
    const next = await signPolicy(
      draftPolicy({ sequence: 2, prevSm3: textSm3(full.policies[0]?.statement ?? '') }),
    );
    const policies = [...full.policies, next];
    expect(() => admitRequest({ ...full, policies })).toThrow('request-policy-replaced');
    expect(() => admitRequest(full)).not.toThrow();
  });

  it('that has begun by what the journal has seen counts, whatever the clock says', async () => {
    const people = draftPolicy().people.filter(({ id }) => id !== 'counsel');
    const next = await signPolicy(
      draftPolicy({
        ...{ sequence: 2, prevSm3: textSm3(full.policies[0]?.statement ?? '') },
        ...{ validFrom: '2026-11-23T08:02:00Z', people },
      }),
    );
    const policies = [...full.policies, next];
    expect(() => permit({ policies })).not.toThrow();
    const clockFloor = new Date('2026-11-23T08:02:00Z');
    expect(() => permit({ policies, clockFloor })).toThrow('request-policy-replaced');
  });

  it('that begins later changes nothing yet', async () => {
    const next = await signPolicy(
      draftPolicy({
        sequence: 2,
        prevSm3: textSm3(full.policies[0]?.statement ?? ''),
        validFrom: '2026-12-01T00:00:00Z',
      }),
    );
    expect(permit({ policies: [...full.policies, next] }).usesLeft).toBe(1);
  });

  it('of somebody else is refused', async () => {
    const chain = { ...full, policies: [] };
    expect(() => requireNextPolicy(chain, full.policies[0] as never)).not.toThrow();
    const foreign = await signPolicy(draftPolicy(), people.keeper);
    expect(() => requireNextPolicy(chain, foreign)).toThrow('policy-signer-wrong');
    expect(() => permit({ policies: [foreign] })).toThrow('policy-signer-wrong');
  });
});

describe('requests', () => {
  it.each([
    ['request-validity-too-long', { validUntil: '2026-12-20T00:00:00Z' }],
    ['path-not-allowed', { matter: 'letter' }],
    ['applicant-wrong-role', { applicantId: 'department' }],
  ] as const)('%s', async (code, change) => {
    const facts = await factsFor(change);
    expect(() => admitRequest(facts)).toThrow(code);
  });

  it.each([
    ['number-and-seal', { id: 'YY-01-20261123-0001' }],
    ['page-missing', { placements: [{ kind: 'at', pages: [4], xMm: 1, yMm: 1 }] }],
    ['validity-order', { validUntil: '2026-11-22T00:00:00Z' }],
    ['currency-alone', { amount: undefined }],
  ] as const)('that contradict themselves (%s) are not signed', async (what, change) => {
    const base = draftRequest(textSm3('policy'));
    const request = { ...base, ...(change as object) };
    if ('amount' in change) delete request.amount;
    await expect(submit(request)).rejects.toMatchObject({ code: 'request-inconsistent', detail: { what } });
  });

  it.each([
    { reason: 'a\u202eb' },
    { reason: ' a' },
    { reason: '' },
    { amount: '1,000' },
    { uses: 0 },
    { uses: 1.5 },
    { salt: 'AA'.repeat(32) },
    { extra: 1 },
    { placements: [] },
    { placements: [{ kind: 'at', pages: [2, 1], xMm: 1, yMm: 1 }] },
    { time: '2026-11-23T00:00:00.000Z' },
    { time: '2026-02-30T00:00:00Z' },
  ])('are read strictly: %j', async (change) => {
    const request = { ...draftRequest(textSm3('policy')), ...(change as object) };
    await expect(submit(request)).rejects.toThrow('statement-malformed');
  });

  it.each([
    { amount: '680000.01' },
    { reason: '签订办公用品采购合同。' },
    { counterparty: '另一家有限公司' },
    { uses: 2 },
    { salt: 'ab'.repeat(32) },
    { placements: [{ kind: 'at', pages: [3], xMm: 120, yMm: 200 }] },
    { document: { ...document, name: '别的合同.pdf' } },
    { validUntil: '2026-11-26T00:00:01Z' },
    { id: 'YY-04-20261123-0002' },
  ] as const)('are what the applicant signed: not with %j', (change) => {
    const request = { ...draftRequest(textSm3(full.policies[0]?.statement ?? '')), ...change };
    const swapped = { ...full.request, request: requestText(request as never) };
    expect(() => admitRequest({ ...fresh, request: swapped })).toThrow('request-submission-mismatch');
    expect(() => permit({ request: swapped })).toThrow('request-submission-mismatch');
  });

  it('keeps how it ended, whatever time and policies bring, with the path as it was', async () => {
    const fresh = await factsFor();
    const once = { ...fresh, decisions: [await decide(fresh)] };
    const rejected = { ...once, decisions: [...once.decisions, await decide(once, { reason: '金额不符' })] };
    const cancelled = { ...once, cancellations: [await cancel(once, 'applicant')] };
    const people = draftPolicy().people.filter(({ id }) => id !== 'counsel');
    const next = await signPolicy(
      draftPolicy({ sequence: 2, prevSm3: textSm3(fresh.policies[0]?.statement ?? ''), people }),
    );
    const later: Partial<PermitFacts>[] = [
      {},
      { now: new Date('2027-01-01T00:00:00Z') },
      { policies: [...fresh.policies, next] },
    ];
    for (const change of later) {
      const standing = requestStanding({ ...rejected, ...change }, 0);
      expect(standing).toMatchObject({ state: 'rejected', code: 'request-rejected' });
      expect(standing.detail).toMatchObject({ name: '赵法务', role: 'counsel', reason: '金额不符' });
      expect(standing.history?.path.steps).toHaveLength(4);
      expect(standing.history?.approvals.map(({ signer }) => signer.name)).toEqual(['李部长']);
      expect(requestStanding({ ...cancelled, ...change }, 0).state).toBe('cancelled');
    }
    // What was never rejected shows why it ended, with what had been approved.
    const ended = requestStanding({ ...once, policies: [...fresh.policies, next] }, 0);
    expect(ended).toMatchObject({ state: 'void', code: 'request-policy-replaced' });
    expect(ended.history?.approvals).toHaveLength(1);
  });

  it('is not ended by what somebody else put there', async () => {
    const fresh = await factsFor();
    const other = await factsFor({ salt: textSm3('another request') });
    const foreign = await decide(other, { reason: '不同意' });
    expect(requestStanding({ ...fresh, decisions: [foreign] }, 0).state).toBe('void');
    const elsewhere = await cancel(other, 'applicant');
    expect(requestStanding({ ...fresh, cancellations: [elsewhere] }, 0).state).toBe('void');
    const stranger = await cancel(fresh, 'department');
    expect(requestStanding({ ...fresh, cancellations: [stranger] }, 0).state).toBe('void');
  });

  it('say where they stand', async () => {
    expect(requestStanding(fresh, 0).state).toBe('in-approval');
    expect(requestStanding(full, 0).state).toBe('ready');
    expect(requestStanding(full, 1).state).toBe('used');
    expect(requestStanding({ ...full, cancellations: [await cancel(full, 'applicant')] }, 0).state).toBe(
      'cancelled',
    );
    expect(
      requestStanding({ ...fresh, decisions: [await decide(fresh, { reason: '不同意' })] }, 0).state,
    ).toBe('rejected');
    expect(requestStanding({ ...full, now: new Date('2027-01-01T00:00:00Z') }, 0).state).toBe('expired');
    expect(requestStanding({ ...full, now: new Date('2027-01-01T00:00:00Z') }, 1).state).toBe('used');
    expect(requestStanding({ ...full, policies: [] }, 0)).toMatchObject({
      state: 'void',
      code: 'policy-missing',
    });
    const two = await approved(await factsFor({ uses: 2 }));
    expect(requestStanding(two, 1).state).toBe('partly-used');
  });

  it('for seal 05 end with the legal representative, who has approved nothing', async () => {
    const seal = { esId: sealIds['05'], typeCode: '05' } as const;
    const facts = await approved(await factsFor({ id: 'YY-05-20261123-0001', seal }));
    const roles = evaluatePermit({ ...facts, keeperCertificate: people.legal.certificate }).acts.map(
      (act) => act.role,
    );
    expect(roles).toEqual(['applicant', 'department', 'counsel', 'finance-lead']);
    for (const key of ['keeper', 'financeLead'] satisfies PersonKey[]) {
      expect(() => evaluatePermit({ ...facts, keeperCertificate: people[key].certificate })).toThrow(
        /keeper-/,
      );
    }
  });
});

function textOf(der: Uint8Array): string {
  return (
    Object.values(people).find((person) => der.every((octet, i) => octet === person.certificate[i]))
      ?.certificateSm3 ?? ''
  );
}
