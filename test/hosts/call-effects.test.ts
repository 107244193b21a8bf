/** What a page can make main do outside the home: one table; talking needs a person, and nothing leaves when they say no. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { callEffects, type CallEffect } from '../../src-main/contract/call-effects.ts';
import { calls } from '../../src-main/contract/calls.ts';
import { homeDirectory, writeHome } from '../../src-main/platform/home-directory.ts';
import { fakeHost } from './support/fake-host.ts';

let folder = '';
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/** An enterprise's home, and everything that leaves this machine. */
function desk() {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-effects-'));
  const home = homeDirectory(join(folder, 'home'));
  const enterprise = { name: '开封样例有限公司', uscc: '91410200XXXX00019D' };
  writeHome(home, { v: 1, kind: 'enterprise', enterprise, pkcs11Module: 'soft-ukey' });
  const sent: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    sent.push(address);
    return Promise.reject(new Error('no network in tests'));
  });
  const host = fakeHost(home);
  return { host, page: host.open(), sent, settings: () => readFileSync(home.settingsFile, 'utf8') };
}

test('an address is asked only after a person has seen it in a window of main’s, and kept only when it answered', async () => {
  const { host, page, sent, settings } = desk();
  const before = settings();
  const url = 'https://tsa.example.cn/rfc3161';
  host.consents = false;
  expect(await page.code('timestamp.set', { url })).toBe('cancelled');
  expect([sent, settings()]).toEqual([[], before]);
  host.consents = true;
  expect(await page.code('timestamp.set', { url })).toBe('timestamp-service-failed');
  expect(sent).toEqual([url]);
  expect(host.confirmed.map(({ subject }) => subject)).toEqual([url, url]);
  expect(settings()).toBe(before);
});

test('an address with something to tell in it does not even get to the question', async () => {
  const { host, page, sent } = desk();
  for (const url of [
    'https://evil.cn/?secret',
    'https://secret@evil.cn/',
    'http://evil.cn/',
    'https://evil.cn/#secret',
  ])
    expect(await page.code('timestamp.set', { url })).toBe('bad-input');
  expect([sent, host.confirmed]).toEqual([[], []]);
});

test('every call of the main page is in the table, and no other', () => {
  const main = Object.entries(calls).filter(([, { page }]) => page === 'main');
  const listed = Object.entries(callEffects).filter(([name]) => !/^(pin|code)\./.test(name));
  expect(listed.map(([name]) => name).sort()).toEqual(main.map(([name]) => name).sort());
});

const routers = new URL('../../src-main/app/router/', import.meta.url);
/** Words of the services that do such a thing; a file that has one must serve a call that says so. */
const doing: Readonly<Partial<Record<CallEffect, RegExp>>> = {
  network: /timestampService\(/,
  prints: /printFile(?:\?\.)?\(|printed\(/,
  notifies: /quietNotices\(/,
  shows: /openFile(?:\?\.)?\(/,
  'writes-chosen': /chooseSave\(|placeFor\(/,
  'reads-chosen': /chooseFiles\(/,
};

test('services do what the table says of their calls', () => {
  for (const name of readdirSync(routers).filter((each) => each.endsWith('-handlers.ts'))) {
    const text = readFileSync(new URL(name, routers), 'utf8');
    const served = [...text.matchAll(/'([a-z]+\.[a-zA-Z]+)'(?:\(|:)/g)].map(([, call]) => call ?? '');
    const effects = served.map((call) => (callEffects as Readonly<Record<string, CallEffect>>)[call]);
    for (const [effect, words] of Object.entries(doing)) {
      if (effect === 'writes-chosen' && name === 'signing-handlers.ts') continue;
      if (words.test(text)) expect(effects, `${name}: ${effect}`).toContain(effect);
    }
  }
});
