/** A fresh enterprise home, from the trust file of a city elsewhere to a sealed file that verifies; and what must not get through. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { PolicyDraftView } from '../../src-main/contract/office-views.ts';
import {
  copyOf,
  makeOtherSandbox,
  makeSandbox,
  removeSandbox,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { createTestToken } from '../token/soft-ukey-fixture.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';
import { freshEnterprise, type FreshEnterprise } from './support/fresh-enterprise.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const everybody = ['applicant', 'department', 'counsel', 'finance-lead', 'legal', 'keeper', 'cashier'];
const roles: Readonly<Record<string, PolicyDraftView['people'][number]['roles']>> = {
  陈晓禾: ['applicant', 'accountant'],
  周启明: ['department'],
  苏婉宁: ['counsel'],
  郭守安: ['finance-lead'],
  沈镕昇: ['legal', 'keeper'],
  马堃: ['keeper'],
  杜若溪: ['accountant', 'keeper'],
};

interface Desk {
  readonly fresh: FreshEnterprise;
  readonly host: FakeHost;
  readonly page: FakePage;
}

async function desk(): Promise<Desk> {
  const fresh = await freshEnterprise(copyOf(sandbox));
  fresh.plugIn();
  const host = fakeHost(fresh.home);
  host.person = fresh.person;
  return { fresh, host, page: host.open() };
}

async function confirmTrust({ fresh, host, page }: Desk): Promise<void> {
  host.files = [...fresh.published];
  const { roots } = await page.value('setup.chooseTrust', {});
  await page.value('setup.confirmTrust', { roots: roots.map(({ sm3 }) => sm3) });
}

async function connect(at: Desk): Promise<void> {
  await confirmTrust(at);
  at.fresh.plugIn('legal');
  await at.page.value('setup.useModule', { id: 'soft-ukey' });
  await at.page.value('setup.connect', { token: 'soft-legal' });
}

/** Everybody comes to the desk with the own UKey; then roles are given. */
async function nameEverybody({ fresh, page }: Desk): Promise<PolicyDraftView> {
  for (const person of everybody) {
    fresh.plugIn(person);
    await page.value('draft.addToken', { token: `soft-${person}` });
  }
  const { people, seals, matrix } = await page.value('draft.show', {});
  return page.value('draft.save', {
    people: people.map(({ id, name, department }) => ({ id, name, department, roles: roles[name] ?? [] })),
    seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
    matrix,
  });
}

test('from the trust file to a sealed file: confirmed roots, people by their UKeys, a signed policy, PASS', async () => {
  const at = await desk();
  const { fresh, host, page } = at;
  expect(await page.value('setup.show', {})).toMatchObject({ stage: 'trust', roots: [], module: null });

  host.files = [...fresh.published];
  const chosen = await page.value('setup.chooseTrust', {});
  expect(chosen).toMatchObject({
    stage: 'confirm',
    authorities: 1,
    lists: 2,
    roots: [{ name: '汴印沙箱根证书' }],
  });
  expect(chosen.roots[0]?.sm3).toMatch(/^[0-9a-f]{64}$/);
  expect(chosen.statusAsOf).not.toBeNull();
  expect(await page.code('setup.connect', { token: 'soft-legal' })).toBe('trust-not-compared');
  const compared = { roots: chosen.roots.map(({ sm3 }) => sm3) };
  host.consents = false;
  expect(await page.code('setup.confirmTrust', compared)).toBe('cancelled');
  expect((await page.value('setup.show', {})).stage).toBe('confirm');
  host.consents = true;
  const confirmed = await page.value('setup.confirmTrust', compared);
  expect(confirmed.stage).toBe('token');

  fresh.plugIn('keeper');
  await page.value('setup.useModule', { id: 'soft-ukey' });
  expect(await page.value('setup.tokens', {})).toMatchObject([{ holder: '马堃', problem: 'no-legal-seal' }]);
  expect(await page.code('setup.connect', { token: 'soft-keeper' })).toBe('legal-seal-missing');
  fresh.plugIn('legal');
  const enterprise = { name: '开封市汴京文化传媒有限公司', uscc: '91410200XXXX00019D' };
  expect(await page.value('setup.tokens', {})).toMatchObject([
    { holder: '沈镕昇', problem: null, enterprise },
  ]);
  expect((await page.value('setup.connect', { token: 'soft-legal' })).stage).toBe('done');
  expect((await page.value('home.describe', {})).home).toMatchObject({
    kind: 'enterprise',
    enterprise,
    missing: ['policy'],
  });

  // Nothing can be sealed, or even asked for, before keepers and an approval flow are signed (Art. 16).
  fresh.plugIn('applicant');
  host.files = [await writePdf(fresh.folder, '合同.pdf')];
  const [document] = await page.value('document.choose', { multiple: false });
  const draft = {
    token: 'soft-applicant',
    document: document?.id ?? '',
    typeCode: '04' as const,
    placements: [{ kind: 'at' as const, pages: [1], xMm: 100, yMm: 120 }],
    amount: '1,000.00',
    resolutions: [],
  };
  expect(await page.code('request.new', { ...draft, reason: '签订合同', uses: 1 })).not.toBe('ok');
  expect(await page.code('policy.sign', { token: 'soft-applicant' })).toBe('draft-not-ready');

  const named = await nameEverybody(at);
  expect(named.issues.filter(({ level }) => level === 'error')).toEqual([]);
  expect(named.seals.map(({ typeCode, keepers }) => [typeCode, keepers.length])).toEqual(
    ['01', '02', '03', '04', '05'].map((code) => [code, 1]),
  );
  expect(named.people.flatMap(({ certificates }) => certificates.map(({ state }) => state))).toEqual(
    everybody.map(() => 'ok'),
  );
  expect(await page.code('policy.sign', { token: 'soft-cashier' })).toBe('person-not-on-token');
  fresh.plugIn('legal');
  const signed = await page.value('policy.sign', { token: 'soft-legal' });
  expect(host.questions.at(-1)).toMatchObject({
    action: 'policy',
    offersSandboxPin: false,
    subject: { fileName: '用印制度 第 1 版', typeCode: '05' },
  });
  expect(signed).toMatchObject({ sequence: 2, isChanged: false });
  expect((await page.value('policy.show', {})).sm3).toBe(host.questions.at(-1)?.subject.sm3);
  expect((await page.value('home.describe', {})).home).toMatchObject({ missing: [] });

  fresh.plugIn('applicant');
  const { id, path } = await page.value('request.new', { ...draft, reason: '签订合同', uses: 1 });
  for (const { role } of path) {
    fresh.plugIn(role);
    await page.value('request.approve', { token: `soft-${role}`, id });
  }
  fresh.plugIn('keeper');
  // No time-stamp service so far. One that is not there, or answers nonsense, is not taken.
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('nonsense')));
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await page.code('timestamp.set', { url: 'https://stamps.test/' })).toBe('timestamp-service-failed');
  expect(await page.value('timestamp.show', {})).toEqual({ from: 'none', url: null });
  vi.stubGlobal('fetch', fresh.timestampService);
  await page.value('timestamp.set', { url: 'https://stamps.test/' });
  fresh.plugIn('keeper');
  const outcome = await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: true });
  expect(outcome).toMatchObject({ timeStamp: 'stamped' });
  const [report] = await page.value('document.verify', { job: 'v1', documents: [outcome.document.id] });
  // The contract's typeface is named, not embedded; that is a note.
  expect(report?.report).toMatchObject({ level: 'PASS', codes: ['LOOKS_MAY_DIFFER'] });

  const detail = await page.value('seal.detail', { esId: outcomeSeal(await page.value('seal.list', {})) });
  expect(detail.life.map(({ kind }) => kind)).toEqual(['made', 'received', 'ends']);
  expect(detail.uses).toMatchObject([{ requestId: id, fileName: '合同.pdf', outcome: 'completed' }]);
  expect(detail.certificates.map(({ purpose }) => purpose)).toEqual(['user', 'maker']);
  expect(host.reported).toEqual([]);
});

function outcomeSeal(seals: readonly { readonly typeCode: string | null; readonly esId: string }[]): string {
  return seals.find(({ typeCode }) => typeCode === '04')?.esId ?? '';
}

test('the one trust file of the city is enough, and a newer one brings the status up to date', async () => {
  const at = await desk();
  const { fresh, host, page } = at;
  host.files = [await fresh.publishPack()];
  const chosen = await page.value('setup.chooseTrust', {});
  expect(chosen).toMatchObject({ stage: 'confirm', roots: [{ name: '汴印沙箱根证书' }] });
  expect(chosen.statusAsOf).not.toBeNull();
  expect(existsSync(fresh.home.root)).toBe(false);
  await page.value('setup.confirmTrust', { roots: chosen.roots.map(({ sm3 }) => sm3) });
  fresh.plugIn('legal');
  await page.value('setup.useModule', { id: 'soft-ukey' });
  await page.value('setup.connect', { token: 'soft-legal' });
  expect((await page.value('seal.list', {})).map(({ typeCode, status }) => [typeCode, status])).toEqual([
    ['05', 'valid'],
  ]);
  host.files = [await fresh.publishPack()];
  expect(await page.value('seal.updateStatus', {})).toMatchObject({ from: 'files' });
  const other = await freshEnterprise(await elsewhere());
  host.files = [await other.publishPack()];
  expect(await page.code('seal.updateStatus', {})).toMatch(/^trust-/);
});

describe('half way', () => {
  test('the program may end: another start goes on where it was, without any home so far', async () => {
    const at = await desk();
    await confirmTrust(at);
    at.host.app.stop();
    expect(existsSync(at.fresh.home.root)).toBe(false);
    const again = fakeHost(at.fresh.home).open();
    expect(await again.value('setup.show', {})).toMatchObject({ stage: 'token', roots: [{}] });
    await again.value('setup.forgetTrust', {});
    expect(await again.value('setup.show', {})).toMatchObject({ stage: 'trust', roots: [] });
  });

  test('the draft of the policy is kept, and dropped when asked', async () => {
    const at = await desk();
    await connect(at);
    await at.page.value('draft.addToken', { token: 'soft-legal' });
    at.host.app.stop();
    const again = fakeHost(at.fresh.home).open();
    const { people, signer } = await again.value('draft.show', {});
    expect(people).toMatchObject([{ name: '沈镕昇', roles: ['legal', 'keeper'] }]);
    expect(signer).toBe('soft-legal');
    expect((await again.value('draft.drop', {})).people).toEqual([]);
  });

  test('a sandbox can still be made instead', async () => {
    const at = await desk();
    await confirmTrust(at);
    expect((await at.page.value('sandbox.init', {})).length).toBe(7);
  });
});

describe('does not get through', () => {
  test('a root that nobody compared, other files after the comparison, files without a root', async () => {
    const at = await desk();
    const { fresh, host, page } = at;
    host.files = fresh.published.filter((file) => !file.includes('root'));
    expect(await page.code('setup.chooseTrust', {})).toBe('trust-root-missing');
    host.files = [...fresh.published];
    await page.value('setup.chooseTrust', {});
    expect(await page.code('setup.confirmTrust', { roots: ['00'.repeat(32)] })).toBe('trust-not-compared');
    await confirmTrust(at);
    const anchors = join(`${fresh.home.root}.connecting`, 'trust/anchors');
    const [root = ''] = readdirSync(anchors);
    const sub = fresh.published.find((file) => file.includes('sub-')) ?? '';
    writeFileSync(join(anchors, root), readFileSync(sub));
    expect(await page.value('setup.show', {})).toMatchObject({ stage: 'confirm' });
    expect(await page.code('setup.tokens', {})).toBe('trust-not-compared');
  });

  test('seals of another city, and a broken status file', async () => {
    const at = await desk();
    const { fresh, host, page } = at;
    const other = await freshEnterprise(await elsewhere());
    host.files = [...other.published];
    const { roots } = await page.value('setup.chooseTrust', {});
    await page.value('setup.confirmTrust', { roots: roots.map(({ sm3 }) => sm3) });
    process.env['BIANYIN_SOFT_UKEY_DIR'] = join(fresh.folder, 'plugged');
    fresh.plugIn('legal');
    await page.value('setup.useModule', { id: 'soft-ukey' });
    expect(await page.value('setup.tokens', {})).toMatchObject([{ problem: 'seal-not-trusted' }]);
    expect(await page.code('setup.connect', { token: 'soft-legal' })).toBe('legal-seal-missing');
    const broken = join(fresh.folder, 'status.json');
    writeFileSync(broken, '{"body":"nothing"}');
    host.files = [...fresh.published.slice(0, -1), broken];
    expect(await page.code('setup.chooseTrust', {})).toBe('snapshot-malformed');
    expect((await page.value('setup.show', {})).roots[0]?.sm3).toBe(roots[0]?.sm3);
  });

  test('somebody whose UKey is empty', async () => {
    const at = await desk();
    await connect(at);
    const label = '新来的 UKey';
    createTestToken({ directory: join(at.fresh.folder, 'plugged'), label, pin: '123456', soPin: '87654321' });
    expect(await at.page.code('draft.addToken', { token: label })).toBe('token-without-certificate');
    const { people } = await at.page.value('draft.show', {});
    expect(people.map(({ name }) => name)).toEqual(['沈镕昇']);
  });

  test('a policy that somebody else than the holder of seal 05 signs, or none signs', async () => {
    const at = await desk();
    await connect(at);
    await nameEverybody(at);
    at.fresh.plugIn('legal');
    at.host.person = () => ({ kind: 'refused' });
    expect(await at.page.code('policy.sign', { token: 'soft-legal' })).toBe('cancelled');
    expect((await at.page.value('home.describe', {})).home).toMatchObject({ missing: ['policy'] });
    expect(await at.page.code('policy.show', {})).toBe('policy-missing');
  });

  test('seals 02 and 05 with one keeper', async () => {
    const at = await desk();
    await connect(at);
    const { people, seals, matrix } = await nameEverybody(at);
    const legal = people.find(({ roles: held }) => held.includes('legal'))?.id ?? '';
    const change = {
      people: people.map(({ id, name, department, roles: held }) => ({ id, name, department, roles: held })),
      seals: seals.map(({ esId, typeCode, keepers }) => ({
        esId,
        keepers: typeCode === '02' ? [legal] : keepers,
      })),
      matrix,
    };
    const { issues } = await at.page.value('draft.save', change);
    expect(issues).toContainEqual({
      level: 'error',
      code: 'keepers-not-separate',
      detail: { name: '沈镕昇' },
    });
    at.fresh.plugIn('legal');
    const asked = at.host.questions.length;
    expect(await at.page.code('policy.sign', { token: 'soft-legal' })).toBe('draft-not-ready');
    expect(at.host.questions.length).toBe(asked);
  });
});

/** Another sandbox is another city with its own root. */
async function elsewhere(): Promise<Sandbox> {
  const other = await makeOtherSandbox();
  return copyThenRemove(other);
}

function copyThenRemove(other: Sandbox): Sandbox {
  const copy = copyOf(other);
  removeSandbox(other);
  return copy;
}

test('the status is brought up to date from files, never backwards, and never from what is none', async () => {
  const at = await desk();
  await connect(at);
  const { fresh, host, page } = at;
  host.files = [...(await fresh.publishAgain())];
  const updated = await page.value('seal.updateStatus', {});
  expect(updated).toMatchObject({ from: 'files', lists: 2 });
  expect(Date.parse(updated.statusUntil)).toBeGreaterThan(Date.parse(updated.statusAsOf));
  host.files = fresh.published.filter((file) => /root|sub/.test(file));
  expect(await page.code('seal.updateStatus', {})).toBe('status-file-missing');
  host.files = [await writePdf(fresh.folder, 'no-status.pdf')];
  expect(await page.code('seal.updateStatus', {})).toBe('trust-file-malformed');
  host.files = [];
  expect(await page.code('seal.updateStatus', {})).toBe('cancelled');
});
