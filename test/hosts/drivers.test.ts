/** Several drivers in one home: tried before they are kept, each for itself, and a seal whose UKey is behind the second one. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHome, writeHome } from '../../src-main/platform/home-directory.ts';
import {
  makeSandbox,
  removeSandbox,
  sessionOf,
  tokenFile,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { apply, approved, usesOf } from '../gate/support/story.ts';
import { signerClient } from '../../src-main/tokens/signer-client.ts';
import { oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { fakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;
let driver: OddDriver;
let place = '';

beforeAll(async () => {
  sandbox = await makeSandbox();
  // The keeper's UKey is of another maker: only the second driver reaches it.
  place = join(sandbox.folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  const file = tokenFile(sandbox, 'soft-keeper');
  renameSync(file, join(place, basename(file)));
  driver = oddDriver(sandbox.folder, 'lib另一家.so');
  driver.set(reaches());
});
afterAll(() => removeSandbox(sandbox));

const reaches = (): string[] => [`variable BIANYIN_SOFT_UKEY_DIR ${place}`];
const further = (): readonly string[] => readHome(sandbox.home).furtherModules ?? [];

test('a driver that cannot be used is not kept, and says why', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  expect(await page.code('driver.find', { how: 'add' })).toBe('cancelled');
  const text = join(sandbox.folder, 'text.so');
  writeFileSync(text, 'no library at all'.repeat(10));
  host.files = [text];
  expect(await page.code('driver.find', { how: 'add' })).toBe('token-driver-not-library');
  driver.set(['do C_Initialize crash']);
  host.files = [driver.path];
  expect(await page.code('driver.find', { how: 'add' })).toBe('token-driver-crashed');
  driver.set(reaches());
  host.files = [driver.path];
  expect(await page.code('driver.find', { how: 'exchange' })).toBe('driver-sandbox');
  expect(await page.code('driver.use', { id: 'no-such-maker', how: 'add' })).toBe('token-library-missing');
  expect(further()).toEqual([]);
});

test('a second one is tried, kept and shown with what it shows; twice it is not taken', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const before = (await page.value('token.list', {})).map(({ label }) => label);
  expect(before).not.toContain('soft-keeper');
  host.files = [driver.path];
  const view = await page.value('driver.find', { how: 'add' });
  expect(view.drivers.map(({ title, tokens, problem }) => [title, tokens, problem])).toEqual([
    [expect.any(String), before.length, null],
    ['lib另一家.so', 1, null],
  ]);
  const after = await page.value('token.list', {});
  expect(after.map(({ label }) => label)).toEqual([...before, 'soft-keeper']);
  expect(after.at(-1)?.holder?.name).toBe('马堃');
  expect(page.events.map(({ event }) => event.kind)).toContain('tokens.changed');
  host.files = [driver.path];
  expect(await page.code('driver.find', { how: 'add' })).toBe('driver-taken');
  expect(further()).toEqual([driver.path]);
  // No place of a file reaches a page.
  expect(JSON.stringify(view)).not.toContain(sandbox.folder);
});

test('approved with UKeys of the first, sealed with the UKey of the second', async () => {
  const session = sessionOf(sandbox);
  try {
    const contract = await writePdf(sandbox.folder);
    const id = await approved(sandbox, session, contract);
    const output = join(sandbox.folder, 'sealed.pdf');
    await apply(sandbox, session, id, output);
    expect(existsSync(output)).toBe(true);
    expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-completed']);
  } finally {
    session.stop();
  }
});

test('no key is made on a token of another driver, sandbox or not', async () => {
  const client = signerClient({ home: sandbox.home.root, library: driver.path, environment: {} });
  try {
    const made = client.sandbox.initToken('new', Buffer.from('87654321'), Buffer.from('123456'));
    await expect(made).rejects.toMatchObject({ code: 'sandbox-only' });
  } finally {
    client.stop();
  }
});

test('one that crashes costs nobody the others, and is named', async () => {
  driver.set(['do C_Initialize exit']);
  const page = fakeHost(sandbox.home).open();
  const { drivers } = await page.value('driver.list', {});
  expect(drivers.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'token-driver-crashed']);
  expect((await page.value('token.list', {})).length).toBeGreaterThan(3);
  const { findings } = await page.value('diagnosis.run', {});
  expect(
    findings.filter(({ code }) => code === 'module-failed').map(({ detail }) => detail['module']),
  ).toEqual(['lib另一家.so']);
  driver.set(reaches());
});

test('the first stays; others are taken away, and only so many are taken', async () => {
  const page = fakeHost(sandbox.home).open();
  expect(await page.code('driver.remove', { place: 2 })).toBe('driver-missing');
  const { drivers } = await page.value('driver.remove', { place: 1 });
  expect(drivers).toHaveLength(1);
  expect(further()).toEqual([]);
  const settings = readHome(sandbox.home);
  writeHome(sandbox.home, {
    ...settings,
    furtherModules: Array.from({ length: 7 }, (_, i) => `/nowhere/${i}.so`),
  });
  const host = fakeHost(sandbox.home);
  host.files = [driver.path];
  expect(await host.open().code('driver.find', { how: 'add' })).toBe('driver-too-many');
  writeHome(sandbox.home, settings);
});

test('the driver of an enterprise is exchanged for one that works; its other settings stay', async () => {
  const settings = {
    ...readHome(sandbox.home),
    kind: 'enterprise' as const,
    timestampUrl: 'https://tsa.example.cn/',
  };
  writeHome(sandbox.home, settings);
  const host = fakeHost(sandbox.home);
  host.files = [driver.path];
  const view = await host.open().value('driver.find', { how: 'exchange' });
  expect(view.drivers.map(({ title, tokens }) => [title, tokens])).toEqual([['lib另一家.so', 1]]);
  expect(readHome(sandbox.home)).toEqual({ ...settings, pkcs11Module: driver.path });
});
