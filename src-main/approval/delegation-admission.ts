/** What is asked of a delegation, its acceptance and its end before they are put on record (docs/adr/0045). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { DelegationReason } from '../domain/errors/reasons.ts';
import { parseInstant } from '../domain/instant.ts';
import { requireCertificate } from './certificate-check.ts';
import { namesDeputy } from './delegated.ts';
import {
  delegationAcceptanceKind,
  delegationKind,
  delegationRevocationKind,
  type DelegationGrant,
} from './delegation.ts';
import type { LoggedDelegation } from './delegation-log.ts';
import { policiesSoFar, type PolicyFacts } from './policy-chain.ts';
import type { Policy, PolicyPerson } from './policy.ts';
import { requireClock, requireSigner, requireTimes } from './signer-rules.ts';
import { openStatement, type Opened, type SignedStatement } from './statement.ts';

/** A day of the calendar in China ends with this second, in UTC. */
const endOfDay = /T15:59:59Z$/;
/** Nobody is away for longer without somebody looking at it again. A sample of this project. */
const MOST_DAYS = 366;

/** Errors: `delegation-refused` with the reason; those of statement, policy, signer and times. */
export function admitDelegation(facts: PolicyFacts, signed: SignedStatement): Opened<DelegationGrant> {
  const opened = openStatement(delegationKind, signed);
  const { policy, person } = signerIn(facts, opened);
  const { value } = opened;
  if (value.policySm3 !== policy.sm3) throw refused('other-policy', value);
  if (value.deputyId === person.id || !namesDeputy(policy.value, value)) throw refused('not-named', value);
  const known = policy.value.seals.map(({ esId }) => esId);
  if (!value.esIds.every((each) => known.includes(each))) throw refused('other-seal', value);
  if (!hasOffice(policy.value, person)) throw refused('no-office', value);
  requireDates(facts, value);
  return opened;
}

function requireDates({ now }: PolicyFacts, value: DelegationGrant): void {
  const [from, until] = [parseInstant(value.from).getTime(), parseInstant(value.until).getTime()];
  const isSpan = endOfDay.test(value.until) && from < until && until - from <= MOST_DAYS * 86_400_000;
  if (!isSpan || until < now.getTime()) throw refused('bad-days', value);
}

/** Something to be done for them: approving, or keeping a seal. */
function hasOffice({ seals }: Policy, { id, roles }: PolicyPerson): boolean {
  return (
    roles.some((role) => role !== 'applicant' && role !== 'keeper' && role !== 'auditor') ||
    seals.some(({ keepers }) => keepers.includes(id))
  );
}

/** By the deputy, once, while it is not over. Errors: as `admitDelegation`. */
export function admitAcceptance(
  facts: PolicyFacts,
  log: readonly LoggedDelegation[],
  signed: SignedStatement,
): void {
  const opened = openStatement(delegationAcceptanceKind, signed);
  const { person } = signerIn(facts, opened);
  const { grant, acceptance, revocation } = requireLogged(log, opened.value.delegationSm3);
  const { value } = grant;
  if (person.id !== value.deputyId) throw refused('other-deputy', value);
  if (acceptance) throw refused('accepted-before', value);
  if (revocation) throw refused('revoked', value);
  if (parseInstant(value.until) < facts.now) throw refused('not-now', value);
}

/** By the grantor, the deputy, or the legal representative; once. Errors: as `admitDelegation`. */
export function admitRevocation(
  facts: PolicyFacts,
  log: readonly LoggedDelegation[],
  signed: SignedStatement,
): void {
  const opened = openStatement(delegationRevocationKind, signed);
  const { person } = signerIn(facts, opened);
  const { grant, revocation } = requireLogged(log, opened.value.delegationSm3);
  if (revocation) throw refused('revoked', grant.value);
  const may =
    [grant.value.personId, grant.value.deputyId].includes(person.id) || person.roles.includes('legal');
  if (!may) throw refused('other-deputy', grant.value);
}

/** Errors: `delegation-refused`. */
export function requireLogged(log: readonly LoggedDelegation[], sm3: string): LoggedDelegation {
  const found = log.find(({ grant }) => grant.sm3 === sm3);
  if (!found) throw new BianyinError('delegation-refused', { what: 'unknown' });
  return found;
}

function signerIn(facts: PolicyFacts, opened: Opened<Parameters<typeof requireSigner>[1]['value']>) {
  requireClock(facts);
  const policy = policiesSoFar(facts).at(-1);
  if (!policy) throw new BianyinError('policy-missing');
  const person = requireSigner(policy.value, opened);
  requireTimes(facts, opened);
  requireCertificate(opened.signer, [facts.now], facts.checkCertificate);
  return { policy, person };
}

function refused(
  what: DelegationReason,
  { from, until }: Pick<DelegationGrant, 'from' | 'until'>,
): BianyinError {
  return new BianyinError('delegation-refused', { what, from, until });
}
