/** OCSP responses (RFC 6960 §4.2, RFC 9654; GB/T 19713 uses the same structures): parsed strictly; nothing is fetched. A parser, so longer. */
import { toHex } from '../crypto/bytes.ts';
import {
  derMalformed,
  readBitStringOctets,
  readDer,
  readExplicit,
  readIntegerBytes,
  readOctetString,
  readOid,
  readSequence,
  readSmallInteger,
  readTime,
  type DerNode,
} from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { revocationReasons, type RevocationReason } from './crl.ts';
import { readExtensions, type Extension } from './extensions.ts';
import { readName, type Name } from './name.ts';
import { oids } from './oids.ts';
import { readingAs } from './reading.ts';

/** Whom an answer is about: its issuer as two digests, and its serial number (§4.1.1 CertID). */
export interface CertificateId {
  readonly hashOid: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialHex: string;
}

/** The answer about one certificate. */
export interface SingleResponse {
  readonly id: CertificateId;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Only when revoked. */
  readonly revocationDate?: Date;
  readonly reason?: RevocationReason;
  readonly thisUpdate: Date;
  /** Absent: newer information is always to be had, so that the answer is old as soon as it is given. */
  readonly nextUpdate?: Date;
  /** Certificates that expired before this time are not spoken about (§4.4.4). */
  readonly archiveCutoff?: Date;
  /** When the key is known or suspected to have gone bad (CRL entry extension, §4.4.5). */
  readonly invalidityDate?: Date;
  /** False when it has a critical extension unknown here: then it proves nothing. */
  readonly understood: boolean;
}

/** Who says that it answers: a name, or a digest of a public key. */
type ResponderId =
  { readonly kind: 'name'; readonly name: Name } | { readonly kind: 'key'; readonly hash: Uint8Array };

export interface OcspResponse {
  /** The BasicOCSPResponse. */
  readonly der: Uint8Array;
  /** ResponseData with its header: what the responder signed. */
  readonly tbs: Uint8Array;
  readonly responder: ResponderId;
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  /** Certificates that came along and could be read. */
  readonly certificates: readonly Certificate[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly understood: boolean;
}

const nonce = '1.3.6.1.5.5.7.48.1.2';
const archiveCutoff = '1.3.6.1.5.5.7.48.1.6';
const reasonCode = '2.5.29.21';
const invalidityDate = '2.5.29.24';
const maxResponses = 1000;
const maxCertificates = 16;

/**
 * Parses an OCSPResponse or the BasicOCSPResponse inside. An answer that holds none (`tryLater`, `unauthorized` …) is
 * malformed too: there is nothing in it that anybody signed. Throws `ocsp-malformed`; nothing is verified here.
 */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse {
  return readingAs('ocsp-malformed', () => {
    const node = readDer(bytes);
    return readBasic(readSequence(node)[0]?.tag === 0x0a ? readDer(readEnvelope(node)) : node);
  });
}

/** The octets of the BasicOCSPResponse of a successful OCSPResponse. */
function readEnvelope(node: DerNode): Uint8Array {
  const [status, holder, ...rest] = readSequence(node);
  if (readSmallInteger(status, 0x0a) !== 0) throw derMalformed('an answer without a response', node.offset);
  const [type, response, ...more] = readSequence(readExplicit(holder, 0));
  if (readOid(type) !== oids.basicOcspResponse || rest.length > 0 || more.length > 0)
    throw derMalformed('not a basic response', node.offset);
  return readOctetString(response);
}

function readBasic(node: DerNode): OcspResponse {
  const [tbs, algorithm, signature, certs, ...rest] = readSequence(node);
  if (!tbs || rest.length > 0) throw derMalformed('bad BasicOCSPResponse', node.offset);
  const held = certs ? readSequence(readExplicit(certs, 0)) : [];
  if (held.length > maxCertificates) throw derMalformed('too many certificates', node.offset);
  return {
    der: node.bytes,
    tbs: tbs.bytes,
    ...readResponseData(tbs),
    signatureAlgorithm: readAlgorithmIdentifier(algorithm),
    signature: readBitStringOctets(signature),
    certificates: held.flatMap(readableCertificate),
  };
}

/** One that cannot be read is left out: without the responder's own the response is not believed anyway. */
function readableCertificate({ bytes }: DerNode): Certificate[] {
  return orElse(() => [parseCertificate(bytes)], []);
}

function readResponseData(node: DerNode) {
  const parts = [...readSequence(node)];
  if (parts[0]?.tag === 0xa0 && readSmallInteger(readExplicit(parts.shift(), 0)) !== 0)
    throw derMalformed('response version', node.offset);
  const responder = readResponder(parts.shift());
  const producedAt = readTime(parts.shift(), 'generalized');
  const answers = readSequence(parts.shift());
  if (answers.length > maxResponses) throw derMalformed('too many answers', node.offset);
  const extensions = parts[0]?.tag === 0xa1 ? readExtensions(readExplicit(parts.shift(), 1)) : [];
  if (parts.length > 0) throw derMalformed('unknown part of a response', node.offset);
  return {
    responder,
    producedAt,
    responses: answers.map(readSingle),
    understood: !hasUnknownCritical(extensions, [nonce]),
  };
}

function readResponder(node: DerNode | undefined): ResponderId {
  if (node?.tag === 0xa1) return { kind: 'name', name: readName(readExplicit(node, 1)) };
  return { kind: 'key', hash: readOctetString(readExplicit(node, 2)) };
}

function readSingle(node: DerNode): SingleResponse {
  const parts = [...readSequence(node)];
  const id = readCertificateId(parts.shift());
  const status = readStatus(parts.shift());
  const thisUpdate = readTime(parts.shift(), 'generalized');
  const next = parts[0]?.tag === 0xa0 ? readTime(readExplicit(parts.shift(), 0), 'generalized') : undefined;
  const extensions = parts[0]?.tag === 0xa1 ? readExtensions(readExplicit(parts.shift(), 1)) : [];
  if (parts.length > 0) throw derMalformed('unknown part of an answer', node.offset);
  return {
    id,
    ...status,
    thisUpdate,
    ...(next ? { nextUpdate: next } : {}),
    ...timeOf(extensions, archiveCutoff, 'archiveCutoff'),
    ...timeOf(extensions, invalidityDate, 'invalidityDate'),
    understood: !hasUnknownCritical(extensions, [archiveCutoff, invalidityDate, reasonCode]),
  };
}

function readCertificateId(node: DerNode | undefined): CertificateId {
  const [algorithm, name, key, serial, ...rest] = readSequence(node);
  if (rest.length > 0) throw derMalformed('bad CertID', node?.offset ?? 0);
  return {
    hashOid: readAlgorithmIdentifier(algorithm).oid,
    issuerNameHash: readOctetString(name),
    issuerKeyHash: readOctetString(key),
    serialHex: toHex(readIntegerBytes(serial)),
  };
}

/** CertStatus: good [0], revoked [1], unknown [2], all implicit. */
function readStatus(node: DerNode | undefined): Pick<SingleResponse, 'status' | 'revocationDate' | 'reason'> {
  if (node?.tag === 0x80 && node.content.length === 0) return { status: 'good' };
  if (node?.tag === 0x82 && node.content.length === 0) return { status: 'unknown' };
  const [date, holder, ...rest] = readSequence(node, 0xa1);
  if (rest.length > 0) throw derMalformed('bad RevokedInfo', node?.offset ?? 0);
  const reason = holder && revocationReasons[readSmallInteger(readExplicit(holder, 0), 0x0a)];
  return {
    status: 'revoked',
    revocationDate: readTime(date, 'generalized'),
    reason: reason ?? 'unspecified',
  };
}

function timeOf<K extends string>(
  extensions: readonly Extension[],
  oid: string,
  key: K,
): Partial<Record<K, Date>> {
  const found = extensions.find((each) => each.oid === oid);
  return found ? ({ [key]: readTime(readDer(found.value), 'generalized') } as Record<K, Date>) : {};
}

function hasUnknownCritical(extensions: readonly Extension[], known: readonly string[]): boolean {
  return extensions.some((each) => each.critical && !known.includes(each.oid));
}
