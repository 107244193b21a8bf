/** PBKDF2 (GM/T 0091-2020, RFC 8018 §5.2) with HMAC-SM3: keys from what people can write down and type. */
import { createSM3, pbkdf2 } from 'hash-wasm';

export interface Stretching {
  /** 16 octets or more. */
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** Octets that are wanted. */
  readonly length: number;
}

export function pbkdf2Sm3(secret: Uint8Array, { salt, iterations, length }: Stretching): Promise<Uint8Array> {
  return pbkdf2({
    password: secret,
    salt,
    iterations,
    hashLength: length,
    hashFunction: createSM3(),
    outputType: 'binary',
  });
}
