/** Signing ways of vendors that differ: what is tried, what is remembered as final, and that nothing bad gets out. */
import { describe, expect, test } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { parseSm2Signature, sm2MessageDigest, sm2Verify } from '../../src-main/crypto/sm2.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { signVerified, type SignCall, type WorkingWay } from '../../src-main/signer/pkcs11/sm2-signing.ts';
import { createTestSigner } from '../pki/support/test-signer.ts';

const message = Buffer.from('要盖章的内容');
const key = { handle: Buffer.from([1]), asksAlways: false };
const way = (mechanism: number, input: 'digest' | 'message'): WorkingWay => ({
  variant: { mechanism, input, identityParameter: false, isUnlisted: false },
  key,
});

/** An error as pkcs11js throws it. */
function pkcs11Error(code: number): Error {
  return Object.assign(new Error('CKR_SOMETHING'), { name: 'Pkcs11Error', code });
}

function codeOf(step: () => unknown): string {
  try {
    step();
    return 'no failure';
  } catch (error) {
    return error instanceof BianyinError ? error.code : String(error);
  }
}

describe('signVerified', () => {
  const signer = createTestSigner();
  const rightDigest = sm2MessageDigest(signer.publicKey, message);

  test('gives digest ways the digest and message ways the message, and returns DER', () => {
    const seen: string[] = [];
    const token = (call: SignCall): Uint8Array => {
      seen.push(toHex(call.input));
      return call.mechanism === 1 ? Uint8Array.of(1, 2, 3) : signer.signRaw(message);
    };
    const ways = [way(1, 'digest'), way(2, 'message')];
    const result = signVerified(ways, signer.publicKey, message, token);
    expect(seen).toEqual([toHex(rightDigest), toHex(message)]);
    expect(parseSm2Signature(result.signature).encoding).toBe('der');
    expect(sm2Verify(signer.publicKey, message, result.signature)).toBe(true);
    expect(result.way).toBe(ways[1]);
  });

  test('never returns a signature over something else', () => {
    const token = (): Uint8Array => signer.sign(Buffer.from('no'));
    const ways = [way(1, 'digest'), way(2, 'message')];
    expect(codeOf(() => signVerified(ways, signer.publicKey, message, token))).toBe('token-signature-bad');
  });

  test('goes on after a mechanism that does not work, stops where no other can help', () => {
    let calls = 0;
    const failing = (code: number) => (call: SignCall) => {
      calls += 1;
      if (call.mechanism === 1) throw pkcs11Error(code);
      return signer.sign(message);
    };
    const ways = [way(1, 'digest'), way(2, 'digest')];
    const run = (code: number) => codeOf(() => signVerified(ways, signer.publicKey, message, failing(code)));
    for (const code of [0x70, 0x71, 0x21, 0x5]) expect(run(code)).toBe('no failure');
    calls = 0;
    expect(run(0x32)).toBe('token-removed');
    expect(run(0x90)).toBe('token-busy');
    expect(run(0x101)).toBe('token-login-required');
    expect(calls).toBe(3);
  });

  test('says so when there is no way at all', () => {
    const token = (): Uint8Array => signer.sign(message);
    expect(codeOf(() => signVerified([], signer.publicKey, message, token))).toBe('token-mechanism-missing');
  });
});
