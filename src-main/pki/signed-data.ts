/**
 * SignedData: CMS (RFC 5652 §5) and GB/T 35275-2017 §8, which is PKCS #7 1.5 with OIDs of its own. Read in tolerant BER,
 * because producers differ; the parts that were signed stay slices of the original. A parser, so longer.
 */
import { toHex } from '../crypto/bytes.ts';
import {
  derMalformed,
  readDer,
  readExplicit,
  readIntegerBytes,
  readOctetString,
  readOid,
  readSequence,
  readSmallInteger,
  type DerNode,
} from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readAttributes, readSignedAttributes, type Attribute, type SignedAttributes } from './attribute.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { parseCrl, type CertificateList } from './crl.ts';
import { readName, sameName, type Name } from './name.ts';
import { oids } from './oids.ts';
import { readingAs } from './reading.ts';

/** Who signed: issuer and serial number, or a key identifier. */
type SignerIdentifier =
  | { readonly kind: 'issuer'; readonly issuer: Name; readonly serialHex: string }
  | { readonly kind: 'key'; readonly keyId: Uint8Array };

export interface SignerInfo {
  readonly identifier: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signedAttributes?: SignedAttributes;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

export interface SignedData {
  /** The ContentInfo, without what followed it. */
  readonly der: Uint8Array;
  /** OID of the outer ContentInfo: PKCS #7 or GB/T 35275. */
  readonly type: string;
  readonly version: number;
  readonly contentType: string;
  /** The encapsulated content's octets; absent when the signature is detached. */
  readonly content?: Uint8Array;
  /** Certificates that could be read; `unreadableCertificates` counts the others. */
  readonly certificates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  readonly unreadableCertificates: number;
  readonly signers: readonly SignerInfo[];
}

const maxSigners = 64;

/**
 * Parses a ContentInfo that holds SignedData. Octets after it are allowed only with `allowTrailing` (PDF /Contents padding;
 * compare `der.length`). Throws `signed-data-malformed`.
 */
export function parseSignedData(bytes: Uint8Array, options: { allowTrailing?: boolean } = {}): SignedData {
  const { allowTrailing = false } = options;
  return readingAs('signed-data-malformed', () =>
    readContentInfo(readDer(bytes, { ber: true, allowTrailing })),
  );
}

/** The certificate a signer names, among those given. */
export function signerCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const { identifier } = signer;
  return certificates.find((each) =>
    identifier.kind === 'issuer'
      ? each.serialHex === identifier.serialHex && sameName(each.issuer, identifier.issuer)
      : each.subjectKeyId !== undefined && toHex(each.subjectKeyId) === toHex(identifier.keyId),
  );
}

function readContentInfo(node: DerNode): SignedData {
  const [type, holder, ...rest] = readSequence(node);
  const oid = readOid(type);
  if (oid !== oids.cmsSignedData && oid !== oids.gmSignedData)
    throw derMalformed(`content type ${oid}`, node.offset);
  if (rest.length > 0) throw derMalformed('bad ContentInfo', node.offset);
  return { der: node.bytes, type: oid, ...readSignedData(readExplicit(holder, 0)) };
}

function readSignedData(node: DerNode): Omit<SignedData, 'der' | 'type'> {
  const parts = [...readSequence(node)];
  const version = readSmallInteger(parts.shift());
  readSequence(parts.shift(), 0x31).forEach(readAlgorithmIdentifier);
  const { contentType, content } = readEncapsulated(parts.shift());
  const certificates = parts[0]?.tag === 0xa0 ? (parts.shift()?.children() ?? []) : [];
  const crls = parts[0]?.tag === 0xa1 ? (parts.shift()?.children() ?? []) : [];
  const signers = readSequence(parts.shift(), 0x31);
  if (parts.length > 0 || signers.length > maxSigners) throw derMalformed('bad SignedData', node.offset);
  const readable = readable509(certificates, parseCertificate);
  return {
    version,
    contentType,
    ...(content ? { content } : {}),
    certificates: readable,
    unreadableCertificates: certificates.length - readable.length,
    crls: readable509(crls, parseCrl),
    signers: signers.map(readSignerInfo),
  };
}

/**
 * EncapsulatedContentInfo. PKCS #7 lets the content be any type; an OCTET STRING gives its octets, anything else its own
 * content octets, which is what PKCS #7 1.5 digests.
 */
function readEncapsulated(node: DerNode | undefined): { contentType: string; content?: Uint8Array } {
  const [type, holder] = readSequence(node);
  const contentType = readOid(type);
  if (!holder) return { contentType };
  const inner = readExplicit(holder, 0);
  const isOctets = (inner.tag & 0xdf) === 0x04;
  return { contentType, content: isOctets ? readOctetString(inner) : inner.content };
}

function readable509<T>(nodes: readonly DerNode[], parse: (bytes: Uint8Array) => T): readonly T[] {
  return nodes.flatMap((node) => {
    return orElse(() => [parse(node.bytes)], []);
  });
}

function readSignerInfo(node: DerNode): SignerInfo {
  const parts = [...readSequence(node)];
  readSmallInteger(parts.shift());
  const identifier = readIdentifier(parts.shift());
  const digestAlgorithm = readAlgorithmIdentifier(parts.shift());
  const signed = parts[0]?.tag === 0xa0 ? parts.shift() : undefined;
  const signatureAlgorithm = readAlgorithmIdentifier(parts.shift());
  const signature = readOctetString(parts.shift());
  const unsigned = parts[0]?.tag === 0xa1 ? parts.shift() : undefined;
  if (parts.length > 0) throw derMalformed('bad SignerInfo', node.offset);
  return {
    identifier,
    digestAlgorithm,
    ...(signed ? { signedAttributes: readSignedAttributes(signed) } : {}),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned ? readAttributes(unsigned) : [],
  };
}

function readIdentifier(node: DerNode | undefined): SignerIdentifier {
  if (node?.tag === 0x80) return { kind: 'key', keyId: node.content };
  const [issuer, serial] = readSequence(node);
  return { kind: 'issuer', issuer: readName(issuer), serialHex: toHex(readIntegerBytes(serial)) };
}
