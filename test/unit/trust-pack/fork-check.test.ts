/** Comparing what several machines were given: one story, two stories under one number, another past, and forged evidence. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkForks } from '../../../src-main/app/trust/fork-check.ts';
import { importTrustPack, showTrustPack } from '../../../src-main/app/trust/trust-packs.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

const random = seededRandom('fork-check');
let folder = '';
let clock = new Date();
let city: CityPort;
let double: CityPort;
let home: HomeDirectory;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-forks-'));
  clock = new Date('2026-11-23T08:00:00Z');
  city = cityIn('city');
  home = homeDirectory(join(folder, 'counter'));
  const first = await city.publishTrustPack({});
  const root = toHex(sm3((await city.trustMaterial()).anchors[0] ?? new Uint8Array()));
  importTrustPack(home, first, { now: clock, pinned: root });
  // From here on somebody publishes two different things with the same keys.
  cpSync(join(folder, 'city'), join(folder, 'double'), { recursive: true });
  double = cityIn('double');
});
afterEach(() => rmSync(folder, { recursive: true }));

function cityIn(directory: string): CityPort {
  return createSandboxCity({ directory: join(folder, directory), random, now: () => clock });
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const later = (): Date => (clock = new Date(clock.getTime() + 3_600_000));

it('finds nothing where two machines tell one story', async () => {
  const second = await city.publishTrustPack({});
  const check = checkForks(home, [file('second.btp', second)]);
  expect(check).toMatchObject({ forks: [], unsigned: [] });
  expect(check.shared).toBeGreaterThan(0);
});

it('says so when there is nothing to compare', async () => {
  await city.publishTrustPack({});
  await city.publishTrustPack({});
  const fourth = file('fourth.btp', await city.publishTrustPack({}));
  expect(checkForks(home, [fourth])).toMatchObject({ shared: 0, forks: [] });
});

it('finds two packs behind one number, and two statuses', async () => {
  const ours = file('ours.btp', await city.publishTrustPack({}));
  later();
  const theirs = file('theirs.btp', await double.publishTrustPack({}));
  expect(checkForks(home, [ours, theirs]).forks).toEqual([
    { line: 'pack', seq: 2, first: 'ours.btp', second: 'theirs.btp' },
    { line: 'status', seq: 2, first: 'ours.btp', second: 'theirs.btp' },
  ]);
});

it('finds another past by the digest that a later pack names', async () => {
  importTrustPack(home, await city.publishTrustPack({}), { now: clock });
  later();
  await double.publishTrustPack({});
  const third = file('third.btp', await double.publishTrustPack({}));
  expect(checkForks(home, [third]).forks).toContainEqual({
    ...{ line: 'pack', seq: 2, first: '本机', second: 'third.btp' },
  });
});

it('compares with what another machine told, and says that nobody signed it', () => {
  const told = file('told.json', JSON.stringify({ ok: true, ...showTrustPack(home) }));
  expect(checkForks(home, [told])).toMatchObject({ forks: [], unsigned: ['told.json'] });
  const other = { ...showTrustPack(home), sm3: 'ab'.repeat(32) };
  expect(checkForks(home, [file('other.json', JSON.stringify(other))]).forks).toEqual([
    { line: 'pack', seq: 1, first: '本机', second: 'other.json' },
  ]);
});

it('does not accuse the city by something that the city never signed', async () => {
  const bytes = await city.publishTrustPack({});
  const forged = Uint8Array.from(bytes, (octet, i) => (i === bytes.length - 1 ? octet ^ 1 : octet));
  expect(() => checkForks(home, [file('forged.btp', forged)])).toThrow('trust-pack-altered');
  const stranger = await cityIn('stranger').publishTrustPack({});
  expect(() => checkForks(home, [file('stranger.btp', stranger)])).toThrow('trust-root-not-announced');
  expect(() => checkForks(home, [join(folder, 'missing.btp')])).toThrow('file-not-readable');
});
