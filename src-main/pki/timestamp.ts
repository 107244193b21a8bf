/** Time-stamp requests, answers and tokens (RFC 3161 §2.4; GB/T 20520 uses the same structures), as the client sees them. */
import { der } from '../crypto/der-writer.ts';
import {
  derMalformed,
  readBoolean,
  readDer,
  readInteger,
  readOctetString,
  readOid,
  readSequence,
  readSmallInteger,
  readTime,
  type DerNode,
} from '../crypto/der.ts';
import type { HashName } from '../crypto/hashes.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { oidOfHash, oids } from './oids.ts';
import { parseSignedData, type SignedData } from './signed-data.ts';
import { readingAs } from './reading.ts';

/** A digest and the OID of its algorithm. */
interface MessageImprint {
  readonly hashOid: string;
  readonly digest: Uint8Array;
}

export interface TimeStampRequest {
  readonly imprint: MessageImprint;
  readonly nonce?: bigint;
  readonly policy?: string;
  /** Whether the authority shall put its certificate into the token. */
  readonly certReq: boolean;
}

export interface TimeStampToken {
  readonly der: Uint8Array;
  readonly signedData: SignedData;
  /** DER of the TSTInfo. */
  readonly info: Uint8Array;
  readonly policy: string;
  readonly imprint: MessageImprint;
  readonly serialNumber: bigint;
  readonly genTime: Date;
  /** Milliseconds either side of `genTime`; 0 when the token does not say. */
  readonly accuracyMilliseconds: number;
  readonly nonce?: bigint;
}

/** What an authority answered. */
export interface TimeStampResponse {
  readonly granted: boolean;
  readonly status: number;
  readonly token?: Uint8Array;
}

/** DER of a TimeStampReq. The nonce is the caller's randomness; with it an old answer cannot be played again. */
export function buildTimeStampRequest(fields: {
  hash: HashName;
  digest: Uint8Array;
  nonce?: bigint;
  policy?: string;
  certReq?: boolean;
}): Uint8Array {
  const imprint = der.sequence(der.sequence(der.oid(oidOfHash[fields.hash])), der.octetString(fields.digest));
  return der.sequence(
    der.integer(1),
    imprint,
    ...(fields.policy === undefined ? [] : [der.oid(fields.policy)]),
    ...(fields.nonce === undefined ? [] : [der.integer(fields.nonce)]),
    ...(fields.certReq === false ? [] : [der.boolean(true)]),
  );
}

/** Parses a TimeStampReq; extensions are refused. Throws `timestamp-malformed`. */
export function parseTimeStampRequest(bytes: Uint8Array): TimeStampRequest {
  return readingAs('timestamp-malformed', () => {
    const parts = [...readSequence(readDer(bytes))];
    if (readSmallInteger(parts.shift()) !== 1) throw derMalformed('request version', 0);
    const imprint = readImprint(parts.shift());
    const policy = parts[0]?.tag === 0x06 ? readOid(parts.shift()) : undefined;
    const nonce = parts[0]?.tag === 0x02 ? readInteger(parts.shift()) : undefined;
    const certReq = parts[0]?.tag === 0x01 && readBoolean(parts.shift());
    if (parts.length > 0) throw derMalformed('unknown part of a request', parts[0]?.offset ?? 0);
    return {
      imprint,
      certReq,
      ...(policy === undefined ? {} : { policy }),
      ...(nonce === undefined ? {} : { nonce }),
    };
  });
}

/** Parses a TimeStampResp. Granted with modifications counts as granted. Throws `timestamp-malformed`. */
export function parseTimeStampResponse(bytes: Uint8Array): TimeStampResponse {
  return readingAs('timestamp-malformed', () => {
    const [info, token, ...rest] = readSequence(readDer(bytes, { ber: true }));
    const status = readSmallInteger(readSequence(info)[0]);
    const granted = status === 0 || status === 1;
    if (rest.length > 0 || granted !== (token !== undefined)) throw derMalformed('bad TimeStampResp', 0);
    return { granted, status, ...(token ? { token: token.bytes } : {}) };
  });
}

/** Parses a TimeStampToken, with PKCS #7 or GB/T 35275 OIDs outside. Throws `timestamp-malformed`; verifies nothing. */
export function parseTimeStampToken(bytes: Uint8Array): TimeStampToken {
  return readingAs('timestamp-malformed', () => {
    const signedData = parseSignedData(bytes);
    const { content, contentType } = signedData;
    if (contentType !== oids.tstInfo || !content) throw derMalformed('not a TSTInfo', 0);
    return { der: signedData.der, signedData, info: content, ...readTstInfo(content) };
  });
}

function readTstInfo(content: Uint8Array) {
  const parts = [...readSequence(readDer(content, { ber: true }))];
  // GB/T 20520-2025 is said to number its TSTInfo v2; both are read alike.
  if (![1, 2].includes(readSmallInteger(parts.shift()))) throw derMalformed('TSTInfo version', 0);
  const policy = readOid(parts.shift());
  const imprint = readImprint(parts.shift());
  const serialNumber = readInteger(parts.shift());
  const genTime = readTime(parts.shift(), 'generalized');
  const accuracy = parts[0]?.tag === 0x30 ? parts.shift() : undefined;
  if (parts[0]?.tag === 0x01) readBoolean(parts.shift());
  const nonce = parts[0]?.tag === 0x02 ? readInteger(parts.shift()) : undefined;
  return {
    policy,
    imprint,
    serialNumber,
    genTime,
    accuracyMilliseconds: accuracy ? readAccuracy(accuracy) : 0,
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** Accuracy: seconds, milliseconds [0], microseconds [1]; rounded up. */
function readAccuracy(node: DerNode): number {
  const parts = readSequence(node);
  const value = (tag: number): number => {
    const found = parts.find((each) => each.tag === tag);
    return found ? readSmallInteger(found, tag) : 0;
  };
  return value(0x02) * 1000 + value(0x80) + Math.ceil(value(0x81) / 1000);
}

function readImprint(node: DerNode | undefined): MessageImprint {
  const [algorithm, digest] = readSequence(node);
  return { hashOid: readAlgorithmIdentifier(algorithm).oid, digest: readOctetString(digest) };
}
