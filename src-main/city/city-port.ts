/**
 * What the embedded city of a sandbox does, as one interface: most of it are acts of the authority (certificates, seals, their
 * state) for setting up and tests; a client only asks for lists, status and time stamps. A design of this project, no official one. Requests are checked by these schemas on the
 * city's side; octets are DER unless it says otherwise. All failures are BianyinErrors with the codes named here.
 */
import { z } from 'zod';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { isSocialCreditCode } from '../domain/social-credit-code.ts';
import { revocationReasons } from '../pki/crl.ts';
import { sealStatusNames, sealStatusReasons } from '../seal/status-row.ts';
import type { TrustBundle } from './trust-store.ts';

const line = z.string().trim().min(1).max(200);
const uscc = z.string().refine(isSocialCreditCode, 'not a unified social credit code');
const esId = z.string().regex(/^\d{14}$/);
/** 04 ‖ X ‖ Y, 65 octets. */
const publicPoint = octets((bytes) => bytes.length === 65 && bytes[0] === 4);
const sealType = z.enum(sealTypeCodes);

export const enterpriseRequest = z.strictObject({
  name: line.max(100),
  uscc,
  legalRepresentative: line.max(40),
});
export const personRequest = z.strictObject({
  uscc,
  name: line.max(40),
  /** Number of the person inside the enterprise, ASCII. */
  personId: z.string().regex(/^[A-Za-z0-9.-]{1,40}$/),
  publicPoint,
});
export const sealKeyRequest = z.strictObject({ uscc, typeCode: sealType, publicPoint });
export const sealRequest = z.strictObject({
  esId,
  /** 4 = GB/T 38540-2020, 5 = GM/T 0031-2025. Default 4. */
  version: z.union([z.literal(4), z.literal(5)]).optional(),
  /** What the seal lists of the certificate that may use it. Default `certificates`. */
  certificateList: z.enum(['certificates', 'digests']).optional(),
  /** Years of validity. Default 3. */
  validYears: z.int().min(1).max(10).optional(),
  /** A size of the seal profile; the usual one when absent. */
  variant: z.string().max(40).optional(),
});
export const timestampRequest = z.strictObject({
  /** SM3 digest, 32 octets. */
  imprint: octets((bytes) => bytes.length === 32),
  nonce: z.bigint().positive().optional(),
});
export const snapshotRequest = z.strictObject({ since: z.int().min(1).optional() });
export const sealStatusRequest = z.strictObject({
  esId,
  status: z.enum(sealStatusNames),
  reason: z.enum(sealStatusReasons).optional(),
  invalidityDate: z.date().optional(),
});
export const revocationRequest = z.strictObject({
  /** Serial number of the certificate, hexadecimal. */
  serialHex: z.string().regex(/^[0-9a-f]{2,40}$/),
  reason: z.enum(revocationReasons).exclude(['unused', 'removeFromCRL']),
  invalidityDate: z.date().optional(),
});

export type EnterpriseRequest = z.infer<typeof enterpriseRequest>;
export type PersonRequest = z.infer<typeof personRequest>;
export type SealKeyRequest = z.infer<typeof sealKeyRequest>;
export type SealRequest = z.infer<typeof sealRequest>;
export type TimestampRequest = z.infer<typeof timestampRequest>;
type SnapshotRequest = z.infer<typeof snapshotRequest>;
export type SealStatusRequest = z.infer<typeof sealStatusRequest>;
export type RevocationRequest = z.infer<typeof revocationRequest>;

/** Octets that fulfil a condition. */
function octets(fits: (bytes: Uint8Array) => boolean): z.ZodType<Uint8Array> {
  return z.custom<Uint8Array>((value) => value instanceof Uint8Array && fits(value));
}

export interface IssuedCertificate {
  readonly certificate: Uint8Array;
  readonly serialHex: string;
}
export interface IssuedSealKey extends IssuedCertificate {
  /** 14 digits: division code and running number; CKA_LABEL of the seal on its token. */
  readonly esId: string;
  /** Registered name of the seal, e.g. …有限公司合同专用章. */
  readonly name: string;
}
export interface IssuedSeal {
  readonly esId: string;
  readonly name: string;
  /** DER of the SESeal. */
  readonly seal: Uint8Array;
  readonly picture: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Fonts that stand in for others in the picture. */
  readonly substituteFonts: readonly string[];
}

/** Every method may also fail with `city-request-malformed`. */
export interface CityPort {
  /** Enters an enterprise in the register; the same again is fine. Errors: `city-enterprise-exists`. */
  issueEnterprise(request: EnterpriseRequest): Promise<void>;
  /** Certificate for a person's own key. Errors: `city-enterprise-unknown`, `public-key-invalid`. */
  certifyPerson(request: PersonRequest): Promise<IssuedCertificate>;
  /** Allots an esID and certifies the key that will use the seal. Errors: as `certifyPerson`. */
  certifySealKey(request: SealKeyRequest): Promise<IssuedSealKey>;
  /** Makes the seal of an allotted esID; it is 有效 from now on. Errors: `city-seal-unknown`, `city-seal-state`, those of the seal maker. */
  makeSeal(request: SealRequest): Promise<IssuedSeal>;
  /** DER of an RFC 3161 TimeStampToken over an SM3 digest. */
  timestamp(request: TimestampRequest): Promise<Uint8Array>;
  /** The signed status snapshot: full, or the delta after `since` where that is the one before. */
  publishSnapshot(request: SnapshotRequest): Promise<Uint8Array>;
  /** The signed trust pack: everything a machine without a network needs; with what changed in the status where `since` is the pack before. */
  publishTrustPack(request: SnapshotRequest): Promise<Uint8Array>;
  /** New revocation lists of every authority of the city. */
  publishCrl(): Promise<readonly Uint8Array[]>;
  /** Errors: `city-seal-unknown`, `city-seal-state` (a cancelled seal stays cancelled). */
  setSealStatus(request: SealStatusRequest): Promise<void>;
  /** Errors: `city-certificate-unknown`. */
  revokeCertificate(request: RevocationRequest): Promise<void>;
  /** Root, sub authority and the newest revocation lists. */
  trustMaterial(): Promise<TrustBundle>;
}
