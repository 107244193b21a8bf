/** Rules that hold for every signed act: who signed, with which certificate, when. */
import { equalBytes } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, parseInstant } from '../domain/instant.ts';
import { sameName } from '../pki/name.ts';
import { requireCertificate, type CheckCertificate } from './certificate-check.ts';
import type { Policy, PolicyPerson } from './policy.ts';
import type { Opened, SignerCertificate } from './statement.ts';

/** What every signed act of a person has. */
interface PersonalAct {
  readonly personId: string;
  readonly certificateSm3: string;
  readonly time: string;
}

/** The moment at which acts are judged. */
interface Moment {
  readonly now: Date;
  /** The latest time that the journal or a status snapshot has seen; null when there is none. */
  readonly clockFloor: Date | null;
  readonly checkCertificate: CheckCertificate;
}

/** Clocks of different machines may differ by so much, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A clock that stands before something already recorded would make expiry and revocation meaningless. */
export function requireClock(facts: Pick<Moment, 'now' | 'clockFloor'>): void {
  const { now, clockFloor } = facts;
  if (clockFloor === null || now.getTime() + CLOCK_TOLERANCE_MS >= clockFloor.getTime()) return;
  throw new BianyinError('clock-behind', { now: instantText(now), seen: instantText(clockFloor) });
}

/** The person of the policy who holds the certificate. Errors: `person-not-in-policy`. */
export function personOf(policy: Policy, signer: SignerCertificate): PolicyPerson {
  const person = policy.people.find((each) => each.certificateSm3.includes(signer.sm3));
  if (!person) throw new BianyinError('person-not-in-policy', { name: signer.name });
  return person;
}

/** The same for an act, which must also name them itself. Errors: `person-not-in-policy`, `act-other-person`. */
export function requireSigner(policy: Policy, act: Opened<PersonalAct>): PolicyPerson {
  const { signer, value } = act;
  const person = personOf(policy, signer);
  if (value.personId !== person.id || value.certificateSm3 !== signer.sm3) {
    throw new BianyinError('act-other-person', { name: signer.name });
  }
  return person;
}

/** Not from the future, not before what it answers; and the certificate good both then and now. */
export function requireTimes(facts: Moment, act: Opened<PersonalAct>, notBefore?: string): void {
  const [time, now] = [parseInstant(act.value.time), facts.now];
  const { name } = act.signer;
  if (time.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new BianyinError('act-from-future', { name, time: act.value.time });
  }
  if (notBefore !== undefined && time.getTime() + CLOCK_TOLERANCE_MS < parseInstant(notBefore).getTime()) {
    throw new BianyinError('act-time-order', { name, time: act.value.time, before: notBefore });
  }
  requireCertificate(act.signer, [time, now], facts.checkCertificate);
}

/**
 * Whether an act is by this person: by id, or by key or certified name, either of which would show one human under two ids.
 * Two people of one name have different subjects: authorities add a number.
 */
export function isActOf(
  personId: string,
  { publicKey, subject }: Pick<SignerCertificate, 'publicKey' | 'subject'>,
  act: Opened<PersonalAct>,
): boolean {
  const { signer, value } = act;
  return (
    value.personId === personId ||
    equalBytes(signer.publicKey, publicKey) ||
    sameName(signer.subject, subject)
  );
}
