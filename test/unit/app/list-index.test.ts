/** The index of a sealed list: whole, exact, and never a formula. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  indexTable,
  writeListIndex,
  type IndexRow,
  type ListIndex,
} from '../../../src-main/app/lists/list-index.ts';

const row: IndexRow = {
  number: '0007',
  counterparty: '=HYPERLINK("http://x")',
  amount: '1234.5',
  currency: 'CNY',
  file: '+a.pdf',
  sm3: 'aa',
  state: 'sealed',
  why: '',
  sealedFile: '@b.pdf',
  sealedSm3: 'bb',
  time: '2026-11-30T06:00:00.000Z',
  requestId: 'YY-02-20261130-0001',
};
const index: ListIndex = {
  listId: 'YL-02-20261130-0001',
  enterprise: '甲公司',
  seal: '财务专用章',
  reason: '十一月对账',
  madeAt: new Date('2026-11-30T06:12:05Z'),
  isSandbox: true,
  rows: [
    row,
    {
      ...row,
      amount: '1234567890123456.78',
      state: 'skipped',
      why: '文件已被改动。',
      sealedFile: null,
      sealedSm3: null,
      time: null,
    },
  ],
};

test('two files with new names; a second index does not replace the first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-index-'));
  try {
    const names = await writeListIndex(folder, index, 'zh');
    expect(names).toEqual([
      '用印索引_YL-02-20261130-0001_20261130-141205.xlsx',
      '用印索引_YL-02-20261130-0001_20261130-141205.json',
    ]);
    const json = JSON.parse(readFileSync(join(folder, names[1] ?? ''), 'utf8')) as { files: object[] };
    expect(json).toMatchObject({
      v: 1,
      kind: 'bianyin.list-index',
      isSandbox: true,
      madeAt: '2026-11-30T06:12:05.000Z',
    });
    expect(json.files).toEqual(index.rows.map((each, i) => ({ index: i + 1, ...each })));
    await expect(writeListIndex(folder, index, 'zh')).rejects.toThrow('output-exists');
    const parts = unzipSync(readFileSync(join(folder, names[0] ?? '')));
    const xml = Object.entries(parts)
      .flatMap(([name, octets]) => (/\.xml$/.test(name) ? [strFromU8(octets)] : []))
      .join('');
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toContain("<t>'=HYPERLINK");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('amounts are numbers that add up while a spreadsheet keeps their digits, else texts', () => {
  const cells = indexTable(index, 'zh').rows.map((cell) => cell[4]);
  expect(cells).toEqual([1234.5, '1234567890123456.78']);
  expect(indexTable(index, 'zh').rows[1]).toContain('文件已被改动。');
});
