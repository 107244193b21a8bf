/**
 * What people sign: a canonical JSON text with `v` and `purpose` inside, and an SM2 signature (GB/T 32918, default ID) over
 * its UTF-8 octets. Opening checks everything that the statement alone can show; trust in the certificate is checked apart.
 * Longer: signing and opening must agree to the octet.
 */
import type { z } from 'zod';
import { fromBase64, toBase64, toHex, utf8Encode } from '../crypto/bytes.ts';
import { parseSm2Signature, sm2Verify } from '../crypto/sm2.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { Name } from '../pki/name.ts';
import { organisationCodes } from '../pki/organisation-code.ts';
import { KnownAnswers } from './known-statements.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';

/** A statement exactly as it was signed. Kept and passed on as it is; never re-encoded. */
export interface SignedStatement {
  /** Canonical JSON (RFC 8785). */
  readonly statement: string;
  /** Base64 of the DER signature (SEQUENCE { r, s }). */
  readonly signature: string;
  /** Base64 of the signer's certificate (DER). */
  readonly certificate: string;
}

/** One kind of statement: a text of one purpose is never read as another. */
export interface StatementKind<T> {
  readonly purpose: string;
  readonly v: 1;
  readonly schema: z.ZodType<T>;
}

/** The certificate of a signer, as far as statements need it. */
export interface SignerCertificate {
  readonly der: Uint8Array;
  /** Hex SM3 of the DER. */
  readonly sm3: string;
  /** Common name of the subject. */
  readonly name: string;
  /** 65 octets, uncompressed. */
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

/**
 * Signs through `sign`, which gets the UTF-8 octets and returns a signature, DER or raw: in the product a token does it.
 * The result is opened before it is returned, so that a wrong signature never leaves here. Errors: as `openStatement`.
 */
export async function signStatement<T>(
  kind: StatementKind<T>,
  value: T,
  signer: { readonly certificate: Uint8Array; sign(octets: Uint8Array): Promise<Uint8Array> | Uint8Array },
): Promise<SignedStatement> {
  const statement = statementText(kind, value);
  const signature = await signer.sign(utf8Encode(statement));
  const signed = { statement, signature: toBase64(signature), certificate: toBase64(signer.certificate) };
  openStatement(kind, signed);
  return signed;
}

/** A year of a busy office; what has been opened is frozen. */
const opened = new KnownAnswers<Pick<Opened<unknown>, 'value' | 'sm3'>>(8192);
const signers = new KnownAnswers<SignerCertificate>(512);

/**
 * Reads a statement of the given kind and verifies its signature by the certificate that came with it.
 * Errors: `statement-malformed`, `statement-other-purpose`, `statement-version-unknown`, `statement-signature-wrong`.
 */
export function openStatement<T>(kind: StatementKind<T>, signed: SignedStatement): Opened<T> {
  const octets = utf8Encode(signed.statement);
  const digest = toHex(sm3(octets));
  const signer = signers.answer(signed.certificate, () => readSigner(kind.purpose, signed.certificate));
  const question = [kind.purpose, kind.v, digest, signer.sm3, signed.signature].join(' ');
  const { value } = opened.answer(question, () => {
    const read = readStatement(kind, signed.statement);
    const signature = strictBase64(kind.purpose, signed.signature);
    if (!isDerSignature(signature) || !sm2Verify(signer.publicKey, octets, signature)) {
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

/** The certificate in base64 DER. Errors: `statement-malformed` when it is none, or holds no SM2 key. */
export function readSigner(purpose: string, base64: string): SignerCertificate {
  const der = strictBase64(purpose, base64);
  const certificate = parseCertificate(der);
  if (certificate.publicKey.kind !== 'sm2') throw malformed(purpose, 'certificate without an SM2 key');
  return {
    der,
    sm3: toHex(sm3(der)),
    name: certificate.subject.commonName ?? '',
    publicKey: certificate.publicKey.sm2Point,
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

function isDerSignature(signature: Uint8Array): boolean {
  return orElse(() => parseSm2Signature(signature).encoding === 'der', false);
}

function malformed(purpose: string, what: string, cause?: unknown): BianyinError {
  return new BianyinError('statement-malformed', { purpose, what }, { cause });
}
