/** The policies of an enterprise from the first to the newest, each naming the one before it; and the one in force. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, parseInstant } from '../domain/instant.ts';
import { requireCertificate, type CheckCertificate } from './certificate-check.ts';
import { policyKind, requireConsistentPolicy, type Policy } from './policy.ts';
import { CLOCK_TOLERANCE_MS } from './signer-rules.ts';
import { openStatement, type Opened, type SignedStatement } from './statement.ts';

/** A register that was put back from a backup (docs/adr/0041). */
interface PutBack {
  /** How many policies it had then. */
  readonly policies: number;
  /** Of when the backup was; ISO 8601, UTC. */
  readonly backupAt: string;
}

export interface PolicyFacts {
  /** In order of their sequence, complete from the first. */
  readonly policies: readonly SignedStatement[];
  /** Hex SM3 (DER) of the certificates that the enterprise's seal 05 lists: only these may sign policies. */
  readonly legalCertificates: readonly string[];
  readonly now: Date;
  /**
   * The latest time that the journal or a status snapshot has seen; null when there is none. What has begun by then has begun: a
   * policy that arrives while somebody types a PIN counts, and a clock put back by a few minutes brings no old one back.
   */
  readonly clockFloor: Date | null;
  readonly checkCertificate: CheckCertificate;
  /** The last time that the register was put back; null: never, or nobody acts by these policies now. */
  readonly putBack: PutBack | null;
}

/** A policy and the hex SM3 of its statement: enough to judge by once the chain, or whoever is about to sign it, vouches for it. */
export type KnownPolicy = Pick<Opened<Policy>, 'value' | 'sm3'>;

/**
 * All policies up to the one in force, which vouches for those before it: each names the digest of the one before.
 * Errors: as `policyInForce`.
 */
export function policiesSoFar(facts: PolicyFacts): Opened<Policy>[] {
  const newest = policyInForce(facts);
  const chain = facts.policies.map((signed) => openStatement(policyKind, signed));
  return chain.filter(({ value }) => value.sequence <= newest.value.sequence);
}

/**
 * The newest policy that has begun, after the whole chain was checked. Its signer must be the legal representative of today:
 * when the certificate of seal 05 is replaced, the policy has to be signed again.
 * Errors: `policy-missing`, `policy-chain-broken`, `policy-not-yet-valid`, `policy-before-restore`, `policy-signer-wrong`,
 * `policy-signer-other-enterprise`, `policy-inconsistent`, `policy-keepers-not-separate`, `signer-certificate-*`, `statement-*`.
 */
export function policyInForce(facts: PolicyFacts): Opened<Policy> {
  const chain = facts.policies.map((signed) => openStatement(policyKind, signed));
  if (chain.length === 0) throw new BianyinError('policy-missing');
  chain.forEach((policy, i) => requireLink(policy, chain[i - 1], i));
  const { now, clockFloor } = facts;
  const reached = clockFloor !== null && clockFloor > now ? clockFloor : now;
  const begun = chain.filter((policy) => parseInstant(policy.value.validFrom) <= reached);
  const newest = begun.at(-1);
  if (!newest) throw new BianyinError('policy-not-yet-valid', { from: chain[0]?.value.validFrom ?? '' });
  requireSignedSince(facts.putBack, newest.value);
  requireConsistentPolicy(newest.value);
  requireLegalSigner(facts, newest);
  requireCertificate(newest.signer, [facts.now], facts.checkCertificate);
  return newest;
}

/**
 * Whether a policy may join the chain: as `policyInForce`, at the time when it begins. It may not say that it began before what is on
 * record already. What counts at home is the order of the register; the few minutes are for clocks that differ, and for others
 * who write while a PIN is typed. Errors: as `policyInForce`, `policy-begins-too-early`.
 */
export function requireNextPolicy(facts: PolicyFacts, next: SignedStatement): Opened<Policy> {
  const opened = openStatement(policyKind, next);
  const begins = parseInstant(opened.value.validFrom);
  requireNotBackwards(opened.value, facts.clockFloor);
  const known = facts.policies.length === 0 ? undefined : facts.policies.at(-1);
  requireLink(opened, known && openStatement(policyKind, known), facts.policies.length);
  requireConsistentPolicy(opened.value);
  requireLegalSigner(facts, opened);
  requireCertificate(
    opened.signer,
    begins > facts.now ? [facts.now, begins] : [facts.now],
    facts.checkCertificate,
  );
  return opened;
}

/**
 * A policy that was signed after the backup is lost, and with it whom it had taken out: nobody acts by what the backup had before the legal
 * representative has signed one since. Errors: `policy-before-restore`.
 */
function requireSignedSince(putBack: PutBack | null, { sequence }: Policy): void {
  if (putBack === null || sequence > putBack.policies) return;
  throw new BianyinError('policy-before-restore', { backup: putBack.backupAt });
}

/** `seen`: the latest time on record. Errors: `policy-begins-too-early`. */
export function requireNotBackwards({ validFrom }: Policy, seen: Date | null): void {
  if (seen === null || parseInstant(validFrom).getTime() + CLOCK_TOLERANCE_MS >= seen.getTime()) return;
  throw new BianyinError('policy-begins-too-early', { from: validFrom, seen: instantText(seen) });
}

/** Listed by seal 05, and of the enterprise that the policy is for: seal 05 of another enterprise is as genuine as this one's. */
function requireLegalSigner(facts: PolicyFacts, { signer, value }: Opened<Policy>): void {
  const { name } = signer;
  if (!facts.legalCertificates.includes(signer.sm3)) throw new BianyinError('policy-signer-wrong', { name });
  const { uscc } = value.enterprise;
  if (!signer.organisationCodes.includes(uscc)) {
    throw new BianyinError('policy-signer-other-enterprise', { name, uscc });
  }
}

function requireLink(policy: Opened<Policy>, before: Opened<Policy> | undefined, index: number): void {
  const { value } = policy;
  const linked =
    value.sequence === index + 1 &&
    value.prevSm3 === (before?.sm3 ?? null) &&
    (before === undefined ||
      (value.enterprise.uscc === before.value.enterprise.uscc && value.validFrom >= before.value.validFrom));
  if (!linked) throw new BianyinError('policy-chain-broken', { sequence: value.sequence });
}
