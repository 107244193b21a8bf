/** Seals of a home against what somebody could put into its folders: old seals, seals of others, seals of another city. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSeals, saveSeal, typeCodeOf } from '../../../src-main/city/seal-register.ts';
import { openStatusStore } from '../../../src-main/city/status-store.ts';
import { syncCity } from '../../../src-main/city/sync-city.ts';
import { nothingRemembered, raised, type TrustMemory } from '../../../src-main/city/trust-memory.ts';
import { installTrust } from '../../../src-main/city/trust-store.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { SealTypeCode } from '../../../src-main/domain/seal-kind.ts';
import {
  legalCertificates,
  requireOwnSeal,
  trustedSeal,
  type SealsAtMoment,
} from '../../../src-main/home/own-seals.ts';
import { believedTrust } from '../../../src-main/home/believed-trust.ts';
import { requireSealStatus } from '../../../src-main/home/home-moment.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

const uscc = '91410200XXXX00019D';
const random = seededRandom('own-seals');
let folder = '';
let clock: Date;
let city: CityPort;
let memory: TrustMemory = nothingRemembered;

const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  memory = nothingRemembered;
  folder = mkdtempSync(join(tmpdir(), 'bianyin-seals-'));
  clock = new Date('2026-11-23T08:00:00Z');
  city = await foundCity('city');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function foundCity(name: string): Promise<CityPort> {
  const founded = createSandboxCity({ directory: at(name), random, now: () => clock });
  await founded.issueEnterprise({ name: '开封样例有限公司', uscc, legalRepresentative: '沈镕昇' });
  return founded;
}

/** A new seal, as the city delivers it: DER of the seal and of its certificate. */
async function issue(typeCode: SealTypeCode, from = city) {
  const { publicPoint } = softwareSigner(newPrivateKey(random), random);
  const { esId, certificate } = await from.certifySealKey({ uscc, typeCode, publicPoint });
  return { esId, certificate, seal: (await from.makeSeal({ esId })).seal };
}

/** The home as it is now, its status brought up to date. */
async function momentOf(): Promise<SealsAtMoment> {
  installTrust(at('trust'), await city.trustMaterial(), clock);
  await syncCity(city, { trust: at('trust'), status: at('status') }, clock);
  const believed = believedTrust({ trust: at('trust'), status: at('status') }, () => memory);
  return { ...believed, seals: readSeals(at('seals')), now: clock, judgedAt: clock };
}

const neverRestored = { restores: () => [] };

test('a home that was put back seals by a status that is newer than its backup, and by no other', async () => {
  const held = parseSeal((await issue('04')).seal);
  const home = await momentOf();
  const restoredFrom = (backupAt: Date) => {
    const row = { seq: 9, time: clock.toISOString(), sm3: '', backupAt: backupAt.toISOString() };
    return { ...home, store: { restores: () => [row] } };
  };
  const { thisUpdate } = home.status.read() ?? { thisUpdate: new Date(NaN) };
  expect(() => requireSealStatus(restoredFrom(new Date(thisUpdate.getTime() - 1000)), held)).not.toThrow();
  expect(() => requireSealStatus(restoredFrom(thisUpdate), held)).toThrow('restored-status-old');
  expect(() => requireSealStatus(restoredFrom(new Date(thisUpdate.getTime() + 1000)), held)).toThrow(
    'restored-status-old',
  );
});

test('a status older than the one remembered is refused, also after its folder was deleted', async () => {
  const held = parseSeal((await issue('04')).seal);
  const old = await city.publishSnapshot({});
  const home = await momentOf();
  requireSealStatus({ ...home, store: neverRestored }, held);
  memory = raised(memory, home.trust, home.status.read());
  requireSealStatus({ ...home, store: neverRestored }, held);
  rmSync(at('status'), { recursive: true });
  const store = openStatusStore(at('status'));
  store.importSnapshot(old, home.trust, clock);
  expect(() => store.requireSealing(held, clock, home.trust)).not.toThrow();
  expect(() => requireSealStatus({ ...home, store: neverRestored }, held)).toThrow('snapshot-rollback');
});

test('a replaced seal 05 in the folder is not the legal representative any more', async () => {
  const old = await issue('05');
  saveSeal(at('seals'), old.seal);
  expect(legalCertificates(await momentOf())).toEqual([toHex(sm3(old.certificate))]);
  clock = new Date('2026-11-23T09:00:00Z');
  await city.setSealStatus({ esId: old.esId, status: 'cancelled', reason: 'PRINCIPAL_CHANGED' });
  const present = await issue('05');
  saveSeal(at('seals'), present.seal);
  const home = await momentOf();
  expect(legalCertificates(home)).toEqual([toHex(sm3(present.certificate))]);
  expect(trustedSeal(home, '05').info.esId).toBe(present.esId);
});

test('of two seals of one type the newer one is taken; a frozen one is still the same seal', async () => {
  const first = await issue('04');
  clock = new Date('2026-11-23T09:00:00Z');
  const second = await issue('04');
  for (const each of [first, second]) saveSeal(at('seals'), each.seal);
  expect(trustedSeal(await momentOf(), '04').info.esId).toBe(second.esId);
  clock = new Date('2026-11-23T10:00:00Z');
  await city.setSealStatus({ esId: second.esId, status: 'frozen', reason: 'HOLD' });
  expect(trustedSeal(await momentOf(), '04').info.esId).toBe(second.esId);
});

test('a seal that the home never received is refused, whatever its number', async () => {
  const [own, other] = [await issue('04'), await issue('04')];
  saveSeal(at('seals'), own.seal);
  const home = await momentOf();
  expect(() => requireOwnSeal(home, parseSeal(own.seal))).not.toThrow();
  expect(() => requireOwnSeal(home, parseSeal(other.seal))).toThrow('seal-not-as-registered');
});

test('a seal from under another trusted root does not go with seal 05 of this one', async () => {
  saveSeal(at('seals'), (await issue('05')).seal);
  const elsewhere = await foundCity('elsewhere');
  // Another number, so that it stands beside seal 05 in the folder.
  await issue('05', elsewhere);
  const foreign = await issue('04', elsewhere);
  saveSeal(at('seals'), foreign.seal);
  installTrust(at('trust'), await elsewhere.trustMaterial(), clock);
  const home = await momentOf();
  expect(home.seals.map(typeCodeOf).sort()).toEqual(['04', '05']);
  expect(() => requireOwnSeal(home, parseSeal(foreign.seal))).toThrow('seal-other-authority');
});
