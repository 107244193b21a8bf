/** Judges people's certificates for the permit: a path to an anchor of this home, with revocation, at the given time. */
import type { CertificateState, CheckCertificate } from '../approval/certificate-check.ts';
import type { TrustMaterial } from '../city/trust-store.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseCertificate, type Certificate } from '../pki/certificate.ts';
import { buildPath, type PathProblemCode } from '../pki/path.ts';

/** Worst first: what a path's problems make of a certificate. Everything else that is wrong makes it untrusted. */
const states: readonly (readonly [PathProblemCode, CertificateState])[] = [
  ['CERT_REVOKED', 'revoked'],
  ['CERT_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'expired'],
  ['REVOCATION_MISSING', 'unknown'],
  ['REVOCATION_STALE', 'unknown'],
];
const harmlessHere = new Set<PathProblemCode>(states.map(([code]) => code));

/** The same certificate is asked about many times in one walk; answers are kept by certificate and time. */
export function certificateChecker(trust: TrustMaterial): CheckCertificate {
  const known = new Map<string, CertificateState>();
  return (der, at) => {
    const key = `${at.getTime()}:${Buffer.from(der).toString('base64')}`;
    const state = known.get(key) ?? judge(der, at, trust);
    known.set(key, state);
    return state;
  };
}

function judge(der: Uint8Array, at: Date, trust: TrustMaterial): CertificateState {
  const certificate = readable(der);
  if (!certificate) return 'untrusted';
  const { ok, codes } = buildPath(certificate, { ...trust, at, purpose: 'signing' });
  if (ok) return 'ok';
  if (codes.some((code) => !harmlessHere.has(code))) return 'untrusted';
  return states.find(([code]) => codes.includes(code))?.[1] ?? 'untrusted';
}

function readable(der: Uint8Array): Certificate | undefined {
  return orElse(() => parseCertificate(der), undefined);
}
