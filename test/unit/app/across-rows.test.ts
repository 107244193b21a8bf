/** What shows only when rows are seen together, and goes away when one of them is taken out. */
import { expect, test } from 'vitest';
import { acrossRows } from '../../../src-main/app/lists/across-rows.ts';

const row = (at: number, path: string | null, sm3: string, number: string | null = null) => ({
  file: { at, path, number },
  sm3,
});
const codes = (rows: Parameters<typeof acrossRows>[0]): string[][] =>
  acrossRows(rows).map((found) => found.map(({ code, detail }) => `${code} ${String(detail['rows'])}`));

test('one file twice, one content under two names, one number in any writing', () => {
  const rows = [
    row(2, '/a.pdf', 'aa', 'DZ-1'),
    row(3, '/a.pdf', 'aa', 'ｄｚ-1'),
    row(4, '/b.pdf', 'aa', 'DZ-2'),
    row(5, '/c.pdf', 'cc', null),
    row(6, null, '', null),
    row(7, null, '', null),
  ];
  expect(codes(rows)).toEqual([
    ['file-twice 3', 'content-twice 4', 'number-twice 3'],
    ['file-twice 2', 'content-twice 4', 'number-twice 2'],
    ['content-twice 2、3'],
    [],
    [],
    [],
  ]);
  expect(codes(rows.slice(1, 2).concat(rows.slice(3)))).toEqual([[], [], [], []]);
});

test('many are named as far as one reads', () => {
  const rows = Array.from({ length: 20 }, (_, i) => row(i + 1, `/${i}.pdf`, 'aa'));
  expect(codes(rows)[0]).toEqual(['content-twice 2、3、4、5、6、7、8、9 …']);
});
