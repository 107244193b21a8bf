/** Trying the ways of a token: which are tried, in which order, what each is said to come to, and that nothing but our own test text is signed. */
import { describe, expect, test } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm2MessageDigest, sm2UserDigest } from '../../src-main/crypto/sm2.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { NothingSigned, type SignCall } from '../../src-main/signer/pkcs11/sm2-signing.ts';
import { tryWays } from '../../src-main/signer/pkcs11/try-ways.ts';
import { waysToTry } from '../../src-main/signer/pkcs11/ways-to-try.ts';
import { isSm2Number, standardWays, type SignVariant } from '../../src-main/tokens/sign-variant.ts';
import { createTestSigner } from '../pki/support/test-signer.ts';

const signer = createTestSigner();
const message = Buffer.from('a text of the signer’s own');
const about = { publicKey: signer.publicKey, message };
const key = { handle: Buffer.from([1]), asksAlways: false };
const other = { handle: Buffer.from([2]), asksAlways: false };
const way = (input: SignVariant['input']): SignVariant => ({
  ...{ mechanism: 0x80000101, input, identityParameter: false, isUnlisted: false },
});
const refusal = (code: number): NothingSigned =>
  new NothingSigned('before C_Sign', {
    cause: Object.assign(new Error('CKR_SOMETHING'), { name: 'Pkcs11Error', code }),
  });

describe('waysToTry', () => {
  const offer = { profile: undefined, signs: () => true };

  test('what the driver lists comes first, with each input; what it does not list as the tables have it', () => {
    const ways = waysToTry({ ...offer, mechanisms: [0x80000101, 0x80008104] });
    const listed = ways.filter(({ isUnlisted }) => !isUnlisted);
    expect(ways.slice(0, listed.length)).toEqual(listed);
    for (const mechanism of [0x80000101, 0x80008104])
      expect(
        new Set(listed.filter((each) => each.mechanism === mechanism).map(({ input }) => input)),
      ).toEqual(new Set(['digest', 'message', 'za-message']));
    expect(ways).toContainEqual({ ...way('digest'), mechanism: 0x80000b21, isUnlisted: true });
    expect(ways).toContainEqual({ ...way('digest'), mechanism: 0x1041, isUnlisted: true });
    expect(ways).not.toContainEqual({ ...way('message'), mechanism: 0x80000b21, isUnlisted: true });
  });

  test('no number of another algorithm, none that signs nothing, and sixteen strangers at the most', () => {
    const strangers = Array.from({ length: 40 }, (_, i) => 0x90000000 + i);
    const mechanisms = [0x1, 0x40, 0x1050, 0x80000101, ...strangers];
    const ways = waysToTry({ ...offer, mechanisms, signs: (each) => each !== 0x80000101 });
    expect(ways.filter(({ mechanism }) => !isSm2Number(mechanism))).toEqual([]);
    expect(ways.some(({ mechanism }) => mechanism === 0x80000101)).toBe(false);
    expect(new Set(ways.map(({ mechanism }) => mechanism).filter((each) => each >= 0x90000000)).size).toBe(
      16,
    );
    expect(new Set(ways.map((each) => JSON.stringify({ ...each, isUnlisted: false }))).size).toBe(
      ways.length,
    );
  });

  test('the numbers of standards are those of SM2 alone', () => {
    expect(standardWays.every(({ mechanism }) => isSm2Number(mechanism))).toBe(true);
    for (const mechanism of [0x0, 0x1, 0x3, 0x40, 0x1042, 0x1050, 0x1081, 0x7fffffff])
      expect(isSm2Number(mechanism)).toBe(false);
  });
});

describe('tryWays', () => {
  const come = (input: SignVariant['input'], sign: (call: SignCall) => Uint8Array) =>
    tryWays([way(input)], [], [key], about, sign).tried[0];

  test('says who computed what, and how the signature was written', () => {
    const raw = () => signer.signRaw(message);
    expect(come('digest', raw)).toMatchObject({ outcome: 'works', form: 'raw' });
    expect(come('message', () => signer.sign(message))).toMatchObject({ outcome: 'works', form: 'der' });
    const wide = () =>
      Buffer.concat([Buffer.alloc(32), raw().subarray(0, 32), Buffer.alloc(32), raw().subarray(32)]);
    expect(come('digest', wide)?.outcome).toBe('other');
    const once = raw();
    const skf = Buffer.concat([Buffer.alloc(32), once.subarray(0, 32), Buffer.alloc(32), once.subarray(32)]);
    expect(come('digest', () => skf)).toMatchObject({ outcome: 'works', form: 'raw-wide' });
  });

  test('gives the token e, M, or ZA ‖ M, and nothing else', () => {
    const seen: string[] = [];
    const see = (call: SignCall): Uint8Array => {
      seen.push(toHex(call.input));
      throw refusal(0x70);
    };
    tryWays([way('digest'), way('message'), way('za-message')], [], [key], about, see);
    const za = sm2UserDigest(signer.publicKey);
    expect(seen).toEqual([
      toHex(sm2MessageDigest(signer.publicKey, message)),
      toHex(message),
      toHex(Buffer.concat([za, message])),
    ]);
    expect(toHex(sm3(Buffer.concat([za, message])))).toBe(seen[0]);
  });

  test('tries each key that may be the certificate’s, and says the best of what came', () => {
    const mine = (call: SignCall) =>
      call.key === other ? signer.sign(message) : createTestSigner().sign(message);
    expect(tryWays([way('digest')], [way('digest')], [key, other], about, mine).tried).toMatchObject([
      { outcome: 'works', isKnown: true },
    ]);
    expect(tryWays([way('digest')], [], [key], about, mine).tried).toMatchObject([
      { outcome: 'other', isKnown: false },
    ]);
  });

  test('ends where the token is gone or somebody said no; a refusal is said with its code', () => {
    const { tried, ended } = tryWays([way('digest'), way('message')], [], [key], about, (call) => {
      throw refusal(call.input.length === 32 ? 0x70 : 0x50);
    });
    expect(tried).toMatchObject([{ outcome: 'refused', ckr: '0x70' }]);
    expect(ended?.code).toBe('token-cancelled');
  });
});
