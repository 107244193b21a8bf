/**
 * Hand-over and leaving without tokens (docs/adr/0046): whose seal 05 is, told by a name; places that nobody has; and who is gone between two
 * policies, whatever happened to identifiers, names and certificates.
 */
import { describe, expect, test } from 'vitest';
import { withHandOver, withoutPerson, type Leaving } from '../../../src-main/approval/hand-over.ts';
import { departures, keeperChanges } from '../../../src-main/approval/keeper-changes.ts';
import type { Policy, PolicyPerson } from '../../../src-main/approval/policy.ts';
import type { Role } from '../../../src-main/domain/role.ts';
import { failedWith } from '../../../src-main/domain/errors/failed-with.ts';

function person(id: string, name: string, roles: Role[], more: Partial<PolicyPerson> = {}): PolicyPerson {
  const digest = Buffer.from(id).toString('hex').padEnd(64, '0').slice(0, 64);
  return { id, name, roles, certificateSm3: [digest], ...more };
}

const taker = person('taker', '杜若溪', ['keeper']);

function policy(people: readonly PolicyPerson[], seals: readonly (readonly [string, string[]])[]): Policy {
  return {
    people: [...people],
    seals: seals.map(([typeCode, keepers]) => ({ esId: `es-${typeCode}`, typeCode, keepers })),
    matrix: { rules: [], bounds: {}, requestHours: 72 },
  } as unknown as Policy;
}

/** Everything goes to one person; the reason of a refusal, or `ok`. */
function leave(
  draft: Policy,
  personId: string,
  signers: readonly string[],
  more: Partial<Leaving> = {},
): string {
  const gone = draft.people.find(({ id }) => id === personId);
  const takerId = 'taker';
  const leaving = {
    personId,
    roles: (gone?.roles ?? []).map((role) => ({ role, takerId })),
    seals: draft.seals
      .filter(({ keepers }) => keepers.includes(personId))
      .map(({ esId }) => ({ esId, takerId })),
    deputyOf: [],
    ...more,
  };
  return outcome(() => withoutPerson(draft, leaving, signers));
}

function outcome(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (!failedWith(error, 'hand-over-refused')) throw error;
    return String(error.detail['what']);
  }
}

describe('whose seal 05 signs the policies', () => {
  const legal = (name: string): PolicyPerson => person('legal', name, ['legal']);
  const clerk = (name: string): PolicyPerson => person('clerk', name, ['applicant']);

  test.each([
    ['沈镕昇', '沈镕', '沈镕昇法定代表人章'],
    ['沈镕', '沈镕昇', '沈镕法定代表人章'],
    ['沈镕', '沈镕昇', '沈镕（印章）'],
    ['章一', '章', '章一章'],
    ['孙法人', '法人', '孙法人名章'],
    ['李明', '李明法', '李明法定代表人章'],
    ['SHEN Rongsheng', 'Shen', 'Shen  Rongsheng'],
    ['ＳＨＥＮ', 'HEN', 'SHEN 印章'],
    ['王伟', '王伟', '王伟法定代表人章'],
    ['沈镕昇', '91', '沈镕昇'],
  ])('%s and %s: %s', (name, other, signer) => {
    const draft = policy([legal(name), clerk(other), taker], [['05', ['legal']]]);
    expect(leave(draft, 'legal', [signer])).toBe('signs-policies');
    expect(leave(draft, 'clerk', [signer])).toBe('ok');
    // Kept by somebody else it is still the seal of whose name it bears.
    const elsewhere = policy([legal(name), clerk(other), taker], [['05', ['taker']]]);
    expect(leave(elsewhere, 'legal', [signer])).toBe('signs-policies');
    expect(leave(elsewhere, 'clerk', [signer])).toBe('ok');
  });

  test.each([
    ['91410200XXXX00019D'],
    [''],
    ['沈镕升法定代表人章'],
    ['开封示例有限公司法定代表人沈镕昇专用'],
    ['Seal of 沈镕'],
  ])('a certificate that says it not for certain (%s) is also that of the keeper', (signer) => {
    const draft = policy([legal('沈镕昇'), clerk('沈镕'), taker], [['05', ['legal']]]);
    expect(leave(draft, 'legal', [signer])).toBe('signs-policies');
  });

  test('of two of one name, neither of whom has to do with it, nobody can tell', () => {
    const [one, two] = [person('one', '王伟', ['applicant']), person('two', '王伟', ['department'])];
    const draft = policy([one, two, taker, person('boss', '马堃', ['legal'])], [['05', ['boss']]]);
    for (const id of ['one', 'two']) expect(leave(draft, id, ['王伟法定代表人章'])).toBe('signs-policies');
    expect(leave(draft, 'boss', ['王伟法定代表人章'])).toBe('ok');
    expect(leave(draft, 'boss', [])).toBe('ok');
  });
});

describe('places that the person does not have are refused, wherever they are said to be', () => {
  const draft = policy(
    [person('gone', '马堃', ['keeper']), taker, person('boss', '沈镕昇', ['legal'], { deputies: ['taker'] })],
    [
      ['04', ['gone']],
      ['01', ['taker']],
    ],
  );
  const takerId = 'taker';
  test.each<[string, Partial<Leaving>]>([
    [
      'not-kept',
      {
        seals: [
          { esId: 'es-04', takerId },
          { esId: 'es-01', takerId },
        ],
      },
    ],
    [
      'not-kept',
      {
        seals: [
          { esId: 'es-04', takerId },
          { esId: 'nowhere', takerId },
        ],
      },
    ],
    ['not-held', { roles: [{ role: 'legal', takerId }] }],
    ['no-deputy', { deputyOf: [{ grantorId: 'boss', takerId }] }],
    ['no-deputy', { deputyOf: [{ grantorId: 'gone', takerId }] }],
    ['unknown-person', { deputyOf: [{ grantorId: 'nobody', takerId }] }],
    ['unknown-person', { roles: [{ role: 'keeper', takerId: 'nobody' }] }],
    ['no-keeper', { seals: [] }],
    ['ok', {}],
  ])('%s', (reason, more) => {
    expect(leave(draft, 'gone', [], more)).toBe(reason);
  });

  test('nobody becomes their own deputy, and a hand-over names a seal', () => {
    const people = draft.people.map((each) => (each.id === 'boss' ? { ...each, deputies: ['gone'] } : each));
    const self = { deputyOf: [{ grantorId: 'boss', takerId: 'boss' }] };
    expect(leave({ ...draft, people }, 'gone', [], self)).toBe('same-person');
    expect(leave({ ...draft, people }, 'gone', [], { deputyOf: [{ grantorId: 'boss', takerId }] })).toBe(
      'ok',
    );
    expect(outcome(() => withHandOver(draft, { fromId: 'gone', toId: takerId, esIds: [] }))).toBe('no-seal');
  });
});

describe('what a hand-over leaves to whom', () => {
  const seals = [
    ['04', ['gone', 'taker']],
    ['01', ['gone']],
  ] as const;
  const of = (roles: Role[]): Policy =>
    policy(
      [person('gone', '马堃', roles), taker],
      seals.map(([code, keepers]) => [code, [...keepers]] as const),
    );
  const wanted = { fromId: 'gone', toId: 'taker' };
  const rolesAfter = (draft: Policy, esIds: string[]): readonly Role[] =>
    withHandOver(draft, { ...wanted, esIds }).people.find(({ id }) => id === 'gone')?.roles ?? [];

  test('whoever keeps another seal stays a keeper, whoever keeps none has the other roles, and nobody has none', () => {
    expect(rolesAfter(of(['keeper', 'applicant']), ['es-04'])).toEqual(['keeper', 'applicant']);
    expect(rolesAfter(of(['keeper', 'applicant']), ['es-04', 'es-01'])).toEqual(['applicant']);
    expect(rolesAfter(of(['keeper']), ['es-04', 'es-01'])).toEqual(['keeper']);
  });

  test('who kept it already keeps it once', () => {
    const next = withHandOver(of(['keeper']), { ...wanted, esIds: ['es-04'] });
    expect(next.seals[0]?.keepers).toEqual(['taker']);
  });

  test('the finance seal and that of the legal representative come to one hand only where there is but one', () => {
    const draft = policy(
      [person('gone', '马堃', ['keeper']), taker],
      [
        ['02', ['gone']],
        ['05', ['taker']],
      ],
    );
    const combined = {
      ...draft,
      matrix: { ...draft.matrix, combined: ['finance-and-legal-kept'] },
    } as Policy;
    for (const each of [draft, combined])
      expect(() => withHandOver(each, { ...wanted, esIds: ['es-02'] })).toThrow(
        'policy-keepers-not-separate',
      );
  });

  test('whoever takes a seal of somebody who leaves becomes a keeper', () => {
    const draft = policy(
      [
        person('gone', '马堃', ['keeper']),
        person('taker', '杜若溪', ['applicant']),
        person('boss', '沈', ['legal']),
      ],
      [['04', ['gone']]],
    );
    const leaving = {
      personId: 'gone',
      roles: [],
      seals: [{ esId: 'es-04', takerId: 'taker' }],
      deputyOf: [],
    };
    const [next] = withoutPerson(draft, leaving, []).people;
    expect(next).toMatchObject({ id: 'taker', roles: ['applicant', 'keeper'] });
  });
});

describe('who is gone between two policies', () => {
  const old = person('keeper', '马堃', ['keeper']);
  const fresh = { certificateSm3: ['f'.repeat(64)] };
  const before = policy([old, taker], [['04', ['keeper']]]);
  const change = (
    next: PolicyPerson[],
    keepers = next.slice(0, 1).map(({ id }) => id),
  ): [string[], string[][]] => {
    const after = policy([...next, taker], [['04', keepers]]);
    return [
      departures(before, after).map(({ name }) => name),
      keeperChanges(before, after).map(({ from, to, stay }) =>
        [from, to, stay].map((people) => people.map(({ name }) => name).join(' ')),
      ),
    ];
  };

  test.each<[string, PolicyPerson[]]>([
    ['nothing', [old]],
    ['another name', [{ ...old, name: '马坤' }]],
    ['a new UKey', [{ ...old, ...fresh }]],
    ['a second UKey', [{ ...old, certificateSm3: [...old.certificateSm3, ...fresh.certificateSm3] }]],
    ['another identifier', [{ ...old, id: 'keeper-2' }]],
    ['another identifier and name, with the same UKey', [{ ...old, id: 'keeper-2', name: '马坤' }]],
  ])('%s is no departure and no hand-over', (_, next) => {
    expect(change(next)).toEqual([[], []]);
  });

  test('the identifier given to somebody else is both', () => {
    const other = { ...old, name: '林慧', ...fresh };
    expect(change([other])).toEqual([['马堃'], [['马堃', '林慧', '']]]);
  });

  test('somebody else of the same name under another identifier is both', () => {
    expect(change([{ ...old, id: 'keeper-2', ...fresh }])).toEqual([['马堃'], [['马堃', '马堃', '']]]);
  });

  test('of two keepers one leaves: the other stays', () => {
    const two = policy([old, taker], [['04', ['keeper', 'taker']]]);
    const after = policy([taker], [['04', ['taker']]]);
    expect(keeperChanges(two, after)).toMatchObject([{ from: [old], to: [], stay: [taker] }]);
  });

  test('a seal that is left out is handed to nobody', () => {
    expect(keeperChanges(before, policy([old, taker], []))).toMatchObject([
      { from: [old], to: [], stay: [] },
    ]);
  });
});
