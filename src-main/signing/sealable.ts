/**
 * What every format is to whoever seals (docs/adr/0023): prepare everything but the signature, hash, embed. Knows no key and
 * no token. Every format is sealed by appending: the original stays as it is, and all that is made stands behind it.
 */
import type { Sm3Stream } from '../crypto/sm3.ts';
import type { Placement } from '../domain/placement.ts';
import type { SealingWarning } from '../domain/sealing-warnings.ts';

/** The size on paper that a seal declares. */
export interface SealExtent {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A seal and where it goes. */
interface SealToPlace {
  /** At least one. */
  readonly placements: readonly Placement[];
  readonly size: SealExtent;
  /** As the seal carries it. */
  readonly picture: { readonly type: string; readonly data: Uint8Array };
  readonly sealName: string;
  readonly signerName: string;
  readonly signedAt: Date;
  /** The longest signature that may come, octets. */
  readonly signatureBytes: number;
}

/** A document that may be sealed. */
export interface Sealable {
  readonly pages: number;
  /** Whether somebody signed it before: that has to be intact, which its verification says. */
  readonly isSigned: boolean;
  /** What whoever signs should know of it, with the seal where it is to go. Errors: as `requireFit`. */
  warningsFor(placements: readonly Placement[], size: SealExtent): readonly SealingWarning[];
  /**
   * Whether the marks have room and earlier signers permit them. Errors: `placement-*`, `seam-*`, `pdf-certified-one-mark`,
   * `signature-field-demands`, `signature-field-size`, and those of reading the document.
   */
  requireFit(placements: readonly Placement[], size: SealExtent): void;
  /** Builds all of the sealed file but the signature. Errors: as `requireFit`, and those of the seal's picture. */
  prepare(seal: SealToPlace): PreparedSeal;
}

/** A sealing that waits for its signature. */
export interface PreparedSeal {
  /** Octets to be put behind the original; the place of the signature is empty. */
  readonly update: Uint8Array;
  /** How many marks are drawn. */
  readonly marks: number;
  /** TBS_Sign.propertyInfo (GB/T 38540-2020 §7.2): what the format says of the octets that are protected. */
  readonly propertyInfo: string;
  /**
   * TBS_Sign.dataHash: SM3 of the protected octets. `original` was fed exactly the octets of the original file; it is not used
   * up, so that the same stream serves to compare the original with what was approved.
   */
  dataHash(original: Sm3Stream): Uint8Array;
  /** The update with the signature in its place, of the same length. Errors: `signature-hole-too-small`. */
  embed(signature: Uint8Array): Uint8Array;
}
