/** Octets that lie in two places, read as one file: what a signature makes is verified before it is on disk. */
import type { ByteSource } from '../domain/byte-source.ts';

/** `first`, then `rest`. */
export function joinedSource(first: ByteSource, rest: Uint8Array): ByteSource {
  const size = first.size + rest.length;
  return {
    size,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > size) throw new RangeError('read outside the file');
      const octets = new Uint8Array(length);
      const inFirst = Math.max(0, Math.min(length, first.size - offset));
      if (inFirst > 0) octets.set(first.read(offset, inFirst));
      const from = Math.max(0, offset - first.size);
      if (inFirst < length) octets.set(rest.subarray(from, from + length - inFirst), inFirst);
      return octets;
    },
  };
}
