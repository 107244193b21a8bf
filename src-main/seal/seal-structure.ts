/**
 * SESeal: the electronic seal. v1 = GM/T 0031-2014, v4 = GB/T 38540-2020 §6.1, v5 = GM/T 0031-2025. What was signed is kept as
 * the slice it came in and never encoded again. Long because the three versions are told apart here and nowhere else.
 */
import { readDer, readOctetString, readSequence, readTime, type DerNode } from '../crypto/der.ts';
import { der } from '../crypto/der-writer.ts';
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

export type SealVersion = 1 | 4 | 5;

/** SES_Header. `version` is what the seal says of itself; in v1 the number means nothing. */
interface SealHeader {
  readonly id: string;
  readonly version: number;
  readonly vendorId: string;
}

/** CertDigestObj: `algorithm` as written (`SM3` or an OID), `value` the digest of a DER certificate. */
export interface CertificateDigest {
  readonly algorithm: string;
  readonly value: Uint8Array;
}

/** SES_CertList by certListType: 1 lists whole certificates, 2 their digests. v1 knows only certificates. */
export type SealCertificateList =
  | { readonly type: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly type: 'digests'; readonly digests: readonly CertificateDigest[] };

/** SES_ESPictrueInfo. `type` in lower case (`png`, `gif`, `ofd`, …); sizes in mm as declared, not clamped. */
export interface SealPicture {
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** SES_SealInfo. `type` is the business's own number: shown, never a gate. */
interface SealInfo {
  readonly header: SealHeader;
  readonly esId: string;
  readonly type: number;
  readonly name: string;
  readonly certificateList: SealCertificateList;
  readonly createDate: Date;
  readonly validStart: Date;
  readonly validEnd: Date;
  readonly picture: SealPicture;
  readonly extensions: readonly SealExtension[];
}

/** A seal with the slices of the original that its signature and its users depend on. */
export interface SESeal {
  readonly version: SealVersion;
  /** The whole seal, as encoded. */
  readonly der: Uint8Array;
  readonly info: SealInfo;
  /** DER of eSealInfo, header included. */
  readonly infoDer: Uint8Array;
  /** DER certificate of the seal maker. */
  readonly makerCertificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** What the maker signed: `infoDer`; in v1 SEQUENCE { eSealInfo, cert, signatureAlgorithm }. */
  readonly signedMessage: Uint8Array;
  /** The maker's signature value: DER r, s or raw r‖s. */
  readonly signatureValue: Uint8Array;
  /** v5: DER time stamp token over `signatureValue`. */
  readonly timeStamp: Uint8Array | null;
}

/** Octets of one seal that are looked at. Real seals have 4 to 50 kB. */
export const maxSealBytes = 4 * 1024 * 1024;
const maxListedCertificates = 256;

/**
 * Reads a seal of any version. Throws `seal-malformed`, `seal-too-large` or `der-malformed`; says nothing about signatures,
 * trust or validity (see seal-rules.ts).
 */
export function parseSeal(bytes: Uint8Array): SESeal {
  limitSize(bytes, maxSealBytes);
  return readSeal(readDer(bytes, { maxDepth: 16, maxNodes: 4096 }));
}

/** Reads a seal that sits inside a larger structure; `parseSeal` for a node. */
export function readSeal(node: DerNode): SESeal {
  const elements = readSequence(node);
  if (elements.length === 2) return readVersion1(node, elements);
  if (elements.length !== 4 && elements.length !== 5) throw sealMalformed('SESeal');
  const [infoNode, certificate, algorithm, value, timeStamp] = elements;
  const info = readInfo(infoNode, false);
  return {
    version: timeStamp !== undefined || info.header.version === 5 ? 5 : 4,
    der: node.bytes,
    info,
    infoDer: slice(infoNode),
    makerCertificate: readOctetString(certificate),
    signatureAlgorithm: readAlgorithm(algorithm),
    signedMessage: slice(infoNode),
    signatureValue: readOctets(value),
    timeStamp: readTimeStamp(timeStamp),
  };
}

function readVersion1(node: DerNode, [infoNode, signInfo]: readonly DerNode[]): SESeal {
  const [certificate, algorithm, value, ...more] = readSequence(signInfo);
  if (more.length > 0) throw sealMalformed('SES_SignInfo');
  return {
    version: 1,
    der: node.bytes,
    info: readInfo(infoNode, true),
    infoDer: slice(infoNode),
    makerCertificate: readOctetString(certificate),
    signatureAlgorithm: readAlgorithm(algorithm),
    signedMessage: der.sequence(slice(infoNode), slice(certificate), slice(algorithm)),
    signatureValue: readOctets(value),
    timeStamp: null,
  };
}

function readInfo(node: DerNode | undefined, isVersion1: boolean): SealInfo {
  const [header, esId, property, picture, extensions, ...more] = readSequence(node);
  if (more.length > 0) throw sealMalformed('SES_SealInfo');
  return {
    header: readHeader(header),
    esId: readSealText(esId, 'esID'),
    ...readProperty(property, isVersion1),
    picture: readPicture(picture),
    extensions: readSealExtensions(extensions),
  };
}

function readHeader(node: DerNode | undefined): SealHeader {
  const [id, version, vendorId, ...more] = readSequence(node);
  if (more.length > 0) throw sealMalformed('SES_Header');
  const header = {
    id: readSealText(id, 'ID'),
    version: readNumber(version, 'version'),
    vendorId: readSealText(vendorId, 'Vid'),
  };
  if (header.id !== 'ES') throw sealMalformed('ID is not ES');
  return header;
}

type Property = Pick<
  SealInfo,
  'type' | 'name' | 'certificateList' | 'createDate' | 'validStart' | 'validEnd'
>;

function readProperty(node: DerNode | undefined, isVersion1: boolean): Property {
  const [type, name, ...rest] = readSequence(node);
  const listType = isVersion1 ? 1 : readNumber(rest.shift(), 'certListType');
  const [list, createDate, validStart, validEnd, ...more] = rest;
  if (more.length > 0) throw sealMalformed('SES_ESPropertyInfo');
  return {
    type: readNumber(type, 'type'),
    name: readSealText(name, 'name'),
    certificateList: readCertificateList(list, listType),
    createDate: readTime(createDate),
    validStart: readTime(validStart),
    validEnd: readTime(validEnd),
  };
}

/** Both arms of the CHOICE have the same tag: certListType decides, never the tag. */
function readCertificateList(node: DerNode | undefined, listType: number): SealCertificateList {
  const members = readSequence(node);
  if (members.length > maxListedCertificates) throw sealMalformed('certList too long');
  if (listType === 1) {
    // Some v1 seals list text here. It stays what it is: octets that equal no certificate.
    return { type: 'certificates', certificates: members.map((member) => member.content) };
  }
  if (listType === 2) return { type: 'digests', digests: members.map(readCertificateDigest) };
  throw sealMalformed(`certListType ${listType}`);
}

function readCertificateDigest(node: DerNode): CertificateDigest {
  const [algorithm, value, ...more] = readSequence(node);
  if (more.length > 0) throw sealMalformed('CertDigestObj');
  return { algorithm: readSealText(algorithm, 'CertDigestObj.type'), value: readOctets(value) };
}

function readPicture(node: DerNode | undefined): SealPicture {
  const [type, data, width, height, ...more] = readSequence(node);
  if (more.length > 0) throw sealMalformed('SES_ESPictrueInfo');
  return {
    type: readSealText(type, 'picture type').trim().toLowerCase(),
    data: readOctetString(data),
    widthMm: readNumber(width, 'picture width'),
    heightMm: readNumber(height, 'picture height'),
  };
}

function slice(node: DerNode | undefined): Uint8Array {
  if (!node) throw sealMalformed('element missing');
  return node.bytes;
}
