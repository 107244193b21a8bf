/**
 * From a permit to the octets that go behind the original: use statement, permit extension, TBS_Sign (GB/T 38540-2020
 * §7.2), signature, time stamp, /Contents. Knows tokens only as two functions that sign, so that it can be tried alone.
 */
import { useKind } from '../approval/decision.ts';
import { encodePermitExtension, permitExtensionOid } from '../approval/permit-extension.ts';
import { useFor, type Permit } from '../approval/permit.ts';
import { signStatement } from '../approval/statement.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { sm3, type Sm3Stream } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText } from '../domain/instant.ts';
import type { TimeStampState } from '../domain/time-stamp.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { assembleSealSignature, buildTbsSign, sealSignatureLength } from '../seal/seal-signature-writer.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { toDerSignature } from '../seal/seal-writer.ts';
import type { PreparedSeal, Sealable } from '../signing/sealable.ts';

/** Signs a message (SM2 with SM3 over ZA and the message); the result is already verified by the token layer. */
type SignMessage = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface SealSigner {
  /** DER certificate of the seal's key. */
  readonly certificate: Uint8Array;
  readonly signWithSeal: SignMessage;
  readonly signAsKeeper: SignMessage;
}

/** Everything about one sealing that is known before the PIN is asked for. */
export interface SealingPlan {
  readonly document: Sealable;
  readonly seal: SESeal;
  /** DER certificate that the seal lists and the token holds. */
  readonly certificate: Uint8Array;
  readonly permit: Permit;
  readonly signedAt: Date;
  /** Octets to keep free for a time stamp; 0: none will be asked for. */
  readonly timestampLength: number;
  /** One is wanted, and the file may wait for it. */
  readonly mayWait: boolean;
}

export interface ComposedSeal {
  /** The rehearsed update with the signature in its hole. */
  readonly update: Uint8Array;
  /** DER signature value of the seal's key. */
  readonly signature: Uint8Array;
  readonly timeStamp: TimeStampState;
}

/** Gives a time-stamp token over an SM3 imprint, or null when there is none. */
export type StampImprint = (imprint: Uint8Array) => Promise<Uint8Array | null>;

/** Longest that ByteRange text, DER signatures and lengths can differ from a first draft, octets. */
const SLACK = 160;
/** DER around one act of the permit: kind, role, person, time, number and lengths, octets at most. */
const ACT_FRAME = 128;
/** DER around one digest beside the way up in a list, and the digest, octets. */
const DIGEST_FRAME = 34;
/** A DER signature of SM2, octets at most. */
const SIGNATURE_LENGTH = 72;

/**
 * Builds the update with an empty hole: document, marks and sizes are tried before anything is spent or asked for.
 * Errors: as `Sealable.prepare`.
 */
export function rehearse(plan: SealingPlan): PreparedSeal {
  const { document, seal, permit, signedAt } = plan;
  const { picture, name } = seal.info;
  return document.prepare({
    placements: permit.request.placements,
    size: { widthMm: picture.widthMm, heightMm: picture.heightMm },
    picture,
    sealName: name,
    signerName: parseCertificate(plan.certificate).subject.commonName ?? name,
    signedAt,
    signatureBytes: contentsLength(plan),
  });
}

/** Signs use and seal, gets the time stamp, and fills the hole. Errors: as the token, `timestamp-failed`. */
export async function composeSeal(
  plan: SealingPlan,
  prepared: PreparedSeal,
  holder: SealSigner,
  useNumber: number,
  original: Sm3Stream,
  stamp: StampImprint,
): Promise<ComposedSeal> {
  const extension = await signUse(plan, holder, useNumber);
  const tbs = tbsSign(plan, extension, prepared.dataHash(original), prepared.propertyInfo);
  const signature = toDerSignature(await holder.signWithSeal(tbs));
  const timeStamp = plan.timestampLength > 0 ? await stamp(sm3(signature)) : null;
  if (!timeStamp && plan.timestampLength > 0 && !plan.mayWait) throw new BianyinError('timestamp-failed');
  const signed = assembleSealSignature({
    tbs,
    certificate: plan.certificate,
    signature,
    ...(timeStamp ? { timeStamp } : {}),
  });
  return { update: prepared.embed(signed), signature, timeStamp: stateOf(plan, timeStamp) };
}

function stateOf({ mayWait }: SealingPlan, timeStamp: Uint8Array | null): TimeStampState {
  if (timeStamp) return 'stamped';
  return mayWait ? 'waiting' : 'none';
}

async function signUse(plan: SealingPlan, holder: SealSigner, useNumber: number): Promise<Uint8Array> {
  const { permit } = plan;
  const use = useFor(permit, useNumber, instantText(plan.signedAt));
  const certificate = fromBase64(permit.keeper.certificate);
  const signed = await signStatement(useKind, use, { certificate, sign: holder.signAsKeeper });
  return encodePermitExtension(permit, signed);
}

/** Octets of SES_Signature at most: the acts are known but for the keeper's, the rest is of fixed size. */
function contentsLength(plan: SealingPlan): number {
  const { acts, keeper } = plan.permit;
  const known = acts.map(({ certificate, signature, without = [] }) => {
    return fromBase64(certificate).length + fromBase64(signature).length + without.length * 2;
  });
  const own = fromBase64(keeper.certificate).length + SIGNATURE_LENGTH;
  const place = (plan.permit.list?.path.length ?? 0) * DIGEST_FRAME;
  const extension = [...known, own].reduce((sum, length) => sum + length + ACT_FRAME, ACT_FRAME + place);
  const draft = tbsSign(plan, new Uint8Array(extension), new Uint8Array(32), '0 0 0 0');
  return sealSignatureLength({
    tbs: draft.length + SLACK,
    certificate: plan.certificate.length,
    timeStamp: plan.timestampLength,
  });
}

function tbsSign(
  plan: SealingPlan,
  extension: Uint8Array,
  dataHash: Uint8Array,
  propertyInfo: string,
): Uint8Array {
  return buildTbsSign({
    seal: plan.seal,
    timeInfo: plan.signedAt,
    dataHash,
    propertyInfo,
    extDatas: [{ oid: permitExtensionOid, critical: false, value: extension }],
  });
}
