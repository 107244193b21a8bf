/** Candidate paths from a leaf upwards, depth first, by name and signature; bounded in depth and number. */
import { equalBytes } from '../crypto/bytes.ts';
import type { Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import type { PathProblem } from './path-problem.ts';
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
  /** A certificate that names this very key of its issuer, which did not sign it. */
  forged?: Certificate;
  /** One whose named issuer is here, with a key or an algorithm that nothing here computes with. */
  unchecked?: Certificate;
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

/** Certificates of the tip's issuer that did sign it; those whose key identifier fits first. Every candidate is tried. */
function issuersOf(search: Search, path: readonly Certificate[], tip: Certificate): readonly Certificate[] {
  const signature = (each: Certificate) => search.cache.certificateSignature(tip, each);
  const named = [...search.anchors, ...search.intermediates]
    .filter((each) => sameName(each.subject, tip.issuer))
    .sort((a, b) => keyFit(tip, b) - keyFit(tip, a));
  const signers = named.filter(
    (each) => !path.some((held) => isSameHolder(held, each)) && signature(each) === 'right',
  );
  // A root ends in itself, whatever its own signature is worth: nobody rests on that.
  const isRoot = sameName(tip.subject, tip.issuer);
  if (signers.length === 0 && !isRoot && !search.cache.isSpent()) noteFailure(search, tip, named);
  return signers;
}

/**
 * An authority keeps its name and changes its key, so "this one did not sign it" is a gap. It is a forgery only where the
 * certificate says which key signed it, and that key is here.
 */
function noteFailure(search: Search, tip: Certificate, named: readonly Certificate[]): void {
  const results = named
    .filter((each) => keyFit(tip, each) >= 0)
    .map((each) => ({ fit: keyFit(tip, each), result: search.cache.certificateSignature(tip, each) }));
  if (results.some(({ result }) => result === 'unsupported')) search.unchecked ??= tip;
  else if (results.some(({ fit, result }) => fit === 1 && result === 'wrong')) search.forged ??= tip;
}

function isAmong(certificate: Certificate, among: readonly Certificate[]): boolean {
  return among.some((each) => equalBytes(each.der, certificate.der));
}

/**
 * 1 when the tip names this key of its issuer, by identifier or by the serial number of its certificate, -1 when it names
 * another, 0 when it says nothing: a hint, never a proof (§4.2.1.1).
 */
function keyFit({ authorityKeyId, authoritySerialHex }: Certificate, issuer: Certificate): -1 | 0 | 1 {
  if (authorityKeyId && issuer.subjectKeyId) return equalBytes(authorityKeyId, issuer.subjectKeyId) ? 1 : -1;
  if (authoritySerialHex === undefined) return 0;
  return authoritySerialHex === issuer.serialHex ? 1 : -1;
}

/** One holder with one key may stand in a path once: this breaks loops through cross certificates. */
function isSameHolder(a: Certificate, b: Certificate): boolean {
  return sameName(a.subject, b.subject) && equalBytes(a.publicKey.spki, b.publicKey.spki);
}

/**
 * Without an anchor above, the authority is unknown here; the chain is incomplete besides unless it ends in a root of its
 * own, or at a signature that nothing here can check.
 */
function deadEnd(search: Search): readonly PathProblem[] {
  const tip = search.partial.at(-1);
  if (!tip) return [];
  const { forged, unchecked } = search;
  if (forged) return [{ code: 'CHAIN_INVALID', certificate: forged, rule: 'signature' }];
  const unknown: PathProblem = { code: 'TRUST_ROOT_UNKNOWN', certificate: tip };
  if (unchecked) {
    return [{ code: 'ALG_UNSUPPORTED', certificate: unchecked, what: unchecked.signatureAlgorithm.oid }];
  }
  const isRoot = sameName(tip.issuer, tip.subject) && search.cache.certificateSignature(tip, tip) !== 'wrong';
  return isRoot ? [unknown] : [{ code: 'CHAIN_INCOMPLETE', certificate: tip }, unknown];
}
