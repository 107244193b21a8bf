/** Running digests that can be copied, for ranges of one file that begin alike (ISO 32000-2 §12.8.1). */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { HashName } from './hashes.ts';
import { sm3Stream } from './sm3.ts';

export interface HashStream {
  /** Feeds octets; returns the stream itself. */
  update(bytes: Uint8Array): HashStream;
  /** An independent copy of everything fed so far. */
  fork(): HashStream;
  /** The digest. The stream cannot be used afterwards. */
  digest(): Uint8Array;
}

interface ShaState {
  update(bytes: Uint8Array): unknown;
  clone(): ShaState;
  digest(): Uint8Array;
}

const shaFunctions = { sha1, sha224, sha256, sha384, sha512 } as const;

/** Starts a computation. */
export function hashStream(name: HashName): HashStream {
  return name === 'sm3' ? sm3Stream() : shaStream(shaFunctions[name].create());
}

function shaStream(state: ShaState): HashStream {
  const stream: HashStream = {
    update(bytes) {
      state.update(bytes);
      return stream;
    },
    fork: () => shaStream(state.clone()),
    digest: () => state.digest(),
  };
  return stream;
}
