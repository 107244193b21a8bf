/** Revocation by OCSP responses (RFC 6960 §3.2, §4.2.2): which answers speak about a certificate, and what they say. */
import { equalBytes } from '../crypto/bytes.ts';
import { hash } from '../crypto/hashes.ts';
import type { Certificate } from './certificate.ts';
import type { Revocation } from './crl.ts';
import { sameName } from './name.ts';
import type { CertificateId, OcspResponse, SingleResponse } from './ocsp.ts';
import { hashByOid, oids } from './oids.ts';
import { revokedSince, type RevocationStatus } from './revocation.ts';
import { verifySigned, weakness } from './signature-algorithm.ts';

/** Responses, and the judgement of whether the issuer let this certificate answer for it; `path.ts` supplies it. */
export interface ResponseSource {
  readonly responses: readonly OcspResponse[];
  readonly at: Date;
  /** Whether a responder that is not the issuer itself was authorised by it, at a time. */
  delegation(responder: Certificate, issuer: Certificate, at: Date): Delegation;
}

/**
 * `doubtful`: authorised then, and it is open who held its key when it answered: revoked later for a reason of that kind, or no list
 * says anything about it any more.
 */
export type Delegation = 'good' | 'doubtful' | 'none';

/** Whether a CertID names this certificate of this issuer. The digests only find it, so that SHA-1 will do (RFC 5019 §2.1.1). */
function isAbout(id: CertificateId, certificate: Certificate, issuer: Certificate): boolean {
  return id.serialHex === certificate.serialHex && isOf(id, issuer);
}

function isOf(id: CertificateId, issuer: Certificate): boolean {
  const name = Object.hasOwn(hashByOid, id.hashOid) ? hashByOid[id.hashOid] : undefined;
  return (
    name !== undefined &&
    equalBytes(id.issuerNameHash, hash(name, issuer.subject.der)) &&
    equalBytes(id.issuerKeyHash, hash(name, issuer.publicKey.keyBits))
  );
}

/**
 * What authentic responses say about a certificate. The newest answer counts; an older one counts only where it says
 * `revoked` for good. `missing` when none speaks about it.
 */
export function checkResponses(
  certificate: Certificate,
  issuer: Certificate,
  source: ResponseSource,
): RevocationStatus {
  const answers = source.responses
    .flatMap((response) =>
      response.responses
        .filter((answer) => isAbout(answer.id, certificate, issuer))
        .map((answer) => ({ response, answer })),
    )
    .filter(({ response, answer }) => response.understood && answer.understood)
    .sort((a, b) => b.answer.thisUpdate.getTime() - a.answer.thisUpdate.getTime())
    .filter(({ response, answer }) => isAuthentic(response, answer, issuer, source));
  const [newest] = answers;
  if (!newest) return { kind: 'missing' };
  const final = answers.find(
    ({ answer }) => answer.status === 'revoked' && answer.reason !== 'certificateHold',
  );
  const revoked = newest.answer.status === 'revoked' ? newest : final;
  const entry = revoked && revocationOf(revoked.answer, certificate, issuer);
  if (entry && revokedSince(entry) <= source.at)
    return {
      kind: 'revoked',
      revocation: entry,
      since: revokedSince(entry),
      asOf: revoked.answer.thisUpdate,
    };
  if (newest.answer.status === 'unknown') return { kind: 'unknown', date: newest.answer.thisUpdate };
  return freshness(newest.answer, certificate, source.at, entry);
}

/** What a response revokes with the word of this issuer, whomever it is about: answers that a memory may keep. */
export function authenticRevocations(
  response: OcspResponse,
  issuer: Certificate,
  source: Pick<ResponseSource, 'at' | 'delegation'>,
): readonly SingleResponse[] {
  if (!response.understood) return [];
  return response.responses.filter(
    (answer) =>
      answer.status === 'revoked' &&
      answer.understood &&
      isOf(answer.id, issuer) &&
      isAuthentic(response, answer, issuer, source),
  );
}

/** An entry dated later than `at` covers `at` by itself: who was revoked then was not revoked before. */
function freshness(
  answer: SingleResponse,
  certificate: Certificate,
  at: Date,
  later: Revocation | undefined,
): RevocationStatus {
  const end = answer.nextUpdate ?? answer.thisUpdate;
  if (end < at) return { kind: 'stale', date: end };
  if (!later && !speaksAbout(answer, certificate)) return { kind: 'missing' };
  return { kind: 'good', asOf: answer.thisUpdate, source: 'ocsp', ...(later ? { later } : {}) };
}

/** A responder may have dropped a certificate that has expired, unless it says how long it keeps them. */
function speaksAbout({ thisUpdate, archiveCutoff }: SingleResponse, { notAfter }: Certificate): boolean {
  return thisUpdate <= notAfter || (archiveCutoff !== undefined && archiveCutoff <= notAfter);
}

function revocationOf(
  { revocationDate, reason, invalidityDate }: SingleResponse,
  certificate: Certificate,
  issuer: Certificate,
): Revocation | undefined {
  if (!revocationDate) return undefined;
  return {
    serialHex: certificate.serialHex,
    revocationDate,
    reason: reason ?? 'unspecified',
    ...(invalidityDate ? { invalidityDate } : {}),
    certificateIssuer: issuer.subject,
  };
}

/** Signed by the issuer's own key, or by a certificate that the issuer gave for this (§4.2.2.2). */
function isAuthentic(
  response: OcspResponse,
  { status }: SingleResponse,
  issuer: Certificate,
  source: Pick<ResponseSource, 'at' | 'delegation'>,
): boolean {
  if (names(response, issuer) && signed(response, issuer)) return true;
  const { producedAt } = response;
  // A delegate must be good when it answered, and still be when the answer is relied on.
  const latest = source.at > producedAt ? source.at : producedAt;
  return response.certificates.some((each) => {
    if (!names(response, each) || !signed(response, each)) return false;
    const delegation = source.delegation(each, issuer, producedAt);
    // Bad news stays true when the one who told it has gone, whatever else was told with it.
    if (delegation !== 'none' && status === 'revoked') return true;
    // `producedAt` is the responder's own word: who stole its key writes any date, and nothing good is believed of it.
    return delegation === 'good' && each.notAfter >= latest;
  });
}

function names({ responder }: OcspResponse, certificate: Certificate): boolean {
  if (responder.kind === 'name') return sameName(responder.name, certificate.subject);
  const { keyBits } = certificate.publicKey;
  // SHA-1 by the standard; authorities of the SM2 world digest with SM3.
  const algorithms = responder.hash.length === 20 ? (['sha1'] as const) : (['sm3', 'sha256'] as const);
  return algorithms.some((name) => equalBytes(responder.hash, hash(name, keyBits)));
}

function signed({ signatureAlgorithm, tbs, signature }: OcspResponse, { publicKey }: Certificate): boolean {
  if (weakness(publicKey, signatureAlgorithm) !== undefined) return false;
  return verifySigned(publicKey, signatureAlgorithm, tbs, signature);
}

/** Whether the issuer excuses its responder from being looked up itself (§4.2.2.2.1). */
export function isExcusedFromRevocation({ extensions }: Certificate): boolean {
  return extensions.some(({ oid }) => oid === oids.ocspNoCheck);
}
