/** Signatures and digests of the soft UKey, judged by the openssl command and by our own verification. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sm2MessageDigest, sm2Verify, sm2VerifyDigest } from '../../src-main/crypto/sm2.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { firstSlot, makeKeyPair, mechanisms, openRaw, returnValue, sign, userSession } from './raw-token.ts';
import { createTestToken, temporaryTokenDirectory } from './soft-ukey-fixture.ts';
import { sm2PublicKeyInfo } from './test-certificate.ts';

const message = Buffer.from('合同专用章 contract, page 1', 'utf8');

function openWithKey() {
  const directory = temporaryTokenDirectory();
  createTestToken({ directory, label: 'signer', pin: '123456', soPin: '87654321' });
  const library = openRaw(directory);
  const slot = firstSlot(library);
  const session = userSession(library, slot, '123456');
  return { directory, library, session, pair: makeKeyPair(library, session) };
}

/** Whether `openssl pkeyutl -verify` accepts a DER signature over a message (`id`) or over a digest. */
function opensslAccepts(
  directory: string,
  point: Uint8Array,
  input: Uint8Array,
  signature: Uint8Array,
  id?: string,
): boolean {
  const file = (name: string, content: Uint8Array): string => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  const key = file('key.der', sm2PublicKeyInfo(point));
  const files = ['-in', file('input', input), '-sigfile', file('signature', signature)];
  const hashing = id === undefined ? [] : ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${id}`];
  const args = ['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', key, ...files, ...hashing];
  return spawnSync('openssl', args, { encoding: 'utf8' }).stdout.includes('Verified Successfully');
}

describe('openssl pkeyutl -verify', () => {
  const standardId = '1234567812345678';

  test('accepts DER signatures over whole messages, and only over these messages', () => {
    const { directory, library, session, pair } = openWithKey();
    const signature = sign(library, session, pair.privateKey, mechanisms.messageDer, message);
    expect(opensslAccepts(directory, pair.point, message, signature, standardId)).toBe(true);
    expect(opensslAccepts(directory, pair.point, Buffer.from('other'), signature, standardId)).toBe(false);
  });

  test('accepts a custom identity given as mechanism parameter', () => {
    const { directory, library, session, pair } = openWithKey();
    const signature = sign(
      library,
      session,
      pair.privateKey,
      mechanisms.messageDer,
      message,
      'zhang@example.cn',
    );
    expect(opensslAccepts(directory, pair.point, message, signature, 'zhang@example.cn')).toBe(true);
    expect(opensslAccepts(directory, pair.point, message, signature, standardId)).toBe(false);
  });

  test('accepts DER signatures over digests', () => {
    const { directory, library, session, pair } = openWithKey();
    const digest = sm2MessageDigest(pair.point, message);
    for (const mechanism of [mechanisms.digestDer, mechanisms.digestPlain]) {
      const signature = sign(library, session, pair.privateKey, mechanism, digest);
      expect(opensslAccepts(directory, pair.point, digest, signature)).toBe(true);
    }
  });
});

describe('every mechanism', () => {
  test('has the encoding that its number stands for, and our verification accepts it', () => {
    const { library, session, pair } = openWithKey();
    const digest = sm2MessageDigest(pair.point, message);
    const cases = [
      [mechanisms.message, message, 64],
      [mechanisms.messageDer, message, undefined],
      [mechanisms.digestDer, digest, undefined],
      [mechanisms.digestRaw, digest, 64],
      [mechanisms.digestPlain, digest, undefined],
    ] as const;
    for (const [mechanism, input, length] of cases) {
      const signature = sign(library, session, pair.privateKey, mechanism, input);
      if (length === undefined) expect(signature[0]).toBe(0x30);
      else expect(signature).toHaveLength(length);
      expect(sm2VerifyDigest(pair.point, digest, signature)).toBe(true);
    }
  });

  test('gives DER for 0x80008100 when the environment says so', () => {
    process.env['BIANYIN_SOFT_UKEY_SIGNATURE'] = 'der';
    try {
      const { library, session, pair } = openWithKey();
      const signature = sign(library, session, pair.privateKey, mechanisms.message, message);
      expect(signature[0]).toBe(0x30);
      expect(sm2Verify(pair.point, message, signature)).toBe(true);
    } finally {
      delete process.env['BIANYIN_SOFT_UKEY_SIGNATURE'];
    }
  });

  test('verifies on the token: right signatures pass, changed ones do not', () => {
    const { library, session, pair } = openWithKey();
    for (const mechanism of [mechanisms.message, mechanisms.messageDer]) {
      const signature = sign(library, session, pair.privateKey, mechanism, message);
      library.C_VerifyInit(session, { mechanism }, pair.publicKey);
      expect(library.C_Verify(session, message, signature)).toBe(true);
      signature[signature.length - 1] = (signature[signature.length - 1] ?? 0) ^ 1;
      library.C_VerifyInit(session, { mechanism }, pair.publicKey);
      expect(returnValue(() => library.C_Verify(session, message, signature))).toBe(0xc0);
    }
  });

  test('signs in parts what it signs whole', () => {
    const { library, session, pair } = openWithKey();
    library.C_SignInit(session, { mechanism: mechanisms.messageDer }, pair.privateKey);
    for (const part of [message.subarray(0, 5), message.subarray(5)]) library.C_SignUpdate(session, part);
    const signature = library.C_SignFinal(session, Buffer.alloc(128));
    expect(sm2Verify(pair.point, message, signature)).toBe(true);
  });

  test('refuses digests of a wrong length, small buffers and a second operation', () => {
    const { library, session, pair } = openWithKey();
    const begin = () => library.C_SignInit(session, { mechanism: mechanisms.digestDer }, pair.privateKey);
    for (const length of [0, 31, 33]) {
      begin();
      expect(returnValue(() => library.C_Sign(session, Buffer.alloc(length), Buffer.alloc(128)))).toBe(0x21);
    }
    begin();
    expect(returnValue(() => library.C_Sign(session, Buffer.alloc(32), Buffer.alloc(10)))).toBe(0x150);
    expect(returnValue(begin)).toBe(0x90);
    expect(library.C_Sign(session, Buffer.alloc(32, 1), Buffer.alloc(128))[0]).toBe(0x30);
  });
});

test('C_Digest is SM3, whole and in parts', () => {
  const { library, session } = openWithKey();
  library.C_DigestInit(session, { mechanism: mechanisms.sm3 });
  expect(Uint8Array.from(library.C_Digest(session, message, Buffer.alloc(64)))).toEqual(sm3(message));
  library.C_DigestInit(session, { mechanism: mechanisms.sm3 });
  library.C_DigestUpdate(session, message.subarray(0, 7));
  library.C_DigestUpdate(session, message.subarray(7));
  expect(Uint8Array.from(library.C_DigestFinal(session, Buffer.alloc(64)))).toEqual(sm3(message));
});
