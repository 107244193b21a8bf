/** X.509 certificates (RFC 5280 §4.1, GB/T 20518-2018 §5.2): parsed strictly, every part a slice of the original. */
import {
  derMalformed,
  expectTag,
  readDer,
  readExplicit,
  readInteger,
  readIntegerBytes,
  readSequence,
  readSmallInteger,
  readTime,
  type DerNode,
} from '../crypto/der.ts';
import { toHex } from '../crypto/bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { decodeExtensions, readExtensions, type Extension, type KnownExtensions } from './extensions.ts';
import { readName, type Name } from './name.ts';
import { readPublicKey, type PublicKey } from './public-key.ts';
import { readingAs, readSignedFrame } from './reading.ts';

export interface Certificate extends KnownExtensions {
  /** The whole certificate. */
  readonly der: Uint8Array;
  /** TBSCertificate with its header: what the issuer signed. */
  readonly tbs: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  readonly serialNumber: bigint;
  /** The serial number's content octets in hexadecimal, for lists and for people. */
  readonly serialHex: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** Parses DER. Throws `certificate-malformed` (the cause holds the detail); nothing is verified here. */
export function parseCertificate(bytes: Uint8Array): Certificate {
  return readingAs('certificate-malformed', () => readCertificate(readDer(bytes)));
}

function readCertificate(node: DerNode): Certificate {
  const { tbs, signatureAlgorithm, signature } = readSignedFrame(node);
  const fields = readTbs(tbs, signatureAlgorithm);
  return { der: node.bytes, tbs: tbs.bytes, signatureAlgorithm, signature, ...fields };
}

function readTbs(tbs: DerNode, outer: AlgorithmIdentifier) {
  const parts = [...readSequence(tbs)];
  const version = parts[0]?.tag === 0xa0 ? readSmallInteger(readExplicit(parts.shift(), 0)) + 1 : 1;
  const [serial, inner, issuer, validity, subject, key, ...optional] = parts;
  if (readAlgorithmIdentifier(inner).oid !== outer.oid)
    throw derMalformed('the two signature algorithms differ', tbs.offset);
  const [notBefore, notAfter, ...more] = readSequence(validity);
  if (more.length > 0 || version > 3) throw derMalformed('bad TBSCertificate', tbs.offset);
  const extensions = readOptionalParts(optional, version);
  return {
    version,
    serialNumber: readInteger(serial),
    serialHex: toHex(readIntegerBytes(serial)),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(key),
    extensions,
    ...decodeExtensions(extensions),
  };
}

/** issuerUniqueID [1], subjectUniqueID [2] (read past) and extensions [3]. */
function readOptionalParts(parts: readonly DerNode[], version: number): readonly Extension[] {
  const order = parts.map((part) => part.tag);
  const known = [0x81, 0x82, 0xa3];
  if (order.some((tag, i) => !known.includes(tag) || order.indexOf(tag) !== i)) {
    throw derMalformed('unknown part of TBSCertificate', parts[0]?.offset ?? 0);
  }
  const holder = parts.find((part) => part.tag === 0xa3);
  if (!holder) return [];
  if (version !== 3) throw derMalformed('extensions need version 3', holder.offset);
  return readExtensions(expectTag(readExplicit(holder, 3), 0x30));
}
