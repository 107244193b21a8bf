/**
 * Verification of SignedData over a document that is only known by its digests. Covers CMS (RFC 5652 §5.6) and the two
 * flavours of GB/T 35275 that real files hold: with attributes, and without, where the digest itself is the message.
 */
import { equalBytes, toBase64, utf8Encode } from '../crypto/bytes.ts';
import { readOctetString, readOid, readTime } from '../crypto/der.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { parseSm2Signature, sm2VerifyDigest } from '../crypto/sm2.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { singleValue, type Attribute } from './attribute.ts';
import type { Certificate } from './certificate.ts';
import { namesCertificate } from './ess-certificate.ts';
import { hashByOid, oids } from './oids.ts';
import {
  signatureSchemeFor,
  verifyDigestWithScheme,
  verifyWithScheme,
  weakness,
  type SignatureScheme,
} from './signature-algorithm.ts';
import { signerCertificate, type SignedData, type SignerInfo } from './signed-data.ts';

/** A document outside the SignedData. Digests are asked for only when needed; nothing holds the document itself. */
export interface SignedDocument {
  digest(name: HashName): Uint8Array;
  /** SM3(ZA ‖ document) for signatures made over the document without a digest of its own. */
  sm2Digest?(publicKey: Uint8Array): Uint8Array;
}

/** Codes of the verdict table. */
type SignedDataCode =
  | 'INTEGRITY_HASH_MISMATCH'
  | 'SIG_VALUE_BAD'
  | 'FORMAT_MALFORMED'
  | 'ALG_UNSUPPORTED'
  | 'ALG_WEAK'
  | 'NO_SIGNER_CERTIFICATE';
type SignedDataNote = 'CMS_ATTRS_NOT_DER' | 'SIG_RAW_RS';

/** What the signature was made over: attributes; content that is the document's digest; the digest; the document. */
type SignedFlavour = 'attributes' | 'digest-in-content' | 'digest' | 'document';

export interface SignerVerdict {
  readonly signer: SignerInfo;
  readonly certificate?: Certificate;
  /** Signature and digest are right. The certificate is not judged here (see `path.ts`). */
  readonly ok: boolean;
  readonly codes: readonly SignedDataCode[];
  readonly notes: readonly SignedDataNote[];
  readonly flavour?: SignedFlavour;
  /** The signer's own claim. */
  readonly signingTime?: Date;
  /** The weak algorithm behind ALG_WEAK. */
  readonly weak?: string;
}

/**
 * Verifies every signer. `document` is what a detached signature covers; without it the encapsulated content is.
 * `extraCertificates` are looked through after those inside. Hostile input yields codes, never an exception.
 */
export function verifySignedData(
  data: SignedData,
  document?: SignedDocument,
  extraCertificates: readonly Certificate[] = [],
): readonly SignerVerdict[] {
  return data.signers.map((signer) => verifySigner(data, signer, document, extraCertificates));
}

interface Attempt {
  readonly data: SignedData;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  readonly scheme: SignatureScheme;
  readonly hashName: HashName;
  readonly document?: SignedDocument;
}
type Outcome =
  { readonly code: SignedDataCode } | { readonly flavour: SignedFlavour; readonly notInOrder?: boolean };

function verifySigner(
  data: SignedData,
  signer: SignerInfo,
  document: SignedDocument | undefined,
  extra: readonly Certificate[],
): SignerVerdict {
  const certificate = signerCertificate(signer, [...data.certificates, ...extra]);
  const signingTime = claimedTime(signer);
  const base = {
    signer,
    notes: [],
    ...(signingTime ? { signingTime } : {}),
    ...(certificate ? { certificate } : {}),
  };
  if (!certificate) return { ...base, ok: false, codes: ['NO_SIGNER_CERTIFICATE'] };
  const hashName = hashByOid[signer.digestAlgorithm.oid];
  const scheme = signatureSchemeFor(certificate.publicKey, signer.signatureAlgorithm, hashName);
  if (hashName === undefined || !scheme) return { ...base, ok: false, codes: ['ALG_UNSUPPORTED'] };
  const attempt: Attempt = { data, signer, certificate, scheme, hashName, ...(document ? { document } : {}) };
  const outcome = signer.signedAttributes ? verifyAttributes(attempt) : verifyBare(attempt);
  if ('code' in outcome) return { ...base, ok: false, codes: [outcome.code] };
  const weak =
    weakness(certificate.publicKey, signer.signatureAlgorithm, hashName) ??
    (hashName === 'sha1' ? 'SHA-1' : undefined);
  const notes: SignedDataNote[] = outcome.notInOrder === true ? ['CMS_ATTRS_NOT_DER'] : [];
  if (scheme.kind === 'sm2' && parseSm2Signature(signer.signature).encoding === 'raw')
    notes.push('SIG_RAW_RS');
  return {
    ...base,
    ok: true,
    codes: weak === undefined ? [] : ['ALG_WEAK'],
    notes,
    flavour: outcome.flavour,
    ...(weak === undefined ? {} : { weak }),
  };
}

/** Flavour B and CMS proper: the attributes are signed, and they name content type and digest. */
function verifyAttributes(attempt: Attempt): Outcome {
  const { signer, data, certificate, scheme, hashName } = attempt;
  const signed = signer.signedAttributes;
  if (!signed || !agrees(scheme, hashName)) return { code: 'FORMAT_MALFORMED' };
  const type = tolerant(() => readOid(singleValue(signed.attributes, oids.contentType)));
  const digest = tolerant(() => readOctetString(singleValue(signed.attributes, oids.messageDigest)));
  const badTime = signed.attributes.some((each) => each.oid === oids.signingTime) && !claimedTime(signer);
  if (badTime || type === undefined || digest === undefined || !sameContentType(type, data.contentType)) {
    return { code: 'FORMAT_MALFORMED' };
  }
  if (!digestFits(attempt, digest)) return { code: 'INTEGRITY_HASH_MISMATCH' };
  if (!namesCertificate(signed.attributes, certificate)) return { code: 'SIG_VALUE_BAD' };
  const verifies = (message: Uint8Array): boolean =>
    verifyWithScheme(certificate.publicKey, scheme, message, signer.signature);
  if (!verifies(signed.sorted) && (signed.inOrder || !verifies(signed.asSent)))
    return { code: 'SIG_VALUE_BAD' };
  return { flavour: 'attributes', notInOrder: !signed.inOrder };
}

/** messageDigest must be that of the document; content that is carried along must be the document's digest, nothing else. */
function digestFits({ data, document, hashName }: Attempt, digest: Uint8Array): boolean {
  if (!document) return data.content !== undefined && equalBytes(digest, hash(hashName, data.content));
  const expected = document.digest(hashName);
  if (!data.content) return equalBytes(digest, expected);
  const carried = equalBytes(data.content, expected);
  return carried && (equalBytes(digest, expected) || equalBytes(digest, hash(hashName, data.content)));
}

/** Without attributes: flavour A (content is the digest), else the digest or the document itself was signed. */
function verifyBare(attempt: Attempt): Outcome {
  const { signer, data, certificate, scheme, document, hashName } = attempt;
  const verifies = (message: Uint8Array): boolean =>
    verifyWithScheme(certificate.publicKey, scheme, message, signer.signature);
  if (!agrees(scheme, hashName)) return { code: 'FORMAT_MALFORMED' };
  if (!document)
    return data.content && verifies(data.content) ? { flavour: 'document' } : { code: 'SIG_VALUE_BAD' };
  const digest = document.digest(hashName);
  if (data.content) {
    const forms = [digest, utf8Encode(toBase64(digest))];
    const { content } = data;
    if (!forms.some((form) => equalBytes(form, content))) return { code: 'INTEGRITY_HASH_MISMATCH' };
    return verifies(content) ? { flavour: 'digest-in-content' } : { code: 'SIG_VALUE_BAD' };
  }
  if (verifies(digest)) return { flavour: 'digest' };
  return signedDocument(attempt, digest) ? { flavour: 'document' } : { code: 'SIG_VALUE_BAD' };
}

function signedDocument({ certificate, scheme, signer, document }: Attempt, digest: Uint8Array): boolean {
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

function claimedTime(signer: SignerInfo): Date | undefined {
  const attributes: readonly Attribute[] = signer.signedAttributes?.attributes ?? [];
  return tolerant(() => readTime(singleValue(attributes, oids.signingTime)));
}

function tolerant<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BianyinError) return undefined;
    throw error;
  }
}
