/**
 * Sealing with drivers that misbehave in one way each: the file is sealed all the same, or what was spent is given back where the token
 * certainly signed nothing, and counts where nobody can know (docs/adr/0007, 0057).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppSession } from '../../src-main/app/session.ts';
import {
  parseProfileFile,
  profileFileText,
  type InstalledProfile,
} from '../../src-main/tokens/profile-file.ts';
import { createTestSigner } from '../pki/support/test-signer.ts';
import { hex, oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { testCertificate } from '../token/test-certificate.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { copyOf, type Sandbox } from './support/sandbox.ts';
import { approved, codeOf, usesOf } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let contract = '';
let id = '';
let driver: OddDriver;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
  id = await approved(sandbox, session, contract);
  driver = oddDriver(sandbox.folder);
});
afterAll(() => closeDesk({ sandbox, session }));

/** Seals a copy of the home through the driver as it is set; the code, and how its uses ended. */
async function seal(
  home: Sandbox,
  settings: readonly string[],
  installed: readonly InstalledProfile[] = [],
): Promise<{ code: string; ends: readonly string[]; isWritten: boolean }> {
  driver.set(settings);
  const output = join(home.folder, 'sealed.pdf');
  openTokens(sandbox, driver.path, installed);
  try {
    const code = await codeOf(() => gateAt(home).apply(id, contract, output));
    const ends = usesOf(home, id).map(([event]) => event);
    return { code, ends, isWritten: existsSync(output) };
  } finally {
    closeTokens();
  }
}

/** The keeper's approval of the use is signed first, the seal's own signature second. */
const atSeal = 'nth=2';
const encryption = hex(testCertificate(createTestSigner().publicKey, '加密证书'));

describe('is sealed all the same', () => {
  test.each([
    ['a slot that cannot be read', ['bad-slot 0x30']],
    ['certificates without CKA_ID', ['attribute 0x102 none class=1']],
    ['private keys under another CKA_ID', ['attribute 0x102 0777 class=3']],
    ['seals without CKA_ID', ['attribute 0x102 none class=0']],
    ['certificates with octets behind them', ['tail 1 0000']],
    ['a damaged certificate first', ['more-certificate 7f210100 id=01']],
    ['an encryption certificate first under the id of the seal', [`more-certificate ${encryption} id=14`]],
    ['a token that is write-protected', ['answer C_OpenSession 0xE2 writing=1']],
    ['a token of one session', ['one-session']],
    ['a key that wants the PIN for each signature', ['always-authenticate']],
    ['signatures as SKF writes them', ['signature skf']],
    ['signatures in a BIT STRING', ['signature bit-string']],
    ['no locking', ['answer C_Initialize 0xA']],
  ])('%s', async (_name, settings) => {
    const home = copyOf(sandbox);
    const { code, ends, isWritten } = await seal(home, settings);
    expect({ code, isWritten }).toEqual({ code: 'ok', isWritten: true });
    expect(ends.at(-1)).toBe('use-completed');
  });
});

describe('a mechanism number that the program does not know', () => {
  const settings = ['mechanisms 0x80000101', 'mechanism 0x80000101 0x80008105'];
  const way = {
    mechanism: 0x80000101,
    input: 'digest',
    identityParameter: false,
    isUnlisted: false,
  } as const;
  const profile = parseProfileFile(
    profileFileText({
      ...{ id: 'odd', title: 'Odd', evidence: { mark: 'run', text: 'this test' } },
      ...{ match: { library: ['libodd.so'], manufacturer: [] }, sign: [way] },
    }),
  );

  test('seals with an installed profile, and without it signs nothing', async () => {
    const home = copyOf(sandbox);
    expect(await seal(home, settings)).toEqual({
      code: 'token-mechanism-missing',
      ends: ['use-spent', 'use-returned'],
      isWritten: false,
    });
    expect(await seal(home, settings, [profile])).toMatchObject({ code: 'ok', isWritten: true });
  });

  test('a profile whose number is another one’s costs attempts, and what the program knows seals', async () => {
    const claims = [{ ...profile, sign: [{ ...way, isUnlisted: true }] }];
    expect(await seal(copyOf(sandbox), [], claims)).toMatchObject({ code: 'ok', isWritten: true });
  });
});

describe('the seal’s key certainly signed nothing: the use is given back, and the same file is sealed then', () => {
  test.each([
    ['cancelled on the token', `answer C_Sign 0x50 ${atSeal}`, 'token-cancelled'],
    ['rejected on the token', `answer C_Sign 0x200 ${atSeal}`, 'token-cancelled'],
    ['pulled before it was asked', `answer C_SignInit 0xB3 ${atSeal}`, 'token-removed'],
    ['cancelled at the keeper’s signature', 'answer C_Sign 0x50 nth=1', 'token-cancelled'],
  ])('%s', async (_name, setting, code) => {
    const home = copyOf(sandbox);
    const first = await seal(home, [setting]);
    expect(first).toEqual({ code, ends: ['use-spent', 'use-returned'], isWritten: false });
    const second = await seal(home, []);
    expect(second).toMatchObject({ code: 'ok', isWritten: true });
  });
});

describe('nobody can know whether the seal’s key signed: the use counts', () => {
  test.each([
    ['pulled while it signs', `answer C_Sign 0x32 ${atSeal}`, 'token-removed'],
    ['fails while it signs', 'answer C_Sign 0x30 from=2', 'token-device-error'],
  ])('%s', async (_name, setting, code) => {
    const home = copyOf(sandbox);
    const first = await seal(home, [setting]);
    expect(first).toEqual({ code, ends: ['use-spent', 'use-failed'], isWritten: false });
    expect(await seal(home, [])).toMatchObject({ code: 'uses-exhausted', isWritten: false });
  });
});
