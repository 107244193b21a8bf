/** Several seals on one file (docs/adr/0042): the path that all of them ask for, and where the second of a pair stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathFor, type PathFacts } from '../../../src-main/approval/path.ts';
import { requestText, type Request } from '../../../src-main/approval/request.ts';
import type { Policy } from '../../../src-main/approval/policy.ts';
import { approverRoles, type ApproverRole } from '../../../src-main/domain/role.ts';
import { besideOf, pairGapMm } from '../../../src-main/domain/seal-set.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { draftPolicy, draftRequest, sealIds } from './test-enterprise.ts';

type TypeCode = keyof typeof sealIds;
const sealOf = (typeCode: TypeCode) => ({ esId: sealIds[typeCode], typeCode });

function facts(matter: PathFacts['matter'], types: readonly TypeCode[], own = 0, amount = '5000'): PathFacts {
  const seals = types.map(sealOf);
  const [first] = seals;
  const seal = seals[own] ?? first ?? sealOf('01');
  return {
    ...{ matter, seal, seals, applicantId: 'applicant', currency: 'CNY', amount },
    attachments: [{ kind: 'resolution' }],
  };
}
const rolesOf = (policy: Policy, of: PathFacts): string[] =>
  pathFor(policy, of).steps.map(({ role }) => role);

/** A policy whose two seals ask for these roles, each held by two people. */
function asking(first: readonly ApproverRole[], second: readonly ApproverRole[]): Policy {
  const policy = draftPolicy();
  const [person] = policy.people;
  if (!person) throw new Error('nobody');
  const holders = approverRoles.flatMap((role) =>
    [1, 2].map((n) => ({ ...person, id: `${role}-${n}`, name: role, roles: [role] })),
  );
  const rule = (seal: TypeCode, tier: readonly ApproverRole[]) => ({
    ...{ matter: 'payment' as const, seal, applicants: ['applicant' as const], needs: [] },
    tiers: [[...tier], [...tier]],
  });
  const matrix = { ...policy.matrix, rules: [rule('02', first), rule('05', second)] };
  return { ...policy, people: [...policy.people, ...holders], matrix };
}

/** Whether the part stands in the whole in its order. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const each of whole) if (each === part[at]) at += 1;
  return at === part.length;
}

describe('the path of a set', () => {
  it.each([
    ['payment', ['02', '05'], ['finance-lead']],
    ['contract', ['04', '05'], ['department', 'counsel']],
    ['contract', ['05', '04'], ['department', 'counsel']],
    // 公章 with 法人章, as on an authorisation.
    ['letter', ['01', '05'], ['department']],
  ] as const)('%s with %j', (matter, types, expected) => {
    const policy = draftPolicy();
    for (const own of [0, 1]) expect(rolesOf(policy, facts(matter, types, own))).toEqual(expected);
    const keepers = [0, 1].map((own) =>
      pathFor(policy, facts(matter, types, own)).keepers.map(({ id }) => id),
    );
    expect(keepers[0]).not.toEqual(keepers[1]);
  });

  it('is refused where the policy grants one of the seals only, or nobody is left to keep one', () => {
    const policy = draftPolicy();
    expect(() => rolesOf(policy, facts('list', ['02', '05']))).toThrow('path-not-allowed');
    // The legal representative would approve for 02 and is the only keeper of 05.
    for (const own of [0, 1])
      expect(() => rolesOf(policy, facts('payment', ['02', '05'], own, '100000'))).toThrow(
        expect.objectContaining({
          code: 'path-keeper-approves',
          detail: expect.objectContaining({ role: 'legal', seal: '05' }) as unknown,
        }),
      );
  });

  it('holds the steps of each seal in their order, and none that no seal asks for', () => {
    const tiers = fc.shuffledSubarray([...approverRoles], { minLength: 1 });
    fc.assert(
      fc.property(tiers, tiers, (first, second) => {
        const policy = asking(first, second);
        const of = (own: number): string[] => rolesOf(policy, facts('payment', ['02', '05'], own));
        const roles = of(0);
        expect(of(1)).toEqual(roles);
        expect(isWithin(first, roles) && isWithin(second, roles)).toBe(true);
        expect(new Set(roles)).toEqual(new Set([...first, ...second]));
        expect(roles.length).toBeLessThanOrEqual(first.length + second.length);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('the second seal of a pair', () => {
  it('stands right of each whole mark of the first, on one line; a seam has no neighbour', () => {
    const [first, second] = [
      { widthMm: 38, heightMm: 38 },
      { widthMm: 20, heightMm: 20 },
    ];
    const placed = besideOf(
      [
        { kind: 'at', pages: [1, 3], xMm: 80.25, yMm: 200 },
        { kind: 'seam', edge: 'right', pages: [1, 2], yMm: null },
      ],
      first,
      second,
    );
    expect(placed).toEqual([{ kind: 'at', pages: [1, 3], xMm: 80.25 + 19 + pairGapMm + 10, yMm: 200 }]);
  });
});

describe('the details of one seal of a set', () => {
  const ofSet = (change: Partial<Request>) => () =>
    requestText(
      draftRequest('ab'.repeat(32), {
        purpose: 'bianyin.set-request/1',
        id: 'YY-04-20261123-0001-0001',
        ...change,
      }),
    );
  const seals = [sealOf('04'), sealOf('05')];

  it('name all seals, each once, for one use', () => {
    expect(ofSet({ seals })).not.toThrow();
    const wrong: readonly (readonly [string, Partial<Request>])[] = [
      ['place-in-set', {}],
      ['place-in-set', { seals, purpose: 'bianyin.request/1' }],
      ['seal-twice-in-set', { seals: [sealOf('04'), sealOf('04')] }],
      ['set-used-once', { seals, uses: 2 }],
    ];
    for (const [what, change] of wrong)
      expect(ofSet(change)).toThrow(
        expect.objectContaining({ detail: expect.objectContaining({ what }) as unknown }),
      );
  });
});
