/**
 * A stream of octets as encrypted chunks: each has its number and whether it is the last in its nonce, and the head of the file as associated
 * data. So none can be left out, put in, moved, cut off at the end, or taken from another file.
 */
import { GCM_TAG, sm4Gcm } from '../crypto/sm4-gcm.ts';
import { sm3 } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { malformed } from './backup-header.ts';

const CHUNK = 256 * 1024;
const SEALED = CHUNK + GCM_TAG;

/** Eleven octets of number, one that is 1 for the last. */
function nonceOf(index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setBigUint64(3, BigInt(index));
  view.setUint8(11, Number(isLast));
  return nonce;
}

export interface ChunkWriter {
  write(octets: Uint8Array): void;
  /** The last chunk. */
  end(): void;
}

/** `put` gets the octets of the file. */
export function chunkWriter(
  key: Uint8Array,
  head: Uint8Array,
  put: (octets: Uint8Array) => void,
): ChunkWriter {
  const cipher = sm4Gcm(key);
  const associated = sm3(head);
  const held = new Uint8Array(CHUNK);
  let length = 0;
  let index = 0;
  const flush = (isLast: boolean): void => {
    put(cipher.seal(nonceOf(index, isLast), held.subarray(0, length), associated));
    index += 1;
    length = 0;
  };
  return {
    write(octets) {
      for (let at = 0; at < octets.length;) {
        // Only what is followed by more is not the last.
        if (length === CHUNK) flush(false);
        const part = octets.subarray(at, at + CHUNK - length);
        held.set(part, length);
        length += part.length;
        at += part.length;
      }
    },
    end: () => flush(true),
  };
}

export interface ChunkReader {
  /** Exactly so many octets. Errors: `backup-malformed` where they are not there, or are not what was written. */
  read(length: number): Uint8Array;
  /** Errors: `backup-malformed` when there is more. */
  requireEnd(): void;
}

/** Octets `start` to `end` of `source` are the chunks. */
export function chunkReader(
  key: Uint8Array,
  head: Uint8Array,
  { source, start, end }: { readonly source: ByteSource; readonly start: number; readonly end: number },
): ChunkReader {
  const cipher = sm4Gcm(key);
  const associated = sm3(head);
  let held = new Uint8Array(0);
  let place = start;
  let index = 0;
  const next = (): void => {
    const sealed = source.read(place, Math.min(SEALED, end - place));
    place += sealed.length;
    try {
      held = Uint8Array.from(cipher.open(nonceOf(index, place === end), sealed, associated));
    } catch (error) {
      throw failedWith(error, 'decryption-failed') ? malformed('content') : error;
    }
    index += 1;
  };
  return {
    read(length) {
      const out = new Uint8Array(length);
      for (let done = 0; done < length;) {
        if (held.length === 0) {
          if (place >= end) throw malformed('cut off');
          next();
        }
        const part = held.subarray(0, length - done);
        out.set(part, done);
        done += part.length;
        held = held.subarray(part.length);
      }
      return out;
    },
    requireEnd() {
      if (held.length > 0 || place < end) throw malformed('more behind the end');
    },
  };
}
