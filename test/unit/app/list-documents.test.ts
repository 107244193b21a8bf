/** Which files of a folder are verified, and where a folder is too large to begin. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDocuments } from '../../../src-main/app/verify/batch/list-documents.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-list-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text = ''): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

test('by name as people count, folders below with it; what only begins as a PDF too', () => {
  for (const name of ['10.pdf', '2.pdf', 'a.OFD', 'in/3.pdf', '.hidden.pdf', 'x.part', '~y.pdf']) put(name);
  put('scan', 'junk %PDF-1.4');
  put('note.txt', 'no document');
  symlinkSync(join(folder, '2.pdf'), join(folder, 'link.pdf'));
  const { documents, others } = listDocuments([folder]);
  expect(documents.map(({ name }) => name)).toEqual(['2.pdf', '10.pdf', 'a.OFD', 'in/3.pdf', 'scan']);
  expect(others).toBe(1);
});

test.each([
  ['documents', ['1.pdf', '2.pdf', '3.pdf']],
  ['other files', ['1.txt', '2.txt', '3.txt']],
  ['both', ['1.txt', '2.pdf', 'in/3.txt']],
])('a folder with more files than are looked at in one go (%s) is not begun', (_, names) => {
  for (const name of names) put(name);
  expect(() => listDocuments([folder], 2)).toThrow('folder-too-large');
  const { documents, others } = listDocuments([folder], 3);
  expect(documents.length + others).toBe(3);
});

test('a folder that is not there is no document that was named', () => {
  put('in/1.pdf');
  expect(listDocuments([join(folder, 'in/1.pdf'), join(folder, 'gone.pdf')]).documents).toHaveLength(2);
});
