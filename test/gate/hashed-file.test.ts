/** What is parsed is what was hashed: a file that changes in between, and even back again, is noticed where it is read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { hashFile } from '../../src-main/signer/hashed-file.ts';
import { codeOf } from './support/story.ts';

const KIB = 1024;

/** A file that answers with other octets in a range while `isChanged`. */
function movingFile(size: number) {
  const octets = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
  const state = { changedAt: -1 };
  const read = (offset: number, length: number): Uint8Array => {
    const copy = octets.slice(offset, offset + length);
    const at = state.changedAt - offset;
    if (state.changedAt >= 0 && at >= 0 && at < length) copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const readInto = (target: Uint8Array, offset: number): void => target.set(read(offset, target.length));
  return { octets, state, file: { size, read, readInto, descriptor: -1, close: () => undefined } };
}

describe('a hashed file', () => {
  test('gives every range as it is, and its digest, whatever its size', () => {
    for (const size of [1, 100, 32 * KIB, 32 * KIB + 1, 300 * KIB, 3 * KIB * KIB + 7]) {
      const { octets, file } = movingFile(size);
      const hashed = hashFile(file);
      expect(toHex(hashed.stream.fork().digest())).toBe(toHex(sm3(octets)));
      fc.assert(
        fc.property(fc.nat(size), fc.nat(size), (a, b) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          expect(Buffer.from(hashed.content.read(from, to - from)).equals(octets.subarray(from, to))).toBe(
            true,
          );
        }),
        { numRuns: 20 },
      );
    }
  });

  test('refuses a range in which the file changed after it was hashed, and gives the others', async () => {
    const size = 400 * KIB;
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.integer({ min: 1, max: 5000 }), async (place, length) => {
        const { file, state, octets } = movingFile(size);
        const { content } = hashFile(file);
        state.changedAt = place;
        const from = Math.max(0, Math.min(place, size - length));
        expect(await codeOf(() => content.read(from, Math.min(length, size - from)))).toBe(
          'file-changed-while-reading',
        );
        const far = (place + 200 * KIB) % size;
        const end = Math.min(far + 10, size);
        expect(Buffer.from(content.read(far, end - far)).equals(octets.subarray(far, end))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('ranges outside the file are no ranges', () => {
    const { content } = hashFile(movingFile(100).file);
    expect(() => content.read(90, 11)).toThrow(RangeError);
    expect(() => content.read(-1, 1)).toThrow(RangeError);
  });
});
