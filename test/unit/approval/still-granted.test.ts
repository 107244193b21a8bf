/**
 * A running request under policies that came after its own: it goes on exactly as far as every one of them still grants its steps.
 * What an independent reading of the rule says must be what the gate says, for any change of a policy and any sequence of them.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { admitDecision } from '../../../src-main/approval/admission.ts';
import { evaluatePermit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import type { KnownPolicy } from '../../../src-main/approval/policy-chain.ts';
import { openStatement, textSm3 } from '../../../src-main/approval/statement.ts';
import { policyKind, requireConsistentPolicy, type Policy } from '../../../src-main/approval/policy.ts';
import { walkUnder, type Walk } from '../../../src-main/approval/walk.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../../src-main/domain/errors/sentence.ts';
import { roles } from '../../../src-main/domain/role.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { approved, decide, draftPolicy, factsFor, people, sealIds, signPolicy } from './test-enterprise.ts';

const runs = { numRuns: propertyRuns(400) };
/** Contract, 680000 CNY, seal 04: department, counsel, head of finance, legal representative; keepers keeper and keeperB. */
let full: PermitFacts;
let half: PermitFacts;
let own: KnownPolicy;

beforeAll(async () => {
  const fresh = await factsFor();
  full = await approved(fresh);
  half = { ...full, decisions: full.decisions.slice(0, 2) };
  const [signed] = full.policies;
  if (!signed) throw new Error('no policy');
  own = openStatement(policyKind, signed);
});

type Change = (policy: Policy) => Policy;

function nextOf(before: KnownPolicy, change: Change): KnownPolicy {
  const sequence = before.value.sequence + 1;
  const value = change({ ...draftPolicy(), sequence, id: `policy-${sequence}`, prevSm3: before.sm3 });
  return { value, sm3: textSm3(JSON.stringify(value)) };
}

function chainOf(...changes: readonly Change[]): KnownPolicy[] {
  const chain = [own];
  for (const change of changes) chain.push(nextOf(chain.at(-1) ?? own, change));
  return chain;
}

function walkWith(facts: PermitFacts, ...changes: readonly Change[]): Walk {
  return walkUnder(chainOf(...changes), facts);
}

/** What stops it, as `what`; null when nothing does. */
function refusal(facts: PermitFacts, ...changes: readonly Change[]): string | null {
  try {
    walkWith(facts, ...changes);
    return null;
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    expect(error.code).toBe('request-policy-replaced');
    // Every reason is said in words, with nothing left to fill.
    for (const language of ['zh', 'en'] as const)
      expect(sentenceFor(error, language)).not.toMatch(/[?{}]|undefined/u);
    return String(error.detail['what']);
  }
}

const person =
  (id: string, change: (each: Policy['people'][number]) => object): Change =>
  (policy) => ({
    ...policy,
    people: policy.people.map((each) => (each.id === id ? { ...each, ...change(each) } : each)),
  });
const without =
  (id: string): Change =>
  (policy) => ({
    ...policy,
    people: policy.people.filter((each) => each.id !== id),
    seals: policy.seals.map((seal) => ({ ...seal, keepers: seal.keepers.filter((each) => each !== id) })),
  });
const keepers =
  (...ids: string[]): Change =>
  (policy) => ({
    ...policy,
    seals: policy.seals.map((seal) => (seal.typeCode === '04' ? { ...seal, keepers: ids } : seal)),
  });
const rule =
  (change: (each: Policy['matrix']['rules'][number]) => object): Change =>
  (policy) => ({
    ...policy,
    matrix: {
      ...policy.matrix,
      rules: policy.matrix.rules.map((each) =>
        each.matter === 'contract' && each.seal === '04' ? { ...each, ...change(each) } : each,
      ),
    },
  });
const matrix =
  (change: (each: Policy['matrix']) => object): Change =>
  (policy) => ({
    ...policy,
    matrix: { ...policy.matrix, ...change(policy.matrix) },
  });
const otherKey = textSm3('another key');
const also = (id: string, ...more: Policy['people'][number]['roles']): Change =>
  person(id, (each) => ({ roles: [...new Set([...each.roles, ...more])] }));
const newcomer =
  (id: string, ...held: Policy['people'][number]['roles']): Change =>
  (policy) => ({
    ...policy,
    people: [...policy.people, { id, name: '新人', roles: held, certificateSm3: [textSm3(id)] }],
  });

describe('goes on', () => {
  it.each<[string, Change]>([
    ['when nothing changes', (policy) => policy],
    ['when people are renamed or move', person('counsel', () => ({ name: '赵新名', department: '新部门' }))],
    [
      'when somebody gets one more certificate',
      person('counsel', (each) => ({ certificateSm3: [...each.certificateSm3, otherKey] })),
    ],
    ['when somebody gets one more role', also('counsel', 'department')],
    ['when somebody new comes', newcomer('n', 'counsel', 'department')],
    ['when somebody leaves who has no part in it', without('cashier2')],
    ['when one of two keepers leaves', without('keeperB')],
    ['when a keeper comes', keepers('keeper', 'keeperB', 'cashier')],
    ['when people stand in another order', (policy) => ({ ...policy, people: policy.people.toReversed() })],
    [
      'when another seal changes',
      (policy) => ({ ...policy, seals: policy.seals.filter(({ typeCode }) => typeCode !== '03') }),
    ],
    [
      'when another matter changes',
      matrix(({ rules }) => ({
        rules: rules.filter(({ matter, seal }) => matter === 'contract' && seal === '04'),
      })),
    ],
    [
      'when another tier changes',
      rule(({ tiers }) => ({ tiers: tiers.map((steps, i) => (i === 0 ? ['counsel'] : steps)) })),
    ],
    ['when it may run longer', matrix(({ requestHours }) => ({ requestHours: requestHours + 1 }))],
  ])('%s', (_, change) => {
    expect(refusal(full, change)).toBeNull();
    expect(refusal(half, change)).toBeNull();
  });

  it('with the permit naming the policy that people signed under, and the newest as the one that counts', async () => {
    const change = person('counsel', () => ({ name: '赵新名' }));
    const chain = chainOf(change);
    const signed = await signPolicy(chain[1]?.value ?? draftPolicy());
    const permit = evaluatePermit({ ...full, policies: [...full.policies, signed] });
    expect(permit.binding.policySm3).toBe(own.sm3);
    expect(permit.acts.map(({ name }) => name)).toContain('赵新名');
  });

  it('with a time stamp where any of them wants one', () => {
    const wanted = matrix(() => ({ timeStamp: 'required' }));
    const asks = (...changes: Change[]): boolean => walkWith(full, ...changes).timeStampRequired;
    expect([asks(), asks(wanted), asks(wanted, (policy) => policy)]).toEqual([false, true, true]);
  });

  it('with those people only who are named by both', () => {
    const walk = walkWith(half, newcomer('n', 'finance-lead', 'keeper'), without('keeperB'));
    expect(walk.next?.people.map(({ id }) => id)).toEqual(['financeLead']);
    expect(walk.path.keepers.map(({ id }) => id)).toEqual(['keeper']);
  });
});

describe('ends', () => {
  it.each<[string, string, Change]>([
    [
      'an approver who has approved leaves',
      'approver-gone',
      (policy) => newcomer('n', 'counsel')(without('counsel')(policy)),
    ],
    [
      'an approver loses the office',
      'approver-gone',
      (policy) => newcomer('n', 'counsel')(person('counsel', () => ({ roles: ['applicant'] }))(policy)),
    ],
    [
      'an approver has another key under the same id',
      'approver-gone',
      person('counsel', () => ({ certificateSm3: [otherKey] })),
    ],
    [
      'an approver has another id with the same key',
      'approver-gone',
      person('counsel', () => ({ id: 'c2' })),
    ],
    [
      'two people exchange their keys',
      'approver-gone',
      (policy) =>
        person('counsel', () => ({ certificateSm3: [people.department.certificateSm3] }))(
          person('department', () => ({ certificateSm3: [people.counsel.certificateSm3] }))(policy),
        ),
    ],
    [
      'two entries become one person',
      'approver-gone',
      (policy) => ({
        ...person('department', (each) => ({
          roles: ['department', 'counsel'],
          certificateSm3: [...each.certificateSm3, people.counsel.certificateSm3],
        }))(without('counsel')(newcomer('n', 'counsel')(policy))),
      }),
    ],
    ['the applicant leaves', 'applicant-gone', without('applicant')],
    [
      'the applicant has another key',
      'applicant-gone',
      person('applicant', () => ({ certificateSm3: [otherKey] })),
    ],
    [
      'the applicant may not apply any more',
      'applicant-role',
      (policy) => rule(() => ({ applicants: ['legal'] }))(policy),
    ],
    ['the keepers are others', 'keeper-gone', keepers('cashier')],
    [
      'the keepers have other keys',
      'keeper-gone',
      (policy) =>
        person('keeper', () => ({ certificateSm3: [otherKey] }))(
          person('keeperB', () => ({ certificateSm3: [textSm3('b')] }))(policy),
        ),
    ],
    ['the only keeper left has approved', 'people-missing', keepers('department')],
    [
      'the seal is another',
      'seal-gone',
      (policy) => ({
        ...policy,
        seals: policy.seals.map((seal) =>
          seal.typeCode === '04' ? { ...seal, esId: sealIds['04'] + '9' } : seal,
        ),
      }),
    ],
    [
      'the matter is not allowed',
      'matter-gone',
      matrix(({ rules }) => ({ rules: rules.filter(({ matter }) => matter !== 'contract') })),
    ],
    [
      'a step is added',
      'steps-changed',
      (policy) =>
        newcomer(
          'n',
          'accountant',
        )(rule(({ tiers }) => ({ tiers: tiers.map((steps) => ['accountant', ...steps]) }))(policy)),
    ],
    [
      'a step is dropped',
      'steps-changed',
      rule(({ tiers }) => ({ tiers: tiers.map((steps) => (steps.length > 1 ? steps.slice(1) : steps)) })),
    ],
    [
      'the steps change places',
      'steps-changed',
      rule(({ tiers }) => ({ tiers: tiers.map((steps) => steps.toReversed()) })),
    ],
    [
      'the limits move over the amount',
      'steps-changed',
      matrix(({ bounds }) => ({ bounds: { ...bounds, contract: ['700000', '800000'] } })),
    ],
    ['a resolution is asked for', 'attachment-needed', rule(() => ({ needs: ['resolution'] }))],
    ['it may not run so long', 'runs-too-long', matrix(() => ({ requestHours: 71 }))],
  ])('when %s', (_, what, change) => {
    expect(refusal(full, change)).toBe(what);
  });

  it('where the step that is waited for has lost everybody, also to others with the same office', () => {
    expect(refusal(half, (policy) => newcomer('n', 'finance-lead')(without('financeLead')(policy)))).toBe(
      'step-people-gone',
    );
    expect(
      refusal(
        half,
        person('financeLead', () => ({ certificateSm3: [otherKey] })),
      ),
    ).toBe('step-people-gone');
  });

  it('where those who are left do not suffice for steps and keeper', () => {
    const few: Change = (policy) => keepers('keeper', 'financeLead')(also('keeper', 'finance-lead')(policy));
    expect(refusal(half, few)).toBeNull();
    expect(refusal(half, keepers('financeLead'))).toBe('people-missing');
  });

  it('for good: the old policy put back does not wake it up', () => {
    expect(refusal(full, without('keeperB'), (policy) => policy)).toBeNull();
    expect(
      refusal(
        full,
        (policy) => newcomer('n', 'counsel')(without('counsel')(policy)),
        (policy) => policy,
      ),
    ).toBe('approver-gone');
    expect(
      refusal(
        full,
        matrix(() => ({ requestHours: 71 })),
        (policy) => policy,
      ),
    ).toBe('runs-too-long');
  });

  it('by two policies that each leave one keeper, another one each time', () => {
    expect(refusal(full, keepers('keeper'), keepers('keeperB'))).toBe('keeper-gone');
  });
});

describe('decisions after a change', () => {
  it('count from people of both policies only', async () => {
    const chain = chainOf(newcomer('n', 'counsel'));
    const signed = await signPolicy(chain[1]?.value ?? draftPolicy());
    const facts = { ...half, policies: [...half.policies, signed] };
    expect(() => walkUnder(chain, half)).not.toThrow();
    const next = await decide(facts);
    expect(admitDecision(facts, next).approvals).toHaveLength(3);
  });

  it('of somebody who came with the new policy do not, though the office is theirs', async () => {
    // The stranger holds the office by the newer policy; the request names one that does not know them.
    const change: Change = (policy) => ({
      ...policy,
      people: [
        ...policy.people,
        {
          id: 'stranger',
          name: '外人',
          roles: ['finance-lead'],
          certificateSm3: [people.stranger.certificateSm3],
        },
      ],
    });
    const signed = await signPolicy(chainOf(change)[1]?.value ?? draftPolicy());
    const facts = { ...half, policies: [...half.policies, signed] };
    const decision = await decide(facts, { key: 'stranger' });
    expect(() => admitDecision(facts, decision)).toThrow('person-not-in-policy');
  });
});

/** The rule, read by somebody else: a plain comparison of what the request used with what a policy says. */
function grants(policies: readonly Policy[], facts: PermitFacts): boolean {
  const approvers = ['department', 'counsel', 'financeLead', 'legal'] as const;
  const given = approvers.slice(0, facts.decisions.length);
  const left = approvers.slice(given.length);
  const holds = (policy: Policy, id: keyof typeof people, role: string): boolean =>
    policy.people.some(
      (each) =>
        each.id === id &&
        each.certificateSm3.includes(people[id].certificateSm3) &&
        each.roles.some((held) => held === role),
    );
  const offices = {
    department: 'department',
    counsel: 'counsel',
    financeLead: 'finance-lead',
    legal: 'legal',
  } as const;
  const everywhere = (test: (policy: Policy) => boolean): boolean => policies.every(test);
  const keeps = (id: 'keeper' | 'keeperB'): boolean =>
    everywhere(
      (policy) =>
        policy.people.some(
          (each) => each.id === id && each.certificateSm3.includes(people[id].certificateSm3),
        ) && policy.seals.some(({ esId, keepers: ids }) => esId === sealIds['04'] && ids.includes(id)),
    );
  return (
    everywhere((policy) => policy.matrix.requestHours >= 72) &&
    everywhere((policy) => {
      const found = policy.matrix.rules.find(({ matter, seal }) => matter === 'contract' && seal === '04');
      const tier = (policy.matrix.bounds.contract ?? []).filter((bound) => Number(bound) <= 680000).length;
      return (
        found?.tiers[tier]?.join() === 'department,counsel,finance-lead,legal' &&
        found.applicants.some((role) => holds(policy, 'applicant', role)) &&
        found.needs.length === 0
      );
    }) &&
    [...given, ...left].every((id) => everywhere((policy) => holds(policy, id, offices[id]))) &&
    (keeps('keeper') || keeps('keeperB'))
  );
}

describe('any change', () => {
  const ids = ['applicant', 'department', 'counsel', 'financeLead', 'legal', 'keeper', 'keeperB', 'cashier'];
  const anybody = fc.constantFrom(...ids);
  const change: fc.Arbitrary<Change> = fc.oneof(
    anybody.map((id) => without(id)),
    fc.tuple(anybody, fc.constantFrom(...roles)).map(([id, role]) => also(id, role)),
    fc.tuple(anybody, fc.constantFrom(...roles)).map(([id, role]) => person(id, () => ({ roles: [role] }))),
    anybody.map((id) => person(id, () => ({ certificateSm3: [textSm3(id)] }))),
    anybody.map((id) =>
      person(id, (each) => ({ certificateSm3: [...each.certificateSm3, textSm3(`2${id}`)] })),
    ),
    anybody.map((id) => person(id, () => ({ name: '改名' }))),
    fc.subarray(['keeper', 'keeperB'], { minLength: 1 }).map((some) => keepers(...some)),
    fc.integer({ min: 60, max: 400 }).map((requestHours) => matrix(() => ({ requestHours }))),
    fc
      .constantFrom('600000', '680000', '680000.01', '900000')
      .map((top) => matrix(({ bounds }) => ({ bounds: { ...bounds, contract: ['50000', top] } }))),
    fc.constantFrom<Change>(
      (policy) => policy,
      rule(() => ({ needs: ['resolution'] })),
      rule(() => ({ applicants: ['applicant'] })),
    ),
    fc
      .constantFrom('contract', 'letter')
      .map((gone) => matrix(({ rules }) => ({ rules: rules.filter(({ matter }) => matter !== gone) }))),
  );
  const changes = fc.array(change, { maxLength: 3 }).map(
    (all): Change =>
      (policy) =>
        all.reduce((each, one) => one(each), policy),
  );
  /** Consistent ones only: another one never joins the chain. */
  const isSound = (policy: Policy): boolean => {
    try {
      requireConsistentPolicy(policy);
      return true;
    } catch {
      return false;
    }
  };

  it.each(['full', 'half'] as const)(
    'is judged as an independent reading of the rule judges it (%s)',
    (which) => {
      const facts = which === 'full' ? full : half;
      fc.assert(
        fc.property(fc.array(changes, { minLength: 1, maxLength: 3 }), (steps) => {
          const chain = chainOf(...steps);
          fc.pre(chain.every(({ value }) => isSound(value)));
          const policies = chain.map(({ value }) => value);
          const expected = grants(policies, facts);
          const said = refusal(facts, ...steps) === null;
          // Beyond the plain reading, every policy by itself must have enough people for its own path, and duties stay apart.
          if (said) expect(expected).toBe(true);
          if (expected && !said)
            expect(refusal(facts, ...steps)).toMatch(/people-missing|keeper-gone|step-people-gone/);
        }),
        runs,
      );
    },
  );
});
