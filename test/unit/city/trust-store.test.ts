/** The trust folder of a home: what is installed is read back; damaged, foreign or older material is refused. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addCrl, installTrust, readTrustStore } from '../../../src-main/city/trust-store.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

const random = seededRandom('trust');
let folder = '';
let clock = new Date('2026-11-23T08:00:00Z');
let city: CityPort;
const found = (name: string) =>
  createSandboxCity({ directory: join(folder, name), random, now: () => clock });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-trust-'));
  clock = new Date('2026-11-23T08:00:00Z');
  city = found('city');
});
afterEach(() => rmSync(folder, { recursive: true }));
const trust = () => join(folder, 'trust');

it('is empty where there is none', () => {
  expect(readTrustStore(trust())).toEqual({
    anchors: [],
    intermediates: [],
    ocsp: [],
    crls: [],
    sealMakers: [],
  });
});

it('gives back what was installed, once', async () => {
  const bundle = await city.trustMaterial();
  installTrust(trust(), bundle, clock);
  installTrust(trust(), bundle, clock);
  const read = readTrustStore(trust());
  expect(read.anchors.map(({ der }) => der)).toEqual(bundle.anchors);
  expect(read.intermediates.map(({ der }) => der)).toEqual(bundle.intermediates);
  expect(read.crls.map(({ der }) => der).sort()).toEqual([...bundle.crls].sort());
});

it('replaces a list by a newer one and never by an older one', async () => {
  const bundle = await city.trustMaterial();
  installTrust(trust(), bundle, clock);
  clock = new Date('2026-11-24T08:00:00Z');
  for (const crl of await city.publishCrl()) addCrl(trust(), crl, { now: clock });
  const { crls } = readTrustStore(trust());
  expect(crls.map(({ crlNumber }) => crlNumber)).toEqual([2n, 2n]);
  const [older = new Uint8Array()] = bundle.crls;
  expect(() => addCrl(trust(), older, { now: clock })).toThrow(
    expect.objectContaining({ code: 'crl-rollback' }) as Error,
  );
});

it('takes no list with an older date, whatever its number', async () => {
  const bundle = await city.trustMaterial();
  installTrust(trust(), bundle, clock);
  // A city that was put back to an earlier state, on a machine with a wrong clock.
  cpSync(join(folder, 'city'), join(folder, 'put-back'), { recursive: true });
  clock = new Date('2026-11-24T08:00:00Z');
  for (const crl of await city.publishCrl()) addCrl(trust(), crl, { now: clock });
  clock = new Date('2026-11-23T12:00:00Z');
  const putBack = found('put-back');
  await putBack.publishCrl();
  const [back = new Uint8Array()] = await putBack.publishCrl();
  expect(parseCrl(back).crlNumber).toBe(3n);
  expect(() => addCrl(trust(), back, { now: clock })).toThrow(
    expect.objectContaining({ code: 'crl-rollback' }) as Error,
  );
});

it('takes no list from the future: it would refuse each right one until that day comes', async () => {
  const bundle = await city.trustMaterial();
  installTrust(trust(), bundle, clock);
  const today = clock;
  // An authority whose clock is ahead once: what it publishes then, and what it would have published.
  cpSync(join(folder, 'city'), join(folder, 'ahead'), { recursive: true });
  clock = new Date('2027-11-24T08:00:00Z');
  const ahead = await found('ahead').publishCrl();
  const publishedAt = async (time: string) => {
    clock = new Date(time);
    return city.publishCrl();
  };
  const code = (lists: readonly Uint8Array[], now = today) => {
    try {
      for (const list of lists) addCrl(trust(), list, { now });
      return 'taken';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  // Local time that calls itself UTC is taken as it is, a year by mistake is not; the right list that follows is taken.
  expect(code(await publishedAt('2026-11-23T16:00:00Z'))).toBe('taken');
  expect(code(ahead)).toBe('clock-suspect');
  expect(() => installTrust(trust(), { ...bundle, crls: ahead }, today)).toThrow('clock-suspect');
  expect(code(await publishedAt('2026-11-24T07:00:00Z'))).toBe('taken');
});

it('keeps the lists of two keys of one name apart', async () => {
  const other = found('other');
  installTrust(trust(), await city.trustMaterial(), clock);
  installTrust(trust(), await other.trustMaterial(), clock);
  expect(readTrustStore(trust()).crls).toHaveLength(4);
});

it('takes no list of an authority it does not trust', async () => {
  installTrust(trust(), await city.trustMaterial(), clock);
  // Same names, other keys: only the signature tells them apart.
  const [foreign = new Uint8Array()] = await found('other').publishCrl();
  expect(() => addCrl(trust(), foreign, { now: clock })).toThrow(
    expect.objectContaining({ code: 'crl-issuer-unknown' }) as Error,
  );
});

it('refuses everything when one file is damaged', async () => {
  installTrust(trust(), await city.trustMaterial(), clock);
  const [name = ''] = readdirSync(join(trust(), 'crls'));
  writeFileSync(join(trust(), 'crls', name), Uint8Array.of(0x30, 0x01));
  expect(() => readTrustStore(trust())).toThrow(
    expect.objectContaining({ code: 'trust-file-malformed' }) as Error,
  );
});
