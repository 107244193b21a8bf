/** The values of primitive DER types (X.690 §8, §11). Each takes the tag it expects, so implicit tags need no re-tagging. */
import { bytesToBigint, joinBytes } from './bytes.ts';
import { derMalformed, expectTag, type DerNode } from './der-node.ts';

/** A BIT STRING: its octets, and how many low bits of the last one do not count. */
export interface BitString {
  readonly unusedBits: number;
  readonly bytes: Uint8Array;
}

/** INTEGER or ENUMERATED (tag 0x0a) of any size. */
export function readInteger(node: DerNode | undefined, tag = 0x02): bigint {
  const content = readIntegerBytes(node, tag);
  const value = bytesToBigint(content);
  return (content[0] ?? 0) & 0x80 ? value - (1n << BigInt(content.length * 8)) : value;
}

/** INTEGER that must be a safe JavaScript number. */
export function readSmallInteger(node: DerNode | undefined, tag = 0x02): number {
  const value = Number(readInteger(node, tag));
  if (!Number.isSafeInteger(value)) throw derMalformed('number too large', node?.offset ?? 0);
  return value;
}

/** The content octets of an INTEGER (two's complement), for serial numbers that are compared, not computed with. */
export function readIntegerBytes(node: DerNode | undefined, tag = 0x02): Uint8Array {
  const { content, ber, offset } = expectTag(node, tag, 'INTEGER');
  const [first, second] = content;
  if (first === undefined) throw derMalformed('empty INTEGER', offset);
  const padded = second !== undefined && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80);
  if (padded && !ber) throw derMalformed('INTEGER not minimal', offset);
  return content;
}

/** OBJECT IDENTIFIER in dotted form. */
export function readOid(node: DerNode | undefined, tag = 0x06): string {
  const { content, offset } = expectTag(node, tag, 'OBJECT IDENTIFIER');
  if (content.length === 0 || content.length > 128) throw derMalformed('bad OBJECT IDENTIFIER', offset);
  const arcs: bigint[] = [];
  let arc = 0n;
  let open = false;
  for (const byte of content) {
    if (!open && byte === 0x80) throw derMalformed('OBJECT IDENTIFIER not minimal', offset);
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    open = byte >= 0x80;
    if (open) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const first = arcs.shift();
  if (open || first === undefined) throw derMalformed('OBJECT IDENTIFIER ends too early', offset);
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...arcs].join('.');
}

/** BOOLEAN. In DER only 00 and FF exist. */
export function readBoolean(node: DerNode | undefined, tag = 0x01): boolean {
  const { content, ber, offset } = expectTag(node, tag, 'BOOLEAN');
  const [value] = content;
  if (content.length !== 1 || value === undefined) throw derMalformed('bad BOOLEAN', offset);
  if (!ber && value !== 0 && value !== 0xff) throw derMalformed('BOOLEAN not DER', offset);
  return value !== 0;
}

/** OCTET STRING. In BER mode the constructed form is joined (a copy); else a slice. */
export function readOctetString(node: DerNode | undefined, tag = 0x04): Uint8Array {
  if (node?.ber === true && node.tag === (tag | 0x20)) {
    return joinBytes(node.children().map((part) => readOctetString(part)));
  }
  return expectTag(node, tag, 'OCTET STRING').content;
}

/** BIT STRING. DER demands that unused bits are zero. */
export function readBitString(node: DerNode | undefined, tag = 0x03): BitString {
  const { content, ber, offset } = expectTag(node, tag, 'BIT STRING');
  const unusedBits = content[0];
  const bytes = content.subarray(1);
  if (unusedBits === undefined || unusedBits > 7 || (unusedBits > 0 && bytes.length === 0)) {
    throw derMalformed('bad BIT STRING', offset);
  }
  const last = bytes[bytes.length - 1] ?? 0;
  if (!ber && (last & ((1 << unusedBits) - 1)) !== 0) throw derMalformed('BIT STRING not DER', offset);
  return { unusedBits, bytes };
}

/** BIT STRING that holds octets (a signature, a digest, a key): no unused bits allowed. */
export function readBitStringOctets(node: DerNode | undefined, tag = 0x03): Uint8Array {
  const { unusedBits, bytes } = readBitString(node, tag);
  if (unusedBits !== 0) throw derMalformed('BIT STRING does not hold whole octets', node?.offset ?? 0);
  return bytes;
}
