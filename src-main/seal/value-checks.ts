/** Signature values of seal maker and signer, over the octets as they came (GB/T 38540-2020 §7.2 b, §7.4 b). */
import { parseSm2Signature } from '../crypto/sm2.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { parseCertificate, type Certificate } from '../pki/certificate.ts';
import { checkSigned, signatureScheme, weakness } from '../pki/signature-algorithm.ts';
import { finding, passed, passedUnless, type SealCheck, type SealCheckName } from './seal-check.ts';

/** A certificate out of a seal; null with a finding when it cannot be read. */
export function certificateInSeal(
  check: SealCheckName,
  bytes: Uint8Array,
  code: 'CERT_MALFORMED' | 'MAKER_CERT_MALFORMED',
): { readonly certificate: Certificate | null; readonly checks: readonly SealCheck[] } {
  return orElse(() => ({ certificate: parseCertificate(bytes), checks: [passed(check)] }), {
    certificate: null,
    checks: [finding(check, code)],
  });
}

export interface SignedValue {
  readonly certificate: Certificate;
  /** OID of the signature algorithm. */
  readonly algorithm: string;
  /** The original octets that were signed. */
  readonly message: Uint8Array;
  readonly value: Uint8Array;
}

/** One signature value. Weak algorithms and the raw r‖s form are findings beside the result, never instead of it. */
export function checkValue(check: SealCheckName, signed: SignedValue, badCode: VerdictCode): SealCheck[] {
  const { certificate, algorithm, message, value } = signed;
  const key = certificate.publicKey;
  const result = checkSigned(key, algorithm, message, value);
  if (result === 'unsupported') return [finding(check, 'ALG_UNSUPPORTED', { algorithm })];
  if (result === 'wrong') return [finding(check, badCode)];
  const weak = weakness(key, { oid: algorithm, der: new Uint8Array() });
  return passedUnless(check, [
    weak === undefined ? null : finding(check, 'ALG_WEAK', { algorithm: weak }),
    signatureScheme(algorithm)?.kind === 'sm2' && parseSm2Signature(value).encoding === 'raw'
      ? finding(check, 'SIG_RAW_RS')
      : null,
  ]);
}
