/** Random access to immutable bytes: a file handle, or a buffer in tests. Nothing here loads a whole file. */

/** Bytes that do not change while they are looked at. Offsets and lengths are in bytes. */
export interface ByteSource {
  readonly size: number;
  /** Returns exactly `length` bytes from `offset`; throws `RangeError` when they are not all there. */
  read(offset: number, length: number): Uint8Array;
}

/** A source over a buffer. The buffer must not be changed afterwards. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        throw new RangeError(`range ${offset}+${length} outside ${bytes.length} bytes`);
      }
      return bytes.subarray(offset, offset + length);
    },
  };
}
