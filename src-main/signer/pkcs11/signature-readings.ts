/**
 * How a driver may have written an SM2 signature: DER, raw, and what drivers make of them (docs/tokens.md). Each reading is tried, and only one
 * that the certificate's key verifies counts: to read generously costs nothing here. Files are read strictly elsewhere (crypto/sm2.ts).
 */
import { bytesToBigint, equalBytes } from '../../crypto/bytes.ts';
import { readDer, type DerNode } from '../../crypto/der.ts';
import { encodeSm2Signature } from '../../crypto/sm2.ts';
import type { SignatureForm } from '../../domain/token-test.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';

/** Octets of a number. */
const SIZE = 32;

interface SignatureReading {
  readonly form: SignatureForm;
  /** The signature as DER. */
  readonly der: Uint8Array;
}

/** Each reading, the plainest first. */
export function signatureReadings(octets: Uint8Array): readonly SignatureReading[] {
  return [...derReadings(octets, false), ...rawReadings(octets)];
}

/** DER as it is; with octets behind it; with longer lengths than needed; within a BIT STRING or OCTET STRING. */
function derReadings(octets: Uint8Array, isWrapped: boolean): readonly SignatureReading[] {
  const node = tolerant(octets);
  if (!node) return [];
  if (node.tag === 0x03) return derReadings(node.content.subarray(1), true);
  if (node.tag === 0x04) return derReadings(node.content, true);
  const [r, s] = node.tag === 0x30 ? numbersOf(node) : [];
  if (!r || !s) return [];
  const der = written(r, s);
  const form = isWrapped ? 'der-wrapped' : equalBytes(der, octets) ? 'der' : 'der-lenient';
  return [{ form, der }];
}

function numbersOf(node: DerNode): readonly Uint8Array[] {
  try {
    return node.children().flatMap(({ tag, content }) => (tag === 0x02 ? [content] : []));
  } catch (error) {
    if (failedWith(error, 'der-malformed')) return [];
    throw error;
  }
}

/** r ‖ s of 64 octets, also with a 0x04 before it, each number with zeros before it (33, or the 64 of GM/T 0016), or zeros behind. */
function rawReadings(octets: Uint8Array): readonly SignatureReading[] {
  const readings: SignatureReading[] = [];
  const read = (form: SignatureForm, r: Uint8Array, s: Uint8Array): unknown =>
    readings.push({ form, der: written(r, s) });
  const half = octets.length / 2;
  if (octets.length === 65) read('raw-prefixed', octets.subarray(1, 33), octets.subarray(33));
  if (octets.length % 2 === 0 && half >= SIZE)
    read(half === SIZE ? 'raw' : 'raw-wide', octets.subarray(half - SIZE, half), octets.subarray(-SIZE));
  if (octets.length < 2 * SIZE) return readings;
  const [r, s] = [octets.subarray(0, SIZE), octets.subarray(SIZE, 2 * SIZE)];
  if (half !== SIZE) read('raw-padded', r, s);
  read('raw-little-endian', r.toReversed(), s.toReversed());
  return readings;
}

function written(r: Uint8Array, s: Uint8Array): Uint8Array {
  return encodeSm2Signature(bytesToBigint(r), bytesToBigint(s));
}

function tolerant(octets: Uint8Array): DerNode | undefined {
  try {
    return readDer(octets, { ber: true, allowTrailing: true, maxDepth: 4, maxNodes: 16 });
  } catch (error) {
    if (failedWith(error, 'der-malformed')) return undefined;
    throw error;
  }
}
