/** Attributes of a SignerInfo (RFC 5652 §5.3, GB/T 35275-2017 §9): read as they were encoded, written in DER. */
import { compareBytes, equalBytes } from '../crypto/bytes.ts';
import { derMalformed, readOid, readSequence, type DerNode } from '../crypto/der.ts';
import { der } from '../crypto/der-writer.ts';
import { hash } from '../crypto/hashes.ts';
import { oids } from './oids.ts';

export interface Attribute {
  readonly oid: string;
  readonly values: readonly DerNode[];
}

/** Signed attributes and the octets a signature over them may have been made of. */
export interface SignedAttributes {
  readonly attributes: readonly Attribute[];
  /** DER of the SET OF (tag 31), members sorted: what the standard signs. */
  readonly sorted: Uint8Array;
  /** The same with members in the order they were sent in, which some producers sign (found with Topsec). */
  readonly asSent: Uint8Array;
  /** False when the order sent is not that of DER. */
  readonly inOrder: boolean;
}

const maxAttributes = 256;

/** Attributes of a `[0]` or `[1]` IMPLICIT SET; throws `der-malformed`. */
export function readAttributes(node: DerNode): readonly Attribute[] {
  if (node.children().length > maxAttributes) throw derMalformed('too many attributes', node.offset);
  return node.children().map((member) => {
    const [oid, values, ...rest] = readSequence(member);
    if (!values || rest.length > 0) throw derMalformed('bad Attribute', member.offset);
    return { oid: readOid(oid), values: readSequence(values, 0x31) };
  });
}

/** Reads the signed attributes; members are never re-encoded. */
export function readSignedAttributes(node: DerNode): SignedAttributes {
  const attributes = readAttributes(node);
  const members = node.children().map((member) => member.bytes);
  const asSent = der.raw(0x31, ...members);
  const sorted = der.raw(0x31, ...[...members].sort(compareBytes));
  return { attributes, sorted, asSent, inOrder: equalBytes(sorted, asSent) };
}

/** The one value of the one attribute with this OID. Undefined when it is absent, given twice or holds several values. */
export function singleValue(attributes: readonly Attribute[], oid: string): DerNode | undefined {
  const [found, ...others] = attributes.filter((each) => each.oid === oid);
  return found?.values.length === 1 && others.length === 0 ? found.values[0] : undefined;
}

/** DER of one Attribute from its encoded values. */
export function encodeAttribute(oid: string, ...values: readonly Uint8Array[]): Uint8Array {
  return der.sequence(der.oid(oid), der.set(...values));
}

/** What the attributes of a new signature say. */
export interface SignedAttributeFields {
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  readonly signingTime?: Date;
  /** DER of the signer's certificate: adds signingCertificateV2 (RFC 5035) with an SM3 digest. */
  readonly signingCertificate?: Uint8Array;
}

/** DER of the SET (tag 31): exactly the octets to be signed, and to be given to `encodeSignedData`. */
export function encodeSignedAttributes(fields: SignedAttributeFields): Uint8Array {
  const { signingTime, signingCertificate } = fields;
  return der.set(
    encodeAttribute(oids.contentType, der.oid(fields.contentType)),
    encodeAttribute(oids.messageDigest, der.octetString(fields.messageDigest)),
    ...(signingTime ? [encodeAttribute(oids.signingTime, encodeSigningTime(signingTime))] : []),
    ...(signingCertificate
      ? [encodeAttribute(oids.signingCertificateV2, essCertificate(signingCertificate))]
      : []),
  );
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5652 §11.3). */
function encodeSigningTime(time: Date): Uint8Array {
  return time.getUTCFullYear() < 2050 ? der.utcTime(time) : der.generalizedTime(time);
}

function essCertificate(certificate: Uint8Array): Uint8Array {
  const digest = der.octetString(hash('sm3', certificate));
  const entry = der.sequence(der.sequence(der.oid(oids.sm3)), digest);
  return der.sequence(der.sequence(entry));
}
