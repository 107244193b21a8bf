/** What one policy takes from people whom the one before it named: seals that change hands, and people who are gone (docs/adr/0046). */
import type { Policy, PolicyPerson } from './policy.ts';

export type PolicySeal = Policy['seals'][number];

/** A seal that somebody keeps no more; `to` is new to it, `stay` is not. */
export interface KeeperChange {
  readonly seal: PolicySeal;
  readonly from: readonly PolicyPerson[];
  readonly to: readonly PolicyPerson[];
  readonly stay: readonly PolicyPerson[];
}

/** In the order of the policy before. A seal that the new one leaves out is kept by nobody. */
export function keeperChanges(before: Policy, after: Policy): KeeperChange[] {
  return before.seals.flatMap((seal) => {
    const kept = named(before, seal.keepers);
    const next = named(after, after.seals.find(({ esId }) => esId === seal.esId)?.keepers ?? []);
    const from = without(kept, next);
    if (from.length === 0) return [];
    const to = without(next, kept);
    return [{ seal, from, to, stay: next.filter((person) => !to.includes(person)) }];
  });
}

/** An entry that got another name or a new UKey is no departure. */
export function departures(before: Policy, after: Policy): PolicyPerson[] {
  return without(before.people, after.people);
}

function without(people: readonly PolicyPerson[], others: readonly PolicyPerson[]): PolicyPerson[] {
  return people.filter((person) => !others.some((other) => isSame(person, other)));
}

/** By a certificate that both list, or by identifier and name: an identifier alone may have been given to somebody else. */
function isSame(one: PolicyPerson, other: PolicyPerson): boolean {
  const isShared = one.certificateSm3.some((each) => other.certificateSm3.includes(each));
  return isShared || (one.id === other.id && one.name === other.name);
}

function named({ people }: Policy, ids: readonly string[]): PolicyPerson[] {
  return people.filter(({ id }) => ids.includes(id));
}
