/** Whether a signer's certificate may be believed: asked of the caller, who holds anchors, CRLs and the time. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SignerCertificate } from './statement.ts';

/** What the caller's path building says. `unknown` covers a revocation state that cannot be told; it is never good enough. */
export type CertificateState = 'ok' | 'expired' | 'revoked' | 'untrusted' | 'unknown';

/** Judges a certificate (DER) for a person's signature at a time: path to an anchor, validity, key usage, revocation. */
export type CheckCertificate = (certificate: Uint8Array, at: Date) => CertificateState;

const codes = Object.freeze({
  expired: 'signer-certificate-expired',
  revoked: 'signer-certificate-revoked',
  untrusted: 'signer-certificate-untrusted',
  unknown: 'signer-certificate-unknown',
} as const);

/** Throws the code that names what is wrong with the certificate at any of the times. */
export function requireCertificate(
  signer: SignerCertificate,
  times: readonly Date[],
  checkCertificate: CheckCertificate,
): void {
  for (const at of times) {
    const state = checkCertificate(signer.der, at);
    if (state !== 'ok') throw new BianyinError(codes[state], { name: signer.name });
  }
}
