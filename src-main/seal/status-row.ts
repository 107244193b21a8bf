/** The words of seal status: what a city says about a seal, why, since when (暂行办法 Art. 17, 18). */
import { concatBytes, toHex, utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Names of the status numbers of the national registers. */
export const sealStatusNames = ['valid', 'expired', 'frozen', 'cancelled'] as const;
export type SealStatusName = (typeof sealStatusNames)[number];

/** Why a status changed: 暂行办法 Art. 17 and 18, and 挂失. The order is part of the octets of an image. */
export const sealStatusReasons = [
  'TYPE_CHANGED',
  'NAME_CHANGED',
  'PRINCIPAL_CHANGED',
  'KEY_COMPROMISE',
  'UNUSABLE',
  'ENTITY_DEREGISTERED',
  'ENTITY_MERGED_OR_REVOKED',
  'PHYSICAL_SEAL_INVALID',
  'NO_LONGER_USED',
  'HOLD',
] as const;
export type SealStatusReason = (typeof sealStatusReasons)[number];

/** A seal has had a status since some time. Rows are only ever added, so that the past can still be read. */
export interface StatusRow {
  /** Number of the status, 0 to 3 (`sealStatusNames`). */
  readonly s: number;
  /** `2026-11-23T08:30:00Z` */
  readonly since: string;
  readonly r?: SealStatusReason | undefined;
  /** With KEY_COMPROMISE: since when the key must not be relied on. */
  readonly inv?: string | undefined;
}

/**
 * The two bits of a seal. `valid`: since it was issued, and nothing else ever happened; `expired`: valid until the end that
 * the seal itself states; `history`: anything else, and there are rows. `unissued` is never valid: the city has said nothing.
 */
export const sealCodes = ['unissued', 'valid', 'expired', 'history'] as const;
type SealCode = (typeof sealCodes)[number];

export interface SealHistory {
  readonly code: SealCode;
  /** In the order of time; only of a `history`. One that does not begin with 有效 was valid from its issue until then. */
  readonly rows: readonly StatusRow[];
}

export const unissued: SealHistory = { code: 'unissued', rows: [] };

/** By time; of two rows of one second the graver one comes last and so counts. */
export function compareRows(a: StatusRow, b: StatusRow): number {
  const [left, right] = [`${a.since}${a.s}`, `${b.since}${b.s}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How an image names a seal outside the city's own numbering: SM3 of the esID's UTF-8 octets, hexadecimal. */
export function sealDigest(esId: string): string {
  return toHex(sm3(utf8Encode(esId)));
}

/** How an image names one seal and no other: SM3 of 0xFF and its DER. No text begins so, and no esID can stand for it. */
export function sealOctetsDigest(der: Uint8Array): string {
  return toHex(sm3(concatBytes(Uint8Array.of(0xff), der)));
}

/** A snapshot that is not in its format. */
export function snapshotMalformed(what: string, cause?: unknown): BianyinError {
  return new BianyinError('snapshot-malformed', { what }, { cause });
}
