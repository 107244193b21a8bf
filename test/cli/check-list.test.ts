/** A list from the command line: what is found about each of its files, and that nothing is signed or written. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-check-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  mkdirSync(join(folder, 'month', 'more'), { recursive: true });
  await statement('a.pdf', 'Total: 100.00', ['Seal here']);
  await statement('b.pdf', 'Total: 200.00', ['Seal here', 'Seal here']);
  await statement('c.pdf', 'Total: 300.00', []);
  await statement('more/d.pdf', 'Total: 400.00', ['Seal here'], 2);
  copyFileSync(at('a.pdf'), at('copy.pdf'));
  writeFileSync(at('broken.pdf'), '%PDF-1.7\nnothing');
  writeFileSync(at('e.docx'), 'no PDF');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, 'month', name);

async function statement(name: string, sum: string, places: readonly string[], pages = 1): Promise<void> {
  const document = await PDFDocument.create();
  for (let i = 1; i <= pages; i += 1) {
    const page = document.addPage([595.28, 841.89]);
    page.drawText(`Statement ${name} ${i}`, { x: 72, y: 760, size: 14 });
    if (i === pages) page.drawText(sum, { x: 72, y: 700, size: 12 });
    if (i === pages) places.forEach((word, n) => page.drawText(word, { x: 72, y: 500 - n * 200, size: 12 }));
  }
  writeFileSync(at(name), await document.save());
}

async function check(list: string, ...options: string[]): Promise<Run> {
  return bianyinHere(['request', 'check-list', list, ...options, '--home', 'home', '--json'], {
    cwd: folder,
  });
}

interface Found {
  readonly counts: Record<string, number>;
  readonly files: readonly {
    readonly name: string;
    readonly state: string;
    readonly placements: readonly { readonly kind: string; readonly pages: readonly number[] }[];
    readonly problems: readonly { readonly code: string }[];
  }[];
}

/** Codes of each file, without what is the same of all: our test files embed no fonts. */
const codes = (run: Run): Record<string, string[]> =>
  Object.fromEntries(
    (run.json() as unknown as Found).files.map(({ name, problems }) => [
      name,
      problems.map(({ code }) => code).filter((code) => code !== 'fonts-not-embedded'),
    ]),
  );

test('a table: every row says what is wrong with it, and one that is refused ends with 1', async () => {
  const rows = [
    '2026年11月对账单',
    '文件名,客户名称,金额,编号',
    'a.pdf,甲公司,100,1',
    'b.pdf,乙公司,200,2',
    'c.pdf,丙公司,300,3',
    'd,丁公司,"￥4,000.00",3',
    'copy.pdf,甲公司,100,4',
    'broken.pdf,戊公司,,5',
    'e.docx,己公司,,6',
    'nowhere.pdf,庚公司,,7',
    '合计,,4700,',
  ];
  writeFileSync(at('list.csv'), rows.join('\r\n'));
  const run = await check('month/list.csv', '--seal', '02', '--keyword', 'Seal here', '--seam', 'right');
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' });
  expect(codes(run)).toEqual({
    'a.pdf': ['content-twice', 'no-seam'],
    'b.pdf': ['keyword-ambiguous'],
    'c.pdf': ['keyword-not-found', 'number-twice'],
    'more/d.pdf': ['amount-differs', 'number-twice', 'file-taken-for'],
    'copy.pdf': ['content-twice', 'no-seam'],
    'broken.pdf': ['pdf-xref-broken'],
    'e.docx': ['file-not-pdf'],
    'nowhere.pdf': ['file-missing'],
  });
  const { counts, files } = run.json() as unknown as Found;
  expect(counts).toEqual({ ok: 0, warning: 1, refused: 7 });
  expect(files.find(({ name }) => name === 'more/d.pdf')?.placements).toMatchObject([
    { kind: 'at', pages: [2] },
    { kind: 'seam', pages: [1, 2] },
  ]);
});

test('a folder: its PDFs in order, each with its place on its own last page', async () => {
  const run = await check('month', '--seal', '02', '--at', 'page=last,x=150mm,y=250mm');
  const { files } = run.json() as unknown as Found;
  expect(files.map(({ name, placements }) => [name, placements[0]?.pages])).toEqual([
    ['a.pdf', [1]],
    ['b.pdf', [1]],
    ['broken.pdf', undefined],
    ['c.pdf', [1]],
    ['copy.pdf', [1]],
    ['more/d.pdf', [2]],
  ]);
});

test('what was asked for before is told, with number and date', async () => {
  const base = [
    'request',
    'new',
    'month/c.pdf',
    '--seal',
    '02',
    '--purpose',
    '对账',
    '--amount',
    '1',
    '--at',
  ];
  const asked = await bianyinHere([...base, 'page=1,x=100mm,y=200mm', '--home', 'home', '--json'], {
    cwd: folder,
  });
  expect(asked.code, asked.stderr).toBe(0);
  expect(codes(await check('month'))['c.pdf']).toEqual(['requested-before']);
});

test('a list that cannot be read is refused by code; places without a seal are a wrong use', async () => {
  writeFileSync(at('odd.csv'), '名称,备注\na.pdf,甲');
  expect(errorCode(await check('month/odd.csv'))).toBe('table-no-columns');
  expect(errorCode(await check('month/a.pdf'))).toBe('table-unknown');
  expect(errorCode(await check('month', '--keyword', 'Seal here'))).toBe('usage');
  expect(errorCode(await check('month/none.csv'))).toBe('file-not-readable');
});

test('a table becomes one request when nothing in it is refused, and none when something is', async () => {
  const submit = (list: string): Promise<Run> =>
    bianyinHere(
      [
        'request',
        'new-list',
        list,
        '--seal',
        '02',
        '--purpose',
        '月末对账',
        '--matter',
        'list',
        '--keyword',
        'Seal here',
        '--home',
        'home',
        '--json',
      ],
      { cwd: folder },
    );
  writeFileSync(at('bad.csv'), 'File,Amount\na.pdf,100\nb.pdf,200');
  const refused = await submit('month/bad.csv');
  expect(errorCode(refused)).toBe('table-rows-refused');
  expect(refused.stderr).toContain('keyword-ambiguous');
  writeFileSync(at('good.csv'), 'File,Customer,Amount,No.\na.pdf,甲公司,100,1\nmore/d.pdf,乙公司,400,2');
  const made = await submit('month/good.csv');
  expect(made.code, made.stderr).toBe(0);
  const { items } = made.json() as { items: { counterparty: string; reference: string }[] };
  expect(items).toMatchObject([
    { counterparty: '甲公司', reference: '1' },
    { counterparty: '乙公司', reference: '2' },
  ]);
});
