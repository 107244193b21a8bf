/**
 * What is made from a recovery code: the key pair that data keys are wrapped for, and the key that shows which backups are the enterprise's
 * own. A machine keeps the public key and the second one: it can make backups, and open none.
 */
import { concatBytes, utf8Encode } from '../crypto/bytes.ts';
import { pbkdf2Sm3 } from '../crypto/pbkdf2-sm3.ts';
import { SM2_SEED, sm2KeyPairFrom } from '../crypto/sm2-encryption.ts';
import { readRecoveryCode } from './recovery-code.ts';

/** The code has 140 bits: this only makes each guess dearer still. */
const ITERATIONS = 50_000;
const ORIGIN_KEY = 32;
const purpose = utf8Encode('bianyin.recovery/1');
export const SALT = 16;

/** What a machine keeps. */
export interface RecoveryPublic {
  readonly salt: Uint8Array;
  /** `04 ‖ X ‖ Y` */
  readonly publicKey: Uint8Array;
  /** HMAC-SM3 with it stands under each header. */
  readonly originKey: Uint8Array;
}

export interface RecoveryKeys extends RecoveryPublic {
  readonly privateKey: bigint;
}

/** `typed` is overwritten. Errors: those of `readRecoveryCode`. */
export async function recoveryKeysFrom(typed: Uint8Array, salt: Uint8Array): Promise<RecoveryKeys> {
  const secret = readRecoveryCode(typed);
  typed.fill(0);
  const length = SM2_SEED + ORIGIN_KEY;
  const stretched = await pbkdf2Sm3(secret, {
    salt: concatBytes(purpose, salt),
    iterations: ITERATIONS,
    length,
  });
  secret.fill(0);
  const seed = stretched.subarray(0, SM2_SEED);
  const keys = { ...sm2KeyPairFrom(seed), salt, originKey: stretched.slice(SM2_SEED) };
  stretched.fill(0);
  return keys;
}
