/** Keeping a home up to date over weeks: deltas, the full snapshot after many of them, repair, lists that have run out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { openStatusStore } from '../../../src-main/city/status-store.ts';
import { syncCity } from '../../../src-main/city/sync-city.ts';
import { installTrust, readTrustStore } from '../../../src-main/city/trust-store.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

let folder = '';
let clock = new Date();
let city: CityPort;
const folders = () => ({ trust: join(folder, 'trust'), status: join(folder, 'status') });
const later = (hours: number): void => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-sync-'));
  clock = new Date('2026-11-23T08:00:00Z');
  city = createSandboxCity({
    directory: join(folder, 'city'),
    random: seededRandom('sync'),
    now: () => clock,
  });
  installTrust(folders().trust, await city.trustMaterial(), clock);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('takes deltas for as long as they follow, and everything when they do not', async () => {
  const asked: (number | undefined)[] = [];
  const watched: CityPort = {
    ...city,
    publishSnapshot(request) {
      asked.push(request.since);
      return city.publishSnapshot(request);
    },
  };
  for (let round = 1; round <= 10; round += 1) {
    expect((await syncCity(watched, folders(), clock)).thisUpdate).toEqual(clock);
    later(1);
  }
  expect(asked).toEqual([undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await city.publishSnapshot({});
  expect((await syncCity(watched, folders(), clock)).seq).toBe(12);
});

it('goes on after the revocation lists of the home have run out', async () => {
  await syncCity(city, folders(), clock);
  later(24 * 30);
  expect((await syncCity(city, folders(), clock)).seq).toBe(2);
});

it('repairs a damaged store', async () => {
  await syncCity(city, folders(), clock);
  writeFileSync(join(folder, 'status', 'snapshot.kfs'), 'x');
  later(1);
  const state = await syncCity(city, folders(), clock);
  const again = openStatusStore(folders().status).read(readTrustStore(folders().trust));
  expect(again).toMatchObject({ seq: 2, sm3: state.sm3 });
});
