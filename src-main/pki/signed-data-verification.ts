/**
 * Verification of SignedData over a document that is only known by its digests. Covers CMS (RFC 5652 §5.6) and the two
 * flavours of GB/T 35275 that real files hold: with attributes, and without, where the digest itself is the message.
 */
import { parseSm2Signature } from '../crypto/sm2.ts';
import type { Certificate } from './certificate.ts';
import { hashByOid } from './oids.ts';
import { signatureSchemeFor, weakness } from './signature-algorithm.ts';
import { signerCertificate, type SignedData, type SignerInfo } from './signed-data.ts';
import {
  checkSignature,
  claimedTime,
  isOtherDocument,
  type SignatureAttempt,
  type SignedDataCode,
  type SignedContent,
  type SignedFlavour,
} from './signed-message.ts';

export type { SignedContent } from './signed-message.ts';

type SignedDataNote = 'CMS_ATTRS_NOT_DER' | 'SIG_RAW_RS';

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
  document?: SignedContent,
  extraCertificates: readonly Certificate[] = [],
): readonly SignerVerdict[] {
  return data.signers.map((signer) => verifySigner(data, signer, document, extraCertificates));
}

function verifySigner(
  data: SignedData,
  signer: SignerInfo,
  document: SignedContent | undefined,
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
  const hashName = hashOf(signer);
  const digests = hashName && { data, signer, hashName, ...(document ? { document } : {}) };
  // That the document is another one is certain, whoever signed and with whatever key.
  const seen: SignedDataCode[] = digests && isOtherDocument(digests) ? ['INTEGRITY_HASH_MISMATCH'] : [];
  if (!certificate)
    return { ...base, ok: false, codes: [...seen, 'SIG_NOT_CHECKED', 'NO_SIGNER_CERTIFICATE'] };
  const scheme = signatureSchemeFor(certificate.publicKey, signer.signatureAlgorithm, hashName);
  if (!digests || !scheme) return { ...base, ok: false, codes: [...seen, 'ALG_UNSUPPORTED'] };
  const attempt: SignatureAttempt = { ...digests, certificate, scheme };
  const outcome = checkSignature(attempt);
  if ('code' in outcome) return { ...base, ok: false, codes: [outcome.code] };
  const weak =
    weakness(certificate.publicKey, signer.signatureAlgorithm, hashName) ??
    (digests.hashName === 'sha1' ? 'SHA-1' : undefined);
  const notes: SignedDataNote[] = outcome.notInOrder === true ? ['CMS_ATTRS_NOT_DER'] : [];
  if (scheme.kind === 'sm2' && parseSm2Signature(signer.signature).encoding === 'raw')
    notes.push('SIG_RAW_RS');
  return {
    ...base,
    ok: true,
    codes: [
      ...(weak === undefined ? [] : (['ALG_WEAK'] as const)),
      ...(outcome.emptyContent === true ? (['CMS_CONTENT_EMPTY'] as const) : []),
    ],
    notes,
    flavour: outcome.flavour,
    ...(weak === undefined ? {} : { weak }),
  };
}

function hashOf({ digestAlgorithm: { oid } }: SignerInfo) {
  return Object.hasOwn(hashByOid, oid) ? hashByOid[oid] : undefined;
}
