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
    const next = after.seals.find(({ esId }) => esId === seal.esId)?.keepers ?? [];
    const gone = seal.keepers.filter((id) => !next.includes(id));
    if (gone.length === 0) return [];
    const fresh = next.filter((id) => !seal.keepers.includes(id));
    const still = next.filter((id) => seal.keepers.includes(id));
    return [{ seal, from: named(before, gone), to: named(after, fresh), stay: named(after, still) }];
  });
}

/** Neither the identifier nor any certificate is listed any more: an entry that got another name or a new UKey is no departure. */
export function departures(before: Policy, after: Policy): PolicyPerson[] {
  const ids = after.people.map(({ id }) => id);
  const certificates = after.people.flatMap(({ certificateSm3 }) => certificateSm3);
  return before.people.filter(
    ({ id, certificateSm3 }) =>
      !ids.includes(id) && !certificateSm3.some((each) => certificates.includes(each)),
  );
}

function named({ people }: Policy, ids: readonly string[]): PolicyPerson[] {
  return people.filter(({ id }) => ids.includes(id));
}
