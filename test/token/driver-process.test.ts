/** Drivers that crash, leave or hang as they are loaded or asked, in the signer's own process: each costs one signer, and nobody waits long. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { signerClient } from '../../src-main/tokens/signer-client.ts';
import { createTestToken } from './soft-ukey-fixture.ts';
import { oddDriver } from './odd-driver.ts';

/** A signer over an odd driver; `starts` counts how often the driver was initialised. */
function signerOver(settings: readonly string[]) {
  const folder = mkdtempSync(join(inject('runFolder'), 'driver-'));
  const [home, directory, log] = ['home', 'tokens', 'log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [home, directory]) mkdirSync(each, { mode: 0o700 });
  const driver = oddDriver(folder);
  driver.set([`log ${log}`, ...settings]);
  const environment = { BIANYIN_SOFT_UKEY_DIR: directory };
  const client = signerClient({ home, library: driver.path, environment });
  onTestFinished(() => client.stop());
  const starts = (): number =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line === 'C_Initialize').length
      : 0;
  return { client, driver, starts, log, directory };
}

const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'ok',
    (error: unknown) => (error instanceof BianyinError ? error.code : String(error)),
  );

test.each([
  ['crashes as it starts', 'do C_Initialize crash'],
  ['calls exit() as it starts', 'do C_Initialize exit'],
  ['crashes as it is asked', 'do C_GetSlotList crash'],
  ['calls exit() as it is asked', 'do C_GetSlotList exit'],
])('one that %s: said at once, not started again by looks, started by a person', async (_name, setting) => {
  const { client, driver, starts, log } = signerOver([setting]);
  const begun = performance.now();
  expect(await codeOf(client.listTokens())).toBe('token-driver-crashed');
  // Well below the limit at which a signer that hangs would be stopped.
  expect(performance.now() - begun).toBeLessThan(20_000);
  for (let look = 0; look < 5; look += 1)
    expect(await codeOf(client.listTokens())).toBe('token-driver-crashed');
  expect(starts()).toBe(1);
  driver.set([`log ${log}`]);
  expect(await client.listing()).toEqual({ tokens: [], unreadable: [] });
  expect(await client.listTokens()).toEqual([]);
  expect(starts()).toBe(2);
});

test('one that hangs: said after five seconds, while nothing else waits for it', async () => {
  const { client, starts } = signerOver(['do C_GetSlotList hang']);
  expect(await codeOf(client.listTokens())).toBe('token-driver-silent');
  expect(starts()).toBe(1);
});

test('a look every few seconds opens no session and reads no object', async () => {
  const { client, log, directory } = signerOver([]);
  createTestToken({ directory, label: 'one', pin: '123456', soPin: '87654321' });
  const before = await client.peek();
  expect(before[0]).toMatch(/one/);
  for (let look = 0; look < 5; look += 1) expect(await client.peek()).toEqual(before);
  const asked = new Set(readFileSync(log, 'utf8').trim().split('\n'));
  expect([...asked].sort()).toEqual(['C_GetSlotList', 'C_GetTokenInfo', 'C_Initialize']);
});

test('a PIN that is over can be changed, and is then good', async () => {
  const { client, driver, directory } = signerOver(['flags add 0x80000', 'answer C_Login 0xA3']);
  createTestToken({ directory, label: 'one', pin: '123456', soPin: '87654321' });
  const [token] = await client.listTokens();
  expect(token?.pin).toMatchObject({ state: 'ok', mustChange: true });
  const [pin, newPin] = [Buffer.from('123456'), Buffer.from('654321')];
  await client.setPin('one', { by: 'user', pin, newPin });
  expect([...pin, ...newPin].every((octet) => octet === 0)).toBe(true);
  driver.set([]);
  client.stop();
  expect((await client.listTokens())[0]?.pin.mustChange).toBe(false);
  const wrong = { by: 'user', pin: Buffer.from('123456'), newPin: Buffer.from('111111') } as const;
  expect(await codeOf(client.setPin('one', wrong))).toBe('pin-incorrect');
});

test('one that is slow, prints into the output, and fails to finish', async () => {
  const { client } = signerOver([
    'do C_Initialize print',
    'do C_GetSlotList slow:300',
    'answer C_Finalize 0x5',
  ]);
  expect(await client.listing()).toEqual({ tokens: [], unreadable: [] });
});
