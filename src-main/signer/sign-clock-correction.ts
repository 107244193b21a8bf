/** The legal representative puts the clock right (docs/adr/0039): what was seen by a clock that was ahead counts no more. */
import { requireCertificate } from '../approval/certificate-check.ts';
import { clockCorrectionKind } from '../approval/clock-correction.ts';
import { policyKind } from '../approval/policy.ts';
import { CLOCK_TOLERANCE_MS } from '../approval/signer-rules.ts';
import { readSigner, signStatement } from '../approval/statement.ts';
import { toBase64, toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText } from '../domain/instant.ts';
import { seenTimes, type HomeMoment } from '../home/home-moment.ts';
import { legalCertificates, trustedSeal } from '../home/own-seals.ts';
import { policySignedAgain } from '../home/policy-signed-again.ts';
import { requireSoundRegister } from '../home/sound-register.ts';
import type { OpenToken } from './sign-statements.ts';

/**
 * Signs with the key of seal 05 and writes the row; and the newest policy once more, where this certificate has signed none yet. `seen`: the latest time as it was shown. Returns the time that counts from now on.
 * Errors: `clock-not-behind`, `clock-contradicted`, `clock-not-as-shown`, `person-not-on-token`, `signer-certificate-*`, `seal-status-*`, `policy-missing`.
 */
export async function signClockCorrection(
  moment: HomeMoment,
  token: OpenToken,
  { reason, seen }: { readonly reason: string; readonly seen: string },
): Promise<string> {
  requireSoundRegister(moment.store);
  requireCorrectable(moment, seen);
  requireInUse(moment);
  const listed = legalCertificates(moment);
  const legal = token.session.certificates.find((each) => listed.includes(toHex(sm3(each.der))));
  if (!legal) throw new BianyinError('person-not-on-token', { token: token.label });
  const signer = readSigner(clockCorrectionKind.purpose, toBase64(legal.der));
  requireCertificate(signer, [moment.now], moment.checkCertificate);
  const correction = {
    v: 1,
    purpose: 'bianyin.clock-correction/1',
    journalSm3: moment.store.journalHead().sm3,
    seen,
    certificateSm3: toHex(sm3(legal.der)),
    reason,
    time: instantText(moment.now),
  } as const;
  const sign = (octets: Uint8Array): Uint8Array => token.session.signSm2(legal, octets);
  const signed = await signStatement(clockCorrectionKind, correction, { certificate: legal.der, sign });
  const again = policySignedAgain(moment, correction.certificateSm3);
  const policy = again && (await signStatement(policyKind, again, { certificate: legal.der, sign }));
  moment.store.correctClock(signed, policy);
  // The row is what counts; these only remember what the wrong clock had said, and are asked again should this stop here.
  moment.status.correctClock(moment.now);
  return correction.time;
}

/** Errors: `clock-not-behind`, `clock-not-as-shown`, `clock-contradicted`. */
function requireCorrectable(moment: HomeMoment, seen: string): void {
  const { byClock, byOthers } = seenTimes(moment);
  const now = moment.now.getTime();
  if (byClock === null || byClock.getTime() <= now + CLOCK_TOLERANCE_MS)
    throw new BianyinError('clock-not-behind');
  if (instantText(byClock) !== seen) throw new BianyinError('clock-not-as-shown');
  if (byOthers !== null && byOthers.getTime() > now + CLOCK_TOLERANCE_MS) {
    const times = { now: instantText(moment.now), proven: instantText(byOthers) };
    throw new BianyinError('clock-contradicted', times);
  }
}

/** As far as the city has said: a seal 05 that was reported lost puts nothing right. Errors: `seal-status-frozen`, `seal-status-cancelled`. */
function requireInUse(moment: HomeMoment): void {
  const status = moment.status.readStatus(trustedSeal(moment, '05'), moment.now)?.latest.status;
  if (status === 'frozen' || status === 'cancelled') throw new BianyinError(`seal-status-${status}`);
}
