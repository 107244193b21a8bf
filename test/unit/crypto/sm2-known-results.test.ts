/** Remembered verifications: the same question is computed once, a question that differs anywhere is computed anew. */
import { describe, expect, it } from 'vitest';
import { rememberedVerification } from '../../../src-main/crypto/sm2-known-results.ts';

type Question = [key: Uint8Array, digest: Uint8Array, signature: Uint8Array];

const question = (seed: number): Question => [
  new Uint8Array(65).fill(seed),
  new Uint8Array(32).fill(seed + 1),
  new Uint8Array(70).fill(seed + 2),
];

/** How often the answer was computed, and the answer. */
function ask([key, digest, signature]: Question, answer: boolean): { computed: number; result: boolean } {
  let computed = 0;
  const result = rememberedVerification(key, digest, signature, () => {
    computed += 1;
    return answer;
  });
  return { computed, result };
}

describe('rememberedVerification', () => {
  it('computes a question once, whether the answer is yes or no', () => {
    for (const [seed, answer] of [
      [1, true],
      [2, false],
    ] as const) {
      expect(ask(question(seed), answer)).toEqual({ computed: 1, result: answer });
      expect(ask(question(seed), !answer)).toEqual({ computed: 0, result: answer });
    }
  });

  it('computes anew when one octet of key, digest or signature differs, or the border between them', () => {
    ask(question(10), true);
    for (let part = 0; part < 3; part += 1) {
      const other = question(10);
      const octets = other[part] ?? new Uint8Array();
      octets[octets.length - 1] = 99;
      expect(ask(other, false)).toEqual({ computed: 1, result: false });
    }
    const [key, digest, signature] = question(10);
    const moved: Question = [key, digest.subarray(0, 31), Uint8Array.of(digest[31] ?? 0, ...signature)];
    expect(ask(moved, false)).toEqual({ computed: 1, result: false });
  });

  it('remembers a bounded number of questions', () => {
    ask(question(20), true);
    for (let i = 0; i < 2000; i += 1) {
      const signature = new Uint8Array(8);
      new DataView(signature.buffer).setUint32(0, i);
      ask([new Uint8Array(65), new Uint8Array(32), signature], false);
    }
    expect(ask(question(20), true).computed).toBe(1);
  });
});
