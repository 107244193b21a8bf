/**
 * Octets that were hashed once and are read again later: every block is compared with what was hashed, so that the file
 * that is parsed is the file that was approved, whatever somebody does to it on disk in between (TOCTOU).
 */
import { equalBytes, toHex } from '../crypto/bytes.ts';
import { sm3Stream, type Sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { FileByteSource } from '../platform/file-byte-source.ts';

/** Octets of one block: reading one object hashes it again, keeping one digest state for each takes memory. */
const BLOCK = 32 * 1024;
/** Blocks that are kept after they were compared; together 8 MiB. */
const KEPT = 256;

export interface HashedFile {
  /** Fed with all octets of the file. */
  readonly stream: Sm3Stream;
  /** Running digests of the beginnings of the file, ascending; the last one is the whole file. */
  readonly prefixes: readonly HashedPrefix[];
  /** Reads fail with `file-changed-while-reading` when the file no longer says what was hashed. */
  readonly content: ByteSource;
}

export interface HashedPrefix {
  /** Octets from the beginning. */
  readonly length: number;
  /** Fed with exactly these. Fork it before use. */
  readonly hash: Sm3Stream;
}

/** A file that is being hashed from its beginning on. */
export interface FileHashing {
  /** Goes on up to `end`: a multiple of 1 MiB, or the end of the file. Errors: `file-changed-while-reading`. */
  upTo(end: number): void;
  /** Hashes the rest. Errors: as `upTo`. */
  finish(): HashedFile;
}

/** Reads the file once from beginning to end. Errors: `file-changed-while-reading`. */
export function hashFile(file: FileByteSource): HashedFile {
  return startHashing(file).finish();
}

/** Hex SM3 of the first `length` octets of a file. Errors: `file-changed-while-reading`. */
export function digestOfBeginning({ prefixes, content }: HashedFile, length: number): string {
  const before = prefixes.findLast((each) => each.length <= length);
  if (!before) throw new RangeError('a beginning outside the file');
  const rest = content.read(before.length, length - before.length);
  return toHex(before.hash.fork().update(rest).digest());
}

/** For a file that is hashed while it grows to its size. */
export function startHashing(file: FileByteSource): FileHashing {
  const stream = sm3Stream();
  const prefixes: HashedPrefix[] = [{ length: 0, hash: stream.fork() }];
  const buffer = new Uint8Array(BLOCK);
  let position = 0;
  const upTo = (end: number): void => {
    while (position < end) {
      const block = buffer.subarray(0, Math.min(BLOCK, file.size - position));
      file.readInto(block, position);
      position += block.length;
      prefixes.push({ length: position, hash: stream.update(block).fork() });
    }
  };
  return {
    upTo,
    finish() {
      upTo(file.size);
      return { stream, prefixes, content: comparedReads(file, prefixes) };
    },
  };
}

/** `prefixes[i]` ends where block i begins. */
function comparedReads(file: ByteSource, prefixes: readonly HashedPrefix[]): ByteSource {
  const kept = new Map<number, Uint8Array>();
  const block = (index: number): Uint8Array => {
    const known = kept.get(index);
    if (known) return known;
    const octets = file.read(index * BLOCK, Math.min(BLOCK, file.size - index * BLOCK));
    requireAsHashed(prefixes, index, octets);
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

function requireAsHashed(prefixes: readonly HashedPrefix[], index: number, octets: Uint8Array): void {
  const [before, after] = [prefixes[index]?.hash, prefixes[index + 1]?.hash];
  const same = before && after && equalBytes(before.fork().update(octets).digest(), after.fork().digest());
  if (!same) throw new BianyinError('file-changed-while-reading');
}
