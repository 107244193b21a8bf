/** How hard PINs are to guess is the token's own property: what a new one gets, the least, and how a weak one is told apart. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { openCryptoki } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { CKU, firstSlot, openRaw, readWrite, returnValue } from './raw-token.ts';
import { softUkeyModulePath, temporaryTokenDirectory } from './soft-ukey-fixture.ts';

const variable = 'BIANYIN_SOFT_UKEY_PIN_ITERATIONS';
/** Where the number stands in a token file (native/soft-ukey/README.md). */
const PLACE = 72;

/** A token made under this setting. */
function tokenMadeWith(setting: string | undefined) {
  const directory = temporaryTokenDirectory();
  vi.stubEnv(variable, setting);
  try {
    const library = openRaw(directory);
    const slot = firstSlot(library);
    library.C_InitToken(slot, '87654321', 'guess'.padEnd(32));
    const path = join(directory, 'guess.ukey');
    return { library, slot, directory, path, model: () => library.C_GetTokenInfo(slot).model.trim() };
  } finally {
    vi.unstubAllEnvs();
  }
}

const iterationsIn = (path: string): number => readFileSync(path).readUInt32BE(PLACE);

test('a token that nobody asked anything of gets 150,000, and is no weak one', () => {
  const { path, model } = tokenMadeWith(undefined);
  expect(iterationsIn(path)).toBe(150_000);
  expect(model()).toBe('Soft UKey demo');
});

test.each([1000, 149_999])(
  'one that was made with %d says that it is weak, and keeps what it was made with',
  (count) => {
    const { library, slot, path, model } = tokenMadeWith(String(count));
    expect(iterationsIn(path)).toBe(count);
    expect(model()).toBe('Soft UKey weak');
    const session = library.C_OpenSession(slot, readWrite);
    expect(returnValue(() => library.C_Login(session, CKU.so, '87654321'))).toBe(0);
    expect(iterationsIn(path)).toBe(count);
  },
);

test('a token that is initialised again takes what is asked now', () => {
  const { library, slot, path, directory } = tokenMadeWith('1000');
  library.C_Finalize();
  vi.stubEnv(variable, '');
  const again = openRaw(directory);
  again.C_InitToken(slot, '87654321', 'guess'.padEnd(32));
  vi.unstubAllEnvs();
  expect(iterationsIn(path)).toBe(150_000);
});

test.each(['999', '0', '150001', '1e3', '-1000', ' 1000', 'few'])(
  '%j is no setting: the module does not start',
  (text) => {
    vi.stubEnv('BIANYIN_SOFT_UKEY_DIR', temporaryTokenDirectory());
    vi.stubEnv(variable, text);
    const refused = returnValue(() => {
      try {
        openCryptoki(softUkeyModulePath());
      } catch (error) {
        throw (error as Error).cause;
      }
    });
    expect(refused).toBe(0x7);
    vi.unstubAllEnvs();
  },
);

describe('a token file that somebody else wrote', () => {
  test.each([0, 1, 999, 2_000_001])('with %d is not recognised', (count) => {
    const { library, path, directory } = tokenMadeWith('1000');
    library.C_Finalize();
    const octets = readFileSync(path);
    octets.writeUInt32BE(count, PLACE);
    octets.set(sm3(octets.subarray(0, octets.length - 32)), octets.length - 32);
    writeFileSync(path, octets);
    const reading = openRaw(directory);
    expect(returnValue(() => reading.C_OpenSession(firstSlot(reading), readWrite))).toBe(0xe1);
  });
});
