/** Candidate paths from a leaf upwards, depth first, by name and signature; bounded in depth and number. */
import { equalBytes } from '../crypto/bytes.ts';
import type { Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import type { PathProblem } from './path-problem.ts';
import { signatureScheme } from './signature-algorithm.ts';
import type { SignatureCache } from './signature-cache.ts';

export interface FoundPaths {
  /** Paths that end in an anchor, leaf first. */
  readonly complete: readonly (readonly Certificate[])[];
  /** The longest path that ends nowhere; matters when there is no complete one. */
  readonly partial: readonly Certificate[];
  /** Why no path is complete; empty when one is. */
  readonly problems: readonly PathProblem[];
}

const maxLength = 16;
const maxPaths = 64;

interface Search {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly cache: SignatureCache;
  readonly complete: Certificate[][];
  partial: readonly Certificate[];
  stepsLeft: number;
  /** A certificate whose named issuer is here but did not sign it. */
  forged?: Certificate;
}

/** Finds paths; every link in them has a right signature. */
export function findPaths(
  leaf: Certificate,
  anchors: readonly Certificate[],
  intermediates: readonly Certificate[],
  cache: SignatureCache,
): FoundPaths {
  const search: Search = { anchors, intermediates, cache, complete: [], partial: [leaf], stepsLeft: 2000 };
  if (isAmong(leaf, anchors)) search.complete.push([leaf]);
  else extend(search, [leaf]);
  return {
    complete: search.complete,
    partial: search.partial,
    problems: search.complete.length > 0 ? [] : deadEnd(search),
  };
}

function extend(search: Search, path: readonly Certificate[]): void {
  const tip = path.at(-1);
  search.stepsLeft -= 1;
  if (!tip || path.length >= maxLength || search.stepsLeft < 0) return;
  if (path.length > search.partial.length) search.partial = path;
  const signers = issuersOf(search, path, tip);
  const anchors = signers.filter((each) => isAmong(each, search.anchors));
  for (const anchor of anchors)
    if (search.complete.length < maxPaths) search.complete.push([...path, anchor]);
  for (const issuer of signers) if (!anchors.includes(issuer)) extend(search, [...path, issuer]);
}

/** Certificates of the tip's issuer that did sign it; those whose key identifier fits first. */
function issuersOf(search: Search, path: readonly Certificate[], tip: Certificate): readonly Certificate[] {
  const signed = (each: Certificate): boolean => search.cache.signedCertificate(tip, each);
  const named = [...search.anchors, ...search.intermediates]
    .filter((each) => sameName(each.subject, tip.issuer))
    .sort((a, b) => keyFit(tip, b) - keyFit(tip, a));
  const signers = named.filter((each) => !path.some((held) => isSameHolder(held, each)) && signed(each));
  // Named but not signed by it: a forgery, unless one already in the path signed it (a root ends there) or work ran out.
  const claimed = named.some((each) => keyFit(tip, each) >= 0);
  const explained =
    signers.length > 0 || path.some((each) => sameName(each.subject, tip.issuer) && signed(each));
  if (claimed && !explained && !search.cache.isSpent()) search.forged ??= tip;
  return signers;
}

function isAmong(certificate: Certificate, among: readonly Certificate[]): boolean {
  return among.some((each) => equalBytes(each.der, certificate.der));
}

/** 1 when the key identifiers agree, -1 when they differ, 0 when they say nothing: a hint, never a proof (§4.2.1.1). */
function keyFit(tip: Certificate, issuer: Certificate): number {
  if (!tip.authorityKeyId || !issuer.subjectKeyId) return 0;
  return equalBytes(tip.authorityKeyId, issuer.subjectKeyId) ? 1 : -1;
}

/** One holder with one key may stand in a path once: this breaks loops through cross certificates. */
function isSameHolder(a: Certificate, b: Certificate): boolean {
  return sameName(a.subject, b.subject) && equalBytes(a.publicKey.spki, b.publicKey.spki);
}

/**
 * Without an anchor above, the authority is unknown here; the chain is incomplete besides unless it ends in a root of its
 * own. A signature that its named issuer did not make is a forgery, not a gap.
 */
function deadEnd(search: Search): readonly PathProblem[] {
  const tip = search.partial.at(-1);
  if (!tip) return [];
  if (search.forged && signatureScheme(search.forged.signatureAlgorithm) === undefined) {
    return [
      { code: 'ALG_UNSUPPORTED', certificate: search.forged, what: search.forged.signatureAlgorithm.oid },
    ];
  }
  if (search.forged) return [{ code: 'CHAIN_INVALID', certificate: search.forged, rule: 'signature' }];
  const isRoot = sameName(tip.issuer, tip.subject) && search.cache.signedCertificate(tip, tip);
  const unknown: PathProblem = { code: 'TRUST_ROOT_UNKNOWN', certificate: tip };
  return isRoot ? [unknown] : [{ code: 'CHAIN_INCOMPLETE', certificate: tip }, unknown];
}
