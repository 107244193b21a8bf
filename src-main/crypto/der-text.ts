/** Times and character strings of DER (X.680 §41–47, RFC 5280 §4.1.2.5). */
import { utf8Decode } from './bytes.ts';
import { derMalformed, type DerNode } from './der-node.ts';

const utcTime = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/;
const generalizedTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{4})$/;

/**
 * UTCTime or GeneralizedTime. Real seals carry fractions and zone offsets, so both are read; local time without a zone is not.
 * `as` names the type of an implicitly tagged node.
 */
export function readTime(node: DerNode | undefined, as?: 'utc' | 'generalized'): Date {
  if (!node) throw derMalformed('time missing', 0);
  const utc = as ? as === 'utc' : node.tag === 0x17;
  if (!utc && !as && node.tag !== 0x18) throw derMalformed('not a time', node.offset);
  if (node.content.length > 40) throw derMalformed('bad time', node.offset);
  const parts = (utc ? utcTime : generalizedTime).exec(latin1(node.content));
  if (!parts) throw derMalformed('bad time', node.offset);
  const zone = parts[parts.length - 1] ?? 'Z';
  const field = (i: number): number => Number(parts[i] ?? 0);
  const year = utc ? (field(1) < 50 ? 2000 : 1900) + field(1) : field(1);
  const milliseconds = utc ? 0 : Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000);
  const time = civilTime([year, field(2), field(3), field(4), field(5), field(6), milliseconds]);
  if (time === undefined) throw derMalformed('no such time', node.offset);
  return new Date(time - zoneMinutes(zone) * 60_000);
}

/** A character string of any ASN.1 type, as Unicode. T61String is read as Latin-1, as everybody does. */
export function readString(node: DerNode | undefined, tag?: number): string {
  if (!node) throw derMalformed('string missing', 0);
  if (tag !== undefined && node.tag !== tag) throw derMalformed('wrong string type', node.offset);
  switch (node.tag) {
    case 0x0c:
      return decodeUtf8(node);
    case 0x12: // NumericString
    case 0x13: // PrintableString
    case 0x16: // IA5String
    case 0x1a: // VisibleString
      return decodeTolerantAscii(node);
    case 0x14:
      return latin1(node.content);
    case 0x1e:
      return decodeFixedWidth(node, 2);
    case 0x1c:
      return decodeFixedWidth(node, 4);
    default:
      throw derMalformed('not a character string', node.offset);
  }
}

function decodeUtf8(node: DerNode): string {
  try {
    return utf8Decode(node.content);
  } catch {
    throw derMalformed('not UTF-8', node.offset);
  }
}

/** Chinese producers put UTF-8 into PrintableString and IA5String; anything else above 7 bits is read as Latin-1. */
function decodeTolerantAscii(node: DerNode): string {
  try {
    return utf8Decode(node.content);
  } catch {
    return latin1(node.content);
  }
}

function decodeFixedWidth(node: DerNode, width: 2 | 4): string {
  if (node.content.length % width !== 0) throw derMalformed('string cut inside a character', node.offset);
  let out = '';
  for (let i = 0; i < node.content.length; i += width) {
    let unit = 0;
    for (let j = 0; j < width; j += 1) unit = unit * 256 + (node.content[i + j] ?? 0);
    if (unit > 0x10ffff) throw derMalformed('not a character', node.offset);
    out += width === 2 ? String.fromCharCode(unit) : String.fromCodePoint(unit);
  }
  return out;
}

function latin1(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += String.fromCharCode(byte);
  return out;
}

function civilTime(
  fields: readonly [number, number, number, number, number, number, number],
): number | undefined {
  const [year, month, day, hour, minute, second, milliseconds] = fields;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && hour < 24 && minute < 60 && second < 60 ? date.getTime() : undefined;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}
