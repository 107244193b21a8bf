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
  type SignatureAttempt,
  type SignedDataCode,
  type SignedDocument,
  type SignedFlavour,
} from './signed-message.ts';

export type { SignedDocument } from './signed-message.ts';

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
  document?: SignedDocument,
  extraCertificates: readonly Certificate[] = [],
): readonly SignerVerdict[] {
  return data.signers.map((signer) => verifySigner(data, signer, document, extraCertificates));
}

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
  const attempt: SignatureAttempt = {
    data,
    signer,
    certificate,
    scheme,
    hashName,
    ...(document ? { document } : {}),
  };
  const outcome = checkSignature(attempt);
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
