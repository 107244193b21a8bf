/**
 * Whether somebody acts for another by a delegation that counts (docs/adr/0045): the policies name the deputy, the grantor has signed, the deputy
 * has accepted, it covers this use, and it was neither over nor ended when the register took the act. Every doubt is an error.
 */
import { compareAmounts } from '../domain/amount.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { DelegationReason } from '../domain/errors/reasons.ts';
import { parseInstant } from '../domain/instant.ts';
import { requireCertificate, type CheckCertificate } from './certificate-check.ts';
import type { DelegationGrant } from './delegation.ts';
import type { LoggedDelegation } from './delegation-log.ts';
import type { KnownPolicy } from './policy-chain.ts';
import type { Policy, PolicyPerson } from './policy.ts';
import type { Request } from './request.ts';
import type { Opened } from './statement.ts';

/** What a use is judged by. */
export interface DelegationGround {
  /** All policies up to the one in force. */
  readonly chain: readonly KnownPolicy[];
  /** The policy that the request names. */
  readonly own: KnownPolicy;
  readonly log: readonly LoggedDelegation[];
  readonly request: Pick<Request, 'seal' | 'matter' | 'amount' | 'currency'>;
  readonly now: Date;
  readonly checkCertificate: CheckCertificate;
}

/** When the register took the act; one that it has not yet comes behind all rows. */
export interface TakenAt {
  readonly seq: number;
  /** The latest time on record by then. */
  readonly reached: Date;
  /** What the act says itself. */
  readonly time: string;
}

/** An act that is not on record yet. */
export function takenNow(now: Date, clockFloor: Date | null, time: string): TakenAt {
  return { seq: Infinity, reached: clockFloor !== null && clockFloor > now ? clockFloor : now, time };
}

interface Deputy {
  readonly personId: string;
  readonly certificateSm3: string;
}

/** The grantor, as the request's own policy has them. Errors: `delegation-refused` with the reason, `signer-certificate-*`. */
export function requireDelegation(
  ground: DelegationGround,
  delegationSm3: string,
  deputy: Deputy,
  at: TakenAt,
): PolicyPerson {
  const found = ground.log.find(({ grant }) => grant.sm3 === delegationSm3);
  if (!found) throw refused('unknown', {});
  const { grant, acceptance } = found;
  const { value } = grant;
  const detail = { from: value.from, until: value.until };
  if (value.deputyId !== deputy.personId) throw refused('other-deputy', detail);
  if (!acceptance || acceptance.seq >= at.seq || acceptance.seq <= found.seq)
    throw refused('not-accepted', detail);
  if (found.revocation && found.revocation.seq < at.seq) throw refused('revoked', detail);
  requireScope(ground, value);
  requireDays(value, at);
  requireNamed(ground, found, deputy);
  for (const act of [grant, acceptance])
    requireCertificate(act.signer, [parseInstant(act.value.time), ground.now], ground.checkCertificate);
  const grantor = ground.own.value.people.find(({ id }) => id === value.personId);
  if (!grantor) throw refused('not-named', detail);
  return grantor;
}

function requireScope({ request }: DelegationGround, value: DelegationGrant): void {
  const { esIds, matters, maxAmount, currency, from, until } = value;
  const detail = { from, until };
  if (!esIds.includes(request.seal.esId)) throw refused('other-seal', detail);
  if (!matters.includes(request.matter)) throw refused('other-matter', detail);
  if (maxAmount === undefined) return;
  const isWithin =
    request.amount !== undefined &&
    request.currency === (currency ?? 'CNY') &&
    compareAmounts(request.amount, maxAmount) <= 0;
  if (!isWithin) throw refused('beyond-amount', { ...detail, amount: maxAmount });
}

/** By what the act says and by what the register had seen: neither a clock that is put back nor a time that is made up helps. */
function requireDays({ from, until }: DelegationGrant, { time, reached }: TakenAt): void {
  const [begins, ends, said] = [from, until, time].map((each) => parseInstant(each).getTime());
  if (begins === undefined || ends === undefined || said === undefined) throw refused('not-now', {});
  const isWithin = begins <= said && said <= ends && begins <= reached.getTime() && reached.getTime() <= ends;
  if (!isWithin) throw refused('not-now', { from, until });
}

/**
 * Every policy since the older of the one that the request names and the one that it was granted under: what one of them took away stays
 * taken away (docs/adr/0031).
 */
function requireNamed(
  { chain, own }: DelegationGround,
  { grant, acceptance }: LoggedDelegation,
  deputy: Deputy,
): void {
  const { value, signer } = grant;
  const detail = { from: value.from, until: value.until };
  const [granted, named] = [value.policySm3, own.sm3].map((sm3) =>
    chain.findIndex((each) => each.sm3 === sm3),
  );
  if (granted === undefined || named === undefined || granted < 0 || named < 0)
    throw refused('not-named', detail);
  const isSigned =
    acceptance !== null &&
    value.certificateSm3 === signer.sm3 &&
    acceptance.value.certificateSm3 === acceptance.signer.sm3;
  const policies = chain.slice(Math.min(granted, named));
  const isNamed = policies.every(
    (policy) =>
      namesDeputy(policy.value, value) &&
      holds(policy.value, value.personId, signer.sm3) &&
      holds(policy.value, value.deputyId, deputy.certificateSm3) &&
      holds(policy.value, value.deputyId, acceptance?.signer.sm3 ?? ''),
  );
  if (!isSigned || !isNamed) throw refused('not-named', detail);
}

/** Whether a policy lets this person stand in for that one. */
export function namesDeputy(
  { people }: Policy,
  { personId, deputyId }: Pick<DelegationGrant, 'personId' | 'deputyId'>,
): boolean {
  return people.find(({ id }) => id === personId)?.deputies?.includes(deputyId) === true;
}

function holds({ people }: Policy, id: string, certificateSm3: string): boolean {
  return people.find((each) => each.id === id)?.certificateSm3.includes(certificateSm3) === true;
}

/** Somebody who may act now for one of these people. */
export interface StandIn {
  readonly deputy: PolicyPerson;
  readonly grantor: PolicyPerson;
  readonly delegationSm3: string;
}

/** Who stands in for one of `holders` by a delegation that counts at this moment. */
export function standInsFor(
  ground: DelegationGround,
  holders: readonly PolicyPerson[],
  at: TakenAt,
): StandIn[] {
  return ground.log.flatMap(({ grant }: { readonly grant: Opened<DelegationGrant> }) => {
    const grantor = holders.find(({ id }) => id === grant.value.personId);
    const deputy = ground.own.value.people.find(({ id }) => id === grant.value.deputyId);
    const certificateSm3 = deputy?.certificateSm3.find((each) =>
      counts(ground, grant, { deputy: deputy.id, each }, at),
    );
    return grantor && deputy && certificateSm3 !== undefined
      ? [{ deputy, grantor, delegationSm3: grant.sm3 }]
      : [];
  });
}

function counts(
  ground: DelegationGround,
  grant: Opened<DelegationGrant>,
  { deputy, each }: { readonly deputy: string; readonly each: string },
  at: TakenAt,
): boolean {
  try {
    requireDelegation(ground, grant.sm3, { personId: deputy, certificateSm3: each }, at);
    return true;
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}

function refused(what: DelegationReason, detail: Readonly<Record<string, string>>): BianyinError {
  return new BianyinError('delegation-refused', { what, ...detail });
}
