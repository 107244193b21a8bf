/**
 * Delegation with dates (docs/adr/0045): a deputy's approval or use counts for exactly what the grantor has signed and the deputy accepted, on
 * those days, while the policies name the deputy; whatever is otherwise is refused, and separation holds for both of them.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { admitDecision } from '../../../src-main/approval/admission.ts';
import {
  decisionKind,
  useKind,
  type Decision,
  type DecisionStatement,
} from '../../../src-main/approval/decision.ts';
import {
  delegationAcceptanceKind,
  delegationKind,
  delegationRevocationKind,
  type DelegationGrant,
} from '../../../src-main/approval/delegation.ts';
import {
  admitAcceptance,
  admitDelegation,
  admitRevocation,
} from '../../../src-main/approval/delegation-admission.ts';
import { delegationLog, type RecordedStatement } from '../../../src-main/approval/delegation-log.ts';
import { evaluatePermit, useFor, type PermitFacts } from '../../../src-main/approval/permit.ts';
import { decodePermitExtension, encodePermitExtension } from '../../../src-main/approval/permit-extension.ts';
import { requireConsistentPolicy, type Policy } from '../../../src-main/approval/policy.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { verifyPermitExtension } from '../../../src-main/approval/verify-extension.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import {
  decide,
  document,
  draftPolicy,
  factsFor,
  people,
  sealIds,
  signPolicy,
  type PersonKey,
} from './test-enterprise.ts';

/** The head of department may be stood in for by the cashier, the keepers by the accountant's colleague too. */
function withDeputies(deputies: Partial<Record<PersonKey, PersonKey[]>>): Policy {
  const base = draftPolicy();
  return {
    ...base,
    people: base.people.map((each) => {
      const named = deputies[each.id as PersonKey];
      return named ? { ...each, deputies: named } : each;
    }),
  };
}
const policy = withDeputies({
  department: ['cashier', 'applicant', 'counsel', 'keeper'],
  applicant: ['cashier'],
  keeper: ['cashier', 'applicant', 'legal'],
  keeperB: ['cashier'],
  legal: ['cashier'],
});
interface Wanted {
  grantor: PersonKey;
  deputy: PersonKey;
  change?: Partial<DelegationGrant>;
  accept?: PersonKey | null;
  revoke?: boolean;
}

async function delegationBy(
  policySm3: string,
  { grantor, deputy, change = {} }: Wanted,
): Promise<SignedStatement> {
  const value = {
    ...{ v: 1, purpose: 'bianyin.delegation/1', policySm3 },
    ...{ personId: grantor, certificateSm3: people[grantor].certificateSm3, deputyId: deputy },
    ...{ esIds: [sealIds['04']], matters: ['contract'], maxAmount: '700000', currency: 'CNY' },
    ...{ from: '2026-11-22T16:00:00Z', until: '2026-11-25T15:59:59Z', time: '2026-11-22T08:00:00Z' },
    ...change,
  };
  const written = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
  return signStatement(delegationKind, written as DelegationGrant, people[grantor]);
}

async function recordsOf(
  policySm3: string,
  wanted: Wanted,
): Promise<{ sm3: string; records: RecordedStatement[] }> {
  const signed = await delegationBy(policySm3, wanted);
  const sm3 = textSm3(signed.statement);
  const { accept = wanted.deputy, revoke = false } = wanted;
  const about = (key: PersonKey, time: string) => ({
    ...{ v: 1 as const, delegationSm3: sm3, personId: key, certificateSm3: people[key].certificateSm3, time },
  });
  const acceptance =
    accept &&
    (await signStatement(
      delegationAcceptanceKind,
      { ...about(accept, '2026-11-22T09:00:00Z'), purpose: 'bianyin.delegation-acceptance/1' },
      people[accept],
    ));
  const revocation =
    revoke &&
    (await signStatement(
      delegationRevocationKind,
      {
        ...about(wanted.grantor, '2026-11-23T00:10:00Z'),
        purpose: 'bianyin.delegation-revocation/1',
        reason: '已返岗',
      },
      people[wanted.grantor],
    ));
  return {
    sm3,
    records: [
      { signed, seq: 10 },
      ...(acceptance ? [{ signed: acceptance, seq: 11 }] : []),
      ...(revocation ? [{ signed: revocation, seq: 20 }] : []),
    ],
  };
}

let base: PermitFacts;
let policySm3: string;

beforeAll(async () => {
  base = await factsFor({}, policy);
  policySm3 = textSm3(base.policies[0]?.statement ?? '');
});

/** The first step is taken by `actor` for `grantor`, everything else by its holders; then the keeper. */
async function approvedBy(
  facts: PermitFacts,
  actor: PersonKey,
  behalf: Decision['behalf'],
  time = '2026-11-23T01:00:00Z',
) {
  const walk = walkRequest({ ...facts, decisions: [] });
  const value: DecisionStatement = {
    ...{ v: 1, purpose: 'bianyin.approval/1', ...walk.binding, personId: actor },
    ...{
      certificateSm3: people[actor].certificateSm3,
      time,
      role: 'department',
      step: 0,
      decision: 'approve',
    },
    ...(behalf ? { behalf } : {}),
  };
  return signStatement(decisionKind, value, people[actor]);
}

/** What stops it: the code, and the reason where it is about a delegation; `ok` when nothing does. */
function outcome(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return error.code === 'delegation-refused' ? String(error.detail['what']) : error.code;
  }
}

const forDepartment = (sm3: string) => ({
  delegationSm3: sm3,
  personId: 'department',
  name: people.department.name,
});

async function firstStep(wanted: Wanted, facts: PermitFacts = base): Promise<string> {
  const { sm3, records } = await recordsOf(policySm3, wanted);
  const with_ = { ...facts, delegations: records };
  const behalf = { delegationSm3: sm3, personId: wanted.grantor, name: people[wanted.grantor].name };
  const signed = await approvedBy(with_, wanted.deputy, behalf);
  return outcome(() => admitDecision(with_, signed));
}

const plain: Wanted = { grantor: 'department', deputy: 'cashier' };

describe('a deputy approves', () => {
  it('what the grantor would approve, chosen by the program itself, and the permit says for whom', async () => {
    const { sm3, records } = await recordsOf(policySm3, plain);
    let facts: PermitFacts = { ...base, delegations: records };
    expect(walkRequest(facts).standIns.map(({ deputy, grantor }) => [deputy.id, grantor.id])).toEqual([
      ['cashier', 'department'],
    ]);
    const first = await decide(facts, { key: 'cashier' });
    expect(JSON.parse(first.statement)).toMatchObject({ behalf: forDepartment(sm3), role: 'department' });
    admitDecision(facts, first);
    facts = { ...facts, decisions: [first] };
    while (walkRequest(facts).next)
      facts = { ...facts, decisions: [...facts.decisions, await decide(facts)] };
    const permit = evaluatePermit(facts);
    const use = await signStatement(useKind, useFor(permit, 1, '2026-11-23T08:00:00Z'), people.keeper);
    const bytes = encodePermitExtension(permit, use);
    const outside = { documentSm3: document.sm3, esId: sealIds['04'], checkCertificate: () => 'ok' as const };
    const acts = verifyPermitExtension(bytes, outside);
    expect(acts.every(({ ok }) => ok)).toBe(true);
    expect(acts.map(({ behalf }) => behalf?.name)).toEqual([
      undefined,
      '李部长',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(decodePermitExtension(bytes).acts[1]?.behalf).toEqual(forDepartment(sm3));
  });

  it.each<[string, Wanted]>([
    ['ok', plain],
    ['ok', { ...plain, change: { maxAmount: undefined } }],
    ['ok', { ...plain, change: { maxAmount: '680000' } }],
    ['beyond-amount', { ...plain, change: { maxAmount: '679999.99' } }],
    ['beyond-amount', { ...plain, change: { currency: 'USD' } }],
    ['other-seal', { ...plain, change: { esIds: [sealIds['01']] } }],
    ['other-matter', { ...plain, change: { matters: ['letter', 'payment'] } }],
    ['not-now', { ...plain, change: { until: '2026-11-22T15:59:59Z', from: '2026-11-20T16:00:00Z' } }],
    ['not-now', { ...plain, change: { from: '2026-11-23T16:00:00Z' } }],
    ['not-accepted', { ...plain, accept: null }],
    ['not-accepted', { ...plain, accept: 'keeper' }],
    ['revoked', { ...plain, revoke: true }],
    // Not named by the policy.
    ['not-named', { grantor: 'department', deputy: 'keeperB' }],
    // Separation holds for who acts.
    ['approver-is-applicant', { grantor: 'department', deputy: 'applicant' }],
    // Who grants does not hold this office.
    ['for-applicant', { grantor: 'legal', deputy: 'cashier' }],
    ['for-applicant', { grantor: 'applicant', deputy: 'cashier' }],
  ])('%s', async (expected, wanted) => {
    expect(await firstStep(wanted)).toBe(expected);
  });

  it('nothing without the register, and nothing by another name', async () => {
    const { sm3, records } = await recordsOf(policySm3, plain);
    const signed = await approvedBy({ ...base, delegations: records }, 'cashier', forDepartment(sm3));
    expect(outcome(() => admitDecision(base, signed))).toBe('unknown');
    const renamed = { ...forDepartment(sm3), name: '孙法人' };
    const other = await approvedBy({ ...base, delegations: records }, 'cashier', renamed);
    expect(outcome(() => admitDecision({ ...base, delegations: records }, other))).toBe('for-applicant');
    const nobody = await approvedBy(base, 'cashier', undefined);
    expect(outcome(() => admitDecision({ ...base, delegations: records }, nobody))).toBe(
      'approver-wrong-role',
    );
  });

  it('no chain: a deputy hands nothing on, and cannot approve in two names', async () => {
    // The cashier stands in for the department; somebody who stands in for the cashier has nothing of that.
    const chained = withDeputies({ department: ['cashier'], cashier: ['keeperB'] });
    const facts = await factsFor({}, chained);
    const sm3 = textSm3(facts.policies[0]?.statement ?? '');
    const [first, second] = [
      await recordsOf(sm3, plain),
      await recordsOf(sm3, { grantor: 'cashier', deputy: 'keeperB' }),
    ];
    const delegations = [...first.records, ...second.records.map((each) => ({ ...each, seq: each.seq + 5 }))];
    const with_ = { ...facts, delegations };
    for (const behalf of [
      { delegationSm3: second.sm3, personId: 'cashier', name: people.cashier.name },
      { delegationSm3: second.sm3, personId: 'department', name: people.department.name },
      { delegationSm3: first.sm3, personId: 'department', name: people.department.name },
    ]) {
      const signed = await approvedBy(with_, 'keeperB', behalf);
      expect(outcome(() => admitDecision(with_, signed))).toMatch(/^(for-applicant|other-deputy)$/);
    }
  });

  it('counts when it was taken: what ends afterwards takes nothing back, what is taken afterwards does not count', async () => {
    const { sm3, records } = await recordsOf(policySm3, { ...plain, revoke: true });
    const signed = await approvedBy({ ...base, delegations: records }, 'cashier', forDepartment(sm3));
    const reached = new Date('2026-11-23T01:00:00Z');
    const walk = (recorded: PermitFacts['recorded'], now = base.now) =>
      outcome(() =>
        walkRequest({
          ...base,
          now,
          delegations: records,
          decisions: [signed],
          ...(recorded ? { recorded } : {}),
        }),
      );
    expect(walk([{ seq: 15, reached }])).toBe('ok');
    expect(walk([{ seq: 25, reached }])).toBe('revoked');
    expect(walk([{ seq: 11, reached }])).toBe('not-accepted');
    expect(walk([])).toBe('revoked');
    expect(walk(undefined)).toBe('revoked');
    // A clock put back helps nobody: the register had seen a later time.
    expect(walk([{ seq: 15, reached: new Date('2026-11-25T16:00:00Z') }])).toBe('not-now');
    // Weeks later the approval is as good as on the day.
    expect(walk([{ seq: 15, reached }], new Date('2026-11-25T20:00:00Z'))).toBe('ok');
  });

  it('a later policy that names the deputy no more takes it away', async () => {
    const { sm3, records } = await recordsOf(policySm3, plain);
    const facts = { ...base, delegations: records };
    const signed = await approvedBy(facts, 'cashier', forDepartment(sm3));
    const next = await signPolicy({
      ...withDeputies({ keeper: ['cashier'] }),
      ...{ id: 'policy-2', sequence: 2, prevSm3: policySm3, validFrom: '2026-11-23T00:30:00Z' },
    });
    const after = { ...facts, policies: [...facts.policies, next] };
    expect(outcome(() => admitDecision(after, signed))).toBe('not-named');
  });
});

describe('a deputy seals', () => {
  async function sealing(
    wanted: Wanted,
    keeper: PersonKey,
    change: Partial<PermitFacts> = {},
  ): Promise<string> {
    const { records } = await recordsOf(policySm3, wanted);
    let facts: PermitFacts = { ...base, ...change, delegations: records };
    while (walkRequest(facts).next)
      facts = { ...facts, decisions: [...facts.decisions, await decide(facts)] };
    return outcome(() => evaluatePermit({ ...facts, keeperCertificate: people[keeper].certificate }));
  }

  it('for a keeper, and in nobody else’s name', async () => {
    expect(await sealing({ grantor: 'keeper', deputy: 'cashier' }, 'cashier')).toBe('ok');
    expect(await sealing({ grantor: 'department', deputy: 'cashier' }, 'cashier')).toBe('keeper-not-named');
    expect(await sealing({ grantor: 'keeper', deputy: 'cashier', revoke: true }, 'cashier')).toBe('revoked');
    expect(await sealing({ grantor: 'keeper', deputy: 'cashier', accept: null }, 'cashier')).toBe(
      'not-accepted',
    );
    expect(
      await sealing({ grantor: 'keeper', deputy: 'cashier', change: { matters: ['letter'] } }, 'cashier'),
    ).toBe('other-matter');
  });

  it('neither who applied nor who approved seals as a deputy', async () => {
    expect(await sealing({ grantor: 'keeper', deputy: 'applicant' }, 'applicant')).toBe(
      'keeper-is-applicant',
    );
    expect(await sealing({ grantor: 'keeper', deputy: 'legal' }, 'legal')).toBe('keeper-is-approver');
  });

  it('who let a deputy approve does not seal, nor does that deputy', async () => {
    const { sm3, records } = await recordsOf(policySm3, { grantor: 'department', deputy: 'keeper' });
    const facts = { ...base, delegations: records };
    const first = await approvedBy(facts, 'keeper', forDepartment(sm3));
    let after: PermitFacts = { ...facts, decisions: [first] };
    while (walkRequest(after).next)
      after = { ...after, decisions: [...after.decisions, await decide(after)] };
    expect(outcome(() => evaluatePermit({ ...after, keeperCertificate: people.keeper.certificate }))).toBe(
      'keeper-is-approver',
    );
    expect(outcome(() => evaluatePermit({ ...after, keeperCertificate: people.keeperB.certificate }))).toBe(
      'ok',
    );
  });

  it('seal 05 is used by its holder alone, or by the holder’s delegation', async () => {
    const seals = policy.seals.map((each) =>
      each.typeCode === '05' ? { ...each, keepers: ['legal', 'cashier'] } : each,
    );
    const seals05 = seals.filter(({ typeCode }) => typeCode !== '02' && typeCode !== '03');
    const own = await factsFor(
      { id: 'YY-05-20261123-0001', seal: { esId: sealIds['05'], typeCode: '05' } },
      { ...policy, seals: seals05 },
    );
    let facts = own;
    while (walkRequest(facts).next)
      facts = { ...facts, decisions: [...facts.decisions, await decide(facts)] };
    const sealed = (key: PersonKey, delegations?: RecordedStatement[]) =>
      outcome(() =>
        evaluatePermit({
          ...facts,
          keeperCertificate: people[key].certificate,
          ...(delegations ? { delegations } : {}),
        }),
      );
    expect(sealed('legal')).toBe('ok');
    expect(sealed('cashier')).toBe('keeper-of-legal-seal');
    const sm3 = textSm3(own.policies[0]?.statement ?? '');
    const wanted: Wanted = { grantor: 'legal', deputy: 'cashier', change: { esIds: [sealIds['05']] } };
    expect(sealed('cashier', (await recordsOf(sm3, wanted)).records)).toBe('ok');
    // The same deputy has the finance seal in hand by the policy.
    const both = {
      ...policy,
      seals: [...seals05, { typeCode: '02' as const, esId: sealIds['02'], keepers: ['cashier'] }],
    };
    const keeps = await factsFor(
      { id: 'YY-05-20261123-0001', seal: { esId: sealIds['05'], typeCode: '05' } },
      {
        ...both,
        seals: both.seals.map((each) => (each.typeCode === '05' ? { ...each, keepers: ['legal'] } : each)),
      },
    );
    const keepsSm3 = textSm3(keeps.policies[0]?.statement ?? '');
    const { records: lent } = await recordsOf(keepsSm3, wanted);
    let kept: PermitFacts = { ...keeps, delegations: lent };
    while (walkRequest(kept).next) kept = { ...kept, decisions: [...kept.decisions, await decide(kept)] };
    expect(outcome(() => evaluatePermit({ ...kept, keeperCertificate: people.cashier.certificate }))).toBe(
      'not-apart',
    );
    const other = { ...wanted, change: { esIds: [sealIds['04']] } };
    expect(sealed('cashier', (await recordsOf(sm3, other)).records)).toBe('other-seal');
    const byKeeper: Wanted = { ...wanted, grantor: 'keeper' };
    expect(sealed('cashier', (await recordsOf(sm3, byKeeper)).records)).toBe('keeper-of-legal-seal');
  });
});

describe('on record', () => {
  const grant = async (wanted: Wanted, with_ = base): Promise<string> => {
    const signed = await delegationBy(policySm3, wanted);
    return outcome(() => admitDelegation(with_, signed));
  };

  it.each<[string, Wanted]>([
    ['ok', plain],
    ['not-named', { grantor: 'counsel', deputy: 'cashier' }],
    ['not-named', { grantor: 'department', deputy: 'department' }],
    ['other-seal', { ...plain, change: { esIds: ['somebody else’s'] } }],
    ['other-policy', { ...plain, change: { policySm3: '00'.repeat(32) } }],
    ['bad-days', { ...plain, change: { until: '2026-11-25T16:00:00Z' } }],
    ['bad-days', { ...plain, change: { until: '2026-11-21T15:59:59Z' } }],
    ['bad-days', { ...plain, change: { until: '2028-11-25T15:59:59Z' } }],
    ['bad-days', { ...plain, change: { from: '2026-11-26T00:00:00Z' } }],
    ['no-office', { grantor: 'applicant', deputy: 'cashier' }],
    ['act-from-future', { ...plain, change: { time: '2026-11-24T08:00:00Z' } }],
  ])('a grant: %s', async (expected, wanted) => {
    if (expected === 'no-office') {
      // The accountant is an office; without it nothing is left to delegate.
      const idle = {
        ...policy,
        people: policy.people.map((each) =>
          each.id === 'applicant' ? { ...each, roles: ['applicant' as const] } : each,
        ),
      };
      const facts = await factsFor({}, idle);
      const signed = await delegationBy(textSm3(facts.policies[0]?.statement ?? ''), wanted);
      expect(outcome(() => admitDelegation(facts, signed))).toBe('no-office');
      return;
    }
    expect(await grant(wanted)).toBe(expected);
  });

  it('an acceptance by the deputy alone, once; an end by grantor, deputy or legal representative, once', async () => {
    const { sm3, records } = await recordsOf(policySm3, plain);
    const fresh = delegationLog(records.slice(0, 1));
    const accepted = delegationLog(records);
    const by = (key: PersonKey) => ({
      ...{ v: 1 as const, delegationSm3: sm3, personId: key, certificateSm3: people[key].certificateSm3 },
      time: '2026-11-23T01:00:00Z',
    });
    const accept = async (key: PersonKey, log = fresh): Promise<string> => {
      const value = { ...by(key), purpose: 'bianyin.delegation-acceptance/1' as const };
      const signed = await signStatement(delegationAcceptanceKind, value, people[key]);
      return outcome(() => admitAcceptance(base, log, signed));
    };
    const revoke = async (key: PersonKey, log = accepted): Promise<string> => {
      const value = { ...by(key), purpose: 'bianyin.delegation-revocation/1' as const, reason: '返岗' };
      const signed = await signStatement(delegationRevocationKind, value, people[key]);
      return outcome(() => admitRevocation(base, log, signed));
    };
    expect(await accept('cashier')).toBe('ok');
    expect(await accept('keeper')).toBe('other-deputy');
    expect(await accept('cashier', accepted)).toBe('accepted-before');
    expect(await accept('cashier', [])).toBe('unknown');
    for (const key of ['department', 'cashier', 'legal'] as const) expect(await revoke(key)).toBe('ok');
    expect(await revoke('keeper')).toBe('other-deputy');
    const ended = delegationLog((await recordsOf(policySm3, { ...plain, revoke: true })).records);
    expect(await revoke('legal', ended)).toBe('revoked');
    expect(
      await accept(
        'cashier',
        ended.map((each) => ({ ...each, acceptance: null })),
      ),
    ).toBe('revoked');
  });

  it('a policy names deputies that are there, each once, and nobody themselves', () => {
    const named = (deputies: string[]): Policy => ({
      ...policy,
      people: policy.people.map((each) => (each.id === 'legal' ? { ...each, deputies } : each)),
    });
    expect(() => requireConsistentPolicy(named(['cashier']))).not.toThrow();
    for (const wrong of [['nobody'], ['legal'], ['cashier', 'cashier']])
      expect(() => requireConsistentPolicy(named(wrong))).toThrow('policy-inconsistent');
  });
});

/** Any delegation against an independent reading of the rule. */
describe('any delegation', () => {
  const day = (n: number): string =>
    new Date(Date.UTC(2026, 10, n, 15, 59, 59)).toISOString().replace('.000', '');
  it('counts exactly where all of it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          grantor: fc.constantFrom('department', 'legal', 'counsel' as const),
          deputy: fc.constantFrom('cashier', 'keeperB', 'applicant' as const),
          seal: fc.constantFrom('04', '01' as const),
          matter: fc.constantFrom('contract', 'letter' as const),
          amount: fc.constantFrom('1', '679999.99', '680000', '680000.01', undefined),
          from: fc.integer({ min: 19, max: 24 }),
          until: fc.integer({ min: 20, max: 26 }),
          accepted: fc.boolean(),
          revoked: fc.boolean(),
        }),
        async (drawn) => {
          const { grantor, deputy, seal, matter, amount, from, until, accepted, revoked } = drawn;
          const change: Partial<DelegationGrant> = {
            ...{
              esIds: [sealIds[seal]],
              matters: [matter],
              from: day(from),
              until: day(until),
              maxAmount: amount,
            },
          };
          const found = await firstStep({
            ...{ grantor: grantor, deputy: deputy, change, revoke: revoked },
            accept: accepted ? deputy : null,
          });
          // Taken at 2026-11-23T01:00Z, judged at 08:00Z.
          const covers =
            seal === '04' && matter === 'contract' && (amount === undefined || Number(amount) >= 680000);
          const isTime = from <= 22 && until >= 23;
          const isRight = grantor === 'department' && deputy === 'cashier' && accepted && !revoked;
          expect(found === 'ok', JSON.stringify({ drawn, found })).toBe(covers && isTime && isRight);
        },
      ),
      { numRuns: propertyRuns(200) },
    );
  });
});

it('a request of somebody whose deputy would approve it is refused, though another could take the step', async () => {
  const applying = {
    ...policy,
    people: policy.people.map((each) => {
      if (each.id === 'department') return { ...each, roles: ['department' as const, 'applicant' as const] };
      return each.id === 'keeperB' ? { ...each, roles: ['department' as const] } : each;
    }),
    seals: policy.seals.map((each) => ({ ...each, keepers: each.keepers.filter((id) => id !== 'keeperB') })),
  };
  const facts = await factsFor({ applicantId: 'department' }, applying);
  const { sm3, records } = await recordsOf(textSm3(facts.policies[0]?.statement ?? ''), plain);
  const with_ = { ...facts, delegations: records };
  expect(walkRequest(with_).next?.people.map(({ id }) => id)).toEqual(['keeperB']);
  expect(walkRequest(with_).standIns).toEqual([]);
  const signed = await approvedBy(with_, 'cashier', forDepartment(sm3));
  expect(outcome(() => admitDecision(with_, signed))).toBe('for-applicant');
});
