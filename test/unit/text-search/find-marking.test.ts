/** The words that forbid a seal are looked for once in a file that stays as it is, and anew in one that does not. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findMarking } from '../../../src-main/text-search/find-marking.ts';
import { chinesePdf } from './chinese-pdf.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const page = (text: string) => ({ lines: [{ text, x: 60, y: 780, size: 14 }] });
/** What the file system's clock must be past before a file counts as unchanged, ms. */
const TICK = 200;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-marking-'));
  writeFileSync(at('letter.pdf'), await chinesePdf([page('开封市市场主体公函')]));
  writeFileSync(at('secret.pdf'), await chinesePdf([page('机密★3年')]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the same answer is given again; another file in its place has its own', async () => {
  await sleep(TICK);
  const first = await findMarking(at('letter.pdf'));
  expect(first).toMatchObject({ marking: null, isWhole: true });
  expect(await findMarking(at('letter.pdf'))).toBe(first);
  copyFileSync(at('secret.pdf'), at('letter.pdf'));
  expect(await findMarking(at('letter.pdf'))).toMatchObject({ marking: { kind: 'state-secret' } });
});

test('invoice numbers of all pages, with columns kept apart', async () => {
  const row = (y: number, ...cells: readonly string[]) =>
    cells.map((text, i) => ({ text, x: 60 + 130 * i, y, size: 10 }));
  const pages = [
    { lines: [...row(700, '序号', '发票号码', '金额'), ...row(680, '1', '24412000000012345678', '100.00')] },
    { lines: row(700, '发票号码：12345678', '88.00') },
  ];
  writeFileSync(at('numbers.pdf'), await chinesePdf(pages));
  expect((await findMarking(at('numbers.pdf'))).numbers).toEqual(['24412000000012345678', '12345678']);
});

test('a file that was written this moment is read each time', async () => {
  writeFileSync(at('new.pdf'), await chinesePdf([page('开封市市场主体公函')]));
  const first = await findMarking(at('new.pdf'));
  expect(await findMarking(at('new.pdf'))).not.toBe(first);
});

test('a file that is not there is an error each time', async () => {
  for (let i = 0; i < 2; i += 1)
    await expect(findMarking(at('none.pdf'))).rejects.toMatchObject({ code: 'text-search-failed' });
});
