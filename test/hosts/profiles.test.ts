/** Testing a UKey in the window: the PIN goes to the PIN window alone, what was found is taken or saved by main, and a file is taken only when a person agrees. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PinAnswer } from '../../src-main/contract/pin.ts';
import { readHome, writeHome } from '../../src-main/platform/home-directory.ts';
import { storedProfiles } from '../../src-main/tokens/profile-store.ts';
import { makeSandbox, pinOf, removeSandbox, tokenFile, type Sandbox } from '../gate/support/sandbox.ts';
import { oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;
let driver: OddDriver;
let settings: string[] = [];
const token = 'soft-keeper';

beforeAll(async () => {
  sandbox = await makeSandbox();
  const place = join(sandbox.folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  const file = tokenFile(sandbox, token);
  renameSync(file, join(place, basename(file)));
  driver = oddDriver(sandbox.folder);
  settings = [
    `variable BIANYIN_SOFT_UKEY_DIR ${place}`,
    'mechanisms 0x80000101',
    'mechanism 0x80000101 0x80008105',
  ];
  driver.set(settings);
  writeHome(sandbox.home, { ...readHome(sandbox.home), furtherModules: [driver.path] });
});
afterAll(() => removeSandbox(sandbox));

const typed = (): PinAnswer => ({
  kind: 'typed',
  pin: Buffer.from(pinOf(sandbox, 'keeper')).toString('base64'),
  confirmedFinal: false,
});
const offered = (tokens: readonly { label: string; algorithms: readonly string[] }[]) =>
  tokens.find(({ label }) => label === token)?.algorithms.includes('sm2');

test('nothing was tested: nothing is taken or saved', async () => {
  const page = fakeHost(sandbox.home).open();
  expect(await page.code('profile.keep', {})).toBe('vendor-profile-missing');
  expect(await page.code('profile.save', {})).toBe('vendor-profile-missing');
  expect(await page.value('profile.list', {})).toEqual({ profiles: [], unreadable: [] });
});

test('the PIN window says what it is for; what was found is taken, and the UKey signs SM2 from then on', async () => {
  const host = fakeHost(sandbox.home);
  host.person = typed;
  const page = host.open();
  expect(offered(await page.value('token.list', {}))).toBe(false);
  const view = await page.value('token.test', { token });
  expect(host.questions).toMatchObject([{ action: 'test', token: { label: token, holder: '马堃' } }]);
  expect(view).toMatchObject({ isCutShort: false, isKnown: false });
  expect(view.tried.filter(({ outcome }) => outcome === 'works')).toEqual([
    { number: '0x80000101', input: 'digest', hasIdentity: false, outcome: 'works', form: 'raw', ckr: null },
  ]);
  host.save = join(sandbox.folder, 'saved.json');
  expect(await page.value('profile.save', {})).toMatchObject({ name: 'saved.json' });
  expect(readFileSync(host.save, 'utf8')).toContain('0x80000101');
  const { profiles } = await page.value('profile.keep', {});
  expect(profiles).toMatchObject([{ id: 'tested-libodd', isOfPack: false }]);
  expect(offered(await page.value('token.list', {}))).toBe(true);
  expect((await page.value('token.test', { token })).isKnown).toBe(true);
  expect(await page.value('profile.remove', { id: 'tested-libodd' })).toMatchObject({ profiles: [] });
  expect(offered(await page.value('token.list', {}))).toBe(false);
});

test('a file is taken only when a person agrees in a window of main’s', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const saved = join(sandbox.folder, 'saved.json');
  host.files = [];
  expect(await page.code('profile.find', {})).toBe('cancelled');
  host.files = [saved];
  host.consents = false;
  expect(await page.code('profile.find', {})).toBe('cancelled');
  expect(storedProfiles(sandbox.home).profiles).toEqual([]);
  host.consents = true;
  host.files = [saved];
  expect((await page.value('profile.find', {})).profiles).toHaveLength(1);
  expect(host.confirmed.at(-1)?.subject).toContain('saved.json');
  const other = join(sandbox.folder, 'other.json');
  writeFileSync(other, '{}');
  host.files = [other];
  expect(await page.code('profile.find', {})).toBe('vendor-profile-malformed');
  expect(await page.code('profile.remove', { id: '../home' })).toBe('bad-input');
});

test('somebody closes the PIN window, or presses cancel on the UKey', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  host.person = (_, close) => {
    close();
    return null;
  };
  expect(await page.code('token.test', { token })).toBe('cancelled');
  const other = fakeHost(sandbox.home);
  other.person = typed;
  driver.set([...settings, 'answer C_Sign 0x50']);
  expect(await other.open().value('token.test', { token })).toMatchObject({ isCutShort: true });
  driver.set(settings);
});
