/** The trust pack from a page: main chooses and reads the file, the person compares the root, and only what was shown is taken. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CityPort } from '../../src-main/city/city-port.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { createSandboxCity } from '../../src-main/sandbox/sandbox-city.ts';
import { seededRandom } from '../unit/sandbox/seeded-random.ts';
import { fakeHost } from './support/fake-host.ts';

let folder = '';
let city: CityPort;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-trust-calls-'));
  const options = {
    directory: join(folder, 'city'),
    random: seededRandom('trust-calls'),
    now: () => new Date(),
  };
  city = createSandboxCity(options);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('choose, compare, take', async () => {
  const host = fakeHost(homeDirectory(join(folder, 'counter')));
  const page = host.open();
  expect(await page.value('trust.show', {})).toBeNull();
  expect(await page.value('trust.choose', {})).toBeNull();
  const file = join(folder, 'city.btp');
  writeFileSync(file, await city.publishTrustPack({}));
  host.files = [file];
  const chosen = await page.value('trust.choose', {});
  expect(chosen).toMatchObject({ needsRoot: true, version: '410200-1' });
  const { pack = '', roots = [] } = chosen ?? {};
  expect(await page.code('trust.import', { pack })).toBe('trust-root-not-pinned');
  expect(await page.code('trust.import', { pack, rootSm3: 'ab'.repeat(32) })).toBe('trust-root-differs');
  expect(existsSync(join(folder, 'counter', 'trust'))).toBe(false);
  // What the person looked at is taken, whatever lies on the drive by now.
  writeFileSync(file, 'something else');
  const taken = await page.value('trust.import', { pack, rootSm3: roots[0]?.sm3 ?? '' });
  expect(await page.value('trust.show', {})).toEqual(taken);
  expect(page.events.map(({ event }) => event.kind)).toContain('home.changed');
  expect(await page.code('trust.import', { pack })).toBe('bad-input');
  expect(await page.code('trust.choose', {})).toBe('trust-pack-malformed');
});

test('a page that was taken over compares nothing for the person: main asks with the digest of main', async () => {
  const host = fakeHost(homeDirectory(join(folder, 'counter')));
  const page = host.open();
  const file = join(folder, 'city.btp');
  writeFileSync(file, await city.publishTrustPack({}));
  host.files = [file];
  const chosen = await page.value('trust.choose', {});
  const rootSm3 = chosen?.roots[0]?.sm3 ?? '';
  host.consents = false;
  expect(await page.code('trust.import', { pack: chosen?.pack ?? '', rootSm3 })).toBe('cancelled');
  expect(existsSync(join(folder, 'counter', 'trust'))).toBe(false);
  expect(host.confirmed.map(({ subject }) => subject.replaceAll(' ', ''))).toEqual([
    expect.stringContaining(rootSm3),
  ]);
  host.consents = true;
  await page.value('trust.import', { pack: chosen?.pack ?? '', rootSm3 });
  expect(host.confirmed).toHaveLength(2);
  // From now on it is the roots here that vouch: nobody is asked.
  writeFileSync(file, await city.publishTrustPack({}));
  const next = await page.value('trust.choose', {});
  await page.value('trust.import', { pack: next?.pack ?? '' });
  expect(host.confirmed).toHaveLength(2);
});

test('a machine that trusts a root asks for none again', async () => {
  const host = fakeHost(homeDirectory(join(folder, 'counter')));
  const page = host.open();
  for (const needsRoot of [true, false]) {
    const file = join(folder, `${String(needsRoot)}.btp`);
    writeFileSync(file, await city.publishTrustPack({}));
    host.files = [file];
    const chosen = await page.value('trust.choose', {});
    expect(chosen?.needsRoot).toBe(needsRoot);
    const rootSm3 = needsRoot ? { rootSm3: chosen?.roots[0]?.sm3 ?? '' } : {};
    await page.value('trust.import', { pack: chosen?.pack ?? '', ...rootSm3 });
  }
  expect((await page.value('trust.show', {}))?.version).toBe('410200-2');
});
