/** SM4-GCM (GB/T 32907-2016 with GB/T 36624-2018; RFC 8998 §3.1): nonces of 12 octets, tags of 16. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { concatBytes, equalBytes } from './bytes.ts';
import { ghashTable, ghashUpdate, type GhashTable } from './ghash.ts';
import { sm4EncryptBlock, sm4RoundKeys } from './sm4.ts';

/** Octets of a tag. */
export const GCM_TAG = 16;

export interface Sm4Gcm {
  /** Ciphertext and tag. No nonce may come twice under one key. */
  seal(nonce: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array;
  /** The plaintext. Errors: `decryption-failed`, and then nothing of it. */
  open(nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array;
}

/** A key of 16 octets, made ready once. */
export function sm4Gcm(key: Uint8Array): Sm4Gcm {
  const keys = sm4RoundKeys(key);
  const h = new Uint32Array(4);
  sm4EncryptBlock(keys, h);
  const table = ghashTable(h);
  const tagOf = (nonce: Uint8Array, cipher: Uint8Array, associated: Uint8Array): Uint8Array => {
    const tag = octetsOf(authenticated(table, cipher, associated));
    return crypt(keys, nonce, 1, tag);
  };
  return {
    seal(nonce, plain, associated) {
      const cipher = crypt(keys, nonce, 2, plain);
      return concatBytes(cipher, tagOf(nonce, cipher, associated));
    },
    open(nonce, sealed, associated) {
      if (sealed.length < GCM_TAG) throw new BianyinError('decryption-failed');
      const cipher = sealed.subarray(0, -GCM_TAG);
      if (!equalBytes(tagOf(nonce, cipher, associated), sealed.subarray(-GCM_TAG)))
        throw new BianyinError('decryption-failed');
      return crypt(keys, nonce, 2, cipher);
    },
  };
}

/** Counter mode from a block on (1 for the tag, 2 for the text). */
function crypt(keys: Uint32Array, nonce: Uint8Array, first: number, octets: Uint8Array): Uint8Array {
  if (nonce.length !== 12) throw new RangeError('a nonce has 12 octets');
  const view = new DataView(nonce.buffer, nonce.byteOffset, 12);
  const start = [view.getUint32(0), view.getUint32(4), view.getUint32(8)];
  const block = new Uint32Array(4);
  const out = new Uint8Array(octets.length);
  for (let at = 0, counter = first; at < octets.length; at += 16, counter += 1) {
    block.set([...start, counter]);
    sm4EncryptBlock(keys, block);
    const end = Math.min(16, octets.length - at);
    for (let i = 0; i < end; i += 1)
      out[at + i] = (octets[at + i] ?? 0) ^ ((block[i >> 2] ?? 0) >>> (24 - 8 * (i & 3)));
  }
  return out;
}

function authenticated(table: GhashTable, cipher: Uint8Array, associated: Uint8Array): Uint32Array {
  const y = new Uint32Array(4);
  ghashUpdate(table, y, associated);
  ghashUpdate(table, y, cipher);
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(0, BigInt(associated.length) * 8n);
  lengths.setBigUint64(8, BigInt(cipher.length) * 8n);
  ghashUpdate(table, y, new Uint8Array(lengths.buffer));
  return y;
}

function octetsOf(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  words.forEach((word, i) => view.setUint32(4 * i, word));
  return new Uint8Array(view.buffer);
}
