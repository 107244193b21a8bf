/**
 * For whom somebody acts in what comes next by a delegation (docs/adr/0045): one answer for what is shown before the PIN, what is signed, and
 * what the gate asks. Nobody chooses it, and whoever has a delegation that does not count hears why.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseInstant } from '../domain/instant.ts';
import { requireDelegation, standInsFor, type TakenAt } from './delegated.ts';
import type { Behalf } from './delegation.ts';
import type { PolicyPerson } from './policy.ts';
import type { Walk } from './walk.ts';

interface Acting {
  readonly personId: string;
  /** Hex SM3 of the certificate that signs. */
  readonly certificateSm3: string;
}

/**
 * For whom somebody would take the next step: null in the own office, and without any delegation (then the walk refuses).
 * Errors: `delegation-refused` with why the newest one does not count.
 */
export function behalfFor(walk: Walk, acting: Acting): Behalf | null {
  const { next, standIns, delegation } = walk;
  const { personId } = acting;
  if (!next || next.people.some(({ id }) => id === personId)) return null;
  const found = standIns.find(({ deputy }) => deputy.id === personId);
  if (found) return behalfBy(found);
  // Also of whoever has had a part already: the walk says which.
  const holders = delegation.own.value.people.filter(({ roles }) => roles.includes(next.role));
  return lentBy(walk, holders, acting);
}

/**
 * For whom a keeper would seal; null: the own seal. Seal 05 is used by the legal representative, or by their delegation, whoever holds a
 * UKey with it. Errors: `keeper-of-legal-seal`, `keeper-not-named`, `delegation-refused`.
 */
export function keptFor(
  walk: Walk,
  { id, name, roles }: PolicyPerson,
  certificateSm3: string,
): Behalf | null {
  const { path, delegation, approvals, request, at } = walk;
  const isNamed = path.keepers.some((each) => each.id === id && each.certificateSm3.includes(certificateSm3));
  const isOfLegal = request.request.seal.typeCode === '05';
  if (isNamed && (!isOfLegal || roles.includes('legal'))) return null;
  const busy = approvals.flatMap(({ value }) => [value.personId, value.behalf?.personId]);
  const holders = isOfLegal ? legalOf(walk) : path.keepers;
  const free = holders.filter((each) => each.id !== request.request.applicantId && !busy.includes(each.id));
  const found = standInsFor(delegation, free, at).find(({ deputy }) => deputy.id === id);
  const acting = { personId: id, certificateSm3 };
  if (!found) {
    const code = isOfLegal ? 'keeper-of-legal-seal' : 'keeper-not-named';
    if (!lentBy(walk, holders, acting)) throw new BianyinError(code, { name });
    throw new BianyinError('delegation-refused', { what: 'for-applicant' });
  }
  requireDelegation(delegation, found.delegationSm3, acting, at);
  requireApart(walk, id, at);
  return behalfBy(found);
}

function behalfBy({
  grantor,
  delegationSm3,
}: {
  readonly grantor: PolicyPerson;
  readonly delegationSm3: string;
}): Behalf {
  return { delegationSm3, personId: grantor.id, name: grantor.name };
}

/** Any delegation by one of `holders` to whoever acts; null where there is none. Errors: why the newest does not count. */
function lentBy({ delegation, at }: Walk, holders: readonly PolicyPerson[], acting: Acting): Behalf | null {
  const found = delegation.log.flatMap(({ grant: { sm3, value } }) => {
    const grantor = holders.find(({ id }) => id === value.personId);
    return grantor && value.deputyId === acting.personId ? [{ grantor, delegationSm3: sm3 }] : [];
  });
  const newest = found.at(-1);
  if (!newest) return null;
  const counting = found.find(({ delegationSm3 }) =>
    orElse(() => requireDelegation(delegation, delegationSm3, acting, at), null),
  );
  if (!counting) requireDelegation(delegation, newest.delegationSm3, acting, at);
  return behalfBy(counting ?? newest);
}

/** 财务专用章与法定代表人章: no deputy has both in hand, whether by the policy or by other delegations. Errors: `delegation-refused`. */
function requireApart({ policy, delegation, request }: Walk, deputyId: string, at: TakenAt): void {
  const other = { '02': '05', '05': '02' }[request.request.seal.typeCode as '02' | '05'] as
    string | undefined;
  const seals = policy.value.seals.filter(({ typeCode }) => typeCode === other);
  const holders = seals.flatMap(({ keepers }) => keepers);
  const lent = delegation.log.some(
    ({ grant: { value }, revocation }) =>
      value.deputyId === deputyId &&
      holders.includes(value.personId) &&
      seals.some(({ esId }) => value.esIds.includes(esId)) &&
      !(revocation && revocation.seq < at.seq) &&
      parseInstant(value.until) >= at.reached,
  );
  if (lent || holders.includes(deputyId)) throw new BianyinError('delegation-refused', { what: 'not-apart' });
}

/** The legal representative by the policy of the request and by the one in force. */
function legalOf({ delegation, policy }: Walk): PolicyPerson[] {
  const isLegal = ({ roles }: PolicyPerson): boolean => roles.includes('legal');
  const today = policy.value.people.filter(isLegal).map(({ id }) => id);
  return delegation.own.value.people.filter((each) => isLegal(each) && today.includes(each.id));
}
