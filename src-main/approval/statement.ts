/**
 * What people sign: a canonical JSON text with `v` and `purpose` inside, and a signature in the one way of the signer's key: SM2 (GB/T 32918,
 * default ID) over its UTF-8 octets, RSA or ECDSA over a line that names the algorithm and then those octets (docs/adr/0056). Opening checks everything that the statement alone can show; trust in the certificate is checked apart.
 * Longer: signing and opening must agree to the octet.
 */
import type { z } from 'zod';
import { concatBytes, fromBase64, toBase64, toHex, utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../pki/certificate.ts';
import {
  keyAlgorithm,
  keyIdentity,
  requireSigningKey,
  verifyByKey,
  type KnownKey,
} from '../pki/key-algorithm.ts';
import type { Name } from '../pki/name.ts';
import { organisationCodes } from '../pki/organisation-code.ts';
import { KnownAnswers } from './known-statements.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';

/** A statement exactly as it was signed. Kept and passed on as it is; never re-encoded. */
export interface SignedStatement {
  /** Canonical JSON (RFC 8785). */
  readonly statement: string;
  /** Base64 of the signature: SEQUENCE { r, s } in DER (SM2, ECDSA), or as long as the modulus (RSA). */
  readonly signature: string;
  /** Base64 of the signer's certificate (DER). */
  readonly certificate: string;
}

/** One kind of statement: a text of one purpose is never read as another. */
export interface StatementKind<T> {
  readonly purpose: string;
  readonly v: 1;
  readonly schema: z.ZodType<T>;
  /** Whose keys may sign it. Default: SM2 alone, since what is not named here rests on a seal's key or on its keeper. */
  readonly keys?: 'sm2' | 'any';
}

/** The certificate of a signer, as far as statements need it. */
export interface SignerCertificate {
  readonly der: Uint8Array;
  /** Hex SM3 of the DER. */
  readonly sm3: string;
  /** Common name of the subject. */
  readonly name: string;
  readonly key: KnownKey;
  /** What tells the key from others: its point or modulus. */
  readonly publicKey: Uint8Array;
  /** Whom the authority certified; the same for all certificates of one person by one authority. */
  readonly subject: Name;
  /** Codes (GB 32100) of the organisation that it names; empty when it names none. */
  readonly organisationCodes: readonly string[];
}

/** A statement whose signature is right. It says nothing yet about who the signer is. */
export interface Opened<T> {
  readonly value: T;
  readonly signed: SignedStatement;
  /** Hex SM3 of the statement's UTF-8 octets. */
  readonly sm3: string;
  readonly signer: SignerCertificate;
}

/** Hex SM3 of a text's UTF-8 octets. */
export function textSm3(text: string): string {
  return toHex(sm3(utf8Encode(text)));
}

/** The text to be signed. Errors: `statement-malformed` when the value does not fit its kind. */
export function statementText<T>(kind: StatementKind<T>, value: T): string {
  return canonicalJson(checkSchema(kind, value));
}

/** What the key signs of a text. Only SM2 takes in whose key it is (ZA); to the others the algorithm is said, and that it is a statement. */
function statementOctets({ key }: Pick<SignerCertificate, 'key'>, text: string): Uint8Array {
  const algorithm = keyAlgorithm(key);
  const octets = utf8Encode(text);
  return algorithm === 'sm2-sm3'
    ? octets
    : concatBytes(utf8Encode(`bianyin.statement/1 ${algorithm}\n`), octets);
}

/**
 * Signs through `sign`, which gets the octets to sign and returns a signature: in the product a token does it.
 * The result is opened before it is returned, so that a wrong signature never leaves here. Errors: as `openStatement`.
 */
export async function signStatement<T>(
  kind: StatementKind<T>,
  value: T,
  signer: { readonly certificate: Uint8Array; sign(octets: Uint8Array): Promise<Uint8Array> | Uint8Array },
): Promise<SignedStatement> {
  const statement = statementText(kind, value);
  const certificate = toBase64(signer.certificate);
  const who = readSigner(kind.purpose, certificate);
  requireKeyFor(kind, who);
  const signature = await signer.sign(statementOctets(who, statement));
  const signed = { statement, signature: toBase64(signature), certificate };
  openStatement(kind, signed);
  return signed;
}

/** A year of a busy office; what has been opened is frozen. */
const opened = new KnownAnswers<Pick<Opened<unknown>, 'value' | 'sm3'>>(8192);
const signers = new KnownAnswers<SignerCertificate>(512);

/**
 * Reads a statement of the given kind and verifies its signature by the certificate that came with it.
 * Errors: `statement-malformed`, `statement-other-purpose`, `statement-version-unknown`, `statement-signature-wrong`, and of the signer's key
 * `statement-key-not-sm2`, `key-rsa-short`, `key-not-supported`.
 */
export function openStatement<T>(kind: StatementKind<T>, signed: SignedStatement): Opened<T> {
  const octets = utf8Encode(signed.statement);
  const digest = toHex(sm3(octets));
  const signer = signers.answer(signed.certificate, () => readSigner(kind.purpose, signed.certificate));
  requireKeyFor(kind, signer);
  const question = [kind.purpose, kind.v, digest, signer.sm3, signed.signature].join(' ');
  const { value } = opened.answer(question, () => {
    const read = readStatement(kind, signed.statement);
    const signature = strictBase64(kind.purpose, signed.signature);
    if (!verifyByKey(signer.key, statementOctets(signer, signed.statement), signature)) {
      throw new BianyinError('statement-signature-wrong', { purpose: kind.purpose, name: signer.name });
    }
    return { value: read, sm3: digest };
  });
  return { value: value as T, signed, sm3: digest, signer };
}

/** Reads a statement's text without any signature. Errors: as `openStatement`, without the last. */
export function readStatement<T>(kind: StatementKind<T>, text: string): T {
  const parsed = parseText(kind.purpose, text);
  if (parsed.purpose !== kind.purpose) {
    const found = typeof parsed.purpose === 'string' ? parsed.purpose.slice(0, 60) : '?';
    throw new BianyinError('statement-other-purpose', { expected: kind.purpose, found });
  }
  if (parsed.v !== kind.v) throw new BianyinError('statement-version-unknown', { purpose: kind.purpose });
  return checkSchema(kind, parsed);
}

/** Errors: `statement-key-not-sm2`. */
function requireKeyFor(
  kind: Pick<StatementKind<unknown>, 'purpose' | 'keys'>,
  { key, name }: SignerCertificate,
): void {
  if (kind.keys === 'any' || key.kind === 'sm2') return;
  throw new BianyinError('statement-key-not-sm2', { purpose: kind.purpose, name });
}

/** The certificate in base64 DER. Errors: `statement-malformed` when it is none, `key-rsa-short`, `key-not-supported`. */
export function readSigner(purpose: string, base64: string): SignerCertificate {
  const der = strictBase64(purpose, base64);
  const certificate = parseCertificate(der);
  const key = requireSigningKey(certificate);
  return {
    der,
    sm3: toHex(sm3(der)),
    name: certificate.subject.commonName ?? '',
    key,
    publicKey: keyIdentity(key),
    subject: certificate.subject,
    organisationCodes: organisationCodes(certificate),
  };
}

function parseText(purpose: string, text: string): { purpose?: unknown; v?: unknown } {
  try {
    const parsed = parseCanonicalJson(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as { purpose?: unknown; v?: unknown };
  } catch (cause) {
    throw malformed(purpose, 'not canonical JSON', cause);
  }
  throw malformed(purpose, 'not an object');
}

function checkSchema<T>(kind: StatementKind<T>, value: unknown): T {
  const result = kind.schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw malformed(kind.purpose, issue ? `${issue.path.join('.')}: ${issue.code}` : 'schema');
}

/** Base64 in the one spelling: no white space, no stray bits, so that a signed thing has one form only. */
function strictBase64(purpose: string, text: string): Uint8Array {
  try {
    const bytes = fromBase64(text);
    if (toBase64(bytes) === text) return bytes;
  } catch (cause) {
    throw malformed(purpose, 'base64', cause);
  }
  throw malformed(purpose, 'base64');
}

function malformed(purpose: string, what: string, cause?: unknown): BianyinError {
  return new BianyinError('statement-malformed', { purpose, what }, { cause });
}
