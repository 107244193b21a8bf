/** The first page in the PIN window: drawn by the signer's side, from the very octets that it has named, or not at all. */
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { drawFirstPage } from '../../src-main/tokens/first-page.ts';
import { writePdf } from './support/sandbox.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const digest = (file: string): string => toHex(sm3(readFileSync(file)));

test('is the page, with its words on it', async () => {
  const file = await writePdf(folder, 'one.pdf', 2);
  const png = await drawFirstPage(file, digest(file));
  const { width, height, data } = decode(Buffer.from(png ?? '', 'base64'));
  expect([width, height]).toEqual([596, 842]);
  const dark = data.filter((value, i) => i % 4 === 0 && value < 100).length;
  expect(dark).toBeGreaterThan(50);
});

test('is another page where another one is asked for, and nothing where there is none', async () => {
  const file = await writePdf(folder, 'three.pdf', 3);
  const [first, third] = [
    await drawFirstPage(file, digest(file)),
    await drawFirstPage(file, digest(file), 3),
  ];
  expect(third).not.toBeNull();
  expect(third).not.toBe(first);
  expect(await drawFirstPage(file, digest(file), 4)).toBeNull();
});

test('is not drawn of another file than the one that was named', async () => {
  const [named, other] = [await writePdf(folder, 'named.pdf', 1), await writePdf(folder, 'other.pdf', 3)];
  expect(await drawFirstPage(other, digest(named))).toBeNull();
});

test.each([
  ['no PDF', 'words'],
  ['an empty file', ''],
  ['a PDF without pages', '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'],
])('is nothing of %s, and nobody waits for it', async (_, content) => {
  const file = join(folder, 'odd.pdf');
  writeFileSync(file, content);
  expect(await drawFirstPage(file, digest(file))).toBeNull();
});

test('is nothing of a file that is not there', async () => {
  expect(await drawFirstPage(join(folder, 'missing.pdf'), '00'.repeat(32))).toBeNull();
});
