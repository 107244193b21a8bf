/** What a home remembers of its lists (docs/adr/0034): nothing that was put back passes, and nothing honest locks it for ever. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nothingRemembered, raised, requireRemembered } from '../../../src-main/city/trust-memory.ts';
import { memoryOf, settingsOf } from '../../../src-main/city/trust-memory-settings.ts';
import type { TrustMaterial } from '../../../src-main/city/trust-store.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

let folder = '';
let before: TrustMaterial;
let now: TrustMaterial;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-memory-'));
  let clock = new Date('2026-11-23T08:00:00Z');
  const random = seededRandom('memory');
  const city = createSandboxCity({ directory: folder, random, now: () => clock });
  const { anchors, intermediates, crls } = await city.trustMaterial();
  before = {
    anchors: anchors.map(parseCertificate),
    intermediates: intermediates.map(parseCertificate),
    crls: crls.map(parseCrl),
    sealMakers: [],
  };
  clock = new Date('2026-11-24T08:00:00Z');
  now = { ...before, crls: (await city.publishCrl()).map(parseCrl) };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As the settings of a database keep it. */
function remembered(trust: TrustMaterial) {
  const settings = new Map(settingsOf(raised(nothingRemembered, trust, null)));
  return memoryOf({
    setting: (key) => settings.get(key) ?? null,
    settingsUnder: (prefix) => new Map([...settings].filter(([key]) => key.startsWith(prefix))),
  });
}

const codeOf = (trust: TrustMaterial): string => {
  try {
    requireRemembered(trust, remembered(now));
    return 'believed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

it('lists that are as new are believed; older ones and missing ones are not', () => {
  expect(codeOf(now)).toBe('believed');
  expect(codeOf(before)).toBe('crl-put-back');
  for (const left of now.crls) expect(codeOf({ ...now, crls: [left] })).toBe('crl-put-back');
  expect(codeOf({ ...now, crls: [] })).toBe('crl-put-back');
});

it('a list whose issuer nobody names any more (its key was renewed) is no list that is gone, as long as it is there', () => {
  const renewed = { ...now, intermediates: [] };
  expect(codeOf(renewed)).toBe('believed');
  expect(codeOf({ ...renewed, crls: before.crls })).toBe('crl-put-back');
  expect(codeOf({ ...renewed, crls: [] })).toBe('crl-put-back');
  const after = raised(remembered(now), renewed, null);
  expect([...after.lists.keys()].sort()).toEqual([...remembered(now).lists.keys()].sort());
});
