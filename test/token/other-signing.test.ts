/** What tokens are asked for RSA and ECDSA signatures, and how their answers are read (docs/adr/0056). */
import { createHash, generateKeyPairSync, privateEncrypt, sign, constants } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { verifyByKey, type OtherKey } from '../../src-main/pki/key-algorithm.ts';
import { parsePublicKey } from '../../src-main/pki/public-key.ts';
import { otherTask, otherWays } from '../../src-main/signer/pkcs11/other-signing.ts';
import { signTask, type SignCall } from '../../src-main/signer/pkcs11/sm2-signing.ts';

const message = utf8Encode('a statement');
const pairs = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};
type Kind = keyof typeof pairs;
const keyOf = (kind: Kind): OtherKey =>
  parsePublicKey(new Uint8Array(pairs[kind].publicKey.export({ type: 'spki', format: 'der' }))) as OtherKey;
const key = { handle: Buffer.alloc(8), asksAlways: false };
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('ways', () => {
  test.each([
    ['rsa', [0x1, 0x40], [0x1, 0x40]],
    ['rsa', [0x40, 0x6], [0x40]],
    ['P-256', [0x1041, 0x1044], [0x1041, 0x1044]],
    ['P-256', [0x1044, 0x1045], [0x1044]],
    ['P-384', [0x1044, 0x1045], [0x1045]],
    ['P-521', [0x1046], [0x1046]],
    ['P-256', [], [0x1041, 0x1044]],
  ] as const)('%s of %j: %j', (kind, offered, expected) => {
    expect(otherWays(keyOf(kind), offered).map(({ mechanism }) => mechanism)).toEqual(expected);
  });

  test.each([
    ['rsa', [0x6, 0x1041], 'token-sha1-only'],
    ['P-384', [0x1042, 0x1], 'token-sha1-only'],
    ['rsa', [0x1041], 'token-algorithm-missing'],
    ['P-256', [0x1, 0x40, 0x80008104], 'token-algorithm-missing'],
  ] as const)('%s of %j: %s', (kind, offered, code) => {
    expect(codeOf(() => otherWays(keyOf(kind), offered))).toBe(code);
  });
});

/** A token that signs what it is given, as PKCS#11 says of the mechanism. */
function token(kind: Kind, form: 'ieee-p1363' | 'der' = 'ieee-p1363') {
  const { privateKey } = pairs[kind];
  const calls: SignCall[] = [];
  const answer = (call: SignCall): Uint8Array => {
    calls.push(call);
    const digests: Record<number, string> = {
      0x40: 'sha256',
      0x1044: 'sha256',
      0x1045: 'sha384',
      0x1046: 'sha512',
    };
    const digest = digests[call.mechanism];
    if (digest !== undefined)
      return new Uint8Array(sign(digest, call.input, { key: privateKey, dsaEncoding: form }));
    if (kind === 'rsa')
      return new Uint8Array(
        privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(call.input)),
      );
    throw new Error('node signs no bare digests');
  };
  return { calls, answer };
}

describe('answers', () => {
  test.each([
    ['rsa', [0x1]],
    ['rsa', [0x40]],
    ['P-256', [0x1044]],
    ['P-384', [0x1045]],
    ['P-521', [0x1046]],
  ] as const)('%s by %j verifies, in the one spelling', (kind, offered) => {
    const ways = otherWays(keyOf(kind), offered).map((variant) => ({ variant, key }));
    for (const form of ['ieee-p1363', 'der'] as const) {
      const { signature } = signTask(ways, otherTask(keyOf(kind), message), token(kind, form).answer);
      expect(verifyByKey(keyOf(kind), message, signature)).toBe(true);
    }
  });

  test('a bare digest is that of the curve; RSA gets a DigestInfo', () => {
    for (const [kind, digest] of [
      ['P-256', 'sha256'],
      ['P-384', 'sha384'],
      ['P-521', 'sha512'],
    ] as const) {
      const [way] = otherWays(keyOf(kind), [0x1041]);
      const input = way && otherTask(keyOf(kind), message).input(way);
      expect(Buffer.from(input ?? []).toString('hex')).toBe(createHash(digest).update(message).digest('hex'));
    }
    const [way] = otherWays(keyOf('rsa'), [0x1]);
    const info = way && otherTask(keyOf('rsa'), message).input(way);
    const digest = createHash('sha256').update(message).digest('hex');
    expect(Buffer.from(info ?? []).toString('hex')).toBe(`3031300d060960864801650304020105000420${digest}`);
  });

  test('of another key, or over another message, is never used', () => {
    const ways = otherWays(keyOf('P-256'), [0x1044]).map((variant) => ({ variant, key }));
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const task = otherTask(keyOf('P-256'), message);
    const wrong = () => new Uint8Array(sign('sha256', message, { key: other, dsaEncoding: 'ieee-p1363' }));
    expect(codeOf(() => signTask(ways, task, wrong))).toBe('token-signature-bad');
    const empty = () => new Uint8Array(0);
    expect(codeOf(() => signTask(ways, task, empty))).toBe('token-signature-bad');
  });
});
