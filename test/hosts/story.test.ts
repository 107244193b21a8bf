/** The whole story through the contract alone: what a page can do from an empty machine to a verified, sealed file. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallInput } from '../../src-main/contract/calls.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { pinOf, makeSandbox, removeSandbox, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const place = { kind: 'at', pages: [1], xMm: 100, yMm: 120 } as const;
const seam = { kind: 'seam', edge: 'right', pages: [1, 2, 3], yMm: null } as const;

async function chosen(host: FakeHost, page: FakePage, name: string): Promise<string> {
  host.files = [await writePdf(sandbox.folder, name)];
  const [document] = await page.value('document.choose', { multiple: false });
  expect(document).toMatchObject({ name, pages: 3, problem: null });
  return document?.id ?? '';
}

function draft(document: string): Omit<CallInput<'request.preview'>, never> {
  return {
    token: 'soft-applicant',
    document,
    typeCode: '04',
    placements: [
      { ...place, pages: [1] },
      { ...seam, pages: [1, 2, 3] },
    ],
    amount: '1,000.00',
    resolutions: [],
  };
}

async function request(page: FakePage, document: string): Promise<string> {
  const { id } = await page.value('request.new', { ...draft(document), reason: '签订合同', uses: 1 });
  return id;
}

describe('an empty machine', () => {
  test('says that there is no home, makes a sandbox, and then has five seals with pictures', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bianyin-host-'));
    const host = fakeHost(homeDirectory(join(folder, 'home')));
    const page = host.open();
    expect((await page.value('home.describe', {})).home).toBeNull();
    expect(await page.code('token.list', {})).toBe('home-missing');
    const tokens = await page.value('sandbox.init', {});
    expect(JSON.stringify(tokens)).not.toContain(folder);
    expect(page.events.map(({ event }) => event.kind)).toContain('home.changed');
    expect((await page.value('home.describe', {})).home).toMatchObject({ kind: 'sandbox', missing: [] });
    const seals = await page.value('seal.list', {});
    expect(seals.map((seal) => [seal.typeCode, seal.status])).toEqual(
      ['01', '02', '03', '04', '05'].map((code) => [code, 'valid']),
    );
    for (const { picture } of seals) {
      expect(
        Buffer.from(picture ?? '', 'base64')
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }
    expect((await page.value('token.list', {})).map(({ holder }) => holder?.name)).not.toContain(undefined);
    expect((await page.value('policy.show', {})).people.length).toBe(tokens.length);
    expect(await page.code('sandbox.init', {})).toBe('home-exists');
    rmSync(folder, { recursive: true, force: true });
  });
});

test('from a chosen file to a sealed and verified one, with the PIN asked in its own window each time', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const document = await chosen(host, page, '合同.pdf');
  const preview = await page.value('request.preview', draft(document));
  expect(preview.marks.map(({ page: number, slice }) => [number, slice?.count ?? null])).toEqual([
    [1, null],
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  const roles = preview.path.map(({ role }) => role);
  expect(roles.length).toBeGreaterThan(0);

  const id = await request(page, document);
  expect(host.questions.at(-1)).toMatchObject({
    action: 'request',
    subject: { fileName: '合同.pdf', placed: { places: 1, seams: 1, seamPages: 3 }, typeCode: '04' },
    offersSandboxPin: true,
  });
  for (const role of roles) {
    const opened = await page.value('request.open', { id });
    expect(opened).toMatchObject({ isAsRequested: true, document: { pages: 3 } });
    const { path } = await page.value('request.approve', { token: `soft-${role}`, id });
    expect(path.find((step) => step.role === role)?.approved?.name).toBeTruthy();
  }
  expect((await page.value('request.show', { id })).state).toBe('ready');

  const outcome = await page.value('seal.apply', { token: 'soft-keeper', id, timestamp: true });
  expect(outcome).toMatchObject({ requestId: id, marks: 4, usesLeft: 0, timeStamp: 'stamped' });
  expect(outcome.document.name).toBe('合同-已盖章.pdf');
  expect(existsSync(join(sandbox.folder, '合同-已盖章.pdf'))).toBe(true);
  const [report] = await page.value('document.verify', { job: 'v1', documents: [outcome.document.id] });
  expect(report?.report).toMatchObject({ level: 'PASS' });
  expect(report?.report?.signatures[0]?.marks.length).toBe(4);

  const events = page.events.map(({ event }) => event);
  expect(page.events.map(({ seq }) => seq)).toEqual(page.events.map((_, i) => i + 1));
  expect(events).toContainEqual({ kind: 'requests.changed' });
  expect(events).toContainEqual({ kind: 'job.progress', job: 'v1', done: 1, total: 1 });
  expect(await page.value('journal.verify', {})).toMatchObject({ ok: true });
  expect((await page.value('journal.list', {})).map(({ event }) => event)).toContain('use-completed');
  const uses = await page.value('journal.uses', { filter: {} });
  expect(uses.uses.find(({ requestId }) => requestId === id)).toMatchObject({
    ...{ useNumber: 1, state: 'sealed', sealType: '04', matter: 'contract', paper: id, isBroken: false },
    ...{ amount: '1000.00', currency: 'CNY' },
    columns: {
      ...{ 用印编号: `${id}#1`, 时间戳: 'stamped' },
      去向: join(sandbox.folder, '合同-已盖章.pdf'),
    },
  });
  host.save = join(sandbox.folder, 'uses.csv');
  const byUses = { format: 'csv', filter: {}, uses: { text: id }, language: 'zh' } as const;
  expect(await page.value('journal.save', byUses)).toMatchObject({ rows: 1 });
  const [, head, one, sum] = readFileSync(host.save, 'utf8').trimEnd().split('\r\n');
  expect(head).toMatch(/^用印编号,时间,印章,/);
  expect(one).toContain(`${id}#1`);
  expect(sum).toMatch(/^合计（已盖章 1 份文件）,.*,1000,CNY,/);
  host.save = join(sandbox.folder, 'journal.csv');
  const whole = { format: 'csv', filter: {}, language: 'zh' } as const;
  const { rows } = await page.value('journal.save', whole);
  const [note, heading, ...lines] = readFileSync(host.save, 'utf8').trimEnd().split('\r\n');
  expect(note).toMatch(new RegExp(`^\ufeff沙箱 · 仅供试用：.* · 全部记录，${rows} 条$`));
  expect(heading?.slice(0, 3)).toBe('序号,');
  expect(lines.length).toBe(rows);
  expect(lines.join()).toContain(id);
  // What a row leaves to its request stands in it all the same.
  // Amounts in yuan are numbers. Begun, signed (the digest on record before the file is there, docs/adr/0022), completed.
  expect(lines.filter((line) => line.includes(`${id}#1`) && /,"?1000(\.00)?"?,/.test(line)).length).toBe(3);
  expect(await page.code('journal.save', whole)).toBe('output-exists');
  host.save = join(sandbox.folder, 'extract.csv');
  const filter = { event: 'use-completed', seal: '02' };
  const extract = await page.value('journal.save', { ...whole, filter });
  expect(readFileSync(host.save, 'utf8')).toContain(
    ` · 筛选出的一部分，不是全部记录。筛选：用印完成，财务专用章；${extract.rows} 条（共 ${rows} 条）\r\n`,
  );
  expect(host.reported).toEqual([]);
});

describe('documents', () => {
  test('are read in pieces, belong to one window, and end with it', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const document = await chosen(host, page, 'pieces.pdf');
    const octets = readFileSync(join(sandbox.folder, 'pieces.pdf'));
    const { data } = await page.value('document.read', { document, offset: 3, length: 7 });
    expect(Buffer.from(data, 'base64')).toEqual(octets.subarray(3, 10));
    const end = await page.value('document.read', { document, offset: octets.length - 2, length: 100 });
    expect(Buffer.from(end.data, 'base64').length).toBe(2);
    expect(await host.open().code('document.read', { document, offset: 0, length: 1 })).toBe(
      'document-unknown',
    );
    page.connection.close();
    expect(await page.code('document.read', { document, offset: 0, length: 1 })).toBe('document-unknown');
  });

  test('that change after they were opened are refused, for reading and for a request', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const document = await chosen(host, page, 'changed.pdf');
    writeFileSync(join(sandbox.folder, 'changed.pdf'), 'something else');
    const code = 'file-changed-while-reading';
    expect(await page.code('document.read', { document, offset: 0, length: 1 })).toBe(code);
    expect(await page.code('request.preview', draft(document))).toBe(code);
    expect(await page.code('request.new', { ...draft(document), reason: '合同', uses: 1 })).toBe(code);
  });

  test('of a request that was changed since are shown as not what was asked for', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await request(page, await chosen(host, page, 'swapped.pdf'));
    await writePdf(sandbox.folder, 'swapped.pdf', 2);
    expect(await page.value('request.open', { id })).toMatchObject({ isAsRequested: false });
  });

  test('that are no PDF show why they cannot be sealed, without a path', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    host.files = [join(sandbox.folder, 'no.pdf')];
    writeFileSync(host.files[0] ?? '', 'no PDF at all');
    const [document] = await page.value('document.choose', { multiple: true });
    expect(document).toMatchObject({ pages: null, name: 'no.pdf' });
    expect(document?.problem?.code).toMatch(/^pdf-/);
    expect(JSON.stringify(document)).not.toContain(sandbox.folder);
  });
});

describe('the PIN question', () => {
  test('refused, or its window closed, is a no: nothing is signed', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const document = await chosen(host, page, 'no.pdf');
    const before = (await page.value('request.list', {})).length;
    host.person = () => ({ kind: 'refused' });
    expect(await page.code('request.new', { ...draft(document), reason: '合同', uses: 1 })).toBe('cancelled');
    host.person = (_, close) => {
      close();
      return null;
    };
    expect(await page.code('request.new', { ...draft(document), reason: '合同', uses: 1 })).toBe('cancelled');
    expect((await page.value('request.list', {})).length).toBe(before);
  });

  test('while it is open, a second signing is refused; a double click makes one request', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const document = await chosen(host, page, 'double.pdf');
    const input = { ...draft(document), reason: '合同', uses: 1 };
    const both = await Promise.all([page.code('request.new', input), page.code('request.new', input)]);
    expect(both.sort()).toEqual(['busy', 'ok']);
  });

  test('is not asked for what is refused anyway: a seal without approvals, a name that is taken', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const id = await request(page, await chosen(host, page, 'early.pdf'));
    const asked = host.questions.length;
    expect(await page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false })).toMatch(
      /^approval/,
    );
    host.save = null;
    expect(await page.code('seal.apply', { token: 'soft-keeper', id, timestamp: false })).toBe('cancelled');
    expect(await page.code('request.reject', { token: 'nobody', id, reason: '不同意' })).toBe(
      'token-not-found',
    );
    expect(host.questions.length).toBe(asked);
  });

  test('takes a typed PIN; a wrong one is named and shows in the tries of the token', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const document = await chosen(host, page, 'typed.pdf');
    const typed = (pin: string) => () =>
      ({ kind: 'typed', pin: Buffer.from(pin).toString('base64'), confirmedFinal: false }) as const;
    const right = Buffer.from(pinOf(sandbox, 'applicant')).toString();
    const wrong = right === '000000' ? '000001' : '000000';
    const input = { ...draft(document), reason: '合同', uses: 1 };
    host.person = typed(wrong);
    expect(await page.code('request.new', input)).toBe('pin-incorrect');
    const tries = (await page.value('token.list', {})).find(({ label }) => label === 'soft-applicant');
    expect(tries?.triesState).toBe('low');
    host.person = typed(right);
    expect(await page.code('request.new', input)).toBe('ok');
    expect(JSON.stringify([page.events, host.reported])).not.toContain(right);
  });
});
