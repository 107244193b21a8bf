/**
 * Reads a trust pack, `.btp` (docs/formats.md, docs/adr/0018): roots, certificates, revocation lists, responses, policy profile
 * and seal status in one signed file that travels by LAN or USB. Reading trusts nothing (verify-trust-pack.ts does).
 * A parser, so longer.
 */
import { z } from 'zod';
import { parsePolicyProfile, type PolicyProfile } from '../approval/policy-profile.ts';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  toBase64,
  toHex,
  utf8Decode,
  utf8Encode,
} from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseCertificate, type Certificate } from '../pki/certificate.ts';
import { parseCrl, type CertificateList } from '../pki/crl.ts';
import { parseOcspResponse, type OcspResponse } from '../pki/ocsp.ts';
import { imageMagic } from '../seal/status-image.ts';
import { parseStatement, withData, type StatusSnapshot } from '../seal/status-snapshot.ts';
import {
  packMalformed,
  parsePackHeader,
  requirePurpose,
  type PackHeader,
  type PackPartKind,
} from './pack-header.ts';

/** Like that of PNG: a transfer that changes line ends or drops the top bit is seen at once. */
const packMagic = Uint8Array.from([0x89, 0x42, 0x54, 0x50, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Longest pack, octets: the status of all numbers that eight digits can give, and lists besides. */
export const LARGEST_PACK = 192 * 1024 * 1024;
const MOST_ENVELOPE = 2 * 1024 * 1024;
const OPENING_BRACE = 0x7b;

export interface TrustPack {
  readonly header: PackHeader;
  /** The octets that are signed. */
  readonly headerBytes: Uint8Array;
  /** SM3 of `headerBytes`, hexadecimal: what the next pack names as the one before. */
  readonly sm3: string;
  readonly signer: Certificate;
  readonly signature: Uint8Array;
  readonly roots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly sealMakers: readonly Certificate[];
  readonly timeStampers: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  readonly ocsp: readonly OcspResponse[];
  readonly policyProfile: PolicyProfile | null;
  /** JSON of vendor profiles (docs/adr/0060); whoever uses them reads them, and passes over what it does not understand. */
  readonly vendorProfiles: readonly string[];
  /** The seal status: in a full pack with the image of all seals, else with what changed. */
  readonly status: StatusSnapshot | null;
  /** Where the image or delta begins in the file; the file up to there is the same in both. */
  readonly statusOffset: number;
  readonly bytes: Uint8Array;
}

/** A root of a pack, for a person who compares its digest with what the publisher says. */
export interface PackRoot {
  readonly name: string;
  readonly organisation: string;
  /** SM3 of the certificate's DER, hexadecimal. */
  readonly sm3: string;
  readonly notAfter: Date;
}

const envelope = z.strictObject({
  certificate: z.string(),
  header: z.string(),
  signature: z.string(),
});

/**
 * Errors: `trust-pack-malformed`, `trust-pack-truncated`, `trust-pack-altered` (a part is not what the header names),
 * `trust-pack-other-purpose`.
 */
export function readTrustPack(bytes: Uint8Array): TrustPack {
  if (bytes.length > LARGEST_PACK) throw packMalformed('too long');
  if (!equalBytes(bytes.subarray(0, packMagic.length), packMagic)) throw notAPack(bytes);
  const envelopeAt = packMagic.length + 4;
  const length = new DataView(cut(bytes, packMagic.length, 4).slice().buffer).getUint32(0);
  if (length > MOST_ENVELOPE) throw packMalformed('envelope');
  const signed = readEnvelope(cut(bytes, envelopeAt, length));
  const { parts, end } = readParts(bytes, envelopeAt + length, signed.header);
  const statusLine = parts.find(({ kind }) => kind === 'status')?.octets;
  const status = statusLine ? readStatus(statusLine, bytes.subarray(end)) : null;
  if (!status && end !== bytes.length) throw packMalformed('length');
  return { ...signed, ...readObjects(parts), status, statusOffset: end, bytes };
}

/** The roots of a pack, to be compared before it is trusted. */
export function packRoots({ roots }: TrustPack): PackRoot[] {
  return roots.map(({ der, subject, notAfter }) => ({
    name: subject.commonName ?? subject.toString(),
    organisation: subject.organization ?? '',
    sm3: toHex(sm3(der)),
    notAfter,
  }));
}

/** The file form. `status`: image or delta, named by the statement that is one of the parts. */
export function assembleTrustPack(
  headerBytes: Uint8Array,
  certificate: Uint8Array,
  signature: Uint8Array,
  parts: readonly Uint8Array[],
  status: Uint8Array | null,
): Uint8Array {
  const text = encodeEnvelope(headerBytes, certificate, signature);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return concatBytes(packMagic, length, text, ...parts, status ?? new Uint8Array());
}

function encodeEnvelope(headerBytes: Uint8Array, certificate: Uint8Array, signature: Uint8Array): Uint8Array {
  const fields = { certificate: toBase64(certificate), header: utf8Decode(headerBytes) };
  return utf8Encode(JSON.stringify({ ...fields, signature: toBase64(signature) }));
}

/** The same pack with the image of all seals in the place of what changed. */
export function withImage({ bytes, statusOffset }: TrustPack, image: Uint8Array): Uint8Array {
  return concatBytes(bytes.subarray(0, statusOffset), image);
}

function readEnvelope(octets: Uint8Array) {
  try {
    const fields = envelope.parse(JSON.parse(utf8Decode(octets)));
    const headerBytes = utf8Encode(fields.header);
    const [certificate, signature] = [fromBase64(fields.certificate), fromBase64(fields.signature)];
    // One spelling: there is no octet in a pack that could be changed without anybody noticing.
    if (!equalBytes(encodeEnvelope(headerBytes, certificate, signature), octets))
      throw packMalformed('envelope');
    return {
      header: parsePackHeader(headerBytes),
      headerBytes,
      sm3: toHex(sm3(headerBytes)),
      signer: parseCertificate(certificate),
      signature,
    };
  } catch (cause) {
    if (cause instanceof BianyinError && cause.code.startsWith('trust-pack-')) throw cause;
    throw packMalformed('envelope', cause);
  }
}

interface PackPart {
  readonly kind: PackPartKind;
  readonly octets: Uint8Array;
}

function readParts(bytes: Uint8Array, start: number, header: PackHeader): { parts: PackPart[]; end: number } {
  let end = start;
  const parts = header.parts.map(({ kind, length, sm3: named }) => {
    const octets = cut(bytes, end, length);
    if (toHex(sm3(octets)) !== named) throw new BianyinError('trust-pack-altered', { part: kind });
    end += length;
    return { kind, octets };
  });
  return { parts, end };
}

function readObjects(parts: readonly PackPart[]) {
  const all = <T>(kind: PackPartKind, parse: (octets: Uint8Array) => T): T[] =>
    parts.filter((part) => part.kind === kind).map(({ octets }) => orMalformed(kind, () => parse(octets)));
  return {
    roots: all('root', parseCertificate),
    intermediates: all('intermediate', parseCertificate),
    sealMakers: all('seal-maker', parseCertificate),
    timeStampers: all('time-stamp', parseCertificate),
    crls: all('crl', parseCrl),
    ocsp: all('ocsp', parseOcspResponse),
    policyProfile: all('policy-profile', (octets) => parsePolicyProfile(utf8Decode(octets)))[0] ?? null,
    vendorProfiles: all('vendor-profile', utf8Decode),
  };
}

function readStatus(line: Uint8Array, data: Uint8Array): StatusSnapshot {
  const statement = orMalformed('status', () => parseStatement(line));
  // A file that ends before its image has begun was cut off, too.
  const begun = imageMagic.subarray(0, data.length);
  const form = begun.every((octet, i) => octet === data[i]) ? 'image' : 'delta';
  const length = statement.body[form]?.length ?? 0;
  if (data.length < length) throw new BianyinError('trust-pack-truncated');
  if (data.length > length) throw packMalformed('length');
  try {
    return withData(statement, data);
  } catch (cause) {
    throw new BianyinError('trust-pack-altered', { part: 'status' }, { cause });
  }
}

function orMalformed<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw packMalformed(what, cause);
  }
}

/** Errors: `trust-pack-truncated`. */
function cut(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length > bytes.length) throw new BianyinError('trust-pack-truncated');
  return bytes.subarray(at, at + length);
}

/** A file that begins otherwise: something else that was signed, or the beginning of a pack, or anything at all. */
function notAPack(bytes: Uint8Array): BianyinError {
  if (bytes.length < packMagic.length && bytes.every((octet, i) => octet === packMagic[i])) {
    return new BianyinError('trust-pack-truncated');
  }
  try {
    if (bytes[0] === OPENING_BRACE) requirePurpose(signedText(bytes.subarray(0, MOST_ENVELOPE)));
  } catch (error) {
    if (error instanceof BianyinError) return error;
  }
  return packMalformed('beginning');
}

/** The text inside a signed line of JSON: a snapshot, a statement. */
function signedText(bytes: Uint8Array): unknown {
  const end = bytes.indexOf(0x0a);
  const outer: unknown = JSON.parse(utf8Decode(end < 0 ? bytes : bytes.subarray(0, end)));
  const body = (outer as { body?: unknown } | null)?.body;
  return typeof body === 'string' ? JSON.parse(body) : outer;
}
