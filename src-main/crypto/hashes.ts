/** The digests that signatures met in the field use: SM3 (GB/T 32905) and the SHA family (FIPS 180-4). */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from './bytes.ts';
import { sm3 } from './sm3.ts';

export type HashName = 'sm3' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

const shaFunctions = { sha1, sha224, sha256, sha384, sha512 } as const;

/** Digest lengths in octets. */
export const hashLengths: Readonly<Record<HashName, number>> = Object.freeze({
  sm3: 32,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
});

/** The digest of the parts one after the other. SHA-1 is here to read old signatures; callers report it as weak. */
export function hash(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  return name === 'sm3' ? sm3(...parts) : shaFunctions[name](concatBytes(...parts));
}
