/** The approval matrix: steps for each matter, seal and amount, and separation of duties before anything is sent. */
import { describe, expect, it } from 'vitest';
import { pathFor, type PathFacts } from '../../../src-main/approval/path.ts';
import { parsePolicyProfile } from '../../../src-main/approval/policy-profile.ts';
import { requireConsistentPolicy } from '../../../src-main/approval/policy.ts';
import { draftPolicy, profileText, sealIds } from './test-enterprise.ts';

const policy = draftPolicy();
const resolution = [{ kind: 'resolution' }];

function facts(
  matter: PathFacts['matter'],
  typeCode: keyof typeof sealIds,
  change: Partial<PathFacts> = {},
): PathFacts {
  return {
    matter,
    seal: { esId: sealIds[typeCode], typeCode },
    applicantId: 'applicant',
    attachments: [],
    currency: 'CNY',
    ...change,
  };
}
const roles = (of: PathFacts): string[] => pathFor(policy, of).steps.map((step) => step.role);

describe('approval path', () => {
  it.each([
    ['letter', '01', undefined, ['department']],
    ['contract', '04', '49999.99', ['department', 'counsel']],
    ['contract', '04', '50000', ['department', 'counsel', 'finance-lead']],
    ['contract', '04', '500000', ['department', 'counsel', 'finance-lead', 'legal']],
    ['contract', '04', undefined, ['department', 'counsel', 'finance-lead', 'legal']],
    ['contract', '05', '500000', ['department', 'counsel', 'finance-lead']],
    ['payment', '02', '99999.99', ['finance-lead']],
    ['payment', '02', '100000', ['finance-lead', 'legal']],
    ['payment', '05', '100000', ['finance-lead']],
    ['list', '02', undefined, ['finance-lead']],
    ['list', '03', undefined, ['finance-lead']],
  ] as const)('%s on %s of %s', (matter, seal, amount, expected) => {
    expect(roles(facts(matter, seal, { amount }))).toEqual(expected);
  });

  it('asks for the resolution where a guarantee is sealed', () => {
    expect(() => roles(facts('guarantee', '01'))).toThrow('attachment-missing');
    expect(() => roles(facts('guarantee', '01', { attachments: [{ kind: 'other' }] }))).toThrow(
      'attachment-missing',
    );
    expect(roles(facts('guarantee', '01', { attachments: resolution }))).toEqual(['legal']);
    expect(roles(facts('guarantee', '05', { attachments: resolution }))).toEqual(['counsel', 'finance-lead']);
  });

  it('refuses combinations that the matrix does not list', () => {
    expect(() => roles(facts('letter', '04'))).toThrow('path-not-allowed');
    expect(() => roles(facts('contract', '02'))).toThrow('path-not-allowed');
  });

  it('refuses a seal that the policy does not list, also under a false type', () => {
    expect(() => roles(facts('letter', '01', { seal: { esId: 'other', typeCode: '01' } }))).toThrow(
      'path-seal-not-in-policy',
    );
    expect(() => roles(facts('letter', '01', { seal: { esId: sealIds['04'], typeCode: '01' } }))).toThrow(
      'path-seal-not-in-policy',
    );
  });

  it('lets only applicants apply, and only people of the policy', () => {
    expect(() => roles(facts('letter', '01', { applicantId: 'department' }))).toThrow('applicant-wrong-role');
    expect(() => roles(facts('letter', '01', { applicantId: 'nobody' }))).toThrow('person-not-in-policy');
    expect(() => roles(facts('list', '03', { applicantId: 'keeper' }))).toThrow('applicant-wrong-role');
  });

  it('refuses a path that the only keeper would have to begin', () => {
    expect(() => roles(facts('letter', '01', { applicantId: 'keeper' }))).toThrow('path-people-missing');
    expect(roles(facts('contract', '04', { applicantId: 'keeper', amount: '1' }))).toEqual([
      'department',
      'counsel',
    ]);
  });

  it('names as approvers neither the applicant nor the only keeper', () => {
    const people = policy.people.map((person) =>
      person.id === 'applicant' || person.id === 'keeper'
        ? { ...person, roles: [...person.roles, 'department' as const] }
        : person,
    );
    const ids = (of: PathFacts) => pathFor({ ...policy, people }, of).steps[0]?.people.map(({ id }) => id);
    expect(ids(facts('letter', '01'))).toEqual(['department']);
    // Where there are two keepers either may approve, and the other seals.
    expect(ids(facts('contract', '04', { amount: '1' }))).toEqual(['department', 'keeper']);
  });

  it('finds people for all steps where one of them has to make room', () => {
    const roles = { department: ['department', 'counsel'], counsel: ['department'] } as const;
    const people = policy.people.map((person) => ({
      ...person,
      roles: [...(roles[person.id as keyof typeof roles] ?? person.roles)],
    }));
    const made = pathFor({ ...policy, people }, facts('contract', '04', { amount: '1' }));
    expect(made.steps.map((step) => step.people.map(({ id }) => id))).toEqual([
      ['department', 'counsel'],
      ['department'],
    ]);
    const nobody = people.map((person) =>
      person.id === 'counsel' ? { ...person, roles: ['applicant' as const] } : person,
    );
    expect(() => pathFor({ ...policy, people: nobody }, facts('contract', '04', { amount: '1' }))).toThrow(
      'path-people-missing',
    );
  });

  it('refuses a path on which one person would have to approve twice', () => {
    const people = policy.people.flatMap((person) => {
      if (person.id === 'counsel') return [];
      return person.id === 'department'
        ? [{ ...person, roles: ['department' as const, 'counsel' as const] }]
        : [person];
    });
    expect(() => pathFor({ ...policy, people }, facts('contract', '04', { amount: '1' }))).toThrow(
      'path-people-missing',
    );
    const vacant = policy.people.filter((person) => person.id !== 'counsel');
    expect(() => pathFor({ ...policy, people: vacant }, facts('contract', '04'))).toThrow('path-role-vacant');
  });
});

describe('policy', () => {
  it('is consistent as drafted from the profile', () => {
    expect(() => requireConsistentPolicy(policy)).not.toThrow();
  });

  it('never lets one person keep both 02 and 05', () => {
    const seals = policy.seals.map((seal) =>
      seal.typeCode === '02' ? { ...seal, keepers: ['legal'] } : seal,
    );
    expect(() => requireConsistentPolicy({ ...policy, seals })).toThrow('policy-keepers-not-separate');
  });

  it.each([
    ['person-twice', { people: [...policy.people, ...policy.people.slice(0, 1)] }],
    [
      'certificate-twice',
      { people: policy.people.map((person) => ({ ...person, certificateSm3: ['00'.repeat(32)] })) },
    ],
    ['keeper-unknown', { seals: [{ typeCode: '01', esId: 'x', keepers: ['ghost'] }] }],
    ['tiers-count', { matrix: { ...policy.matrix, bounds: {} } }],
    ['seal-twice', { seals: [...policy.seals, ...policy.seals.slice(0, 1)] }],
    [
      'keeper-twice',
      { seals: policy.seals.map((seal) => ({ ...seal, keepers: [...seal.keepers, ...seal.keepers] })) },
    ],
    [
      'step-twice',
      {
        matrix: {
          ...policy.matrix,
          rules: policy.matrix.rules.map((rule) => ({
            ...rule,
            tiers: rule.tiers.map((steps) => [...steps, ...steps]),
          })),
        },
      },
    ],
    [
      'amounts-order',
      { matrix: { ...policy.matrix, bounds: { contract: ['500000', '50000'], payment: ['100000'] } } },
    ],
    [
      'rule-twice',
      { matrix: { ...policy.matrix, rules: [...policy.matrix.rules, ...policy.matrix.rules.slice(0, 1)] } },
    ],
    ['deputy-unknown', { people: policy.people.map((person) => ({ ...person, deputies: ['ghost'] })) }],
    ['deputy-unknown', { people: policy.people.map((person) => ({ ...person, deputies: [person.id] })) }],
    ['combined-not-small', { matrix: { ...policy.matrix, combined: ['finance-and-legal-kept'] } }],
    [
      'combined-twice',
      { matrix: { ...policy.matrix, combined: ['finance-and-legal-kept', 'finance-and-legal-kept'] } },
    ],
  ] as const)('refuses what contradicts itself: %s', (what, change) => {
    expect(() => requireConsistentPolicy({ ...policy, ...(change as object) })).toThrow(
      expect.objectContaining({
        code: 'policy-inconsistent',
        detail: expect.objectContaining({ what }) as unknown,
      }),
    );
  });

  it('reads profiles strictly', () => {
    expect(() => parsePolicyProfile(profileText.replace('"bounds"', '"borders"'))).toThrow(
      'profile-malformed',
    );
    expect(() => parsePolicyProfile(profileText.replace('"id": "kaifeng-2022-22"', '"id": "other"'))).toThrow(
      'profile-malformed',
    );
    expect(() => parsePolicyProfile('{')).toThrow('profile-malformed');
  });

  it('says what it stands on, and of everything how sure that is', () => {
    const { basis } = parsePolicyProfile(profileText);
    expect(basis.filter(({ mark }) => mark === 'confirmed')).toHaveLength(1);
    expect(basis.map(({ mark }) => mark)).toContain('unconfirmed');
    expect(() => parsePolicyProfile(profileText.replace('"mark": "gist"', '"mark": "law"'))).toThrow(
      'profile-malformed',
    );
    expect(() => parsePolicyProfile(profileText.replace('"mark": "gist",', ''))).toThrow('profile-malformed');
  });

  it('of version 1 is read still, with nothing called confirmed', () => {
    const old = { ...(JSON.parse(profileText) as object), v: 1, basis: ['第十五条（大意）'] };
    const { basis } = parsePolicyProfile(JSON.stringify(old));
    expect(basis).toEqual([{ mark: 'unconfirmed', zh: '第十五条（大意）', en: '第十五条（大意）' }]);
  });
});
