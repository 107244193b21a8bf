/**
 * Examining drivers: what they say of themselves, and that one that crashes, hangs, refuses or does not load leaves the call in which it did and
 * everything that was heard before. Nothing of a person is in it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { driverLines } from '../../src-main/app/office/diagnosis/driver-text.ts';
import { examine, type DriverExamination } from '../../src-main/tokens/examine.ts';
import { oddDriver, hex, type OddDriver } from './odd-driver.ts';
import { createTestToken, runTokenScript } from './soft-ukey-fixture.ts';

let folder = '';
let driver: OddDriver;
const tokens = (): string => join(folder, 'tokens');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-examine-'));
  createTestToken({ directory: tokens(), label: 'spare', pin: '123456', soPin: '87654321' });
  runTokenScript(new URL('odd-tokens.ts', import.meta.url), [], { directory: tokens() });
  driver = oddDriver(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const examined = (
  settings: readonly string[],
  patienceMs?: number,
  library = driver.path,
): Promise<DriverExamination> => {
  driver.set(settings);
  const environment = { BIANYIN_SOFT_UKEY_DIR: tokens() };
  return examine({ home: join(folder, 'home'), library, environment }, patienceMs);
};

test('a driver that works: file, versions, slots, flags, mechanisms, certificates', async () => {
  const { facts, code, stoppedIn } = await examined([]);
  expect({ code, stoppedIn }).toEqual({ code: null, stoppedIn: null });
  expect(facts?.file).toMatchObject({
    name: 'libodd.so',
    machine: 'Linux x64',
    bits: 64,
    interfaces: ['pkcs11'],
  });
  expect(facts?.file.needs).toContainEqual({ name: 'libc.so.6', isFound: true });
  expect(facts?.info).toMatchObject({ cryptoki: '2.40' });
  const held = facts?.slots.flatMap(({ token }) => token ?? []) ?? [];
  expect(held.map(({ certificates }) => certificates.map(({ kind }) => kind))).toContainEqual(['SM2']);
  expect(held[0]?.mechanisms).toContainEqual({ number: '0x80008104', flags: 0x2800 });
  const lines = driverLines('一家', { facts, code, stoppedIn }).join('\n');
  expect(lines).toMatch(/0x80008104 SIGN VERIFY/);
  expect(lines).toMatch(/LOGIN_REQUIRED USER_PIN_INITIALIZED/);
});

test.each([
  ['C_Initialize', 'do C_Initialize crash', null],
  ['C_GetSlotList', 'do C_GetSlotList crash', null],
  ['C_GetTokenInfo', 'do C_GetTokenInfo crash slot=1', 1],
  ['C_OpenSession', 'do C_OpenSession crash slot=1', 1],
])('crashes in %s', async (call, setting, slot) => {
  const { facts, code, stoppedIn } = await examined([setting]);
  expect({ code, stoppedIn }).toEqual({ code: 'token-driver-crashed', stoppedIn: { call, slot } });
  expect(facts?.file.machine).toBe('Linux x64');
  // What was asked before the crash is there.
  if (slot !== null) expect(facts?.slots[0]?.token?.mechanisms.length).toBeGreaterThan(3);
  const lines = driverLines('一家', { facts, code, stoppedIn }).join('\n');
  expect(lines).toContain(`停在：${call}`);
});

test('hangs', async () => {
  const found = await examined(['do C_GetMechanismList hang slot=1'], 15_000);
  expect(found).toMatchObject({
    code: 'token-driver-hung',
    stoppedIn: { call: 'C_GetMechanismList', slot: 1 },
  });
  expect(found.facts?.info?.cryptoki).toBe('2.40');
});

test('calls that fail are named with their values, and the others made', async () => {
  const { facts, code } = await examined([
    'answer C_GetMechanismList 0x54 slot=0',
    'answer C_OpenSession 0x30 slot=1',
    'bad-slot 0x5',
  ]);
  expect(code).toBeNull();
  expect(facts?.failures).toEqual([
    { call: 'C_GetMechanismList', slot: 0, ckr: '0x54' },
    { call: 'C_OpenSession', slot: 1, ckr: '0x30' },
    { call: 'C_GetSlotInfo', slot: 0x0badbad, ckr: '0x5' },
    { call: 'C_GetTokenInfo', slot: 0x0badbad, ckr: '0x5' },
  ]);
});

test('does not start, or does not load: why, beside what the file is', async () => {
  expect(await examined(['answer C_Initialize 0x30'])).toMatchObject({ code: 'token-driver-refused' });
  const text = join(folder, 'text.so');
  writeFileSync(text, 'no library at all '.repeat(20));
  expect(await examined([], undefined, text)).toMatchObject({
    code: 'token-driver-not-library',
    facts: { file: { machine: null, interfaces: [], needs: [] }, slots: [] },
  });
  expect(await examined([], undefined, join(folder, 'none.so'))).toMatchObject({
    code: 'token-library-missing',
    facts: { file: { name: 'none.so', octets: null } },
  });
});

test('no label, serial number, path or holder, also where they stand in the name of a reader', async () => {
  const { facts } = await examined([
    `text manufacturer ${hex('Odd 0123456789AB')}`,
    `text serial ${hex('SN20261201')}`,
    `text label ${hex('keeper 马堃')}`,
  ]);
  const text = JSON.stringify(facts);
  expect(text).toContain('"manufacturer":"Odd …"');
  for (const personal of ['0123456789AB', 'SN2026', 'keeper', '马堃', folder, 'first'])
    expect(text).not.toContain(personal);
});
