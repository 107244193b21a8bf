/** HMAC (RFC 2104, GB/T 15852.2) with SM3: shows that a text comes from whoever holds the key. */
import { concatBytes } from './bytes.ts';
import { sm3 } from './sm3.ts';

/** Octets of a block of SM3 (GB/T 32905-2016 §5). */
const BLOCK = 64;

/** 32 octets. A key of any length; 32 random octets are enough. */
export function hmacSm3(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(key.length > BLOCK ? sm3(key) : key);
  const inner = sm3(
    concatBytes(
      block.map((octet) => octet ^ 0x36),
      message,
    ),
  );
  return sm3(
    concatBytes(
      block.map((octet) => octet ^ 0x5c),
      inner,
    ),
  );
}
