/** Remembers, within one path building, which key signed what: rollover and cross certificates are met again and again. */
import type { Certificate } from './certificate.ts';
import { verifyCrl, type CertificateList } from './crl.ts';
import { verifySigned } from './signature-algorithm.ts';

export interface SignatureCache {
  /** Whether `issuer` signed `certificate`. False too when the work allowed is used up. */
  signedCertificate(certificate: Certificate, issuer: Certificate): boolean;
  /** Whether `issuer` signed the list. */
  signedList(list: CertificateList, issuer: Certificate): boolean;
  /** Whether the work allowed is used up: from then on "not signed" proves nothing. */
  isSpent(): boolean;
}

/** Signature checks one path building may spend; a bag of certificates with one name cannot cost more (RFC 4158 §2.4.2). */
const maxChecks = 500;

/** Signatures of certificates and lists, each checked once per issuer; beyond the limit every further one counts as false. */
export function createSignatureCache(): SignatureCache {
  const known = new WeakMap<object, WeakMap<Certificate, boolean>>();
  let checksLeft = maxChecks;
  const remember = (signed: object, issuer: Certificate, check: () => boolean): boolean => {
    const byIssuer = known.get(signed) ?? new WeakMap<Certificate, boolean>();
    known.set(signed, byIssuer);
    const before = byIssuer.get(issuer);
    if (before !== undefined) return before;
    checksLeft -= 1;
    const result = checksLeft >= 0 && check();
    byIssuer.set(issuer, result);
    return result;
  };
  return {
    signedCertificate: (certificate, issuer) =>
      remember(certificate, issuer, () =>
        verifySigned(
          issuer.publicKey,
          certificate.signatureAlgorithm,
          certificate.tbs,
          certificate.signature,
        ),
      ),
    signedList: (list, issuer) => remember(list, issuer, () => verifyCrl(list, issuer.publicKey)),
    isSpent: () => checksLeft < 0,
  };
}
