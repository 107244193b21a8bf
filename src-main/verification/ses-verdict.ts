/** Judges an SES_Signature (GB/T 38540-2020 §7.4, GM/T 0031): the rules are in seal/, the time and the permit are added here. */
import { permitExtensionOid } from '../approval/permit-extension.ts';
import { hash } from '../crypto/hashes.ts';
import type { VerdictAxis } from '../domain/verdict.ts';
import type { SealCheck, SealCheckName } from '../seal/seal-check.ts';
import { checkSealSignature, signingTimeFacts } from '../seal/seal-rules.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { statusSubject } from '../seal/status-subject.ts';
import type { CheckLog } from './check-log.ts';
import { presentOf, type VerificationContext } from './context.ts';
import { checkSealStatus } from './seal-status.ts';
import { judgeTime, type SigningTime } from './signing-time.ts';

const axes: Readonly<Record<SealCheckName, VerdictAxis>> = {
  'seal.version': 'integrity',
  'seal.maker-certificate': 'identity',
  'seal.maker-signature': 'integrity',
  'seal.maker-path': 'identity',
  'seal.validity': 'time',
  'seal.create-date': 'time',
  'seal.time-stamp': 'time',
  'seal.name': 'identity',
  'seal.picture': 'integrity',
  'seal.extensions': 'integrity',
  'signature.version': 'integrity',
  'signature.certificate': 'identity',
  'signature.value': 'integrity',
  'signature.certificate-listed': 'identity',
  'signature.seal-name': 'identity',
  'signature.path': 'identity',
  'signature.revocation': 'identity',
  'signature.data-hash': 'integrity',
  'signature.time': 'time',
  'signature.extensions': 'integrity',
};

/** Checks that must have been made before a seal signature may be green. */
export const requiredSealChecks: readonly string[] = [
  'signature.value',
  'signature.certificate-listed',
  'signature.path',
  'signature.data-hash',
  'seal.maker-signature',
  'seal.maker-path',
  'seal.validity',
  'seal-status',
];

/**
 * `documentHash` is SM3 over the byte range, null when it could not be computed; `coveredBy` the earliest time that a later
 * document time stamp proves.
 */
export function judgeSealSignature(
  signature: SealSignature,
  documentHash: Uint8Array | null,
  coveredBy: Date | undefined,
  context: VerificationContext,
  log: CheckLog,
): SigningTime {
  const facts = signingTimeFacts(signature);
  const imprintOf = (name: Parameters<typeof hash>[0]) =>
    facts.imprintInputs.map((input) => hash(name, input));
  const { claimed, timeStamp: token } = facts;
  const time = judgeTime({ claimed, token, imprintOf, coveredBy }, context, log);
  const { anchors, intermediates, crls, ocsp = [] } = context;
  const checks = checkSealSignature(signature, {
    anchors,
    intermediates,
    crls,
    ocsp,
    at: time.at,
    isTimeProven: time.proven,
    ...(time.claimed ? { claimed: time.claimed } : {}),
    now: presentOf(context),
    knownExtensions: [permitExtensionOid],
    documentHash,
    ...(context.sealMakers ? { sealMakers: context.sealMakers } : {}),
  });
  for (const check of checks) logSealCheck(check, log);
  const subject = statusSubject(signature.seal, context);
  checkSealStatus(subject, context.statusSnapshot, time, presentOf(context), log);
  return time;
}

/** Copies a check of the seal rules into the log. */
export function logSealCheck({ check, code, detail }: SealCheck, log: CheckLog): void {
  if (code) log.finding(check, code, detail);
  else log.ok(axes[check], check, detail);
}
