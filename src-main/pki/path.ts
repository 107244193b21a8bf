/** Builds certificate paths to given anchors and judges them (RFC 5280 §6, RFC 4158). Nothing is fetched, no clock is read. Longer, since search, judgement and lists call each other. */
import type { Certificate } from './certificate.ts';
import type { CertificateList, Revocation } from './crl.ts';
import { findPaths } from './path-search.ts';
import { severity, type PathProblem, type PathProblemCode } from './path-problem.ts';
import { usageAllows, validatePath, type PathPurpose } from './path-validation.ts';
import type { PolicyInputs } from './policy-graph.ts';
import type { OcspResponse, SingleResponse } from './ocsp.ts';
import {
  authenticRevocations,
  checkResponses,
  isExcusedFromRevocation,
  type Delegation,
} from './ocsp-status.ts';
import {
  checkRevocation,
  combineRevocation,
  harmlessReasons,
  type ListSource,
  type RevocationEvidence,
  type RevocationStatus,
} from './revocation.ts';
import { createSignatureCache, type SignatureCache } from './signature-cache.ts';
import { sameName } from './name.ts';

export type { PathProblem, PathProblemCode } from './path-problem.ts';

export interface PathOptions {
  /** Certificates trusted as they are. */
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  /** OCSP responses, each believed for its signature alone. Default: none. */
  readonly ocsp?: readonly OcspResponse[];
  /** The time the path must be valid at: a trusted time of signing, or now. */
  readonly at: Date;
  /** Default `any`. */
  readonly purpose?: PathPurpose;
  /** `skip` leaves revocation out; for callers that say so in their result. Default `check`. */
  readonly revocation?: 'check' | 'skip';
  readonly policies?: PolicyInputs;
}

/** On what the state of one certificate of the path rests. */
interface RevocationBasis {
  readonly certificate: Certificate;
  readonly source: RevocationEvidence;
  readonly asOf: Date;
}

export interface PathResult {
  /** No problem of any kind. */
  readonly ok: boolean;
  /** From the leaf to the anchor; to where it ends when no anchor was reached. */
  readonly path: readonly Certificate[];
  /** Whether the path ends in an anchor. */
  readonly anchored: boolean;
  readonly problems: readonly PathProblem[];
  /** The codes of the problems, each once. */
  readonly codes: readonly PathProblemCode[];
  /** What the revocation states rest on, the leaf first; nothing where there is a problem. */
  readonly revocationBases: readonly RevocationBasis[];
  /** The oldest `thisUpdate` among the lists and responses relied on: what the verdict must state as 截至. */
  readonly revocationAsOf?: Date;
  /** Revocations dated after `at`: no problem, but worth a note. */
  readonly laterRevocations: readonly Revocation[];
}

interface Session extends PathOptions {
  readonly cache: SignatureCache;
  /** Signers of lists whose own path is being judged: they cannot vouch for themselves. */
  readonly pendingSigners: ReadonlySet<Certificate>;
}

/** How deep the path of a list's signer may need lists signed by yet others. */
const maxSignerDepth = 3;

/**
 * The best path from `leaf` to an anchor: one without problems, else the least bad. Never throws on hostile certificates;
 * every problem is in the result.
 */
export function buildPath(leaf: Certificate, options: PathOptions): PathResult {
  return judge(leaf, { ...options, cache: createSignatureCache(), pendingSigners: new Set() });
}

/** What a response revokes of this issuer, proven by its signature and, for a delegate, by these lists. */
export function revocationsProven(
  response: OcspResponse,
  issuer: Certificate,
  crls: readonly CertificateList[],
): readonly SingleResponse[] {
  const at = response.producedAt;
  const session: Session = {
    ...{ anchors: [issuer], intermediates: [], crls, at, cache: createSignatureCache() },
    pendingSigners: new Set(),
  };
  const delegation = (responder: Certificate, signer: Certificate, then: Date): Delegation =>
    delegationOf(responder, signer, then, session);
  return authenticRevocations(response, issuer, { at, delegation });
}

function judge(leaf: Certificate, session: Session): PathResult {
  const found = findPaths(leaf, session.anchors, session.intermediates, session.cache);
  let best: PathResult | undefined;
  for (const path of found.complete) {
    const result = judgePath(path, session, []);
    if (result.ok) return result;
    if (!best || worst(result) < worst(best)) best = result;
  }
  return best ?? judgePath(found.partial, session, found.problems, false);
}

function judgePath(
  path: readonly Certificate[],
  session: Session,
  searchProblems: readonly PathProblem[],
  anchored = true,
): PathResult {
  const structural = validatePath(path, session.at, session.purpose ?? 'any', session.policies);
  const revocation =
    anchored && session.revocation !== 'skip' ? revocationOf(path, session) : emptyRevocation;
  const problems = [...searchProblems, ...structural, ...revocation.problems];
  return {
    ok: anchored && problems.length === 0,
    path,
    anchored,
    problems,
    codes: [...new Set(problems.map((each) => each.code))],
    laterRevocations: revocation.later,
    revocationBases: revocation.bases,
    ...(revocation.asOf ? { revocationAsOf: revocation.asOf } : {}),
  };
}

interface RevocationFindings {
  readonly problems: readonly PathProblem[];
  readonly later: readonly Revocation[];
  readonly bases: readonly RevocationBasis[];
  readonly asOf?: Date;
}

const emptyRevocation: RevocationFindings = { problems: [], later: [], bases: [] };

function revocationOf(path: readonly Certificate[], session: Session): RevocationFindings {
  const problems: PathProblem[] = [];
  const later: Revocation[] = [];
  const bases: RevocationBasis[] = [];
  for (const [i, certificate] of path.slice(0, -1).entries()) {
    const status = statusOf(certificate, path.slice(i + 1), session);
    if (status.kind === 'good') {
      bases.push({ certificate, source: status.source, asOf: status.asOf });
      if (status.later) later.push(status.later);
    } else problems.push(problemOf(certificate, status));
  }
  const asOf = bases.reduce<Date | undefined>(
    (oldest, each) => (oldest && oldest < each.asOf ? oldest : each.asOf),
    undefined,
  );
  return { problems, later, bases, ...(asOf ? { asOf } : {}) };
}

function statusOf(
  certificate: Certificate,
  above: readonly Certificate[],
  session: Session,
): RevocationStatus {
  const lists = checkRevocation(certificate, listSource(above, session));
  const [issuer] = above;
  if (!issuer || !session.ocsp || session.ocsp.length === 0) return lists;
  const responses = checkResponses(certificate, issuer, {
    responses: session.ocsp,
    at: session.at,
    delegation: (responder, signer, at) => delegationOf(responder, signer, at, session),
  });
  return combineRevocation(lists, responses);
}

function problemOf(
  certificate: Certificate,
  status: Exclude<RevocationStatus, { kind: 'good' }>,
): PathProblem {
  switch (status.kind) {
    case 'revoked':
      return { code: 'CERT_REVOKED', certificate, date: status.since, revocation: status.revocation };
    case 'stale':
      return { code: 'REVOCATION_STALE', certificate, date: status.date };
    case 'unknown':
      return { code: 'REVOCATION_UNKNOWN', certificate, date: status.date };
    case 'missing':
      return { code: 'REVOCATION_MISSING', certificate };
  }
}

/**
 * RFC 6960 §4.2.2.2: the issuer itself signed the responder's certificate, for this purpose, and it was good then. Lists
 * alone say so: responders do not vouch for each other. One that the issuer excused need not be listed; if a list names it
 * all the same, that counts.
 */
function delegationOf(responder: Certificate, issuer: Certificate, at: Date, session: Session): Delegation {
  const { crls, cache, pendingSigners } = session;
  const { anchored, codes, laterRevocations } = judge(responder, {
    ...{
      anchors: [issuer],
      intermediates: [],
      crls,
      at,
      purpose: 'ocsp',
      policies: {},
      cache,
      pendingSigners,
    },
  });
  const unsaid: readonly PathProblemCode[] = ['REVOCATION_MISSING', 'REVOCATION_STALE'];
  if (!anchored || codes.some((code) => !unsaid.includes(code))) return 'none';
  if (codes.length > 0 && !isExcusedFromRevocation(responder)) return 'doubtful';
  return laterRevocations.every(({ reason }) => harmlessReasons.includes(reason)) ? 'good' : 'doubtful';
}

/** A list is authentic when a certificate of its issuer signed it that is above in this path, or has a good path of its own. */
function listSource(above: readonly Certificate[], session: Session): ListSource {
  return { crls: session.crls, at: session.at, isAuthentic: (list) => isAuthentic(list, above, session) };
}

function isAuthentic(list: CertificateList, above: readonly Certificate[], session: Session): boolean {
  const named = (certificate: Certificate): boolean =>
    sameName(certificate.subject, list.issuer) &&
    usageAllows(certificate, 'crl') &&
    session.cache.signedList(list, certificate);
  if (above.some(named)) return true;
  const others = [...session.anchors, ...session.intermediates].filter(
    (each) => !above.includes(each) && named(each),
  );
  return others.some((signer) => isTrustedSigner(signer, above.at(-1), session));
}

/** §6.3.3 (f): the signer's path must be good and end in the same anchor. */
function isTrustedSigner(signer: Certificate, anchor: Certificate | undefined, session: Session): boolean {
  if (session.pendingSigners.has(signer) || session.pendingSigners.size >= maxSignerDepth || !anchor)
    return false;
  const result = judge(signer, {
    ...session,
    policies: {},
    anchors: [anchor],
    purpose: 'crl',
    pendingSigners: new Set([...session.pendingSigners, signer]),
  });
  return result.ok;
}

function worst(result: PathResult): number {
  return result.problems.reduce((total, problem) => Math.max(total, severity(problem)), 0);
}
