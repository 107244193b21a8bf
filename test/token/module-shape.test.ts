/** The module from outside: what it exports, what pkcs11-tool reads of it, and what it calls itself. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { closeCryptoki } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { firstSlot, makeKeyPair, openRaw, returnValue, userSession } from './raw-token.ts';
import {
  createTestToken,
  runTokenScript,
  softUkeyModulePath,
  temporaryTokenDirectory,
} from './soft-ukey-fixture.ts';

const personaliseScript = new URL('personalise.ts', import.meta.url);

function output(command: string, args: readonly string[], directory = ''): string {
  const child = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, BIANYIN_SOFT_UKEY_DIR: directory, LC_ALL: 'C.UTF-8' },
  });
  return child.stdout + child.stderr;
}

describe('the shared library', () => {
  test('exports C_GetFunctionList and nothing of libcrypto', () => {
    const names = output('nm', ['-D', '--defined-only', softUkeyModulePath()])
      .trim()
      .split('\n')
      .map((line) => line.split(' ').at(-1));
    expect(names).toEqual(['C_GetFunctionList']);
  });

  test('takes no libcrypto from the system or from the program that loads it', () => {
    expect(output('ldd', [softUkeyModulePath()])).not.toMatch(/libcrypto|libssl|libstdc/);
    expect(output('nm', ['-D', '--undefined-only', softUkeyModulePath()])).not.toMatch(/ (EVP|RAND|BN|EC)_/);
  });
});

describe('pkcs11-tool', () => {
  test('reads slots, mechanisms and objects', () => {
    const directory = temporaryTokenDirectory();
    createTestToken({ directory, label: '经办人 UKey', pin: '123456', soPin: '87654321' });
    runTokenScript(personaliseScript, ['123456'], { directory });
    const text = output(
      'pkcs11-tool',
      ['--module', softUkeyModulePath(), '-L', '-M', '-O', '--login', '--pin', '123456'],
      directory,
    );
    expect(text).toMatch(/token label +: 经办人 UKey/);
    expect(text).toMatch(/token model +: Soft UKey weak/);
    expect(text).toMatch(/software, test only/);
    expect(text).toMatch(/uninitialized/); // the last slot
    for (const number of ['80008001', '80008100', '80008101', '80008104', '80008105', '80008000', '80000005'])
      expect(text.toLowerCase()).toContain(number);
    expect(text).toMatch(/Private Key Object/);
    expect(text).toMatch(/Public Key Object/);
    expect(text).toMatch(/Certificate Object; type = X.509 cert/);
    expect(text).toMatch(/sensitive, always sensitive, never extractable, local/);
    expect(text).not.toMatch(/error:/);
  });
});

describe('initialisation', () => {
  test('happens once, and everything else waits for it', () => {
    const directory = temporaryTokenDirectory();
    const library = openRaw(directory);
    expect(returnValue(() => library.C_Initialize({ flags: 2 }))).toBe(0x191);
    closeCryptoki(library);
    library.load(softUkeyModulePath());
    expect(returnValue(() => library.C_GetSlotList(true))).toBe(0x190);
    library.C_Initialize({ flags: 2 });
    expect(library.C_GetSlotList(true)).toHaveLength(1);
  });

  test('of tokens with labels that are alike on disk gives each a file of its own', () => {
    const directory = temporaryTokenDirectory();
    for (const label of ['财务', '法务'])
      createTestToken({ directory, label, pin: '123456', soPin: '87654321' });
    const library = openRaw(directory);
    const labels = library.C_GetSlotList(true).map((slot) => library.C_GetTokenInfo(slot).label.trim());
    expect(labels.sort()).toEqual(['', '法务', '财务']);
  });
});

test('a login makes signatures fast: more than 500 a second through pkcs11js, whatever else this machine does', () => {
  const directory = temporaryTokenDirectory();
  createTestToken({ directory, label: 'fast', pin: '123456', soPin: '87654321' });
  const library = openRaw(directory);
  const session = userSession(library, firstSlot(library), '123456');
  const { privateKey } = makeKeyPair(library, session);
  const [digest, room, count] = [Buffer.alloc(32, 7), Buffer.alloc(128), 500];
  const before = process.cpuUsage();
  for (let i = 0; i < count; i += 1) {
    library.C_SignInit(session, { mechanism: 0x80008104 }, privateKey);
    library.C_Sign(session, digest, room);
  }
  const { user, system } = process.cpuUsage(before);
  expect(count / ((user + system) / 1e6)).toBeGreaterThan(500);
});
