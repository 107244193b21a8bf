/** The token file: nothing plain in it, nobody else may read it, garbage does not crash, a full disk gives no try. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import type { Cryptoki, Handle } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { findObjects } from '../../src-main/signer/pkcs11/objects.ts';
import {
  CKU,
  firstSlot,
  makeKeyPair,
  mechanisms,
  openRaw,
  readWrite,
  returnValue,
  userSession,
} from './raw-token.ts';
import { createTestToken, softUkeyModulePath, temporaryTokenDirectory } from './soft-ukey-fixture.ts';

const pin = 'Geheim-PIN-42';

function newToken(label = 'file') {
  const directory = temporaryTokenDirectory();
  const path = createTestToken({ directory, label, pin, soPin: 'Officer-PIN-43' });
  return { directory, path };
}

describe('at rest', () => {
  test('mode 0600, no PIN, and of two keys nothing is as predictable as plain text', () => {
    const { directory, path } = newToken();
    const library = openRaw(directory);
    const session = userSession(library, firstSlot(library), pin);
    const { point } = makeKeyPair(library, session);
    library.C_CreateObject(session, [
      { type: 0, value: 0 },
      { type: 1, value: true },
      { type: 2, value: true },
      { type: 0x11, value: Buffer.from('private data object') },
    ]);
    const content = readFileSync(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(content.includes(Buffer.from(point))).toBe(true); // the public half is there …
    for (const secret of [pin, 'Officer-PIN-43', 'private data object'])
      expect(content.includes(Buffer.from(secret))).toBe(false);
  });

  test('holds no 32 octets that are the private key', async () => {
    const { sm2Curve } = await import('../../src-main/crypto/sm2-curve.ts');
    const { bytesToBigint, toHex } = await import('../../src-main/crypto/bytes.ts');
    const { directory, path } = newToken();
    const library = openRaw(directory);
    const { point } = makeKeyPair(library, userSession(library, firstSlot(library), pin));
    const content = readFileSync(path);
    // Every window of 32 octets as a scalar: none of them gives the public key.
    const isKey = (at: number): boolean => {
      const scalar = bytesToBigint(content.subarray(at, at + 32));
      if (scalar < 1n || scalar >= sm2Curve.n) return false;
      return toHex(sm2Curve.Point.BASE.multiply(scalar).toBytes(false)) === toHex(point);
    };
    const starts = Array.from({ length: content.length - 31 }, (_, at) => at);
    expect(starts.some(isKey)).toBe(false);
  });

  test('nothing but the token file is left in the folder', () => {
    const { directory, path } = newToken();
    const library = openRaw(directory);
    makeKeyPair(library, userSession(library, firstSlot(library), pin));
    expect(readdirSync(directory).map((name) => join(directory, name))).toEqual([path]);
  });
});

describe('damage', () => {
  /** What the module makes of a file: 0, or the return value; a crash would end this very process. */
  function read(directory: string): number {
    const library = openRaw(directory);
    const value = returnValue(() => library.C_GetTokenInfo(firstSlot(library)));
    if (value === 0) useEverything(library, firstSlot(library));
    library.C_Finalize();
    return value;
  }

  /** Every operation on every object. What they answer is their affair, as long as the process survives. */
  function useEverything(library: Cryptoki, slot: Handle): void {
    const session = library.C_OpenSession(slot, readWrite);
    returnValue(() => library.C_Login(session, CKU.user, pin));
    for (const object of findObjects(library, session, [])) {
      for (const type of [0, 1, 2, 3, 0x11, 0x100, 0x102, 0x181])
        returnValue(() => library.C_GetAttributeValue(session, object, [{ type }]));
      const message = { mechanism: mechanisms.messageDer };
      returnValue(() => library.C_SignInit(session, message, object));
      returnValue(() => library.C_Sign(session, Buffer.alloc(32), Buffer.alloc(128)));
      returnValue(() => library.C_VerifyInit(session, message, object));
      returnValue(() => library.C_Verify(session, Buffer.alloc(32), Buffer.alloc(70, 0x30)));
    }
  }

  test('500 truncated and garbled files are not recognised, with and without a matching checksum', () => {
    const { directory, path } = newToken();
    const library = openRaw(directory);
    makeKeyPair(library, userSession(library, firstSlot(library), pin));
    library.C_Finalize();
    const intact = readFileSync(path);
    const random = seeded(20261123);
    for (let round = 0; round < 500; round += 1) {
      const broken = damaged(intact, random, round % 4);
      writeFileSync(path, broken);
      // With a right checksum some changes leave a well-formed token (another label, say); reading it must be safe.
      const allowed = round % 4 === 3 ? [0, 0xe1] : [0xe1];
      expect(allowed, `round ${round}`).toContain(read(directory));
    }
    writeFileSync(path, intact);
    expect(read(directory)).toBe(0);
  });

  test('a file that is not recognised cannot be initialised over', () => {
    const { directory, path } = newToken();
    writeFileSync(path, 'not a token');
    const library = openRaw(directory);
    const slot = firstSlot(library);
    expect(returnValue(() => library.C_InitToken(slot, '87654321', 'x'.repeat(32)))).toBe(0xe1);
    expect(returnValue(() => library.C_OpenSession(slot, readWrite))).toBe(0xe1);
    expect(readFileSync(path, 'utf8')).toBe('not a token');
  });
});

describe('a file that cannot be written', () => {
  /** Runs login.ts under a limit on file sizes: every write beyond it fails, as on a full disk. */
  function loginWithFullDisk(directory: string, given: string): string {
    const script = fileURLToPath(new URL('login.ts', import.meta.url));
    const child = spawnSync(
      'prlimit',
      ['--fsize=64', process.execPath, script, softUkeyModulePath(), given],
      {
        encoding: 'utf8',
        env: { ...process.env, BIANYIN_SOFT_UKEY_DIR: directory, NODE_NO_WARNINGS: '1' },
      },
    );
    return child.stdout;
  }

  test('gives no free try: a full disk refuses the right PIN like the wrong one', () => {
    const { directory, path } = newToken();
    const before = readFileSync(path);
    expect(loginWithFullDisk(directory, pin)).toBe('token-memory-full');
    expect(loginWithFullDisk(directory, 'wrong-pin')).toBe('token-memory-full');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(directory)).toHaveLength(1);
  });

  test('a folder that may not be written refuses logins', () => {
    const { directory, path } = newToken();
    const library = openRaw(directory);
    const session = library.C_OpenSession(firstSlot(library), readWrite);
    chmodSync(directory, 0o500);
    const value = asOrdinaryUser([directory, path], () =>
      returnValue(() => library.C_Login(session, CKU.user, pin)),
    );
    chmodSync(directory, 0o700);
    expect(value).toBe(0x6);
    expect(returnValue(() => library.C_Login(session, CKU.user, pin))).toBe(0);
  });
});

/** Permissions mean nothing to root: as root, the files are given to another user and the step runs as that one. */
function asOrdinaryUser<T>(files: readonly string[], step: () => T): T {
  if (process.geteuid?.() !== 0) return step();
  const nobody = 65534;
  for (const file of files) chownSync(file, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return step();
  } finally {
    process.seteuid?.(0);
  }
}

/** Small deterministic generator (mulberry32): numbers below `limit`. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

/** Kinds: 0 cut short, 1 one octet changed, 2 a run of octets changed, 3 like 2 with the checksum made right again. */
function damaged(intact: Buffer, random: (limit: number) => number, kind: number): Buffer {
  if (kind === 0) return intact.subarray(0, random(intact.length));
  const copy = Buffer.from(intact);
  const from = random(copy.length - 32);
  const to = kind === 1 ? from + 1 : Math.min(from + 1 + random(16), copy.length - 32);
  for (let at = from; at < to; at += 1) copy[at] = (copy[at] ?? 0) ^ (1 + random(255));
  if (kind === 3) copy.set(sm3(copy.subarray(0, copy.length - 32)), copy.length - 32);
  return copy;
}
