/**
 * Firms of one to three people (docs/adr/0044): what can be kept apart is, what cannot is named in the policy, counted by the gate, and
 * said in permit and file. An independent reading of the rule is held against the gate for any people, roles and keepers.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionFor } from '../../../src-main/approval/admission.ts';
import { combinedBy } from '../../../src-main/approval/combined-acts.ts';
import { decisionKind, useKind } from '../../../src-main/approval/decision.ts';
import { pathFor } from '../../../src-main/approval/path.ts';
import { evaluatePermit, useFor, type PermitFacts } from '../../../src-main/approval/permit.ts';
import { decodePermitExtension, encodePermitExtension } from '../../../src-main/approval/permit-extension.ts';
import { policyIssues } from '../../../src-main/approval/policy-issues.ts';
import { policyDifferences } from '../../../src-main/approval/policy-difference.ts';
import { parsePolicyProfile } from '../../../src-main/approval/policy-profile.ts';
import { policyKind, requireConsistentPolicy, type Policy } from '../../../src-main/approval/policy.ts';
import { dutiesNeeded, withDutiesNeeded } from '../../../src-main/approval/small-firm.ts';
import { openStatement, signStatement } from '../../../src-main/approval/statement.ts';
import { verifyPermitExtension } from '../../../src-main/approval/verify-extension.ts';
import { walkRequest, walkUnder } from '../../../src-main/approval/walk.ts';
import { combinedDuties, type CombinedDuty } from '../../../src-main/domain/combined-duty.ts';
import { readFileSync } from 'node:fs';
import { propertyRuns } from '../../support/property-runs.ts';
import { document, draftPolicy, factsFor, people, sealIds, type PersonKey } from './test-enterprise.ts';

const profile = parsePolicyProfile(
  readFileSync(new URL('../../../assets/policy-profiles/small-firm.json', import.meta.url), 'utf8'),
);
type Roles = Policy['people'][number]['roles'];

/** A firm of these people; `keepers` keep all seals but 05, which is the legal representative's. */
function firm(
  staff: Partial<Record<PersonKey, Roles>>,
  keepers: readonly string[],
  matrix = profile.matrix,
): Policy {
  const base = draftPolicy();
  const keys = Object.keys(staff) as PersonKey[];
  return withDutiesNeeded({
    ...base,
    people: keys.map((id) => ({
      ...{ id, name: people[id].name, roles: staff[id] ?? [] },
      certificateSm3: [people[id].certificateSm3],
    })),
    seals: base.seals.map((seal) => ({
      ...seal,
      keepers: seal.typeCode === '05' ? ['legal'] : [...keepers],
    })),
    matrix,
  });
}

const alone = firm({ legal: ['legal', 'applicant', 'keeper'] }, ['legal']);
const two = firm({ applicant: ['applicant', 'keeper'], legal: ['legal'] }, ['applicant']);
const three = firm({ applicant: ['applicant'], legal: ['legal', 'applicant'], keeper: ['keeper'] }, [
  'keeper',
]);

async function signed(policy: Policy, applicantId: PersonKey, approver: PersonKey): Promise<PermitFacts> {
  const facts = await factsFor({ applicantId, amount: '680000.00' }, policy);
  const { certificateSm3 } = people[approver];
  const who = { personId: approver, certificateSm3, time: '2026-11-23T01:00:00Z' };
  const statement = decisionFor(walkRequest(facts), who);
  return { ...facts, decisions: [await signStatement(decisionKind, statement, people[approver])] };
}

function permitBy(facts: PermitFacts, keeper: PersonKey) {
  return evaluatePermit({ ...facts, keeperCertificate: people[keeper].certificate });
}

describe('what a policy names', () => {
  it.each<[string, Policy, CombinedDuty[]]>([
    ['one person: all of it', alone, [...combinedDuties]],
    [
      'two people: the applicant seals, and the holder of 05 approves for the own seal',
      two,
      ['applicant-keeps', 'approver-keeps'],
    ],
    ['three people: 05 alone is kept by who approves', three, ['approver-keeps']],
  ])('%s', (_, policy, expected) => {
    expect(policy.matrix.combined).toEqual(expected);
    expect(() => requireConsistentPolicy(policy)).not.toThrow();
    const issues = policyIssues(policy);
    expect(issues.filter(({ level }) => level === 'error')).toEqual([]);
    expect(issues).toContainEqual({
      ...{ level: 'warning', code: 'duties-combined' },
      detail: { duties: expected.join(' ') },
    });
    // Nothing says that it cannot be done where the policy says that it may.
    expect(issues.map(({ code }) => code)).not.toContain('people-missing');
    expect(policyDifferences(null, policy)).toContainEqual({
      code: 'duties-combined',
      detail: { duties: expected.join(' ') },
    });
  });

  it('nothing in a firm of four, whatever it says', () => {
    const four = { ...draftPolicy(), people: draftPolicy().people.slice(0, 4) };
    const { matrix } = profile;
    expect(
      withDutiesNeeded({ ...four, matrix: { ...matrix, combined: ['applicant-approves'] } }).matrix,
    ).toEqual(matrix);
    const forced = { ...draftPolicy(), matrix: { ...matrix, combined: ['applicant-approves' as const] } };
    expect(() => requireConsistentPolicy(forced)).toThrow('policy-inconsistent');
    expect(pathFor(forced, { ...contract, applicantId: 'applicant' }).combined).toEqual([]);
  });

  it('without naming it nothing is combined, and the draft says what helps', () => {
    const matrix = { ...alone.matrix, combined: undefined };
    const strict = { ...alone, matrix };
    expect(() => pathFor(strict, { ...contract, applicantId: 'legal' })).toThrow('path-people-missing');
    expect(() => requireConsistentPolicy(strict)).toThrow('policy-keepers-not-separate');
    expect(policyIssues(strict)).toContainEqual({
      ...{ level: 'warning', code: 'small-firm-fits' },
      detail: { count: '1' },
    });
    expect(policyIssues(draftPolicy()).map(({ code }) => code)).not.toContain('small-firm-fits');
  });

  it('02 and 05 are kept by one person only where there is one', () => {
    const both = firm({ legal: ['legal', 'applicant'], applicant: ['applicant'] }, ['legal']);
    expect(both.matrix.combined).not.toContain('finance-and-legal-kept');
    const said = { ...both, matrix: { ...both.matrix, combined: [...combinedDuties] } };
    expect(() => requireConsistentPolicy(said)).toThrow('policy-keepers-not-separate');
  });

  it('a duty twice is no policy', () => {
    const twice = { ...alone, matrix: { ...alone.matrix, combined: ['applicant-keeps', 'applicant-keeps'] } };
    expect(() => requireConsistentPolicy(twice as Policy)).toThrow('policy-inconsistent');
  });
});

const contract = {
  matter: 'contract',
  seal: { esId: sealIds['04'], typeCode: '04' },
  currency: 'CNY',
  attachments: [],
} as const;

describe('what the gate lets through', () => {
  it('one person does all, and permit and file say so', async () => {
    const permit = permitBy(await signed(alone, 'legal', 'legal'), 'legal');
    expect(permit.combined).toEqual(['applicant-keeps', 'approver-keeps', 'applicant-approves']);
    const use = await signStatement(useKind, useFor(permit, 1, '2026-11-23T08:00:00Z'), people.legal);
    const bytes = encodePermitExtension(permit, use);
    expect(combinedBy(decodePermitExtension(bytes).acts)).toEqual(permit.combined);
    const outside = { documentSm3: document.sm3, esId: sealIds['04'], checkCertificate: () => 'ok' as const };
    expect(verifyPermitExtension(bytes, outside).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(verifyPermitExtension(bytes, { ...outside, esId: sealIds['01'] }).some(({ ok }) => ok)).toBe(
      false,
    );
  });

  it('two people: both have signed', async () => {
    const facts = await signed(two, 'applicant', 'legal');
    expect(permitBy(facts, 'applicant').combined).toEqual(['applicant-keeps']);
    await expect(signed(two, 'applicant', 'applicant')).resolves.toSatisfy((own: PermitFacts) => {
      expect(() => permitBy(own, 'applicant')).toThrow('approver-wrong-role');
      return true;
    });
    // The legal representative may apply by the matrix, but then would decide alone: the colleague applies.
    expect(() => pathFor(two, { ...contract, applicantId: 'legal' })).toThrow('path-people-missing');
  });

  it('three people: as everywhere', async () => {
    const facts = await signed(three, 'applicant', 'legal');
    expect(permitBy(facts, 'keeper').combined).toEqual([]);
    expect(() => permitBy(facts, 'legal')).toThrow('keeper-is-approver');
    expect(() => permitBy(facts, 'applicant')).toThrow('keeper-is-applicant');
    expect(() => pathFor(three, { ...contract, applicantId: 'legal' })).toThrow('path-people-missing');
  });
});

describe('afterwards', () => {
  it('a policy that combines less ends what counted on more', async () => {
    const facts = await signed(alone, 'legal', 'legal');
    const [first] = facts.policies;
    if (!first) throw new Error('no policy');
    const own = openStatement(policyKind, first);
    const after = (next: Policy) => {
      const value = { ...next, id: 'policy-2', sequence: 2, prevSm3: own.sm3 };
      return walkUnder([own, { value, sm3: '22'.repeat(32) }], facts);
    };
    expect(after(alone).path.combined).toEqual(['applicant-keeps', 'approver-keeps', 'applicant-approves']);
    const staff = { legal: ['legal', 'applicant', 'keeper'], keeper: ['applicant', 'keeper'] } as const;
    const bigger = firm({ legal: [...staff.legal], keeper: [...staff.keeper] }, ['legal', 'keeper']);
    const more = { ...bigger, seals: bigger.seals.filter(({ typeCode }) => typeCode !== '02') };
    expect(() => after(more)).toThrow('request-policy-replaced');
    const matrix = { ...alone.matrix, combined: undefined };
    const seals = alone.seals.filter(({ typeCode }) => typeCode !== '02');
    expect(() => after({ ...alone, seals, matrix })).toThrow('request-policy-replaced');
  });

  it('a permit has one version: one of many people is never written as one of few', async () => {
    const permit = permitBy(await signed(three, 'applicant', 'legal'), 'keeper');
    const use = await signStatement(useKind, useFor(permit, 1, '2026-11-23T08:00:00Z'), people.keeper);
    const bytes = encodePermitExtension(permit, use);
    const version = bytes.findIndex((octet, i) => octet === 0x02 && bytes[i + 1] === 1 && bytes[i + 2] === 1);
    for (const other of [0, 2, 3, 4]) {
      const changed = Uint8Array.from(bytes);
      changed[version + 2] = other;
      expect(() => decodePermitExtension(changed)).toThrow('permit-extension-malformed');
    }
  });
});

/** Independent of the code: the strictest of all ways in which anybody could apply for a contract. */
function strictest(policy: Policy): ReadonlySet<CombinedDuty>[] {
  const keepers = policy.seals.find(({ typeCode }) => typeCode === '04')?.keepers ?? [];
  const having = (role: string) => policy.people.filter(({ roles }) => roles.some((each) => each === role));
  const applicants = policy.people.filter(({ roles }) =>
    roles.some((role) => role === 'applicant' || role === 'legal'),
  );
  return applicants.flatMap(({ id: a }) =>
    having('legal').flatMap(({ id: b }) =>
      keepers.map(
        (k) =>
          new Set<CombinedDuty>([
            ...(k === a ? ['applicant-keeps' as const] : []),
            ...(k === b ? ['approver-keeps' as const] : []),
            ...(a === b ? ['applicant-approves' as const] : []),
          ]),
      ),
    ),
  );
}
const rank = (duties: ReadonlySet<CombinedDuty>): number =>
  duties.size === 0
    ? 0
    : duties.size > 1
      ? 4
      : duties.has('applicant-keeps')
        ? 1
        : duties.has('approver-keeps')
          ? 2
          : 3;

describe('any small firm', () => {
  const ids = ['legal', 'applicant', 'keeper'] as const;
  const anyRoles = fc.uniqueArray(fc.constantFrom('applicant', 'legal', 'keeper'), {
    minLength: 1,
    maxLength: 3,
  });
  const anyFirm = fc
    .record({
      staff: fc.array(anyRoles, { minLength: 1, maxLength: 3 }),
      keepers: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
    })
    .map(({ staff, keepers }) => {
      const entries = staff.map((roles, i) => [ids[i], i === 0 ? [...new Set([...roles, 'legal'])] : roles]);
      const kept = [...new Set(keepers.map((i) => ids[i % staff.length] ?? 'legal'))];
      return firm(Object.fromEntries(entries) as Partial<Record<PersonKey, Roles>>, kept);
    });

  it('combines the least with which somebody can apply, and lets nobody apply at less than that', () => {
    fc.assert(
      fc.property(anyFirm, (policy) => {
        const least = Math.min(...strictest(policy).map(rank));
        for (const { id: applicantId } of policy.people) {
          let combined: readonly CombinedDuty[];
          try {
            ({ combined } = pathFor(policy, { ...contract, applicantId }));
          } catch {
            continue;
          }
          expect(rank(new Set(combined))).toBe(least);
          expect(combined.every((each) => policy.matrix.combined?.includes(each))).toBe(true);
        }
        const some = policy.people.some(({ id: applicantId }) => {
          try {
            return pathFor(policy, { ...contract, applicantId }).keepers.length > 0;
          } catch {
            return false;
          }
        });
        expect(some).toBe(Number.isFinite(least));
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('what a draft works out is what its paths need', () => {
    fc.assert(
      fc.property(anyFirm, (policy) => {
        expect(dutiesNeeded(policy)).toEqual(policy.matrix.combined ?? []);
        expect(withDutiesNeeded(policy)).toEqual(policy);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
