/** The sample contract of a sandbox: there after the one click, opened without a chooser, made anew when it is gone, no enterprise has one. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOf, makeSandbox, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { fakeHost } from './support/fake-host.ts';
import { freshEnterprise } from './support/fresh-enterprise.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

test('the click that makes a sandbox makes its contract', async () => {
  const { home } = await freshEnterprise(copyOf(sandbox));
  await fakeHost(home).open().value('sandbox.init', {});
  expect(readFileSync(join(home.samples, '示例合同.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

test('it opens without a chooser, and has a place for the seal', async () => {
  const { home } = copyOf(sandbox);
  const page = fakeHost(home).open();
  const opened = await page.value('document.sample', {});
  expect(opened).toMatchObject({ name: '示例合同.pdf', pages: 3, warnings: [], problem: null });
  const hits = await page.value('document.find', {
    ...{ job: 'find', document: opened?.id ?? '', keyword: '盖章处' },
  });
  expect(hits).toHaveLength(1);
});

test('what somebody has made of it is not replaced; gone, it is made anew', async () => {
  const { home } = copyOf(sandbox);
  const page = fakeHost(home).open();
  await page.value('document.sample', {});
  const path = join(home.samples, '示例合同.pdf');
  writeFileSync(path, 'not a contract any more');
  expect((await page.value('document.sample', {}))?.problem).not.toBeNull();
  rmSync(path);
  expect((await page.value('document.sample', {}))?.problem).toBeNull();
});

test('outside a sandbox there is none', async () => {
  const { home } = copyOf(sandbox);
  const settings = JSON.parse(readFileSync(home.settingsFile, 'utf8')) as object;
  writeFileSync(home.settingsFile, JSON.stringify({ ...settings, kind: 'enterprise' }));
  expect(await fakeHost(home).open().code('document.sample', {})).toBe('sandbox-only');
});
