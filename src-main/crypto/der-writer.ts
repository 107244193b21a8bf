/** A writer of DER (X.690 §10). Each function returns one encoded TLV; constructed ones take TLVs. */
import { bigintToBytes, compareBytes, concatBytes, utf8Encode } from './bytes.ts';

type Tlv = Uint8Array;

/** A TLV of the given identifier octet over raw content. */
function tlv(tag: number, ...content: readonly Uint8Array[]): Tlv {
  const length = content.reduce((total, part) => total + part.length, 0);
  return concatBytes(Uint8Array.of(tag, ...lengthOctets(length)), ...content);
}

/** The header (tag and length octets) of a TLV, for content that is not in memory. */
export function derHeader(tag: number, contentLength: number): Uint8Array {
  return Uint8Array.of(tag, ...lengthOctets(contentLength));
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** Minimal two's complement octets of a number. */
function integerContent(value: bigint): Uint8Array {
  let length = 1;
  while (value < -(1n << BigInt(length * 8 - 1)) || value >= 1n << BigInt(length * 8 - 1)) length += 1;
  return bigintToBytes(value < 0n ? value + (1n << BigInt(length * 8)) : value, length);
}

function unsignedValue(value: bigint | number | Uint8Array): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  return value.reduce((total, byte) => (total << 8n) | BigInt(byte), 0n);
}

function oidContent(oid: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(oid)) throw new RangeError(`not an OBJECT IDENTIFIER: ${oid}`);
  const [top = 0n, second = 0n, ...rest] = oid.split('.').map(BigInt);
  return Uint8Array.from([top * 40n + second, ...rest].flatMap(arcOctets));
}

function arcOctets(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return octets;
}

function ascii(text: string, allowed: RegExp, type: string): Uint8Array {
  if (!allowed.test(text)) throw new RangeError(`not a ${type}`);
  return utf8Encode(text);
}

function timeDigits(time: Date): string {
  return time.toISOString().slice(0, 19).replace(/[-:T]/g, '') + 'Z';
}

function utcTimeDigits(time: Date): string {
  const year = time.getUTCFullYear();
  if (year < 1950 || year > 2049) throw new RangeError('UTCTime holds the years 1950 to 2049');
  return timeDigits(time).slice(2);
}

/** Sorted as X.690 §11.6 demands of a SET OF; also right for the SETs used here, whose members share one tag. */
function sorted(members: readonly Tlv[]): Tlv[] {
  return [...members].sort(compareBytes);
}

/** DER encoders. Times are whole seconds in UTC; integers given as octets are unsigned. */
export const der = Object.freeze({
  raw: tlv,
  sequence: (...members: readonly Tlv[]): Tlv => tlv(0x30, ...members),
  set: (...members: readonly Tlv[]): Tlv => tlv(0x31, ...sorted(members)),
  integer: (value: bigint | number | Uint8Array): Tlv => tlv(0x02, integerContent(unsignedValue(value))),
  enumerated: (value: number): Tlv => tlv(0x0a, integerContent(BigInt(value))),
  oid: (oid: string): Tlv => tlv(0x06, oidContent(oid)),
  octetString: (bytes: Uint8Array): Tlv => tlv(0x04, bytes),
  bitString: (bytes: Uint8Array, unusedBits = 0): Tlv => tlv(0x03, Uint8Array.of(unusedBits), bytes),
  utf8: (text: string): Tlv => tlv(0x0c, utf8Encode(text)),
  ia5: (text: string): Tlv => tlv(0x16, ascii(text, /^[\0-\x7f]*$/, 'IA5String')),
  printable: (text: string): Tlv => tlv(0x13, ascii(text, /^[A-Za-z0-9 '()+,\-./:=?]*$/, 'PrintableString')),
  generalizedTime: (time: Date): Tlv => tlv(0x18, utf8Encode(timeDigits(time))),
  utcTime: (time: Date): Tlv => tlv(0x17, utf8Encode(utcTimeDigits(time))),
  boolean: (value: boolean): Tlv => tlv(0x01, Uint8Array.of(value ? 0xff : 0)),
  null: (): Tlv => tlv(0x05),
  /** `[number]` around whole TLVs. */
  explicit: (number: number, ...members: readonly Tlv[]): Tlv => tlv(0xa0 | number, ...members),
  /** `[number]` in place of the TLV's own tag; the constructed bit is kept. */
  implicit: (number: number, member: Tlv): Tlv => {
    const retagged = Uint8Array.from(member);
    retagged[0] = 0x80 | number | ((member[0] ?? 0) & 0x20);
    return retagged;
  },
});
