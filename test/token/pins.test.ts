/** The PIN counter: tries are spent before the PIN is compared, and nothing gives one back but the right PIN. */
import { describe, expect, test } from 'vitest';
import type { Cryptoki, Handle } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { CKU, firstSlot, openRaw, readWrite, returnValue } from './raw-token.ts';
import {
  createTestToken,
  startTokenScript,
  temporaryTokenDirectory,
  tryTokenScript,
} from './soft-ukey-fixture.ts';

const loginScript = new URL('login.ts', import.meta.url);

const flagNames = { low: 0x10000, final: 0x20000, locked: 0x40000 } as const;
const soFlags = { low: 0x100000, final: 0x200000, locked: 0x400000 } as const;
const [incorrect, lockedValue] = [0xa0, 0xa4];

function openToken() {
  const directory = temporaryTokenDirectory();
  createTestToken({ directory, label: 'pins', pin: '123456', soPin: '87654321' });
  const library = openRaw(directory);
  const slot = firstSlot(library);
  return { directory, library, slot, session: library.C_OpenSession(slot, readWrite) };
}

/** Names of the PIN flags that are set. */
function flagsOf(library: Cryptoki, slot: Handle, names: Readonly<Record<string, number>> = flagNames) {
  const { flags } = library.C_GetTokenInfo(slot);
  return Object.entries(names).flatMap(([name, bit]) => ((flags & bit) !== 0 ? [name] : []));
}

/** Logs in and out again; the return value of the login. */
function tryPin(library: Cryptoki, session: Handle, pin: string, user: number = CKU.user): number {
  const value = returnValue(() => library.C_Login(session, user, pin));
  if (value === 0) library.C_Logout(session);
  return value;
}

describe('six tries', () => {
  test('count down to COUNT_LOW, FINAL_TRY, LOCKED; then the right PIN does not help', () => {
    const { library, slot, session } = openToken();
    expect(flagsOf(library, slot)).toEqual([]);
    for (let i = 0; i < 4; i += 1) {
      expect(tryPin(library, session, '000000')).toBe(incorrect);
      expect(flagsOf(library, slot)).toEqual(['low']);
    }
    expect(tryPin(library, session, '000000')).toBe(incorrect);
    expect(flagsOf(library, slot)).toEqual(['low', 'final']);
    expect(tryPin(library, session, '000000')).toBe(lockedValue);
    expect(flagsOf(library, slot)).toEqual(['low', 'locked']);
    expect(tryPin(library, session, '123456')).toBe(lockedValue);
  });

  test('come back with the right PIN', () => {
    const { library, slot, session } = openToken();
    for (let i = 0; i < 5; i += 1) tryPin(library, session, '000000');
    expect(tryPin(library, session, '123456')).toBe(0);
    expect(flagsOf(library, slot)).toEqual([]);
  });

  test('are also spent by PINs that are too short or too long, and by C_SetPIN', () => {
    const { library, slot, session } = openToken();
    expect(tryPin(library, session, '')).toBe(incorrect);
    expect(tryPin(library, session, '1'.repeat(200))).toBe(incorrect);
    expect(returnValue(() => library.C_SetPIN(session, '000000', '222222'))).toBe(incorrect);
    tryPin(library, session, '000000');
    tryPin(library, session, '000000');
    expect(flagsOf(library, slot)).toContain('final');
  });

  test('count for the administrator as well', () => {
    const { library, slot, session } = openToken();
    for (let i = 0; i < 5; i += 1) tryPin(library, session, 'wrong-so', CKU.so);
    expect(flagsOf(library, slot, soFlags)).toEqual(['low', 'final']);
    expect(tryPin(library, session, 'wrong-so', CKU.so)).toBe(lockedValue);
    expect(flagsOf(library, slot, soFlags)).toEqual(['low', 'locked']);
    expect(tryPin(library, session, '87654321', CKU.so)).toBe(lockedValue);
    expect(tryPin(library, session, '123456')).toBe(0);
  });
});

describe('PINs change', () => {
  test('by their owner', () => {
    const { library, session } = openToken();
    library.C_SetPIN(session, '123456', '654321');
    expect(tryPin(library, session, '123456')).toBe(incorrect);
    expect(tryPin(library, session, '654321')).toBe(0);
    expect(returnValue(() => library.C_SetPIN(session, '654321', '12345'))).toBe(0xa2);
    expect(tryPin(library, session, '654321')).toBe(0);
  });

  test('by the administrator, who unlocks but cannot see private objects', () => {
    const { library, slot, session } = openToken();
    for (let i = 0; i < 6; i += 1) tryPin(library, session, '000000');
    library.C_Login(session, CKU.so, '87654321');
    library.C_InitPIN(session, '112233');
    const template = [{ type: 0x1, value: true }];
    expect(
      returnValue(() => library.C_GenerateKeyPair(session, { mechanism: 0x80008001 }, template, template)),
    ).toBe(0x101);
    library.C_Logout(session);
    expect(flagsOf(library, slot)).toEqual([]);
    expect(tryPin(library, session, '112233')).toBe(0);
  });
});

test('a crash between spending a try and comparing costs that try', () => {
  const { directory, library, slot } = openToken();
  for (let i = 0; i < 5; i += 1) {
    const crashed = tryTokenScript(loginScript, ['123456'], { directory, fault: 'crash@login' });
    expect(crashed.signal).toBe('SIGSEGV');
  }
  expect(flagsOf(library, slot)).toEqual(['low', 'final']);
  expect(tryTokenScript(loginScript, ['000000'], { directory }).stdout).toBe('pin-locked');
  expect(flagsOf(library, slot)).toEqual(['low', 'locked']);
});

test('processes share one counter: tries made at once are all counted', async () => {
  const { directory, library, slot } = openToken();
  const attempts = Array.from({ length: 5 }, () => startTokenScript(loginScript, ['000000'], { directory }));
  const codes = await Promise.all(attempts);
  expect(codes.every((code) => code === 'pin-incorrect' || code === 'pin-final-try')).toBe(true);
  expect(flagsOf(library, slot)).toEqual(['low', 'final']);
  expect(tryTokenScript(loginScript, ['000000'], { directory }).stdout).toBe('pin-locked');
});
