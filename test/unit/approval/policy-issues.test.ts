/** What is said of a draft before it is signed: every error that the permit would refuse, and the separation of duties. */
import { describe, expect, test } from 'vitest';
import {
  otherEnterpriseIssues,
  policyIssues,
  type PolicyIssue,
} from '../../../src-main/approval/policy-issues.ts';
import { requireConsistentPolicy, type Policy } from '../../../src-main/approval/policy.ts';
import { draftIssueCodes } from '../../../src-main/contract/office-views.ts';
import { issueWords } from '../../../src-renderer/i18n/policy-words.ts';
import { draftPolicy } from './test-enterprise.ts';

const base = draftPolicy();

function found(level: PolicyIssue['level'], draft: Policy): string[] {
  return policyIssues(draft)
    .filter((issue) => issue.level === level)
    .map(({ code }) => code);
}

function withPeople(change: (person: Policy['people'][number]) => Partial<Policy['people'][number]>): Policy {
  return { ...base, people: base.people.map((person) => ({ ...person, ...change(person) })) };
}

function withKeepers(typeCode: string, keepers: string[]): Policy {
  return {
    ...base,
    seals: base.seals.map((seal) => (seal.typeCode === typeCode ? { ...seal, keepers } : seal)),
  };
}

function withMatrix(part: Partial<Policy['matrix']>): Policy {
  return { ...base, matrix: { ...base.matrix, ...part } };
}

const [firstRule] = base.matrix.rules;
if (!firstRule) throw new Error('the profile has no rules');

describe('errors', () => {
  test('a policy that can be signed has none', () => {
    expect(found('error', base)).toEqual([]);
    expect(() => requireConsistentPolicy(base)).not.toThrow();
  });

  test.each<[string, Policy]>([
    ['no-people', { ...base, people: [] }],
    ['no-seals', { ...base, seals: [] }],
    ['no-rules', withMatrix({ rules: [] })],
    ['name-empty', withPeople(({ id }) => (id === 'keeper' ? { name: ' ' } : {}))],
    ['person-without-role', withPeople(({ id }) => (id === 'counsel' ? { roles: [] } : {}))],
    ['keeper-missing', withKeepers('04', [])],
    ['keeper-missing', withKeepers('04', ['gone'])],
    ['tier-empty', withMatrix({ rules: [{ ...firstRule, tiers: [[]] }] })],
    ['tiers-count', withMatrix({ bounds: {} })],
    ['bounds-order', withMatrix({ bounds: { ...base.matrix.bounds, contract: ['500000', '50000'] } })],
    ['bound-malformed', withMatrix({ bounds: { ...base.matrix.bounds, contract: ['五万', '500000'] } })],
    ['applicants-empty', withMatrix({ rules: [{ ...firstRule, applicants: [] }] })],
    ['rule-twice', withMatrix({ rules: [firstRule, firstRule] })],
    ['certificate-twice', withPeople(() => ({ certificateSm3: ['00'.repeat(32)] }))],
    ['keepers-not-separate', withKeepers('02', ['legal'])],
    ['legal-missing', withPeople(({ id }) => (id === 'legal' ? { roles: ['keeper'] } : {}))],
    [
      'no-path',
      {
        ...base,
        people: base.people.filter(({ id }) => id !== 'applicant' && id !== 'keeper'),
        seals: base.seals.filter(({ typeCode }) => typeCode === '05'),
      },
    ],
  ])('%s', (code, draft) => expect(found('error', draft)).toContain(code));

  test('whatever the permit would refuse is an error here', () => {
    const drafts = [
      withKeepers('02', ['legal']),
      withKeepers('04', ['gone']),
      withMatrix({ bounds: {} }),
      withMatrix({ rules: [firstRule, firstRule] }),
    ];
    for (const draft of drafts) {
      expect(() => requireConsistentPolicy(draft)).toThrow(/^policy-/);
      expect(found('error', draft).length).toBeGreaterThan(0);
    }
  });
});

describe('warnings', () => {
  test.each<[string, Policy]>([
    ['role-vacant', withPeople(({ id }) => (id === 'counsel' ? { roles: ['auditor'] } : {}))],
    [
      'role-vacant',
      withPeople(({ roles }) => ({ roles: roles.some((role) => role === 'applicant') ? ['keeper'] : roles })),
    ],
    [
      'people-missing',
      withPeople(({ id, roles }) =>
        id === 'department'
          ? { roles: ['department', 'counsel'] }
          : { roles: roles.map((role) => (role === 'counsel' ? 'auditor' : role)) },
      ),
    ],
    ['keeper-applies', withKeepers('01', ['applicant'])],
    ['keeper-approves', withKeepers('01', ['department'])],
    ['legal-seal-elsewhere', withKeepers('05', ['keeper'])],
    ['one-keeper', withKeepers('01', ['keeperB'])],
  ])('%s', (code, draft) => expect(found('warning', draft)).toContain(code));

  test('the legal representative keeps seal 05 without a word', () => {
    const about = policyIssues(base).filter(({ detail }) => detail['seal'] === '05');
    expect(about.map(({ code }) => code)).not.toContain('keeper-approves');
    expect(about.map(({ code }) => code)).not.toContain('legal-seal-elsewhere');
  });

  test('each is said once', () => {
    const all = policyIssues(withPeople(({ id }) => (id === 'counsel' ? { roles: ['auditor'] } : {}))).map(
      (each) => JSON.stringify(each),
    );
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('people of another enterprise', () => {
  const own = '91410200XXXX00019D';
  const other = '91410200XXXX000278';
  const people = [
    { name: '本单位', certificateSm3: ['aa'] },
    { name: '外单位', certificateSm3: ['aa', 'bb'] },
    { name: '没写单位', certificateSm3: ['cc'] },
    { name: '两处任职', certificateSm3: ['dd'] },
  ];
  const codes: Record<string, string[]> = { aa: [own], bb: [other], cc: [], dd: [other, own] };

  test('are named with the code of theirs; a certificate without a code says nothing', () => {
    expect(otherEnterpriseIssues(people, own, (digest) => codes[digest] ?? [])).toEqual([
      { level: 'warning', code: 'person-elsewhere', detail: { name: '外单位', uscc: other } },
    ]);
  });
});

test('every finding has its words, and no words are left over', () => {
  expect(Object.keys(issueWords).sort()).toEqual([...draftIssueCodes].sort());
});
