/** A UKey whose certificates a login shows: nobody knows whose it is, one login tells, it acts in the window like any other; pulled, it is unknown again. */
import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PinAnswer } from '../../src-main/contract/pin.ts';
import { readHome, writeHome } from '../../src-main/platform/home-directory.ts';
import { makeSandbox, pinOf, removeSandbox, tokenFile, type Sandbox } from '../gate/support/sandbox.ts';
import { oddDriver } from '../token/odd-driver.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;
let place = '';
let file = '';
const token = 'soft-keeper';

beforeAll(async () => {
  sandbox = await makeSandbox();
  place = join(sandbox.folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  const before = tokenFile(sandbox, token);
  file = join(place, basename(before));
  renameSync(before, file);
  const driver = oddDriver(sandbox.folder);
  driver.set([`variable BIANYIN_SOFT_UKEY_DIR ${place}`, 'private 1', 'private 0']);
  writeHome(sandbox.home, { ...readHome(sandbox.home), furtherModules: [driver.path] });
});
afterAll(() => removeSandbox(sandbox));

const typed = (): PinAnswer => ({
  kind: 'typed',
  pin: Buffer.from(pinOf(sandbox, 'keeper')).toString('base64'),
  confirmedFinal: false,
});

test('one login tells whose it is, for as long as it is plugged in', async () => {
  const host = fakeHost(sandbox.home);
  host.person = typed;
  const page = host.open();
  const seen = async () => (await page.value('token.list', {})).find(({ label }) => label === token);
  expect(await seen()).toMatchObject({ isHidden: true, holder: null, algorithms: ['sm2'] });
  const { findings } = await page.value('diagnosis.run', {});
  expect(findings).toContainEqual({ code: 'certificates-hidden', level: 'warning', detail: { token } });
  expect(await page.value('token.look', { token })).toEqual({});
  expect(host.questions).toMatchObject([{ action: 'look' }]);
  expect(await seen()).toMatchObject({ isHidden: false, holder: { name: '马堃' } });
  expect((await seen())?.seals.length).toBeGreaterThan(0);
  renameSync(file, `${file}.pulled`);
  expect(await seen()).toBeUndefined();
  renameSync(`${file}.pulled`, file);
  expect(await seen()).toMatchObject({ isHidden: true, holder: null });
});
