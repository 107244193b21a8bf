/**
 * Canonical JSON, RFC 8785: one text for one value, so that what people sign has one digest.
 * Reading is strict: a text is accepted only when it equals the canonical form of what it says, which rules out
 * duplicate names, other number spellings, white space and lone surrogates without a parser of our own.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

const maxDepth = 64;
/** Longest text that is read, in UTF-16 units. Signed statements are a few kilobytes. */
const maxLength = 1 << 20;

/** The canonical text of a value. Errors: `json-not-canonical` for anything that is not JSON (I-JSON, RFC 7493). */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The value of a canonical text. Errors: `json-not-canonical` when it is not JSON or not in canonical form. */
export function parseCanonicalJson(text: string): JsonValue {
  if (text.length > maxLength) throw notCanonical('too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notCanonical('not JSON', cause);
  }
  if (canonicalJson(value) !== text) throw notCanonical('not in canonical form');
  return value as JsonValue;
}

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) throw notCanonical('nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) return writeArray(value, depth);
  if (typeof value === 'object' && isPlain(value)) return writeObject(value, depth);
  throw notCanonical(`a ${typeof value} is not JSON`);
}

/** RFC 8785 §3.2.2.3: ECMAScript's own shortest form; minus zero becomes 0. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw notCanonical('a number is not finite');
  return String(value);
}

/** RFC 8785 §3.2.2.2: `JSON.stringify` escapes exactly what the RFC asks for, once surrogates are known to be paired. */
function writeString(value: string): string {
  if (!value.isWellFormed()) throw notCanonical('a lone surrogate');
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], depth: number): string {
  // Array.from also visits holes, which are then refused as undefined.
  return `[${Array.from(values, (value) => write(value, depth + 1)).join(',')}]`;
}

/** RFC 8785 §3.2.3: names in order of their UTF-16 code units, which is what `<` compares. */
function writeObject(value: object, depth: number): string {
  if (Object.getOwnPropertySymbols(value).length > 0) throw notCanonical('a symbol is not JSON');
  const members = Object.entries(value) as [string, unknown][];
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${writeString(name)}:${write(member, depth + 1)}`).join(',')}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notCanonical(what: string, cause?: unknown): BianyinError {
  return new BianyinError('json-not-canonical', { what }, { cause });
}
