/** Verification of a time-stamp token (RFC 3161 §2.2, §2.3, §4): imprint, signature, the authority's certificate. */
import { equalBytes } from '../crypto/bytes.ts';
import type { HashName } from '../crypto/hashes.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateList } from './crl.ts';
import type { OcspResponse } from './ocsp.ts';
import { hashByOid } from './oids.ts';
import { listAge } from './list-age.ts';
import { buildPath, type PathResult } from './path.ts';
import { harmlessReasons, revokedSince } from './revocation.ts';
import { verifySignedData } from './signed-data-verification.ts';
import type { TimeStampToken } from './timestamp.ts';

export interface TimeStampInput {
  readonly token: TimeStampToken;
  /**
   * Digests the imprint may be, best first: real producers disagree on whether the BIT STRING's header is stamped too.
   * Which of them it was is in the result.
   */
  imprintOf(name: HashName): readonly Uint8Array[];
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  /** OCSP responses. Default: none. */
  readonly ocsp?: readonly OcspResponse[];
  /**
   * The time from which nothing proves that the token existed: the present, or that of a later time stamp over it. The
   * authority's certificate must not have run out by then, else anybody who got the old key could have made the token
   * (RFC 3161 §4). Default: not asked.
   */
  readonly knownSince?: Date;
  /** When the authority's path must be valid. Default: the time in the token. */
  readonly at?: Date;
  /** The nonce of the request, when the answer to one is checked. */
  readonly nonce?: bigint;
  /** `skip` leaves revocation of the authority out. Default `check`. */
  readonly revocation?: 'check' | 'skip';
}

/** INVALID: forged, damaged or about something else. UNTRUSTED: genuine as far as seen, but the authority cannot be confirmed. */
export type TimeStampCode =
  'TIMESTAMP_INVALID' | 'TIMESTAMP_UNTRUSTED' | 'TIMESTAMP_EXPIRED_NO_POE' | 'ALG_UNSUPPORTED' | 'ALG_WEAK';

export interface TimeStampVerdict {
  readonly ok: boolean;
  readonly codes: readonly TimeStampCode[];
  /** Why, for the report: one word each. */
  readonly reasons: readonly TimeStampReason[];
  readonly time: Date;
  /** Index into what `imprintOf` returned. */
  readonly imprintIndex?: number;
  readonly signer?: Certificate;
  readonly path?: PathResult;
}
type TimeStampReason =
  | 'imprint'
  | 'imprint-algorithm'
  | 'nonce'
  | 'signature'
  | 'signer-count'
  | 'signer-certificate'
  | 'usage'
  | 'path'
  | 'revoked-later'
  | 'old-list'
  | 'expired'
  | 'weak-algorithm';

/** Verifies a token. Hostile input yields codes, never an exception. */
export function verifyTimeStampToken(input: TimeStampInput): TimeStampVerdict {
  const { token } = input;
  const found: { code: TimeStampCode; reason: TimeStampReason }[] = [];
  const add = (code: TimeStampCode, reason: TimeStampReason): void => void found.push({ code, reason });
  const imprintIndex = matchImprint(input);
  if (imprintIndex === undefined) add('ALG_UNSUPPORTED', 'imprint-algorithm');
  else if (imprintIndex < 0) add('TIMESTAMP_INVALID', 'imprint');
  if (input.nonce !== undefined && token.nonce !== input.nonce) add('TIMESTAMP_INVALID', 'nonce');
  const [signer, ...others] = verifySignedData(token.signedData, undefined, [
    ...input.intermediates,
    ...input.anchors,
  ]);
  if (!signer || others.length > 0) add('TIMESTAMP_INVALID', 'signer-count');
  else if (!signer.certificate) add('TIMESTAMP_UNTRUSTED', 'signer-certificate');
  else if (signer.codes.includes('ALG_UNSUPPORTED')) add('ALG_UNSUPPORTED', 'signature');
  else if (!signer.ok || !signer.signer.signedAttributes) add('TIMESTAMP_INVALID', 'signature');
  if (signer?.codes.includes('ALG_WEAK')) add('ALG_WEAK', 'weak-algorithm');
  const path = signer?.certificate && authorityPath(input, signer.certificate);
  for (const problem of path ? pathFindings(path, input.at ?? token.genTime, input.knownSince) : [])
    add(...problem);
  return {
    ok: found.length === 0,
    codes: [...new Set(found.map((each) => each.code))],
    reasons: [...new Set(found.map((each) => each.reason))],
    time: token.genTime,
    ...(imprintIndex !== undefined && imprintIndex >= 0 ? { imprintIndex } : {}),
    ...(signer?.certificate ? { signer: signer.certificate } : {}),
    ...(path ? { path } : {}),
  };
}

/** Index of the digest that fits, -1 when none does, undefined when the algorithm is unknown. */
function matchImprint(input: TimeStampInput): number | undefined {
  const { imprint } = input.token;
  const name = hashByOid[imprint.hashOid];
  return name && input.imprintOf(name).findIndex((digest) => equalBytes(digest, imprint.digest));
}

function authorityPath(input: TimeStampInput, signer: Certificate): PathResult {
  const { token, anchors, intermediates, crls, ocsp = [] } = input;
  return buildPath(signer, {
    ocsp,
    anchors,
    intermediates: [...token.signedData.certificates, ...intermediates],
    crls: [...token.signedData.crls, ...crls],
    at: input.at ?? token.genTime,
    purpose: 'timestamping',
    revocation: input.revocation ?? 'check',
  });
}

function pathFindings(
  path: PathResult,
  at: Date,
  knownSince?: Date,
): readonly [TimeStampCode, TimeStampReason][] {
  const findings: [TimeStampCode, TimeStampReason][] = [];
  if (path.codes.includes('CERT_USAGE_FORBIDDEN')) findings.push(['TIMESTAMP_INVALID', 'usage']);
  if (path.codes.some((code) => code !== 'CERT_USAGE_FORBIDDEN'))
    findings.push(['TIMESTAMP_UNTRUSTED', 'path']);
  // Whoever revokes a key after it is known that the token existed says nothing about the token.
  const harmful = path.laterRevocations.some(
    (entry) => !harmlessReasons.includes(entry.reason) && (!knownSince || revokedSince(entry) <= knownSince),
  );
  if (harmful) findings.push(['TIMESTAMP_UNTRUSTED', 'revoked-later']);
  if (path.revocationBases.some(({ asOf }) => listAge('authority', asOf, at) === 'stale'))
    findings.push(['TIMESTAMP_UNTRUSTED', 'old-list']);
  const end = path.path[0]?.notAfter;
  if (end && knownSince && end < knownSince) findings.push(['TIMESTAMP_EXPIRED_NO_POE', 'expired']);
  return findings;
}
