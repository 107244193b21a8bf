/**
 * How a driver may have written an SM2 signature: DER, raw, and what drivers make of them (docs/tokens.md). Each reading is tried, and only one
 * that the certificate's key verifies counts: to read generously costs nothing here. Files are read strictly elsewhere (crypto/sm2.ts).
 */
import { bytesToBigint } from '../../crypto/bytes.ts';
import { readDer, type DerNode } from '../../crypto/der.ts';
import { encodeSm2Signature } from '../../crypto/sm2.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';

/** Octets of a number. */
const SIZE = 32;

/** DER of each reading, the plainest first. */
export function signatureReadings(octets: Uint8Array): readonly Uint8Array[] {
  return [...derReadings(octets), ...rawReadings(octets)];
}

/** DER as it is; with octets behind it; with longer lengths than needed; within a BIT STRING or OCTET STRING. */
function derReadings(octets: Uint8Array): readonly Uint8Array[] {
  const node = tolerant(octets);
  if (!node) return [];
  if (node.tag === 0x03) return derReadings(node.content.subarray(1));
  if (node.tag === 0x04) return derReadings(node.content);
  const [r, s] = node.tag === 0x30 ? numbersOf(node) : [];
  return r && s ? [written(r, s)] : [];
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
function rawReadings(octets: Uint8Array): readonly Uint8Array[] {
  const readings = octets.length === 65 ? [written(octets.subarray(1, 33), octets.subarray(33))] : [];
  const half = octets.length / 2;
  if (octets.length % 2 === 0 && half >= SIZE)
    readings.push(written(octets.subarray(half - SIZE, half), octets.subarray(-SIZE)));
  if (octets.length < 2 * SIZE) return readings;
  const [r, s] = [octets.subarray(0, SIZE), octets.subarray(SIZE, 2 * SIZE)];
  return [...readings, written(r, s), written(r.toReversed(), s.toReversed())];
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
