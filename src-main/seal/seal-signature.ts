/**
 * SES_Signature: a seal put on a document (GB/T 38540-2020 §6.2 = v4, GM/T 0031-2014 = v1, GM/T 0031-2025 = v5).
 * Everything that was signed stays the slice it came in.
 */
import { readDer, readOctetString, readSequence, readTime, type DerNode } from '../crypto/der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { readClaimedTime, type ClaimedTime } from './claimed-time.ts';
import {
  limitSize,
  readAlgorithm,
  readSealExtensions,
  readNumber,
  readOctets,
  readSealText,
  readTimeStamp,
  sealMalformed,
  type SealExtension,
} from './seal-fields.ts';
import { maxSealBytes, parseSeal, readSeal, type SESeal, type SealVersion } from './seal-structure.ts';

/** A seal signature. `version` follows from its shape and the seal's header, not from what TBS_Sign claims. */
export interface SealSignature {
  readonly version: SealVersion;
  /** The whole structure, as encoded. */
  readonly der: Uint8Array;
  /** DER of TBS_Sign, header included: what was signed. */
  readonly tbs: Uint8Array;
  /** TBS_Sign.version as written. */
  readonly declaredVersion: number;
  /** The seal; `seal.der` is the slice inside TBS_Sign. */
  readonly seal: SESeal;
  readonly timeInfo: ClaimedTime;
  /** Digest of the document; 32 octets where SM3 was used. */
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly SealExtension[];
  /** DER certificate of the signer. */
  readonly certificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** DER r, s or raw r‖s; the time stamp's imprint is over these octets. */
  readonly signatureValue: Uint8Array;
  /** DER time stamp token over `signatureValue`. */
  readonly timeStamp: Uint8Array | null;
}

/** What a signature container is, told by its DER alone and never by a name beside it. */
export type SignatureContainer = 'seal-signature' | 'signed-data' | 'bare-signature' | 'unknown';

/** Octets of one seal signature that are looked at: the seal, plus certificate, token and permit. */
const maxSealSignatureBytes = maxSealBytes + 2 * 1024 * 1024;

/** Tells SES_Signature, CMS or GB/T 35275 SignedData, and a bare SM2 value apart. Never throws on bad input. */
export function detectSignatureContainer(bytes: Uint8Array): SignatureContainer {
  try {
    const members = readSequence(readDer(bytes, { ber: true, allowTrailing: true, maxNodes: 100_000 }));
    const [first, second] = members;
    if (first?.tag === 0x06) return 'signed-data';
    if (members.length === 2 && first?.tag === 0x02 && second?.tag === 0x02) return 'bare-signature';
    const isShaped = members.length === 2 || members.length === 4 || members.length === 5;
    return isShaped && first?.tag === 0x30 ? 'seal-signature' : 'unknown';
  } catch (error) {
    if (error instanceof BianyinError) return 'unknown';
    throw error;
  }
}

/**
 * Reads a seal signature of any version; nothing may follow it (strip the padding of /Contents first).
 * Throws `seal-malformed`, `seal-too-large` or `der-malformed`; verifies nothing (see seal-rules.ts).
 */
export function parseSealSignature(bytes: Uint8Array): SealSignature {
  limitSize(bytes, maxSealSignatureBytes);
  const node = readDer(bytes, { maxDepth: 16, maxNodes: 8192 });
  const elements = readSequence(node);
  if (elements.length === 2) return readVersion1(node, elements);
  if (elements.length !== 4 && elements.length !== 5) throw sealMalformed('SES_Signature');
  const [toSign, certificate, algorithm, value, timeStamp] = elements;
  const [version, eseal, timeInfo, dataHash, propertyInfo, extDatas, ...more] = readSequence(toSign);
  if (more.length > 0) throw sealMalformed('TBS_Sign');
  const seal = readEmbeddedSeal(eseal);
  return {
    version: seal.version === 5 ? 5 : 4,
    ...common(node, toSign, { version, dataHash, propertyInfo }),
    seal,
    timeInfo: { kind: 'time', time: readTime(timeInfo), zoneAssumed: false },
    extensions: readSealExtensions(extDatas),
    certificate: readOctetString(certificate),
    signatureAlgorithm: readAlgorithm(algorithm),
    signatureValue: readOctets(value),
    timeStamp: readTimeStamp(timeStamp),
  };
}

function readVersion1(node: DerNode, [toSign, value]: readonly DerNode[]): SealSignature {
  const [version, eseal, timeInfo, dataHash, propertyInfo, certificate, algorithm, ...more] =
    readSequence(toSign);
  if (more.length > 0) throw sealMalformed('TBS_Sign');
  return {
    version: 1,
    ...common(node, toSign, { version, dataHash, propertyInfo }),
    seal: readEmbeddedSeal(eseal),
    timeInfo: readVersion1Time(timeInfo),
    extensions: [],
    certificate: readOctetString(certificate),
    signatureAlgorithm: readAlgorithm(algorithm),
    signatureValue: readOctets(value),
    timeStamp: null,
  };
}

type CommonNodes = Readonly<Record<'version' | 'dataHash' | 'propertyInfo', DerNode | undefined>>;

function common(node: DerNode, toSign: DerNode | undefined, fields: CommonNodes) {
  if (!toSign) throw sealMalformed('TBS_Sign');
  return {
    der: node.bytes,
    tbs: toSign.bytes,
    declaredVersion: readNumber(fields.version, 'version'),
    dataHash: readOctets(fields.dataHash),
    propertyInfo: readSealText(fields.propertyInfo, 'propertyInfo'),
  };
}

/** Some v1 producers wrap the seal in an OCTET STRING. */
function readEmbeddedSeal(node: DerNode | undefined): SESeal {
  if (!node) throw sealMalformed('eseal');
  return node.tag === 0x04 ? parseSeal(node.content) : readSeal(node);
}

function readVersion1Time(node: DerNode | undefined): ClaimedTime {
  const isTime = node?.tag === 0x17 || node?.tag === 0x18;
  return readClaimedTime(isTime ? node.bytes : readOctets(node));
}
