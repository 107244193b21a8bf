/** Rules of approval at their very edge, and each with everything else in order: what a rule that is missing would let through. */
import { describe, expect, it } from 'vitest';
import { admitDecision, admitRequest, decisionFor } from '../../../src-main/approval/admission.ts';
import { decisionKind } from '../../../src-main/approval/decision.ts';
import { pathFor, type PathFacts } from '../../../src-main/approval/path.ts';
import type { PermitFacts } from '../../../src-main/approval/permit.ts';
import { policyInForce, requireNextPolicy } from '../../../src-main/approval/policy-chain.ts';
import type { Policy } from '../../../src-main/approval/policy.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import {
  decide,
  draftPolicy,
  factsFor,
  legalSeal,
  now,
  people,
  sealIds,
  signPolicy,
} from './test-enterprise.ts';

/** The policy with other roles for some people. */
function withRoles(roles: Readonly<Record<string, Policy['people'][number]['roles']>>): Policy {
  const policy = draftPolicy();
  return {
    ...policy,
    people: policy.people.map((person) => ({ ...person, roles: roles[person.id] ?? person.roles })),
  };
}

describe('validity of a request', () => {
  const from = '2026-11-20T00:00:00Z';
  it('may be as long as the policy says, to the second', async () => {
    const facts = await factsFor({ validFrom: from, time: from, validUntil: '2026-11-27T00:00:00Z' });
    expect(() => admitRequest(facts)).not.toThrow();
  });
  it.each(['2026-11-27T00:00:01Z', '2026-11-27T01:00:00Z', '2026-11-28T00:00:00Z'])(
    'is too long until %s',
    async (validUntil) => {
      const facts = await factsFor({ validFrom: from, time: from, validUntil });
      expect(() => admitRequest(facts)).toThrow('request-validity-too-long');
    },
  );
});

describe('the chain of policies', () => {
  const world = {
    legalCertificates: [legalSeal.certificateSm3],
    now,
    checkCertificate: () => 'ok' as const,
    clockFloor: null,
    putBack: null,
  };
  const second = async (first: SignedStatement, change: Partial<Policy>): Promise<SignedStatement> =>
    signPolicy(
      draftPolicy({
        ...{ id: 'policy-2', sequence: 2, prevSm3: textSm3(first.statement) },
        ...{ validFrom: '2026-11-10T00:00:00Z', time: '2026-11-10T00:00:00Z' },
        ...change,
      }),
    );

  it('goes on from the policy before it', async () => {
    const first = await signPolicy(draftPolicy());
    const next = await second(first, {});
    expect(() => requireNextPolicy({ ...world, policies: [first] }, next)).not.toThrow();
    expect(policyInForce({ ...world, policies: [first, next] }).value.sequence).toBe(2);
  });

  it('carries nobody on after a restore until one that was signed since has begun', async () => {
    const first = await signPolicy(draftPolicy());
    const next = await second(first, {});
    const ahead = await second(first, { validFrom: '2026-12-24T00:00:00Z' });
    const putBack = { policies: 1, backupAt: '2026-11-20T00:00:00Z' };
    const restored = { ...world, putBack };
    for (const policies of [[first], [first, ahead]])
      expect(() => policyInForce({ ...restored, policies })).toThrow('policy-before-restore');
    expect(policyInForce({ ...restored, policies: [first, next] }).value.sequence).toBe(2);
    expect(() =>
      policyInForce({ ...world, putBack: { ...putBack, policies: 2 }, policies: [first, next] }),
    ).toThrow('policy-before-restore');
    expect(() => requireNextPolicy({ ...restored, policies: [first] }, next)).not.toThrow();
  });

  it.each<[string, Partial<Policy>]>([
    ['names another one before it', { prevSm3: textSm3('another policy') }],
    ['names none before it', { prevSm3: null }],
    ['is of another enterprise', { enterprise: { ...draftPolicy().enterprise, uscc: '91410200MA9X0000XX' } }],
    ['begins before it', { validFrom: '2026-10-31T23:59:59Z', time: '2026-10-31T00:00:00Z' }],
  ])('is broken by a policy that %s', async (_, change) => {
    const first = await signPolicy(draftPolicy());
    const next = await second(first, change);
    expect(() => requireNextPolicy({ ...world, policies: [first] }, next)).toThrow('policy-chain-broken');
    expect(() => policyInForce({ ...world, policies: [first, next] })).toThrow('policy-chain-broken');
  });

  it('takes no policy of a signer whose certificate is bad today, however far ahead it begins', async () => {
    const first = await signPolicy(draftPolicy());
    const next = await second(first, { validFrom: '2026-12-24T00:00:00Z' });
    for (const bad of [(at: Date) => at <= now, (at: Date) => at > now]) {
      const checkCertificate: PermitFacts['checkCertificate'] = (_der, at) => (bad(at) ? 'revoked' : 'ok');
      expect(() => requireNextPolicy({ ...world, checkCertificate, policies: [first] }, next)).toThrow(
        'signer-certificate-revoked',
      );
    }
  });
});

describe('the order in time', () => {
  it('is that of the approvals, each after the one before it, and not only after the submission', async () => {
    const fresh = await factsFor();
    const facts = { ...fresh, decisions: [await decide(fresh, { minutes: 0 })] };
    const early = await decide(facts, { minutes: -20 });
    expect(() => admitDecision(facts, early)).toThrow('act-time-order');
    // Two machines' clocks may differ by minutes.
    const near = await decide(facts, { minutes: -4 });
    expect(() => admitDecision(facts, near)).not.toThrow();
  });
});

describe('different people', () => {
  it('one person of two roles approves one step, and not the next as well', async () => {
    const policy = withRoles({ department: ['department', 'counsel'] });
    const fresh = await factsFor({}, policy);
    const facts = { ...fresh, decisions: [await decide(fresh)] };
    const { certificateSm3 } = people.department;
    const twice = { personId: 'department', certificateSm3, time: '2026-11-23T02:00:00Z' };
    const signed = await signStatement(
      decisionKind,
      decisionFor(walkRequest(facts), twice),
      people.department,
    );
    expect(() => admitDecision(facts, signed)).toThrow('approver-twice');
    const other = await decide(facts, { key: 'counsel' });
    expect(() => admitDecision(facts, other)).not.toThrow();
  });

  it('a path on which every keeper has to approve leaves nobody to seal', () => {
    const facts: PathFacts = {
      matter: 'contract',
      seal: { esId: sealIds['04'], typeCode: '04' },
      ...{ applicantId: 'applicant', attachments: [], amount: '1000', currency: 'CNY' },
    };
    const both = withRoles({
      ...{ department: ['applicant'], counsel: ['applicant'] },
      ...{ keeper: ['keeper', 'department'], keeperB: ['keeper', 'counsel'] },
    });
    expect(() => pathFor(both, facts)).toThrow('path-people-missing');
    // One of them may, where the other one is left over.
    const one = withRoles({ department: ['applicant'], keeper: ['keeper', 'department'] });
    expect(pathFor(one, facts).steps.map(({ people: able }) => able.map(({ id }) => id))).toEqual([
      ['keeper'],
      ['counsel'],
    ]);
  });
});
