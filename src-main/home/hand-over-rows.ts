/**
 * The rows that a policy writes beside itself: each seal that changes hands with where the register stands, and each person who is gone
 * (docs/adr/0046). Worked out from both policies and the register in the step that writes the policy: no way of changing a policy is without them.
 */
import { delegationLog } from '../approval/delegation-log.ts';
import { departures, keeperChanges, type KeeperChange } from '../approval/keeper-changes.ts';
import { policyKind, type Policy, type PolicyPerson } from '../approval/policy.ts';
import { openStatement } from '../approval/statement.ts';
import { parseInstant } from '../domain/instant.ts';
import {
  handOverRemark,
  leftRemark,
  type OpenAtHandOver,
  type PersonLeft,
  type SealHandOver,
} from '../domain/hand-over.ts';
import type { HandOverRow } from '../store/statements.ts';
import type { Store } from '../store/store.ts';
import type { RunningRequest, WholeEffect } from './policy-effect.ts';

/** None for the first policy. `effect`: of this policy, at this moment. */
export function handOverRows(
  store: Store,
  after: Policy,
  { running }: Pick<WholeEffect, 'running'>,
  now: Date,
): HandOverRow[] {
  const signed = store.policies().at(-1);
  if (!signed) return [];
  const before = openStatement(policyKind, signed).value;
  const changes = keeperChanges(before, after);
  const uses = changes.length > 0 ? usesBySeal(store) : new Map<string, SealUses>();
  return [
    ...changes.map((change) => sealRow(after, change, uses, running)),
    ...departures(before, after).map((gone) => leftRow(store, { before, after, gone, now }, running)),
  ];
}

function sealRow(
  { sequence, enterprise }: Policy,
  { seal, from, to, stay }: KeeperChange,
  uses: ReadonlyMap<string, SealUses>,
  running: readonly RunningRequest[],
): HandOverRow {
  const { esId, typeCode } = seal;
  const known = uses.get(esId);
  const handOver: SealHandOver = {
    ...{ policy: sequence, esId, typeCode },
    ...{ from: namesOf(from), to: namesOf(to), stay: namesOf(stay) },
    lastRow: known?.lastRow ?? null,
    uses: known?.completed ?? 0,
    broken: known ? known.spent - known.completed - known.returned : 0,
    open: openOf(running.filter((each) => each.esIds.includes(esId))),
  };
  const entry = {
    ...{ esId, sealType: typeCode, department: enterprise.name },
    applicant: handOver.from.join('、'),
    keeper: [...handOver.to, ...handOver.stay].join('、'),
    remark: handOverRemark(handOver),
    handOver,
  };
  return { event: 'seal-handed-over', entry };
}

interface Departure {
  readonly before: Policy;
  readonly after: Policy;
  readonly gone: PolicyPerson;
  readonly now: Date;
}

function leftRow(
  store: Store,
  { before, after, gone, now }: Departure,
  running: readonly RunningRequest[],
): HandOverRow {
  const { id, name, roles, department, deputies = [] } = gone;
  const grantors = before.people.filter((each) => each.deputies?.includes(id));
  const left: PersonLeft = {
    ...{ policy: after.sequence, name, roles },
    seals: before.seals.filter(({ keepers }) => keepers.includes(id)).map(({ esId }) => esId),
    deputyOf: namesOf(grantors),
    deputies: namesOf(before.people.filter((each) => deputies.includes(each.id))),
    delegations: runningDelegations(store, id, now),
    open: openOf(running.filter((each) => concerns(each, id))),
  };
  const entry = { applicant: name, remark: leftRemark(left), left, ...(department ? { department } : {}) };
  return { event: 'person-left', entry };
}

/** Theirs, approved by them, or waiting for them. */
export function concerns({ applicantId, approvedBy, waitsFor }: RunningRequest, id: string): boolean {
  return applicantId === id || approvedBy.includes(id) || waitsFor.some((each) => each.id === id);
}

/** Given or taken, neither over nor ended before. */
function runningDelegations(store: Store, id: string, now: Date): number {
  return delegationLog(store.delegations()).filter(
    ({ grant: { value }, revocation }) =>
      revocation === null &&
      parseInstant(value.until) >= now &&
      [value.personId, value.deputyId].includes(id),
  ).length;
}

interface SealUses {
  spent: number;
  completed: number;
  returned: number;
  lastRow: SealHandOver['lastRow'];
}

/** The row of a use that is spent names its seal; those that end it name the use. */
function usesBySeal(store: Store): Map<string, SealUses> {
  const sealOf = new Map<string, string>();
  const found = new Map<string, SealUses>();
  for (const { seq, time, event, requestId, useNumber, entry } of store.journal()) {
    if (requestId === null || useNumber === null) continue;
    const use = `${requestId}#${useNumber}`;
    if (event === 'use-spent' && entry.esId !== undefined) sealOf.set(use, entry.esId);
    const esId = sealOf.get(use);
    if (esId === undefined) continue;
    const known = found.get(esId) ?? { spent: 0, completed: 0, returned: 0, lastRow: null };
    found.set(esId, {
      spent: known.spent + Number(event === 'use-spent'),
      completed: known.completed + Number(event === 'use-completed'),
      returned: known.returned + Number(event === 'use-returned'),
      lastRow: { seq, time, use },
    });
  }
  return found;
}

function openOf(running: readonly RunningRequest[]): OpenAtHandOver[] {
  return running.map(({ id, refusal, awaited }) => ({ id, isEnded: refusal !== null, awaits: awaited }));
}

function namesOf(people: readonly Pick<PolicyPerson, 'name'>[]): string[] {
  return people.map(({ name }) => name);
}
