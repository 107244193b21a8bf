/** Whether one signature over SignedData is right, and what it was made over (RFC 5652 §5.4–5.6, GB/T 35275-2017 §8). */
import { equalBytes, toBase64, utf8Encode } from '../crypto/bytes.ts';
import { readOctetString, readOid, readTime } from '../crypto/der.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { sm2VerifyDigest } from '../crypto/sm2.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { singleValue, type Attribute } from './attribute.ts';
import type { Certificate } from './certificate.ts';
import { namesCertificate } from './ess-certificate.ts';
import { oids } from './oids.ts';
import { verifyDigestWithScheme, verifyWithScheme, type SignatureScheme } from './signature-algorithm.ts';
import type { SignedData, SignerInfo } from './signed-data.ts';

/** A document outside the SignedData. Digests are asked for only when needed; nothing holds the document itself. */
export interface SignedContent {
  digest(name: HashName): Uint8Array;
  /** SM3(ZA ‖ document) for signatures made over the document without a digest of its own. */
  sm2Digest?(publicKey: Uint8Array): Uint8Array;
}

/** Codes of the verdict table. */
export type SignedDataCode =
  | 'INTEGRITY_HASH_MISMATCH'
  | 'SIG_VALUE_BAD'
  | 'FORMAT_MALFORMED'
  | 'ALG_UNSUPPORTED'
  | 'ALG_WEAK'
  | 'CMS_CONTENT_EMPTY'
  | 'SIG_NOT_CHECKED'
  | 'NO_SIGNER_CERTIFICATE';
/** What the signature was made over: attributes; content that is the document's digest; the digest; the document. */
export type SignedFlavour = 'attributes' | 'digest-in-content' | 'digest' | 'document';

/** One signer and the document that its digest must be of. */
interface DigestAttempt {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly hashName: HashName;
  readonly document?: SignedContent;
}

/** The same with everything that its signature is checked by. */
export interface SignatureAttempt extends DigestAttempt {
  readonly certificate: Certificate;
  readonly scheme: SignatureScheme;
}
/** Why it is wrong, or what was signed. */
export type SignatureOutcome =
  | { readonly code: SignedDataCode }
  | { readonly flavour: SignedFlavour; readonly notInOrder?: boolean; readonly emptyContent?: boolean };

/** Checks digest and signature. Hostile input yields a code. */
export function checkSignature(attempt: SignatureAttempt): SignatureOutcome {
  return attempt.signer.signedAttributes ? verifyAttributes(attempt) : verifyBare(attempt);
}

/** Flavour B and CMS proper: the attributes are signed, and they name content type and digest. */
function verifyAttributes(attempt: SignatureAttempt): SignatureOutcome {
  const { signer, data, certificate, scheme, hashName } = attempt;
  const signed = signer.signedAttributes;
  if (!signed || !agrees(scheme, hashName)) return { code: 'FORMAT_MALFORMED' };
  const type = orElse(() => readOid(singleValue(signed.attributes, oids.contentType)), undefined);
  const digest = orElse(() => readOctetString(singleValue(signed.attributes, oids.messageDigest)), undefined);
  const badTime = signed.attributes.some((each) => each.oid === oids.signingTime) && !claimedTime(signer);
  if (badTime || type === undefined || digest === undefined || !sameContentType(type, data.contentType)) {
    return { code: 'FORMAT_MALFORMED' };
  }
  const fit = digestFit(attempt, digest);
  if (fit === 'differs') return { code: 'INTEGRITY_HASH_MISMATCH' };
  if (!namesCertificate(signed.attributes, certificate)) return { code: 'SIG_VALUE_BAD' };
  const verifies = (message: Uint8Array): boolean =>
    verifyWithScheme(certificate.publicKey, scheme, message, signer.signature);
  if (!verifies(signed.sorted) && (signed.inOrder || !verifies(signed.asSent)))
    return { code: 'SIG_VALUE_BAD' };
  return { flavour: 'attributes', notInOrder: !signed.inOrder, emptyContent: fit === 'empty-content' };
}

/**
 * Whether the document is certainly another one than was signed, as far as that is seen without the signer's certificate:
 * whoever exchanged it cannot hide behind a certificate that is missing.
 */
export function isOtherDocument(attempt: DigestAttempt): boolean {
  const { signer, data, document, hashName } = attempt;
  if (!document) return false;
  if (!signer.signedAttributes)
    return data.content !== undefined && !contentFlavour(data.content, document.digest(hashName), hashName);
  const value = singleValue(signer.signedAttributes.attributes, oids.messageDigest);
  const digest = orElse(() => readOctetString(value), undefined);
  return digest !== undefined && digestFit(attempt, digest) === 'differs';
}

type DigestFit = 'fits' | 'empty-content' | 'differs';

/**
 * messageDigest must be that of the document; content that is carried along must be the document or its digest. Some
 * producers of detached signatures write a content of no octets: not as it should be, and it says nothing of the document.
 */
function digestFit({ data, document, hashName }: DigestAttempt, digest: Uint8Array): DigestFit {
  const { content } = data;
  const isOf = (octets: Uint8Array): boolean => equalBytes(digest, octets);
  if (!document) return content && isOf(hash(hashName, content)) ? 'fits' : 'differs';
  const expected = document.digest(hashName);
  if (!content) return isOf(expected) ? 'fits' : 'differs';
  if (content.length === 0 && isOf(expected)) return 'empty-content';
  const ofContent = hash(hashName, content);
  if (equalBytes(ofContent, expected)) return isOf(expected) ? 'fits' : 'differs';
  return equalBytes(content, expected) && (isOf(expected) || isOf(ofContent)) ? 'fits' : 'differs';
}

/** Without attributes: flavour A (content is the digest), else the digest or the document itself was signed. */
function verifyBare(attempt: SignatureAttempt): SignatureOutcome {
  const { signer, data, certificate, scheme, document, hashName } = attempt;
  const verifies = (message: Uint8Array): boolean =>
    verifyWithScheme(certificate.publicKey, scheme, message, signer.signature);
  if (!agrees(scheme, hashName)) return { code: 'FORMAT_MALFORMED' };
  if (!document)
    return data.content && verifies(data.content) ? { flavour: 'document' } : { code: 'SIG_VALUE_BAD' };
  const digest = document.digest(hashName);
  if (data.content) {
    const flavour = contentFlavour(data.content, digest, hashName);
    if (!flavour) return { code: 'INTEGRITY_HASH_MISMATCH' };
    return verifies(data.content) ? { flavour } : { code: 'SIG_VALUE_BAD' };
  }
  if (verifies(digest)) return { flavour: 'digest' };
  return signedDocument(attempt, digest) ? { flavour: 'document' } : { code: 'SIG_VALUE_BAD' };
}

/** Flavour A carries the digest, some producers in base64; plain PKCS #7 carries the document. */
function contentFlavour(
  content: Uint8Array,
  digest: Uint8Array,
  hashName: HashName,
): SignedFlavour | undefined {
  const forms = [digest, utf8Encode(toBase64(digest))];
  if (forms.some((form) => equalBytes(form, content))) return 'digest-in-content';
  return equalBytes(hash(hashName, content), digest) ? 'document' : undefined;
}

function signedDocument(
  { certificate, scheme, signer, document }: SignatureAttempt,
  digest: Uint8Array,
): boolean {
  const key = certificate.publicKey;
  if (scheme.kind !== 'sm2') return verifyDigestWithScheme(key, scheme, digest, signer.signature);
  const e = key.kind === 'sm2' ? document?.sm2Digest?.(key.sm2Point) : undefined;
  return key.kind === 'sm2' && e !== undefined && sm2VerifyDigest(key.sm2Point, e, signer.signature);
}

/** The digest a signature algorithm names must be the one the signer declares (RFC 5652 §5.4). */
function agrees(scheme: SignatureScheme, hashName: HashName): boolean {
  if (scheme.kind === 'sm2') return hashName === 'sm3';
  return (scheme.kind === 'pss' ? scheme.pss.hash : scheme.hash) === hashName;
}

/** GB/T 35275 data and PKCS #7 data are mixed inside one file by some producers; anything else must agree. */
function sameContentType(attribute: string, content: string): boolean {
  const data: readonly string[] = [oids.gmData, oids.cmsData];
  return attribute === content || (data.includes(attribute) && data.includes(content));
}

/** signingTime as the signer claims it; undefined when absent, unreadable or given twice. */
export function claimedTime(signer: SignerInfo): Date | undefined {
  const attributes: readonly Attribute[] = signer.signedAttributes?.attributes ?? [];
  return orElse(() => readTime(singleValue(attributes, oids.signingTime)), undefined);
}
