/** What can be wrong with a certificate path. Codes are those of the verdict table where that has one. */
import type { Certificate } from './certificate.ts';
import type { Revocation } from './crl.ts';

export type PathProblemCode =
  | 'TRUST_ROOT_UNKNOWN'
  | 'CHAIN_INCOMPLETE'
  | 'CHAIN_INVALID'
  | 'CERT_NOT_YET_VALID'
  | 'CERT_EXPIRED'
  | 'CERT_REVOKED'
  | 'CERT_USAGE_FORBIDDEN'
  | 'CERT_EXTENSION_UNKNOWN'
  | 'REVOCATION_MISSING'
  | 'REVOCATION_STALE'
  | 'REVOCATION_UNKNOWN'
  | 'ALG_WEAK'
  | 'ALG_UNSUPPORTED';

/** The rule that a CHAIN_INVALID path breaks (RFC 5280 §6.1). */
export type ChainRule =
  'signature' | 'not-a-ca' | 'key-cert-sign' | 'path-length' | 'name-constraints' | 'policy' | 'loop';

export interface PathProblem {
  readonly code: PathProblemCode;
  /** The certificate it is about. */
  readonly certificate: Certificate;
  /**
   * notBefore for CERT_NOT_YET_VALID, notAfter for CERT_EXPIRED, the time from which the key must not be trusted for
   * CERT_REVOKED, the time the list or response ran out for REVOCATION_STALE, its own for REVOCATION_UNKNOWN.
   */
  readonly date?: Date;
  readonly rule?: ChainRule;
  readonly revocation?: Revocation;
  /** The algorithm of ALG_WEAK and ALG_UNSUPPORTED, the OID of CERT_EXTENSION_UNKNOWN. */
  readonly what?: string;
}

/** How bad a problem is when two paths are compared: a forged path is worse than one that merely lacks data. */
export function severity(problem: PathProblem): number {
  return problemOrder.indexOf(problem.code);
}

const problemOrder: readonly PathProblemCode[] = [
  'ALG_WEAK',
  'REVOCATION_STALE',
  'REVOCATION_MISSING',
  'REVOCATION_UNKNOWN',
  'CERT_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_USAGE_FORBIDDEN',
  'CERT_REVOKED',
  'CERT_EXTENSION_UNKNOWN',
  'ALG_UNSUPPORTED',
  'CHAIN_INVALID',
  'CHAIN_INCOMPLETE',
  'TRUST_ROOT_UNKNOWN',
];
