/** A permit in a file against the record at home: the genuine one fits, and each thing that can be invented is named. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  permitDifference,
  type PermitClaims,
  type PermitRecord,
} from '../../../src-main/approval/compare-permit.ts';
import { policiesSoFar } from '../../../src-main/approval/policy-chain.ts';
import { openRequest } from '../../../src-main/approval/request.ts';
import { textSm3 } from '../../../src-main/approval/statement.ts';
import { approved, decide, draftPolicy, factsFor, people, signPolicy } from './test-enterprise.ts';

const other = textSm3('invented');
let claims: PermitClaims;
let record: PermitRecord;

beforeAll(async () => {
  const facts = await approved(await factsFor());
  record = {
    ...{ policies: policiesSoFar(facts), request: facts.request, decisions: facts.decisions },
    reached: new Date('2026-11-23T08:00:00Z'),
  };
  const { submission, sm3 } = openRequest(facts.request);
  const { documentSm3, policySm3, time } = submission.value;
  const approvals = facts.decisions.map(({ statement }) => {
    const { role, certificateSm3, time: at } = JSON.parse(statement) as Record<string, string>;
    return {
      kind: 'approved' as const,
      role: role ?? '',
      certificateSm3: certificateSm3 ?? '',
      time: at ?? '',
    };
  });
  const by = (who: 'applicant' | 'keeper') => ({ certificateSm3: people[who].certificateSm3, role: who });
  const submitted = { kind: 'submitted' as const, ...by('applicant'), time };
  const used = { kind: 'used' as const, ...by('keeper'), time: '2026-11-23T08:00:00Z' };
  claims = { documentSm3, policySm3, requestSm3: sm3, list: null, acts: [submitted, ...approvals, used] };
});

/** The claims with one act changed. */
function act(index: number, change: Partial<PermitClaims['acts'][number]>): PermitClaims {
  return { ...claims, acts: claims.acts.map((each, i) => (i === index ? { ...each, ...change } : each)) };
}

describe('permitDifference', () => {
  it('finds none in the genuine permit, also after the policy was replaced', async () => {
    expect(permitDifference(claims, record)).toBeNull();
    const facts = await factsFor();
    const next = { sequence: 2, id: 'policy-2', prevSm3: textSm3(facts.policies[0]?.statement ?? '') };
    const policies = [...facts.policies, await signPolicy(draftPolicy(next))];
    expect(
      permitDifference(claims, { ...record, policies: policiesSoFar({ ...facts, policies }) }),
    ).toBeNull();
  });

  it.each<[string, string, () => PermitClaims]>([
    ['another request', 'request', () => ({ ...claims, requestSm3: other })],
    ['another file', 'request', () => ({ ...claims, documentSm3: other })],
    ['a policy that nobody signed', 'policy', () => ({ ...claims, policySm3: other })],
    [
      'an applicant who is another',
      'people',
      () => act(0, { certificateSm3: people.keeperB.certificateSm3 }),
    ],
    ['a submission at another time', 'people', () => act(0, { time: '2026-11-23T00:00:01Z' })],
    [
      'a use by somebody who keeps no such seal',
      'people',
      () => act(5, { certificateSm3: people.cashier.certificateSm3 }),
    ],
    ['a use as another role', 'people', () => act(5, { role: 'legal' })],
    ['no act at all', 'people', () => ({ ...claims, acts: [] })],
    [
      'an employee as legal representative',
      'approvals',
      () => act(4, { certificateSm3: people.counsel.certificateSm3 }),
    ],
    ['a stranger as counsel', 'approvals', () => act(2, { certificateSm3: people.stranger.certificateSm3 })],
    ['an approval in another office', 'approvals', () => act(1, { role: 'legal' })],
    ['an approval at another time', 'approvals', () => act(3, { time: '2026-11-23T03:00:00Z' })],
    ['an approval that is a use', 'approvals', () => act(1, { kind: 'used' })],
    ['a step less', 'approvals', () => ({ ...claims, acts: claims.acts.filter((_, i) => i !== 4) })],
    [
      'a step twice',
      'approvals',
      () => ({ ...claims, acts: claims.acts.flatMap((each, i) => (i === 1 ? [each, each] : [each])) }),
    ],
  ])('names %s', (_, what, made) => {
    expect(permitDifference(made(), record)).toBe(what);
  });

  it('does not believe a record whose approvals are fewer, rejected, or of another request', async () => {
    const facts = await approved(await factsFor());
    const fewer = { ...record, decisions: record.decisions.slice(0, -1) };
    const three = { ...facts, decisions: facts.decisions.slice(0, 3) };
    const rejected = [...three.decisions, await decide(three, { reason: '不同意' })];
    const foreign = await approved(await factsFor({ id: 'YY-04-20261123-0002' }));
    for (const decisions of [fewer.decisions, rejected, foreign.decisions]) {
      expect(permitDifference(claims, { ...record, decisions })).toBe('approvals');
    }
    expect(permitDifference(claims, { ...record, policies: [] })).toBe('policy');
  });
});
