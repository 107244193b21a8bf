/** Distinguished names (RFC 5280 §4.1.2.4, §7.1): readable values, a display text, and a key by which two names compare. */
import { compareBytes, toHex, utf8Encode } from '../crypto/bytes.ts';
import { derMalformed, expectTag, readOid, readSequence, readString, type DerNode } from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';

interface NameAttribute {
  readonly oid: string;
  /** For people: text without control and bidirectional characters; `#hex` when the value is no character string. */
  readonly value: string;
  /** The text as it was written, for whatever decides; null when the value is no character string. */
  readonly exact: string | null;
}

export interface Name {
  readonly der: Uint8Array;
  /** Relative names from the root down, each with one attribute as a rule. */
  readonly relativeNames: readonly (readonly NameAttribute[])[];
  /** Equal for names that match under RFC 5280 §7.1; one entry for each relative name. */
  readonly keys: readonly string[];
  readonly commonName?: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly country?: string;
  /** As RFC 4514 writes it, most specific first: `CN=…,O=…,C=CN`. */
  toString(): string;
}

const shortNames: Readonly<Record<string, string>> = Object.freeze({
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
});

/** Reads an RDNSequence; throws `der-malformed`. */
export function readName(node: DerNode | undefined): Name {
  const sets = readSequence(node);
  if (!node || sets.length > 64) throw derMalformed('bad Name', node?.offset ?? 0);
  return nameFrom(node.bytes, sets);
}

/** A name made of relative names (SETs) that need not be adjacent in the input. */
export function nameFrom(der: Uint8Array, sets: readonly DerNode[]): Name {
  const attributes = sets.map(readRelativeName);
  const first = (oid: string): string | undefined =>
    attributes.flat().findLast((each) => each.oid === oid)?.value;
  const named = {
    commonName: first('2.5.4.3'),
    organization: first('2.5.4.10'),
    organizationalUnit: first('2.5.4.11'),
    country: first('2.5.4.6'),
  };
  return {
    der,
    relativeNames: attributes,
    keys: sets.map(relativeNameKey),
    ...(Object.fromEntries(
      Object.entries(named).filter(([, value]) => value !== undefined),
    ) as Partial<Name>),
    toString: () => attributes.toReversed().map(relativeNameText).join(','),
  };
}

/** Whether two names match (RFC 5280 §7.1: case, white space and string type do not count). */
export function sameName(a: Name, b: Name): boolean {
  return a.keys.length === b.keys.length && isWithin(a, b);
}

/** Whether `name` lies in the subtree of `base`, itself included (RFC 5280 §4.2.1.10). */
export function isWithin(name: Name, base: Name): boolean {
  return base.keys.every((key, i) => name.keys[i] === key);
}

/** Text safe to show on one line: no control, bidirectional, zero-width or separator characters. */
function displayText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
    .trim();
}

function readRelativeName(set: DerNode): readonly NameAttribute[] {
  const pairs = readSequence(set, 0x31);
  if (pairs.length === 0) throw derMalformed('empty relative name', set.offset);
  return pairs.map((pair) => {
    const [oid, value] = readPair(pair);
    const exact = rawText(value) ?? null;
    return { oid, value: exact === null ? '#' + toHex(value.bytes) : displayText(exact), exact };
  });
}

function readPair(pair: DerNode): readonly [string, DerNode] {
  const [oid, value, ...rest] = readSequence(pair);
  if (!value || rest.length > 0) throw derMalformed('bad name attribute', pair.offset);
  return [readOid(oid), value];
}

function rawText(value: DerNode): string | undefined {
  return orElse(() => readString(value), undefined);
}

/** Attributes in a canonical order, each as oid=normalised text, or as the hash sign and its octets when it is no text. */
function relativeNameKey(set: DerNode): string {
  const keys = expectTag(set, 0x31)
    .children()
    .map((pair) => {
      const [oid, value] = readPair(pair);
      const text = rawText(value);
      return JSON.stringify([oid, text === undefined ? '#' + toHex(value.bytes) : 't' + normalise(text)]);
    });
  return keys.sort((a, b) => compareBytes(utf8Encode(a), utf8Encode(b))).join('+');
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function relativeNameText(attributes: readonly NameAttribute[]): string {
  return attributes.map(({ oid, value }) => `${shortNames[oid] ?? oid}=${escapeText(value)}`).join('+');
}

function escapeText(value: string): string {
  return value.replace(/[,+"\\<>;=]/g, '\\$&');
}
