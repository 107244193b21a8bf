/** SM2 public keys: checked once, remembered, and given a table of multiples once they are seen to be used again and again. */
import { toHex } from './bytes.ts';
import { sm2Curve, type Sm2Point } from './sm2-curve.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

interface KnownKey {
  readonly point: Sm2Point;
  /** Products computed with it so far. */
  uses: number;
}

/** Bounded, so that a hostile file cannot grow it: 32 keys, about 0.4 MB each once they have a table. */
const maxKnownKeys = 32;
/** A table costs about ten verifications without one (docs/adr/0005). */
const usesBeforeTable = 4;
const tableWindow = 6;
const knownKeys = new Map<string, KnownKey>();

/**
 * Checks a public key `04 ‖ X ‖ Y` (65 octets): uncompressed, on the curve, not infinity.
 * Throws `public-key-invalid` otherwise.
 */
export function parseSm2PublicKey(publicKey: Uint8Array): Sm2Point {
  return knownKey(publicKey).point;
}

/** The point s·G + t·P of GB/T 32918.2 §7.1, for 1 ≤ s, t < n. Not constant-time: public values only. */
export function sm2Combine(s: bigint, publicKey: Uint8Array, t: bigint): Sm2Point {
  const known = knownKey(publicKey);
  const { BASE } = sm2Curve.Point;
  known.uses += 1;
  if (known.uses < usesBeforeTable) return BASE.mulAddUnsafe(s, known.point, t);
  if (known.uses === usesBeforeTable) known.point.precompute(tableWindow, false);
  return BASE.multiplyUnsafe(s).add(known.point.multiplyUnsafe(t));
}

function knownKey(publicKey: Uint8Array): KnownKey {
  const name = toHex(publicKey);
  const known = knownKeys.get(name) ?? { point: decodePoint(publicKey), uses: 0 };
  // Deleted and set again, so that the first one in the map is the one longest unused.
  knownKeys.delete(name);
  knownKeys.set(name, known);
  const oldest = knownKeys.keys().next();
  if (knownKeys.size > maxKnownKeys && oldest.done !== true) knownKeys.delete(oldest.value);
  return known;
}

function decodePoint(publicKey: Uint8Array): Sm2Point {
  if (publicKey.length !== 65 || publicKey[0] !== 4) {
    throw new BianyinError('public-key-invalid', { what: 'not an uncompressed SM2 point' });
  }
  try {
    const point = sm2Curve.Point.fromBytes(publicKey);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new BianyinError('public-key-invalid', { what: 'not a point of the SM2 curve' }, { cause });
  }
}
