/**
 * Octets that were hashed once and are read again later: every block is compared with what was hashed, so that the file
 * that is parsed is the file that was approved, whatever somebody does to it on disk in between (TOCTOU).
 */
import { equalBytes } from '../crypto/bytes.ts';
import { sm3Stream, type Sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Octets of one block: small enough for single objects, large enough that a large file has few. */
const BLOCK = 64 * 1024;
/** Blocks that are kept after they were compared. */
const KEPT = 16;
/** Octets that are read, hashed and handed on at once; whole blocks. */
const CHUNK = 64 * BLOCK;

export interface HashedFile {
  /** Fed with all octets of the file. */
  readonly stream: Sm3Stream;
  /** Reads fail with `file-changed-while-reading` when the file no longer says what was hashed. */
  readonly content: ByteSource;
}

/** Reads the file once from beginning to end, handing each part to `take`. Errors: `file-changed-while-reading`, those of `take`. */
export function hashFile(file: ByteSource, take: (octets: Uint8Array, at: number) => void): HashedFile {
  const stream = sm3Stream();
  const marks: Sm3Stream[] = [stream.fork()];
  for (let at = 0; at < file.size; at += CHUNK) {
    const octets = file.read(at, Math.min(CHUNK, file.size - at));
    for (let from = 0; from < octets.length; from += BLOCK) {
      marks.push(stream.update(octets.subarray(from, from + BLOCK)).fork());
    }
    take(octets, at);
  }
  return { stream, content: comparedReads(file, marks) };
}

/** `marks[i]` has seen everything before block i. */
function comparedReads(file: ByteSource, marks: readonly Sm3Stream[]): ByteSource {
  const kept = new Map<number, Uint8Array>();
  const block = (index: number): Uint8Array => {
    const known = kept.get(index);
    if (known) return known;
    const octets = file.read(index * BLOCK, Math.min(BLOCK, file.size - index * BLOCK));
    requireAsHashed(marks, index, octets);
    const [oldest] = kept.keys();
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(index, octets);
    return octets;
  };
  return {
    size: file.size,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > file.size)
        throw new RangeError('read outside the file');
      const octets = new Uint8Array(length);
      for (let done = 0; done < length;) {
        const at = offset + done;
        const inBlock = at % BLOCK;
        const part = block(Math.floor(at / BLOCK)).subarray(inBlock, inBlock + length - done);
        octets.set(part, done);
        done += part.length;
      }
      return octets;
    },
  };
}

function requireAsHashed(marks: readonly Sm3Stream[], index: number, octets: Uint8Array): void {
  const [before, after] = [marks[index], marks[index + 1]];
  const same = before && after && equalBytes(before.fork().update(octets).digest(), after.fork().digest());
  if (!same) throw new BianyinError('file-changed-while-reading');
}
