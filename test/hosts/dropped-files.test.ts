/** Files that are dropped on a window: octets in order, a private copy, gone with the window; a request keeps its own. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { adoptionFolder } from '../../src-main/app/files/adopted-files.ts';
import { pdfFilesIn } from '../../src-main/app/verify/pdf-files-in.ts';
import { sealFile, decideRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import {
  actor,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { fakeHost, type FakePage } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
const copies = (): string[] => {
  const folder = adoptionFolder(sandbox.home.root);
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
};

/** Hands a file over in three pieces. */
async function drop(page: FakePage, name: string, octets: Uint8Array): Promise<DocumentView> {
  const { adoption } = await page.value('adoption.begin', { name, size: octets.length });
  const third = Math.ceil(octets.length / 3);
  for (let offset = 0; offset < octets.length; offset += third) {
    const data = base64(octets.subarray(offset, offset + third));
    await page.value('adoption.write', { adoption, offset, data });
  }
  return page.value('adoption.finish', { adoption });
}

const draft = (document: string) => ({
  ...{ token: 'soft-applicant', document, typeCode: '04' as const, resolutions: [] },
  placements: [{ kind: 'at' as const, pages: [1], xMm: 100, yMm: 120 }],
  amount: '1,000.00',
});

test('a dropped file is a document like any other; its copy is private and goes with the window', async () => {
  const page = fakeHost(sandbox.home).open();
  const octets = readFileSync(await writePdf(sandbox.folder, 'source.pdf'));
  const document = await drop(page, 'C:\\fake\\拖进来的<合同>.pdf', octets);
  expect(document).toMatchObject({ name: '拖进来的·合同·.pdf', pages: 3, problem: null });
  const { data } = await page.value('document.read', { document: document.id, offset: 0, length: 9 });
  expect(Buffer.from(data, 'base64')).toEqual(octets.subarray(0, 9));
  const folder = adoptionFolder(sandbox.home.root);
  const copy = copies().find((name) => name.endsWith('.pdf')) ?? '';
  expect(statSync(join(folder, copy)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  page.connection.close();
  expect(copies()).toEqual([]);
});

describe('octets that do not come as announced end the adoption and leave nothing', () => {
  const begin = async (page: FakePage): Promise<string> =>
    (await page.value('adoption.begin', { name: 'x.pdf', size: 6 })).adoption;
  const data = base64(new Uint8Array(4));
  test.each([
    [
      'out of order',
      (page: FakePage, adoption: string) => page.code('adoption.write', { adoption, offset: 2, data }),
    ],
    [
      'more than announced',
      async (page: FakePage, adoption: string) => {
        await page.value('adoption.write', { adoption, offset: 0, data });
        return page.code('adoption.write', { adoption, offset: 4, data });
      },
    ],
    [
      'fewer than announced',
      (page: FakePage, adoption: string) => page.code('adoption.finish', { adoption }),
    ],
  ])('%s', async (_, attempt) => {
    const page = fakeHost(sandbox.home).open();
    const adoption = await begin(page);
    expect(await attempt(page, adoption)).toBe('bad-input');
    expect(copies()).toEqual([]);
    expect(await page.code('adoption.finish', { adoption })).toBe('document-unknown');
  });

  test('another window, too many at once, too large', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const adoption = await begin(page);
    expect(await host.open().code('adoption.write', { adoption, offset: 0, data })).toBe('document-unknown');
    for (let i = 1; i < 4; i += 1) await begin(page);
    expect(await page.code('adoption.begin', { name: 'x.pdf', size: 6 })).toBe('too-large');
    expect(await page.code('adoption.begin', { name: 'x.pdf', size: 2 ** 31 })).toBe('bad-input');
    page.connection.close();
    expect(copies()).toEqual([]);
  });
});

test('copies of a process that is no more are swept by the next one', () => {
  const dead = join(`${sandbox.home.root}.dropped`, '999999999', 'x');
  mkdirSync(dead, { recursive: true });
  writeFileSync(join(dead, 'left.pdf'), 'left');
  adoptionFolder(sandbox.home.root);
  expect(existsSync(dead)).toBe(false);
});

test('a request keeps its own copy after the window is gone, is sealed from it, and lets it go at its end', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const octets = readFileSync(await writePdf(sandbox.folder, 'source.pdf'));
  const document = await drop(page, '拖进来的合同.pdf', octets);
  const { id } = await page.value('request.new', { ...draft(document.id), reason: '签订合同', uses: 1 });
  expect(host.questions.at(-1)?.subject.sm3).toMatch(/^[0-9a-f]{64}$/);
  page.connection.close();
  const kept = readdirSync(sandbox.home.kept, { recursive: true }).map(String);
  expect(kept.some((name) => name.endsWith('拖进来的合同.pdf'))).toBe(true);
  const later = host.open();
  expect(await later.value('request.open', { id })).toMatchObject({ isAsRequested: true });
  for (const token of ['soft-department', 'soft-counsel'])
    await later.value('request.approve', { token, id });
  host.save = join(sandbox.folder, '盖好的.pdf');
  const sealed = await later.value('seal.apply', { token: 'soft-keeper', id, timestamp: false });
  expect(sealed.document.name).toBe('盖好的.pdf');
  expect(readdirSync(sandbox.home.kept)).toEqual([]);
  expect(host.reported).toEqual([]);
});

test('a moved file is named again; another content is refused', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  host.files = [await writePdf(sandbox.folder, 'before.pdf')];
  const [document] = await page.value('document.choose', { multiple: false });
  const { id } = await page.value('request.new', {
    ...draft(document?.id ?? ''),
    ...{ reason: '签订合同', uses: 1 },
  });
  const moved = join(sandbox.folder, 'after.pdf');
  writeFileSync(moved, readFileSync(join(sandbox.folder, 'before.pdf')));
  rmSync(join(sandbox.folder, 'before.pdf'));
  expect(await page.code('request.open', { id })).toBe('file-not-readable');
  host.files = [await writePdf(sandbox.folder, 'other.pdf', 2)];
  expect(await page.code('request.locate', { id })).toBe('document-changed');
  host.files = [moved];
  expect(await page.value('request.locate', { id })).toMatchObject({ isAsRequested: true });
  expect(await page.value('request.open', { id })).toMatchObject({ document: { name: 'after.pdf' } });
});

test('a folder brings its PDF files, within bounds, without hidden folders and links', () => {
  const folder = join(sandbox.folder, 'many');
  for (const name of ['a', 'b/deep', '.hidden']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['2.PDF', 'a/1.pdf', 'b/deep/3.pdf', '.hidden/no.pdf', 'a/notes.txt'])
    writeFileSync(join(folder, name), 'x');
  const names = (paths: string[]): string[] => paths.map((path) => path.slice(folder.length + 1)).sort();
  expect(names(pdfFilesIn(folder))).toEqual(['2.PDF', 'a/1.pdf', 'b/deep/3.pdf']);
  expect(pdfFilesIn(folder, { files: 2, folders: 9, depth: 9 }).length).toBe(2);
  expect(names(pdfFilesIn(folder, { files: 9, folders: 9, depth: 1 }))).toEqual(['2.PDF', 'a/1.pdf']);
  expect(pdfFilesIn(join(folder, 'a/notes.txt'))).toEqual([join(folder, 'a/notes.txt')]);
});

test('the terminal seals a moved file by its new place; other octets are refused by the gate', async () => {
  const session = sessionOf(sandbox);
  const before = await writePdf(sandbox.folder, 'terminal.pdf');
  const id = await submitRequest(session, actor(sandbox, 'applicant'), {
    ...{ file: before, typeCode: '04', reason: '签订合同', amount: '1000', uses: 1 },
    ...{ at: ['page=1,x=100mm,y=120mm'], keyword: [], seam: [], resolutions: [] },
  });
  for (const approver of ['department', 'counsel'])
    await decideRequest(session, actor(sandbox, approver), id);
  const file = join(sandbox.folder, 'terminal-moved.pdf');
  renameSync(before, file);
  const other = await writePdf(sandbox.folder, 'terminal-other.pdf', 1);
  const output = join(sandbox.folder, 'terminal-sealed.pdf');
  const input = { requestId: id, output, timeStamp: 'none' as const };
  const keeper = () => actor(sandbox, 'keeper');
  await expect(sealFile(session, keeper(), input)).rejects.toMatchObject({ code: 'file-not-readable' });
  await expect(sealFile(session, keeper(), { ...input, file: other })).rejects.toMatchObject({
    code: 'document-changed',
  });
  await expect(sealFile(session, keeper(), { ...input, file })).resolves.toMatchObject({ usesLeft: 0 });
});
