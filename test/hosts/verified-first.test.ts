/** Somebody verified on this machine before there was a home: a sandbox or an enterprise can still come into the place. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterSettings } from '../../src-main/app/verify/counter/counter-settings.ts';
import { readTrustStore } from '../../src-main/city/trust-store.ts';
import { copyOf, makeSandbox, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';
import { freshEnterprise, type FreshEnterprise } from './support/fresh-enterprise.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

interface Counter {
  readonly fresh: FreshEnterprise;
  readonly host: FakeHost;
  readonly page: FakePage;
}

/** A counter with a setting of its own in the clerk's log, and no trust yet. */
async function counter(): Promise<Counter> {
  const fresh = await freshEnterprise(copyOf(sandbox));
  const host = fakeHost(fresh.home);
  host.person = fresh.person;
  const page = host.open();
  await page.value('counter.change', { keepNames: false, copyNotice: false });
  return { fresh, host, page };
}

async function takePack({ fresh, host, page }: Counter): Promise<string> {
  host.files = [await fresh.publishPack()];
  const chosen = await page.value('trust.choose', {});
  const rootSm3 = chosen?.roots[0]?.sm3 ?? '';
  await page.value('trust.import', { pack: chosen?.pack ?? '', rootSm3 });
  return rootSm3;
}

test('a sandbox beside the clerk’s log: made at once, and the log stays', async () => {
  const at = await counter();
  expect((await at.page.value('sandbox.init', {})).length).toBe(7);
  expect(counterSettings(at.fresh.home.root)).toEqual({ keepNames: false, copyNotice: false });
  expect(existsSync(`${at.fresh.home.root}.before`)).toBe(false);
});

test('a sandbox where real trust was imported: refused in words, then made with the trust aside', async () => {
  const at = await counter();
  const { page, fresh } = at;
  const root = await takePack(at);
  expect(await page.code('sandbox.init', {})).toBe('home-has-trust');
  expect((await page.value('trust.show', {}))?.roots[0]?.sm3).toBe(root);
  expect((await page.value('sandbox.init', { trustAside: true })).length).toBe(7);
  const trusted = readTrustStore(fresh.home.trust);
  expect(trusted.pack).toBeUndefined();
  const aside = `${fresh.home.root}.before`;
  expect(readTrustStore(join(aside, 'trust')).pack).toBeDefined();
  expect(readdirSync(aside)).not.toContain('counter');
  expect(readdirSync(fresh.home.root)).toContain('counter');
});

test('an enterprise where trust was imported: it is offered, compared again, and what is older stays refused', async () => {
  const at = await counter();
  const { page, host, fresh } = at;
  const older = await fresh.publishPack();
  const kept = join(fresh.folder, 'older.btp');
  cpSync(older, kept);
  const root = await takePack(at);
  host.files = [kept];
  expect(await page.code('setup.chooseTrust', {})).toBe('trust-pack-rollback');
  expect(await page.value('setup.show', {})).toMatchObject({ stage: 'trust', hasOwnTrust: true });
  expect(await page.value('setup.useOwnTrust', {})).toMatchObject({
    stage: 'confirm',
    roots: [{ sm3: root }],
  });
  await page.value('setup.confirmTrust', { roots: [root] });
  fresh.plugIn('legal');
  await page.value('setup.useModule', { id: 'soft-ukey' });
  expect((await page.value('setup.connect', { token: 'soft-legal' })).stage).toBe('done');
  expect((await page.value('home.describe', {})).home).toMatchObject({ kind: 'enterprise' });
  expect((await page.value('trust.show', {}))?.roots[0]?.sm3).toBe(root);
  expect(readdirSync(fresh.home.root)).toContain('counter');
  host.files = [kept];
  const chosen = await page.value('trust.choose', {});
  expect(await page.code('trust.import', { pack: chosen?.pack ?? '' })).toBe('trust-pack-rollback');
});

test('a folder of something else is left alone', async () => {
  const at = await counter();
  const { root } = at.fresh.home;
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, '家谱.txt'), '一');
  expect(await at.page.code('sandbox.init', { trustAside: true })).toBe('home-exists');
  expect(readFileSync(join(root, '家谱.txt'), 'utf8')).toBe('一');
});
