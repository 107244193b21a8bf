/** Revocation by lists (RFC 5280 §6.3): which lists speak about a certificate, and what they say, deltas included. Longer: the rules of scope. */
import type { Certificate } from './certificate.ts';
import { isRevoked, type CertificateList, type Revocation, type RevocationReason } from './crl.ts';
import { allReasons, fullPointNames, type DistributionPoint } from './distribution-point.ts';
import type { GeneralName } from './general-name.ts';
import { sameName, type Name } from './name.ts';

/** What lists or OCSP responses say about one certificate at one time. */
export type RevocationStatus =
  | {
      readonly kind: 'good';
      readonly asOf: Date;
      readonly source: RevocationEvidence;
      readonly later?: Revocation;
    }
  | {
      readonly kind: 'revoked';
      readonly revocation: Revocation;
      readonly since: Date;
      /** `thisUpdate` of what says so. */
      readonly asOf: Date;
    }
  | { readonly kind: 'stale'; readonly date: Date }
  /** The authority answers, and does not know the certificate. */
  | { readonly kind: 'unknown'; readonly date: Date }
  | { readonly kind: 'missing' };

/** Where a revocation state comes from. */
export type RevocationEvidence = 'crl' | 'ocsp';

/** Reasons that leave what was signed before alone (RFC 3161 §4); after any other the key may have been in wrong hands. */
export const harmlessReasons: readonly RevocationReason[] = [
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
];

/** Lists and the judgement of whether one is authentic; `path.ts` supplies it, since it needs a path of its own. */
export interface ListSource {
  readonly crls: readonly CertificateList[];
  readonly at: Date;
  isAuthentic(list: CertificateList): boolean;
}

/** From when the key must not be trusted: the invalidity date when it is earlier than the revocation (§5.3.2). */
export function revokedSince({ revocationDate, invalidityDate }: Revocation): Date {
  return invalidityDate && invalidityDate < revocationDate ? invalidityDate : revocationDate;
}

/**
 * Looks a certificate up. It is good only when fresh, authentic lists cover every reason. A stale list can still revoke.
 * Lists issued after `at` count: they know more, and an entry dated later than `at` is reported as `later`.
 */
export function checkRevocation(certificate: Certificate, source: ListSource): RevocationStatus {
  let covered = 0;
  let asOf: Date | undefined;
  let staleSince: Date | undefined;
  let later: Revocation | undefined;
  for (const { list, reasons } of relevantLists(certificate, source.crls)) {
    if ((reasons & ~covered) === 0 || !list.understood || !source.isAuthentic(list)) continue;
    const { entry, asOf: told } = lookUp(certificate, list, source);
    if (entry && revokedSince(entry) <= source.at)
      return { kind: 'revoked', revocation: entry, since: revokedSince(entry), asOf: told };
    later ??= entry;
    const end = list.nextUpdate ?? list.thisUpdate;
    if (end < source.at) staleSince = staleSince && staleSince > end ? staleSince : end;
    else if (entry || stillListed(certificate, list)) {
      covered |= reasons;
      asOf = asOf && asOf < list.thisUpdate ? asOf : list.thisUpdate;
    }
  }
  if (asOf && covered === allReasons)
    return { kind: 'good', asOf, source: 'crl', ...(later ? { later } : {}) };
  return staleSince ? { kind: 'stale', date: staleSince } : { kind: 'missing' };
}

/**
 * Lists and responses together. One that revokes wins over one that does not, whichever is newer, except for a hold that the
 * newer one has lifted; one that does not know the certificate is never outvoted.
 */
export function combineRevocation(lists: RevocationStatus, responses: RevocationStatus): RevocationStatus {
  const both = [lists, responses];
  const revoked = both.find((each) => each.kind === 'revoked');
  const good = both
    .filter((each) => each.kind === 'good')
    .sort((a, b) => b.asOf.getTime() - a.asOf.getTime())[0];
  if (revoked && !(good && isLifted(revoked, good))) return revoked;
  const unknown = both.find((each) => each.kind === 'unknown');
  if (unknown) return unknown;
  if (good) {
    const later = both.map((each) => (each.kind === 'good' ? each.later : undefined)).find(Boolean);
    return later ? { ...good, later } : good;
  }
  return both.find((each) => each.kind === 'stale') ?? { kind: 'missing' };
}

/** Whether a certificate on hold was found good later; an answer from before the hold was published lifts nothing. */
function isLifted(
  { revocation, asOf: told }: Extract<RevocationStatus, { kind: 'revoked' }>,
  { asOf }: Extract<RevocationStatus, { kind: 'good' }>,
): boolean {
  return revocation.reason === 'certificateHold' && asOf > told;
}

/** Complete lists in whose scope the certificate is, the newest first, with the reasons each covers (§6.3.3 b, d). */
function relevantLists(certificate: Certificate, crls: readonly CertificateList[]) {
  const complete = crls
    .filter((list) => list.baseCrlNumber === undefined)
    .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const implicit: DistributionPoint = { name: { fullNames: [directory(certificate.issuer)] } };
  return [...(certificate.crlDistributionPoints ?? []), implicit].flatMap((point) =>
    complete.flatMap((list) => {
      const reasons = coveredReasons(certificate, point, list);
      return reasons === undefined ? [] : [{ list, reasons }];
    }),
  );
}

function coveredReasons(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
): number | undefined {
  const { scope, issuer } = list;
  const issuedBy = point.crlIssuer
    ? scope?.indirect === true && directoryNames(point.crlIssuer).some((name) => sameName(name, issuer))
    : sameName(issuer, certificate.issuer);
  if (!issuedBy) return undefined;
  if (!scope) return point.reasons ?? allReasons;
  const isCa = certificate.basicConstraints?.ca === true;
  const excluded = (scope.onlyUserCertificates && isCa) || (scope.onlyCaCertificates && !isCa);
  if (excluded || scope.onlyAttributeCertificates || !pointMatches(certificate, point, list))
    return undefined;
  return (scope.reasons ?? allReasons) & (point.reasons ?? allReasons);
}

/** §6.3.3 (b)(2)(i): a list for one distribution point speaks only for certificates that name the point. */
function pointMatches(certificate: Certificate, point: DistributionPoint, list: CertificateList): boolean {
  if (!list.scope?.name) return true;
  const offered = fullPointNames(list.scope.name, list.issuer);
  const holder = directoryNames(point.crlIssuer ?? [])[0] ?? certificate.issuer;
  const wanted = point.name ? fullPointNames(point.name, holder) : (point.crlIssuer ?? []);
  return wanted.some((name) => offered.some((other) => sameGeneralName(name, other)));
}

/** The entry of the newest delta to this list, else of the list itself (§6.3.3 c, i, j). */
function lookUp(
  certificate: Certificate,
  list: CertificateList,
  source: ListSource,
): { readonly entry: Revocation | undefined; readonly asOf: Date } {
  const delta = source.crls
    .filter(
      (each) => isDeltaOf(each, list) && each.understood && (each.nextUpdate ?? each.thisUpdate) >= source.at,
    )
    .sort((a, b) => Number((b.crlNumber ?? 0n) - (a.crlNumber ?? 0n)))
    .find((each) => source.isAuthentic(each));
  const changed = delta && isRevoked(delta, certificate);
  if (!changed) return { entry: isRevoked(list, certificate), asOf: list.thisUpdate };
  return { entry: changed.reason === 'removeFromCRL' ? undefined : changed, asOf: delta.thisUpdate };
}

function isDeltaOf(delta: CertificateList, list: CertificateList): boolean {
  if (delta.baseCrlNumber === undefined || delta.crlNumber === undefined || list.crlNumber === undefined)
    return false;
  const inRange = delta.baseCrlNumber <= list.crlNumber && list.crlNumber < delta.crlNumber;
  const sameScope =
    delta.scopeDer.length === list.scopeDer.length && delta.scopeDer.every((b, i) => b === list.scopeDer[i]);
  return inRange && sameScope && sameName(delta.issuer, list.issuer);
}

/** An expired certificate may leave the list (§3.3), unless the list says that it keeps them (X.509 expiredCertsOnCRL). */
function stillListed(certificate: Certificate, list: CertificateList): boolean {
  return list.thisUpdate <= certificate.notAfter || list.extensions.some((each) => each.oid === '2.5.29.60');
}

function directory(name: Name): GeneralName {
  return { kind: 'directory', name };
}

function directoryNames(names: readonly GeneralName[]): readonly Name[] {
  return names.flatMap((each) => (each.kind === 'directory' ? [each.name] : []));
}

function sameGeneralName(a: GeneralName, b: GeneralName): boolean {
  if (a.kind === 'directory' && b.kind === 'directory') return sameName(a.name, b.name);
  return 'text' in a && 'text' in b && a.kind === b.kind && a.text === b.text;
}
