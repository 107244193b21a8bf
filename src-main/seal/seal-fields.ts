/** The fields that seals and seal signatures share, read with the tolerances that real producers need (GB/T 38540-2020 §6). */
import { readBitStringOctets, readOctetString, readOid, readString, type DerNode } from '../crypto/der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** ExtData: `value` is the content of extnValue, `der` the whole element as it was encoded. */
export interface SealExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
  readonly der: Uint8Array;
}

const maxTextBytes = 4096;
const maxExtensions = 64;

/** The error for a structure that is DER but not what the standard describes. */
export function sealMalformed(what: string): BianyinError {
  return new BianyinError('seal-malformed', { what });
}

/** Refuses more octets than a reader is willing to look at. */
export function limitSize(bytes: Uint8Array, limit: number): void {
  if (bytes.length > limit) throw new BianyinError('seal-too-large', { size: bytes.length, limit });
}

/** A character string of any ASN.1 string type: producers mix IA5String, UTF8String and PrintableString. */
export function readSealText(node: DerNode | undefined, field: string): string {
  if (node && node.content.length > maxTextBytes) throw sealMalformed(`${field} too long`);
  return readString(node);
}

/** A small INTEGER. Values beyond 32 bits have no meaning in any field of a seal; padded ones are read. */
export function readNumber(node: DerNode | undefined, field: string): number {
  const content = node?.tag === 0x02 ? node.content : new Uint8Array();
  if (content.length === 0 || content.length > 5) throw sealMalformed(field);
  let value = (content[0] ?? 0) & 0x80 ? -1 : 0;
  for (const byte of content) value = value * 256 + byte;
  return value;
}

/** A BIT STRING of whole octets, or the OCTET STRING that some v1 producers write instead. A slice. */
export function readOctets(node: DerNode | undefined): Uint8Array {
  return node?.tag === 0x04 ? readOctetString(node) : readBitStringOctets(node);
}

/** A bare OBJECT IDENTIFIER as the standard says, or an AlgorithmIdentifier around it. */
export function readAlgorithm(node: DerNode | undefined): string {
  return readOid(node?.tag === 0x30 ? node.children()[0] : node);
}

/** ExtensionDatas: bare SEQUENCE (seal), `[0]` EXPLICIT (TBS_Sign) or `[0]` IMPLICIT; each form occurs in either place. */
export function readSealExtensions(node: DerNode | undefined): readonly SealExtension[] {
  if (!node) return [];
  if (node.tag !== 0x30 && node.tag !== 0xa0) throw sealMalformed('extDatas');
  const members = node.children();
  const wrapped = node.tag === 0xa0 && members.length === 1 && !isExtension(members[0]);
  const list = wrapped ? (members[0]?.children() ?? []) : members;
  if (list.length > maxExtensions) throw sealMalformed('too many extDatas');
  return list.map(readExtension);
}

/** `timeStamp [0]`: explicit around a BIT STRING, implicit (0x80), or with the token itself inside. Returns the token. */
export function readTimeStamp(node: DerNode | undefined): Uint8Array | null {
  if (!node) return null;
  if (node.tag === 0x80) return readBitStringOctets(node, 0x80);
  if (node.tag !== 0xa0) return readOctets(node);
  const [inner, ...rest] = node.children();
  if (!inner || rest.length > 0) throw sealMalformed('timeStamp');
  return inner.tag === 0x30 ? inner.bytes : readOctets(inner);
}

function isExtension(node: DerNode | undefined): boolean {
  return node?.tag === 0x30 && node.children()[0]?.tag === 0x06;
}

function readExtension(node: DerNode): SealExtension {
  if (node.tag !== 0x30) throw sealMalformed('ExtData');
  const [oid, ...rest] = node.children();
  // DEFAULT FALSE is left out in DER; the provinces write it out, some with 01 for TRUE.
  const flag = rest[0]?.tag === 0x01 ? rest.shift() : undefined;
  const [value, ...more] = rest;
  if (more.length > 0 || (flag && flag.content.length !== 1)) throw sealMalformed('ExtData');
  return {
    oid: readOid(oid),
    critical: flag !== undefined && flag.content[0] !== 0,
    value: readOctetString(value),
    der: node.bytes,
  };
}
