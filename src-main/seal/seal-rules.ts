/**
 * The verification rules of seals and seal signatures (GB/T 38540-2020 §7.2, §7.4; GM/T 0031-2014 §6.1.2, §6.2.3;
 * GM/T 0031-2025 rules i–iv). Every rule reports by itself; what they add up to is decided in verification/. Longer: one small rule each.
 */
import { equalBytes } from '../crypto/bytes.ts';
import { der } from '../crypto/der-writer.ts';
import { checkCertificateListed } from './certificate-list.ts';
import { checkMakerPath, checkSignerPath, type TrustContext } from './path-checks.ts';
import { checkHolderName, checkSealName } from './seal-name.ts';
import { finding, passed, passedUnless, type SealCheck, type SealCheckName } from './seal-check.ts';
import type { SealExtension } from './seal-fields.ts';
import { aspectDeviation, aspectTolerance } from './seal-picture.ts';
import type { SealSignature } from './seal-signature.ts';
import type { SESeal } from './seal-structure.ts';
import { checkSealTimeStamp } from './seal-time-stamp.ts';
import { checkValue, certificateInSeal } from './value-checks.ts';

/** Trust and time for the rules; see TrustContext for what `at` means. */
export interface SealContext extends TrustContext {
  /** OIDs of critical extensions that the caller evaluates itself (the permit). */
  readonly knownExtensions?: readonly string[];
}

export interface SealSignatureContext extends SealContext {
  /** SM3 of the octets the signature protects, computed by the caller; null when they could not all be read. */
  readonly documentHash: Uint8Array | null;
}

/** All rules of a seal by itself. Never throws on hostile content. */
export function checkSeal(seal: SESeal, context: SealContext): readonly SealCheck[] {
  const maker = certificateInSeal('seal.maker-certificate', seal.makerCertificate, 'MAKER_CERT_MALFORMED');
  const stamp = checkSealTimeStamp(seal, context);
  return [
    checkSealVersion(seal),
    ...maker.checks,
    ...(maker.certificate
      ? checkMaker(seal, maker.certificate, stamp.existedBy, context)
      : [finding('seal.maker-signature', 'SIG_NOT_CHECKED')]),
    ...checkValidity(seal, context),
    checkCreateDate(seal, context),
    ...stamp.checks,
    checkSealName(seal.info.name),
    checkPicture(seal),
    ...checkExtensions('seal.extensions', seal.info.extensions, context),
  ];
}

/** All rules of a seal signature, those of its seal included, in the order of the standard. Never throws on hostile content. */
export function checkSealSignature(
  signature: SealSignature,
  context: SealSignatureContext,
): readonly SealCheck[] {
  const signer = certificateInSeal('signature.certificate', signature.certificate, 'CERT_MALFORMED');
  const { certificate } = signer;
  return [
    checkVersionsAgree(signature),
    ...signer.checks,
    ...(certificate
      ? [
          ...checkSignatureValue(signature, certificate),
          checkCertificateListed(signature.seal.info.certificateList, certificate),
          checkHolderName(signature.seal.info.name, certificate),
          ...checkSignerPath(certificate, context),
        ]
      : [finding('signature.value', 'SIG_NOT_CHECKED')]),
    ...checkSeal(signature.seal, context),
    checkDataHash(signature, context.documentHash),
    checkClaimedTime(signature, context),
    ...checkExtensions('signature.extensions', signature.extensions, context),
  ];
}

/** What a caller needs to prove the time of signing: the claim, the token, and what its imprint may be over. */
export interface SigningTimeFacts {
  readonly claimed: Date | null;
  readonly isZoneAssumed: boolean;
  readonly timeStamp: Uint8Array | null;
  /** The signature value first (the standard's way), then the whole BIT STRING as some authorities do. */
  readonly imprintInputs: readonly Uint8Array[];
}

/** The facts about time; deciding between claim and proof is the caller's part. */
export function signingTimeFacts(signature: SealSignature): SigningTimeFacts {
  const { timeInfo, signatureValue } = signature;
  return {
    claimed: timeInfo.kind === 'time' ? timeInfo.time : null,
    isZoneAssumed: timeInfo.kind === 'time' && timeInfo.zoneAssumed,
    timeStamp: signature.timeStamp,
    imprintInputs: [signatureValue, der.bitString(signatureValue)],
  };
}

type Maker = NonNullable<ReturnType<typeof certificateInSeal>['certificate']>;

function checkMaker(seal: SESeal, maker: Maker, existedBy: Date | null, context: SealContext): SealCheck[] {
  const signed = {
    certificate: maker,
    algorithm: seal.signatureAlgorithm,
    message: seal.signedMessage,
    value: seal.signatureValue,
  };
  const origin = { version: seal.version, createDate: seal.info.createDate, existedBy };
  return [
    ...checkValue('seal.maker-signature', signed, 'SEAL_SIG_BAD'),
    ...checkMakerPath(maker, origin, context),
  ];
}

function checkSignatureValue(signature: SealSignature, certificate: Maker): SealCheck[] {
  const { signatureAlgorithm: algorithm, tbs: message, signatureValue: value } = signature;
  return checkValue('signature.value', { certificate, algorithm, message, value }, 'SIG_VALUE_BAD');
}

/** The header of a v4 or v5 seal must say what its shape says; the number in a v1 header means nothing. */
function checkSealVersion({ version, info }: SESeal): SealCheck {
  const agrees = version === 1 || info.header.version === version;
  return agrees
    ? passed('seal.version')
    : finding('seal.version', 'SEAL_VERSION_MISMATCH', { seal: info.header.version, shape: version });
}

/** TBS_Sign.version equals the seal's header, and a v1 signature holds a v1 seal. */
function checkVersionsAgree({ version, declaredVersion, seal }: SealSignature): SealCheck {
  const agrees = version === seal.version && (version === 1 || declaredVersion === seal.info.header.version);
  const detail = { signature: declaredVersion, seal: seal.info.header.version };
  return agrees ? passed('signature.version') : finding('signature.version', 'SEAL_VERSION_MISMATCH', detail);
}

/** validStart ≤ t ≤ validEnd at the time of signing. Where only a later bound of it is proven, the claim leaves a doubt. */
function checkValidity({ info }: SESeal, { at, now, isTimeProven, claimed }: SealContext): SealCheck[] {
  const check = 'seal.validity';
  const date = info.validEnd.toISOString().slice(0, 10);
  const isOpen = claimed !== undefined && claimed <= info.validEnd;
  const hasLapsedSince = at <= info.validEnd && now > info.validEnd && !isTimeProven;
  const isOver = at > info.validEnd;
  return passedUnless(check, [
    (claimed ?? at) < info.validStart ? finding(check, 'SEAL_NOT_YET_VALID_AT_SIGN') : null,
    isOver && !isOpen ? finding(check, 'SEAL_EXPIRED_AT_SIGN', { date }) : null,
    hasLapsedSince || (isOver && isOpen) ? finding(check, 'SEAL_EXPIRED_NO_POE', { date }) : null,
  ]);
}

/** v5 rule i, applied to all versions: a seal is not used before it is made. */
function checkCreateDate({ info }: SESeal, { at, claimed = at }: SealContext): SealCheck {
  const check = 'seal.create-date';
  return info.createDate <= claimed ? passed(check) : finding(check, 'SEAL_CREATED_IN_FUTURE');
}

function checkPicture({ info }: SESeal): SealCheck {
  const check = 'seal.picture';
  const deviation = aspectDeviation(info.picture);
  if (deviation === null) return finding(check, 'SEAL_PICTURE_UNREADABLE', { type: info.picture.type });
  if (deviation <= aspectTolerance) return passed(check);
  return finding(check, 'SEAL_PICTURE_ASPECT', { percent: Math.round(deviation * 100) });
}

function checkExtensions(
  check: SealCheckName,
  extensions: readonly SealExtension[],
  { knownExtensions = [] }: SealContext,
): SealCheck[] {
  const unknown = extensions.filter(({ oid, critical }) => critical && !knownExtensions.includes(oid));
  return passedUnless(
    check,
    unknown.map(({ oid }) => finding(check, 'SEAL_EXTENSION_UNKNOWN', { oid })),
  );
}

/** Old RSA seals name no digest algorithm: a digest that is not SM3's is then unknown, not wrong. */
function checkDataHash(signature: SealSignature, documentHash: Uint8Array | null): SealCheck {
  const check = 'signature.data-hash';
  if (documentHash === null) return finding(check, 'RESOURCE_LIMIT');
  if (equalBytes(signature.dataHash, documentHash)) return passed(check);
  const { version, signatureAlgorithm: algorithm } = signature;
  const mayBeOther = version === 1 && !algorithm.startsWith('1.2.156.10197.');
  return mayBeOther
    ? finding(check, 'ALG_UNSUPPORTED', { algorithm })
    : finding(check, 'INTEGRITY_HASH_MISMATCH');
}

/** Clocks of signers and counters differ a little; beyond that the claim is not believed. */
const clockToleranceMs = 5 * 60_000;

function checkClaimedTime({ timeInfo }: SealSignature, { now }: SealContext): SealCheck {
  const check = 'signature.time';
  if (timeInfo.kind !== 'time') return finding(check, 'TIME_MISSING');
  const isFuture = timeInfo.time.getTime() > now.getTime() + clockToleranceMs;
  return isFuture ? finding(check, 'TIME_CLAIM_FUTURE') : passed(check);
}
