/** Two makers and twelve UKeys in one window, while drivers crash and UKeys are pulled: the others stay listed under their own names, and what comes back is the one it was. */
import { mkdirSync, renameSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHome, writeHome } from '../../src-main/platform/home-directory.ts';
import { makeSandbox, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { createTestToken } from '../token/soft-ukey-fixture.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;
let driver: OddDriver;
let place = '';
const others = ['二号机', '二号机', 'spare-3', 'spare-4', 'soft-keeper'];

beforeAll(async () => {
  sandbox = await makeSandbox();
  place = join(sandbox.folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  // Equal labels among them, and one that the first maker's UKeys have too. Each is made in a folder of its own, as at another desk.
  others.forEach((label, i) => {
    const desk = join(sandbox.folder, `desk-${i}`);
    createTestToken({ directory: desk, label, pin: '123456', soPin: '87654321' });
    for (const name of readdirSync(desk)) renameSync(join(desk, name), join(place, `${i}-${name}`));
  });
  driver = oddDriver(sandbox.folder);
  driver.set([`variable BIANYIN_SOFT_UKEY_DIR ${place}`]);
  writeHome(sandbox.home, { ...readHome(sandbox.home), furtherModules: [driver.path] });
});
afterAll(() => removeSandbox(sandbox));

test('twelve names, all different; one pulled takes no other along; a driver that crashes leaves those of the other', async () => {
  const page = fakeHost(sandbox.home).open();
  const labels = async () => (await page.value('token.list', {})).map(({ label }) => label);
  const all = await labels();
  expect(all).toHaveLength(12);
  expect(new Set(all).size).toBe(12);
  const holders = (await page.value('token.list', {})).filter(({ holder }) => holder !== null).length;
  expect(holders).toBe(7);
  const [file = ''] = readdirSync(place).filter((name) => name.startsWith('3-'));
  for (let round = 0; round < 3; round += 1) {
    renameSync(join(place, file), join(sandbox.folder, file));
    expect(await labels()).toEqual(all.filter((label) => label !== 'spare-4'));
    renameSync(join(sandbox.folder, file), join(place, file));
    expect((await labels()).toSorted()).toEqual(all.toSorted());
  }
});

test('the second maker’s driver crashes again and again: the seven of the first stay usable', async () => {
  driver.set([`variable BIANYIN_SOFT_UKEY_DIR ${place}`, 'do C_GetTokenInfo crash from=4']);
  const page = fakeHost(sandbox.home).open();
  for (let round = 0; round < 3; round += 1) {
    const tokens = await page.value('token.list', {});
    expect(tokens.filter(({ holder }) => holder !== null)).toHaveLength(7);
  }
  const { drivers } = await page.value('driver.list', {});
  expect(drivers.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'token-driver-crashed']);
  driver.set([`variable BIANYIN_SOFT_UKEY_DIR ${place}`]);
  // Somebody asks: it is started again, and all twelve are there.
  await page.value('driver.list', {});
  expect(await page.value('token.list', {})).toHaveLength(12);
});
