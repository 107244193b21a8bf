/** What the register writes beside a policy that takes seals and places from people (docs/adr/0046): every figure of it, from rows of all kinds. */
import { beforeAll, describe, expect, test } from 'vitest';
import { delegationKind, delegationRevocationKind } from '../../../src-main/approval/delegation.ts';
import type { RecordedStatement } from '../../../src-main/approval/delegation-log.ts';
import type { Policy } from '../../../src-main/approval/policy.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { handOverRows } from '../../../src-main/home/hand-over-rows.ts';
import type { RunningRequest } from '../../../src-main/home/policy-effect.ts';
import type { Store } from '../../../src-main/store/store.ts';
import {
  draftPolicy,
  now,
  people,
  sealIds,
  signPolicy,
  type PersonKey,
} from '../approval/test-enterprise.ts';

let signed: SignedStatement;
const before = draftPolicy();
beforeAll(async () => {
  signed = await signPolicy(before);
});

/** Without the counsel, and seal 04 with the second keeper alone. */
const after: Policy = {
  ...before,
  sequence: 2,
  people: before.people.filter(({ id }) => id !== 'counsel'),
  seals: before.seals.map((seal) => (seal.typeCode === '04' ? { ...seal, keepers: ['keeperB'] } : seal)),
};

interface Found {
  readonly rows?: readonly (readonly [string, string, number, string?])[];
  readonly delegations?: readonly RecordedStatement[];
  readonly running?: readonly Partial<RunningRequest>[];
  readonly policies?: readonly SignedStatement[];
}

function written({ rows = [], delegations = [], running = [], policies = [signed] }: Found, next = after) {
  const journal = rows.map(([event, requestId, useNumber, esId], i) => ({
    ...{ seq: i + 1, time: `2026-11-23T0${i}:00:00.000Z`, event, requestId, useNumber },
    entry: esId === undefined ? {} : { esId },
  }));
  const store = { policies: () => policies, journal: () => journal, delegations: () => delegations };
  const all = running.map((each) => ({
    applicantId: '',
    esIds: [],
    approvedBy: [],
    waitsFor: [],
    refusal: null,
    ...each,
  }));
  return handOverRows(store as unknown as Store, next, { running: all as unknown as RunningRequest[] }, now);
}
const sealRow = (found: Found) => written(found)[0]?.entry;
const leftRow = (found: Found) => written(found)[1]?.entry;

test('one row for the seal, one for the person; none for a first policy or for one that takes nothing', () => {
  expect(written({}).map(({ event }) => event)).toEqual(['seal-handed-over', 'person-left']);
  expect(written({}, { ...before, sequence: 2 })).toEqual([]);
  expect(written({ policies: [] })).toEqual([]);
});

test('uses of this seal alone: completed, given back, broken off, and the last of them', () => {
  const [own, other] = [sealIds['04'], sealIds['01']];
  const rows = [
    ['use-spent', 'a', 1, own],
    ['use-completed', 'a', 1],
    ['use-spent', 'a', 2, own],
    ['use-returned', 'a', 2],
    ['use-spent', 'b', 1, own],
    ['use-spent', 'c', 1, other],
    ['use-completed', 'c', 1],
  ] as const;
  const row = sealRow({ rows });
  expect(row?.handOver).toMatchObject({ uses: 1, broken: 1, lastRow: { seq: 5, use: 'b#1' } });
  expect(row?.handOver).toMatchObject({ from: ['周保管'], to: [], stay: ['吴保管'] });
  expect(row?.remark).toContain('登记簿至第 5 条，共用印 1 次');
  expect(sealRow({})?.handOver).toMatchObject({ uses: 0, broken: 0, lastRow: null });
});

test('open requests of the seal, and which of them end', () => {
  const running = [
    { id: 'one', esIds: [sealIds['04']] },
    { id: 'two', esIds: [sealIds['01'], sealIds['04']], refusal: { what: 'keeper-gone' } },
    { id: 'three', esIds: [sealIds['01']] },
  ];
  expect(sealRow({ running })?.handOver?.open).toEqual([
    { id: 'one', isEnded: false },
    { id: 'two', isEnded: true },
  ]);
});

test('requests of the person: theirs, approved by them, or waiting for them', () => {
  const running = [
    { id: 'theirs', applicantId: 'counsel' },
    { id: 'approved', approvedBy: ['department', 'counsel'] },
    { id: 'waits', waitsFor: [{ id: 'counsel', name: '赵法务' }] },
    {
      id: 'none',
      applicantId: 'applicant',
      approvedBy: ['department'],
      waitsFor: [{ id: 'legal', name: '' }],
    },
  ];
  expect(leftRow({ running })?.left?.open.map(({ id }) => id)).toEqual(['theirs', 'approved', 'waits']);
});

describe('delegations that end with it', () => {
  async function delegation(grantor: PersonKey, deputy: PersonKey, until: string, isRevoked = false) {
    const { certificateSm3 } = people[grantor];
    const grant = await signStatement(
      delegationKind,
      {
        ...({ v: 1, purpose: 'bianyin.delegation/1', policySm3: textSm3(signed.statement) } as const),
        ...{
          personId: grantor,
          certificateSm3,
          deputyId: deputy,
          esIds: [sealIds['04']],
          matters: ['contract'],
        },
        ...{ from: '2026-11-20T00:00:00Z', until, time: '2026-11-20T00:00:00Z' },
      },
      people[grantor],
    );
    const revocation = await signStatement(
      delegationRevocationKind,
      {
        ...({ v: 1, purpose: 'bianyin.delegation-revocation/1', reason: '已返岗' } as const),
        ...{
          delegationSm3: textSm3(grant.statement),
          personId: grantor,
          certificateSm3,
          time: '2026-11-21T00:00:00Z',
        },
      },
      people[grantor],
    );
    return (isRevoked ? [grant, revocation] : [grant]).map((each, i) => ({ signed: each, seq: i + 1 }));
  }
  const [running, over] = ['2026-11-25T15:59:59Z', '2026-11-22T15:59:59Z'];

  test.each<[number, PersonKey, PersonKey, string, boolean]>([
    [1, 'counsel', 'cashier', running, false],
    [1, 'cashier', 'counsel', running, false],
    [0, 'cashier', 'keeper', running, false],
    [0, 'counsel', 'cashier', running, true],
    [0, 'counsel', 'cashier', over, false],
  ])('%i: of %s to %s until %s, ended before: %s', async (count, grantor, deputy, until, isRevoked) => {
    const delegations = await delegation(grantor, deputy, until, isRevoked);
    expect(leftRow({ delegations })?.left?.delegations).toBe(count);
  });
});
