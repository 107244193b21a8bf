/** What shows only when rows are seen together, and goes away when one of them is taken out. */
import { expect, test } from 'vitest';
import { acrossRows } from '../../../src-main/app/lists/across-rows.ts';

const row = (
  at: number,
  path: string | null,
  sm3: string,
  number: string | null = null,
  numbers: string[] = [],
) => ({
  file: { at, path, number },
  ...{ sm3, numbers },
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

test('numbers in the words of the files are compared as well, with each other and with what the list calls them', () => {
  const [one, two] = ['21412000000012345671', '21412000000012345672'];
  const rows = [
    row(2, '/a.pdf', 'aa', null, [one, two]),
    row(3, '/b.pdf', 'bb', one),
    row(4, '/c.pdf', 'cc', null, [two, one]),
    row(5, '/d.pdf', 'dd', null, ['12345678']),
  ];
  expect(codes(rows)).toEqual([
    ['number-twice 3、4', 'number-twice 4'],
    ['number-twice 2、4'],
    ['number-twice 2', 'number-twice 2、3'],
    [],
  ]);
});

test('a file with very many of them says the first twenty', () => {
  const numbers = Array.from({ length: 60 }, (_, i) => String(10_000_000 + i));
  expect(
    codes([row(2, '/a.pdf', 'aa', null, numbers), row(3, '/b.pdf', 'bb', null, numbers)])[0],
  ).toHaveLength(20);
});
