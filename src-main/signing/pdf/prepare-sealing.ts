/**
 * Sealing a PDF in three steps that know no key: prepare (everything but the signature), digest (the original is hashed
 * once, by whoever streams it), embed. Everything here is the update behind the file; the file itself may be any size.
 */
import { toHex } from '../../crypto/bytes.ts';
import type { Sm3Stream } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Placement } from '../../domain/placement.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { documentMarks, type DocumentMarks } from '../../pdf/document-marks.ts';
import { requireHonoured } from '../../pdf/empty-fields.ts';
import type { Mark, SealSize } from '../../pdf/placement-to-marks.ts';
import type { SealImage } from '../../pdf/seal-image.ts';
import { sealProfile } from '../../pdf/signature-hole.ts';
import type { SignatureProfile } from '../../pdf/signature-hole.ts';
import { buildSignatureIncrement } from '../../pdf/signature-increment.ts';

export interface SealingRequest {
  readonly document: PdfDocument;
  /** At least one. */
  readonly placements: readonly Placement[];
  /** The size on paper that the seal declares. */
  readonly size: SealSize;
  /** From `sealImage(seal.info.picture)`. */
  readonly image: SealImage;
  readonly sealName: string;
  readonly signerName: string;
  readonly signedAt: Date;
  /** The longest signature that may come, octets. */
  readonly signatureBytes: number;
  readonly reason?: string | null;
  /** Default: a GB/T 38540 seal signature. */
  readonly profile?: SignatureProfile;
  /** 0 to 1; default 1: the seal's own alpha. */
  readonly opacity?: number;
}

/** What is hashed and filled, whoever signs it. */
type UpdateWithHole = Pick<PreparedSealing, 'increment' | 'originalSize' | 'hole'>;

export interface PreparedSealing {
  /** To be put behind the original; the hole is filled with zeros. */
  readonly increment: Uint8Array;
  /** Size of the original, octets. */
  readonly originalSize: number;
  readonly byteRange: readonly [number, number, number, number];
  /** The hexadecimal string with its brackets, absolute offsets. */
  readonly hole: { readonly start: number; readonly end: number };
  readonly marks: readonly Mark[];
  readonly fieldName: string;
}

/**
 * Places the marks and builds the update. Refuse what must not be sealed before (`inspectForSealing`).
 * Errors: `placement-page-missing`, `placement-out-of-page`, `seam-needs-two-pages`, `seam-slice-too-narrow`,
 * `pdf-certified-one-mark`, `signature-field-demands`, and those of reading the document.
 */
export function prepareSealing(request: SealingRequest): PreparedSealing {
  const { document, image, sealName, signerName, signedAt } = request;
  const profile = request.profile ?? sealProfile;
  const { marks, field } = marksOf(document, request.placements, request.size, profile);
  const { bytes, ...places } = buildSignatureIncrement({
    document,
    marks,
    field,
    image,
    opacity: request.opacity ?? 1,
    profile,
    contentsBytes: request.signatureBytes,
    signedAt,
    signerName,
    sealName,
    reason: request.reason ?? null,
  });
  return { increment: bytes, originalSize: document.source.size, marks, ...places };
}

/** Whether all of a sealing would fit and is permitted. Errors: as `prepareSealing`. */
export function requireMarks(document: PdfDocument, placements: readonly Placement[], size: SealSize): void {
  marksOf(document, placements, size, sealProfile);
}

/** The marks, and the field that they fill if it may be filled so. */
function marksOf(
  document: PdfDocument,
  placements: readonly Placement[],
  size: SealSize,
  profile: SignatureProfile,
): DocumentMarks {
  const found = documentMarks(document, placements, size);
  if (found.field) requireHonoured(document, found.field, profile);
  return found;
}

/**
 * SM3 over the /ByteRange. `original` has been fed exactly the bytes of the original file; it is not used up, so that the
 * same stream serves to compare the original with what was approved.
 */
export function digestForSignature(original: Sm3Stream, prepared: UpdateWithHole): Uint8Array {
  const [before, behind] = protectedParts(prepared);
  return original.fork().update(before).update(behind).digest();
}

/** The two parts of the update that the signature protects, in order: all but the hole. */
function protectedParts(prepared: UpdateWithHole): [Uint8Array, Uint8Array] {
  const { increment, originalSize, hole } = prepared;
  return [increment.subarray(0, hole.start - originalSize), increment.subarray(hole.end - originalSize)];
}

/** The update with the signature in its hole, zeros behind it. Errors: `signature-hole-too-small`. */
export function embedSignature(prepared: UpdateWithHole, signature: Uint8Array): Uint8Array {
  const { increment, originalSize, hole } = prepared;
  const room = (hole.end - hole.start - 2) / 2;
  if (signature.length > room) {
    throw new BianyinError('signature-hole-too-small', { needed: signature.length, hole: room });
  }
  const sealed = increment.slice();
  const hex = toHex(signature);
  const from = hole.start - originalSize + 1;
  for (let i = 0; i < hex.length; i++) sealed[from + i] = hex.charCodeAt(i);
  return sealed;
}
