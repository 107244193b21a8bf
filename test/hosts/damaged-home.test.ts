/** A home of which one part is out of order: everything else is shown and verifies, and what is wrong is said by its code. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxEnterprise } from '../../src-main/sandbox/sandbox-enterprise.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { approved, codeOf, submit } from '../gate/support/story.ts';
import { fakeHost, type FakePage } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
  // Rows to read: a policy, a request and its approvals.
  const session = openAppSession(sandbox.home);
  await approved(sandbox, session, await writePdf(sandbox.folder));
  session.stop();
});
afterAll(() => removeSandbox(sandbox));

const garbage = 'x'.repeat(5000);

/** A copy in which `damage` was done, and a page over it. */
async function pageOver(damage: (copy: Sandbox) => void, now?: () => Date): Promise<Damaged> {
  const copy = copyOf(sandbox);
  damage(copy);
  const host = fakeHost(copy.home, now);
  host.files = [await writePdf(copy.folder, '对账单.pdf')];
  return { copy, host, page: host.open() };
}

interface Damaged {
  readonly copy: Sandbox;
  readonly host: ReturnType<typeof fakeHost>;
  readonly page: FakePage;
}

/** A file can be chosen and has a verdict of its own. */
async function expectVerifies({ page }: Damaged): Promise<void> {
  const [document] = await page.value('document.choose', { multiple: false });
  const [verified] = await page.value('document.verify', { job: 'v1', documents: [document?.id ?? ''] });
  expect(verified?.report?.level).toBe('NONE');
}

describe('settings', () => {
  test.each([
    ['gone', 'home-settings-missing', (copy: Sandbox) => rmSync(copy.home.settingsFile)],
    ['garbage', 'home-damaged', (copy: Sandbox) => writeFileSync(copy.home.settingsFile, garbage)],
    [
      'of another version',
      'home-damaged',
      (copy: Sandbox) => writeFileSync(copy.home.settingsFile, '{"v":2}'),
    ],
  ])('%s: said, never taken for a place without a home, and files verify', async (_, code, damage) => {
    const damaged = await pageOver(damage);
    const { page, copy } = damaged;
    // What lies in the folder tells that it was a sandbox.
    expect(await page.value('home.describe', {})).toMatchObject({
      ...{ home: null, damage: { code }, isSandbox: true },
    });
    await expectVerifies(damaged);
    // Nothing is made over it.
    expect(await page.code('sandbox.init', {})).toBe('home-exists');
    expect(await page.code('request.list', {})).toBe(code);
    writeFileSync(copy.home.settingsFile, readFileSync(sandbox.home.settingsFile));
    // Put back, it is there again at the next look, without a restart.
    expect(await page.value('home.describe', {})).toMatchObject({ home: { problem: null }, damage: null });
  });
});

describe('a part of the home', () => {
  test.each([
    [
      'database',
      'store-damaged',
      (copy: Sandbox) => writeFileSync(join(copy.home.root, 'bianyin.db'), garbage),
    ],
    [
      'head',
      'journal-rolled-back',
      (copy: Sandbox) => writeFileSync(join(copy.home.root, 'bianyin.head.json'), garbage),
    ],
    ['database gone', 'journal-rolled-back', (copy: Sandbox) => rmSync(join(copy.home.root, 'bianyin.db'))],
  ])('%s: the enterprise keeps its name, the problem its code, and files verify', async (_, code, damage) => {
    const damaged = await pageOver(damage);
    const { home } = await damaged.page.value('home.describe', {});
    expect(home).toMatchObject({
      enterprise: { name: sandboxEnterprise.name },
      problem: { code },
      missing: [],
    });
    await expectVerifies(damaged);
    expect(await damaged.page.code('request.list', {})).toBe(code);
    // What does not hang on the register is shown as it is.
    const [seals, tokens] = [
      await damaged.page.value('seal.list', {}),
      await damaged.page.value('token.list', {}),
    ];
    expect(seals).toHaveLength(5);
    expect(tokens).not.toHaveLength(0);
    // Nobody is called a stranger, and no seal without a keeper, by a roster that could not be read.
    expect([...seals, ...tokens].every(({ isRosterRead }) => !isRosterRead)).toBe(true);
    expect(home?.statusAsOf).not.toBeNull();
  });

  test('a trust file is damaged: told with its name, and what needs no trust verifies', async () => {
    const damaged = await pageOver((copy) => writeFileSync(join(copy.home.trust, 'crls', 'x.crl'), garbage));
    const { home } = await damaged.page.value('home.describe', {});
    expect(home).toMatchObject({ problem: { code: 'trust-file-malformed' } });
    await expectVerifies(damaged);
    const whole = await pageOver(() => undefined);
    const [seals, tokens] = [
      await whole.page.value('seal.list', {}),
      await whole.page.value('token.list', {}),
    ];
    expect([...seals, ...tokens].every(({ isRosterRead }) => isRosterRead)).toBe(true);
  });

  test('the head is damaged: the rows of the register are shown all the same', async () => {
    const whole = await pageOver(() => undefined);
    const rows = await whole.page.value('journal.list', {});
    expect(rows.length).toBeGreaterThan(0);
    const { page } = await pageOver((copy) =>
      writeFileSync(join(copy.home.root, 'bianyin.head.json'), garbage),
    );
    expect(await page.value('journal.list', {})).toEqual(rows);
    expect(await page.code('journal.verify', {})).toBe('journal-rolled-back');
  });

  test('a driver that is not there keeps seals, requests and register', async () => {
    const { page } = await pageOver((copy) => {
      const settings = JSON.parse(readFileSync(copy.home.settingsFile, 'utf8')) as object;
      writeFileSync(
        copy.home.settingsFile,
        JSON.stringify({ ...settings, pkcs11Module: '/nowhere/driver.so' }),
      );
    });
    expect(await page.value('home.describe', {})).toMatchObject({ home: { problem: null } });
    expect(await page.code('token.list', {})).toBe('token-library-missing');
    expect(await page.value('seal.list', {})).toHaveLength(5);
    expect(await page.value('request.list', {})).toHaveLength(1);
    expect((await page.value('journal.list', {})).length).toBeGreaterThan(0);
  });
});

describe('the clock', () => {
  const day = 86_400_000;

  test('put back: the enterprise, its seals and its register are shown, the reason is the clock, and no policy is asked for', async () => {
    const damaged = await pageOver(
      () => undefined,
      () => new Date(Date.now() - 2 * day),
    );
    const { page } = damaged;
    const { home } = await page.value('home.describe', {});
    expect(home).toMatchObject({ problem: { code: 'clock-behind' }, missing: [] });
    expect(await page.value('seal.list', {})).toHaveLength(5);
    expect((await page.value('journal.list', {})).length).toBeGreaterThan(0);
    await expectVerifies(damaged);
  });

  test('far ahead: the same', async () => {
    const damaged = await pageOver(
      () => undefined,
      () => new Date(Date.now() + 400 * day),
    );
    const { home } = await damaged.page.value('home.describe', {});
    expect(home?.enterprise.name).not.toBe('');
    expect(await damaged.page.value('seal.list', {})).toHaveLength(5);
    await expectVerifies(damaged);
  });
});

describe('the register', () => {
  function edit(copy: Sandbox, sql: string): void {
    const database = new DatabaseSync(join(copy.home.root, 'bianyin.db'));
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      database.exec(`DROP TRIGGER "${String(name)}"`);
    database.exec(sql);
    database.close();
  }

  test.each([
    ['a row', "UPDATE journal SET content = replace(content, '合同签订', '合同签证') WHERE seq = 2"],
    ['a row that is missing', 'PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq = 3'],
    ['the approval behind a row', "UPDATE decisions SET statement = replace(statement, '0', '1')"],
  ])(
    '%s was tampered with: told at the start, and before anybody asks, approves or takes back',
    async (_, change) => {
      const { page, copy, host } = await pageOver((each) => edit(each, change));
      const { home } = await page.value('home.describe', {});
      expect(home).toMatchObject({ problem: { code: 'journal-broken' }, missing: [] });
      const id =
        (await page.value('journal.list', {})).find(({ requestId }) => requestId !== null)?.requestId ?? '';
      const token = 'soft-department';
      expect(await page.code('request.approve', { token, id })).toBe('journal-broken');
      expect(await page.code('request.reject', { token, id, reason: '不对' })).toBe('journal-broken');
      expect(await page.code('request.cancel', { token, id, reason: '不用了' })).toBe('journal-broken');
      expect(host.questions).toEqual([]);
      // Whoever goes past the windows meets the signer.
      const session = openAppSession(copy.home);
      const approver = actor(copy, 'department');
      expect(await codeOf(() => session.signer().signDecision(approver, id, 'approve', ''))).toBe(
        'journal-broken',
      );
      expect(await codeOf(() => submit(copy, session, copy.folder))).toBe('journal-broken');
      session.stop();
    },
  );

  test('one row altered: all rows are shown, that one is marked, and the export holds the mark', async () => {
    const change = "UPDATE journal SET content = replace(content, '合同签订', '合同签证') WHERE seq = 2";
    const { page, host, copy } = await pageOver((each) => edit(each, change));
    const whole = await (await pageOver(() => undefined)).page.value('journal.list', {});
    const rows = await page.value('journal.list', {});
    expect(rows.map(({ seq }) => seq)).toEqual(whole.map(({ seq }) => seq));
    expect(rows[1]).toMatchObject({ event: 'row-altered', columns: { 备注: '【链在此断开】' } });
    expect(rows.slice(2)).toEqual(whole.slice(2));
    expect(await page.value('journal.verify', {})).toMatchObject({ ok: false, seq: 2 });
    host.save = join(copy.folder, 'register.csv');
    await page.value('journal.save', { format: 'csv', filter: {}, language: 'zh' });
    expect(readFileSync(host.save, 'utf8')).toContain('【链在此断开】');
  });

  test('one row taken out: the next one is marked', async () => {
    const { page } = await pageOver((each) =>
      edit(each, 'PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq = 2'),
    );
    const rows = await page.value('journal.list', {});
    expect(
      rows
        .filter(({ columns }) => String(columns['备注'] ?? '').includes('链在此断开'))
        .map(({ seq }) => seq),
    ).toEqual([3]);
  });
});
