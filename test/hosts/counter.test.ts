/** The counter through the contract alone: no home, no token; a watched folder, a log that holds, reports that are files of their own. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';

let folder = '';
let host: FakeHost;
let page: FakePage;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-counter-'));
  host = fakeHost(homeDirectory(join(folder, 'home')));
  page = host.open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function opened(name = '合同.pdf'): Promise<string> {
  host.files = [await writePdf(folder, name)];
  const [document] = await page.value('document.choose', { multiple: false });
  return document?.id ?? '';
}

function saveAs(name: string): string {
  return (host.save = join(folder, name));
}

test('looking at the counter makes its log and nothing that could be taken for a home', async () => {
  const desk = await page.value('counter.describe', {});
  expect(desk).toMatchObject({
    canPrint: false,
    logged: 0,
    settings: { keepNames: true, copyNotice: true },
  });
  expect(readdirSync(join(folder, 'home'))).toEqual(['counter']);
  expect((await page.value('home.describe', {})).home).toBeNull();
});

test('a verdict is written down: digest and codes, and the name unless the counter wants none', async () => {
  const document = await opened();
  const first = await page.value('counter.verify', { document });
  expect(first).toMatchObject({ logged: 1, report: { level: 'NONE' } });
  await page.value('counter.change', { keepNames: false, copyNotice: true });
  await page.value('counter.verify', { document });
  const rows = await page.value('counter.log', { limit: 10 });
  expect(rows.map(({ seq, fileName, level }) => [seq, fileName, level])).toEqual([
    [2, '', 'NONE'],
    [1, '合同.pdf', 'NONE'],
  ]);
  expect(rows[0]?.fileSm3).toBe(first.report?.sm3);
  expect(await page.value('counter.check', {})).toMatchObject({ ok: true, rows: 2 });
  const target = saveAs('log.csv');
  await page.value('counter.saveLog', { format: 'csv', language: 'zh' });
  expect(readFileSync(target, 'utf8')).toContain(first.report?.sm3);
  const kept = readFileSync(join(folder, 'home', 'counter', 'counter.db')).toString('latin1');
  expect(kept).not.toContain(folder);
});

test('an empty file is said to be empty, not to be broken', async () => {
  host.files = [join(folder, 'empty.pdf')];
  writeFileSync(host.files[0] ?? '', '');
  expect(await page.value('document.choose', { multiple: false })).toMatchObject([
    {
      name: 'empty.pdf',
      size: 0,
      pages: null,
      problem: { code: 'file-empty', detail: { file: 'empty.pdf' } },
    },
  ]);
});

test('a file that cannot be read any more is written down as such', async () => {
  const document = await opened();
  writeFileSync(join(folder, '合同.pdf'), 'other');
  expect(await page.code('counter.verify', { document })).toBe('file-changed-while-reading');
  expect(await page.value('counter.log', { limit: 10 })).toEqual([]);
});

test('reports are made of what was verified, extractable, with the notice unless it is switched off, and never over a file', async () => {
  const document = await opened();
  expect(await page.code('report.save', { document, kind: 'sheet', language: 'zh' })).toBe('report-unknown');
  await page.value('counter.verify', { document });
  for (const kind of ['sheet', 'slip', 'copy'] as const) {
    const target = saveAs(`${kind}.pdf`);
    expect(await page.value('report.save', { document, kind, language: 'zh' })).toMatchObject({
      name: `${kind}.pdf`,
    });
    execFileSync('qpdf', ['--check', target], { stdio: 'ignore' });
    expect(textOf(target)).toContain('打印件视同复印件');
    expect(await page.code('report.save', { document, kind, language: 'zh' })).toBe('output-exists');
  }
  expect(textOf(join(folder, 'sheet.pdf'))).toContain('按普通文件处理');
  await page.value('counter.change', { keepNames: false, copyNotice: false });
  saveAs('plain.pdf');
  await page.value('report.save', { document, kind: 'sheet', language: 'zh' });
  expect(textOf(join(folder, 'plain.pdf'))).not.toContain('视同复印件');
  const json = saveAs('report.json');
  await page.value('report.save', { document, kind: 'json', language: 'zh' });
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ file: '合同.pdf', level: 'NONE' });
  host.save = null;
  expect(await page.code('report.save', { document, kind: 'slip', language: 'zh' })).toBe('cancelled');
  expect(await page.code('report.print', { document, kind: 'slip', language: 'zh' })).toBe(
    'print-not-possible',
  );
});

test('paper: the file is gone when the printer has it; a printer that takes nothing is said', async () => {
  const seen: string[] = [];
  host.printer = (path) => {
    seen.push(path);
    execFileSync('qpdf', ['--check', path], { stdio: 'ignore' });
    return Promise.resolve(seen.length === 1);
  };
  page = host.open();
  expect((await page.value('counter.describe', {})).canPrint).toBe(true);
  const document = await opened();
  await page.value('counter.verify', { document });
  const wish = { document, kind: 'slip', language: 'zh' } as const;
  expect(await page.value('report.print', wish)).toEqual({});
  expect(await page.code('report.print', wish)).toBe('print-not-possible');
  expect(seen.map((path) => existsSync(path))).toEqual([false, false]);
});

test('a copy for the printer is of the verified octets or is not made', async () => {
  const document = await opened();
  await page.value('counter.verify', { document });
  const path = join(folder, '合同.pdf');
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('\n% more\n')]));
  const target = saveAs('copy.pdf');
  expect(await page.code('report.save', { document, kind: 'copy', language: 'zh' })).toBe(
    'file-changed-while-reading',
  );
  expect(existsSync(target)).toBe(false);
});

test('a watched folder hands out what arrives, oldest first, and passes over what is gone', async () => {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  await writePdf(inbox, 'old.pdf');
  host.files = [inbox];
  expect(await page.value('counter.watch', {})).toMatchObject({ folder: 'inbox', waiting: 0, skipped: 1 });
  const waiting = async (count: number): Promise<void> =>
    vi.waitFor(async () => expect((await page.value('counter.describe', {})).watch.waiting).toBe(count), {
      timeout: 20_000,
      interval: 100,
    });
  await writePdf(inbox, 'a.pdf');
  await waiting(1);
  await writePdf(inbox, 'b.pdf');
  await waiting(2);
  expect(page.events.map(({ event }) => event.kind)).toContain('counter.changed');
  renameSync(join(inbox, 'a.pdf'), join(folder, 'elsewhere.pdf'));
  expect((await page.value('counter.next', {}))?.name).toBe('b.pdf');
  expect(await page.value('counter.next', {})).toBeNull();
  expect(await page.value('counter.unwatch', {})).toMatchObject({ folder: null });
});

test('a folder of files: counts, lines, one of them opened, a table; and the second time nothing is done twice', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) await writePdf(many, name);
  writeFileSync(join(many, 'x.txt'), 'no document');
  writeFileSync(join(many, '=cmd.pdf'), 'no pdf');
  host.files = [many];
  const first = await page.value('batch.begin', { job: 'j1', afresh: false });
  expect(first).toMatchObject({
    folder: 'many',
    total: 4,
    done: 4,
    reused: 0,
    others: 1,
    counts: { NONE: 3, UNSURE: 1 },
  });
  const { rows, total } = await page.value('batch.rows', { from: 0, count: 2, level: 'NONE' });
  expect([rows.map(({ name }) => name), total]).toEqual([['a.pdf', 'b.pdf'], 3]);
  expect((await page.value('batch.open', { index: rows[1]?.index ?? -1 })).name).toBe('b.pdf');
  const target = saveAs('many.csv');
  expect(await page.value('batch.save', { format: 'csv', language: 'zh' })).toMatchObject({ rows: 4 });
  expect(readFileSync(target, 'utf8')).toContain("'=cmd.pdf");
  saveAs('many.xlsx');
  await page.value('batch.save', { format: 'xlsx', language: 'zh' });
  const sheet = execFileSync('unzip', [
    '-p',
    join(folder, 'many.xlsx'),
    'xl/worksheets/sheet1.xml',
  ]).toString();
  expect(sheet).not.toContain('<f>');
  writeFileSync(join(many, 'b.pdf'), readFileSync(await writePdf(folder, 'other.pdf', 2)));
  expect(await page.value('batch.begin', { job: 'j2', afresh: false })).toMatchObject({ done: 4, reused: 3 });
  expect(await page.value('batch.begin', { job: 'j3', afresh: true })).toMatchObject({ done: 4, reused: 0 });
});

function textOf(file: string): string {
  return execFileSync('pdftotext', ['-layout', file, '-']).toString();
}
