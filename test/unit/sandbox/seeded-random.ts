/** Randomness for tests: an SM3 counter stream, so that a failing test fails again. */
import { bigintToBytes, concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { Random } from '../../../src-main/sandbox/software-signer.ts';

export function seededRandom(seed: string): Random {
  let counter = 0n;
  return (length) => {
    const blocks: Uint8Array[] = [];
    for (let made = 0; made < length; made += 32) {
      counter += 1n;
      blocks.push(sm3(utf8Encode(seed), bigintToBytes(counter, 8)));
    }
    return concatBytes(...blocks).slice(0, length);
  };
}
