/** Remembers, within one path building, which key signed what: rollover and cross certificates are met again and again. */
import type { Certificate } from './certificate.ts';
import { verifyCrl, type CertificateList } from './crl.ts';
import { checkSigned, type SignatureCheck } from './signature-algorithm.ts';

export interface SignatureCache {
  /** Whether `issuer` signed `certificate`; `unsupported` too when the work allowed is used up: nobody has looked. */
  certificateSignature(certificate: Certificate, issuer: Certificate): SignatureCheck;
  /** Whether `issuer` signed the list. */
  signedList(list: CertificateList, issuer: Certificate): boolean;
  /** Whether the work allowed is used up: from then on nothing is known of what was not looked at before. */
  isSpent(): boolean;
}

/** Signature checks one path building may spend; a bag of certificates with one name cannot cost more (RFC 4158 §2.4.2). */
const maxChecks = 500;

/** Signatures of certificates and lists, each checked once per issuer; beyond the limit no further one is looked at. */
export function createSignatureCache(): SignatureCache {
  const known = new WeakMap<object, WeakMap<Certificate, SignatureCheck>>();
  let checksLeft = maxChecks;
  const remember = (signed: object, issuer: Certificate, check: () => SignatureCheck): SignatureCheck => {
    const byIssuer = known.get(signed) ?? new WeakMap<Certificate, SignatureCheck>();
    known.set(signed, byIssuer);
    const before = byIssuer.get(issuer);
    if (before !== undefined) return before;
    checksLeft -= 1;
    const result = checksLeft >= 0 ? check() : 'unsupported';
    byIssuer.set(issuer, result);
    return result;
  };
  return {
    certificateSignature: (certificate, issuer) =>
      remember(certificate, issuer, () =>
        checkSigned(issuer.publicKey, certificate.signatureAlgorithm, certificate.tbs, certificate.signature),
      ),
    signedList: (list, issuer) =>
      remember(list, issuer, () => (verifyCrl(list, issuer.publicKey) ? 'right' : 'wrong')) === 'right',
    isSpent: () => checksLeft < 0,
  };
}
