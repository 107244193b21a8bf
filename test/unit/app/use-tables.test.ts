/** The register by uses: sums that are exact, a file that counts once, numbers where a spreadsheet keeps them, filters that all hold. */
import { groupedAmount } from '../../../src-main/domain/amount.ts';
import { describe, expect, it } from 'vitest';
import { usesHead, usesRows, usesScope } from '../../../src-main/app/register/use-tables.ts';
import type { UseRecord } from '../../../src-main/store/use-record.ts';
import { isEveryUse, useFilter } from '../../../src-main/contract/use-filter.ts';
import { useColumnNames, useColumns, type UseColumn } from '../../../src-main/domain/use-columns.ts';
import { behalfOf, behalfText } from '../../../src-main/domain/approval-words.ts';
import { csvPieces, tableCsv, type Table } from '../../../src-main/report/table.ts';

function use(change: Partial<UseRecord> = {}): UseRecord {
  const requestId = change.requestId ?? 'YY-04-20261123-0001';
  return {
    // The 24th in China.
    ...{ seq: 7, time: '2026-11-23T16:30:00.000Z', requestId, useNumber: 1, state: 'sealed' as const },
    ...{ sealType: '04', matter: 'contract' as const, paper: requestId, amount: '1000', currency: 'CNY' },
    isBroken: false,
    columns: {
      用印编号: `${requestId}#1`,
      经办人: '李四',
      用印人: '王五（代 赵六）',
      代行: '赵六',
      相对方: '开封甲公司',
    },
    ...change,
  };
}

const sums = [{ currency: 'CNY', amount: '1000.00', count: 1 }];
function table(
  kind: 'sheet' | 'paper',
  uses: readonly UseRecord[],
  language: 'zh' | 'en',
  totals = sums,
): Table {
  return { ...usesHead(kind, language), rows: [...usesRows(kind, uses, totals, language)] };
}

const cells = ({ columns, rows }: Table, title: string) =>
  rows.map((row) => row[columns.findIndex((column) => column.title === title)]);

describe('tables', () => {
  it.each(['zh', 'en'] as const)(
    'have every column, those of paper on paper, and the sums below (%s)',
    (language) => {
      const titleOf = (name: UseColumn): string => (language === 'zh' ? name : useColumns[name][0]);
      const whole = table('sheet', [use()], language);
      expect(whole.columns.map(({ title }) => title)).toEqual(useColumnNames.map(titleOf));
      const paper = table('paper', [use()], language);
      expect(paper.columns.map(({ title }) => title)).toEqual(
        useColumnNames.filter((name) => useColumns[name][2] > 0).map(titleOf),
      );
      expect(cells(whole, titleOf('金额'))).toEqual([1000, 1000]);
      expect(cells(paper, titleOf('金额'))).toEqual(['1,000.00', '1,000.00']);
      expect(cells(whole, titleOf('币种'))).toEqual(['CNY', 'CNY']);
      expect(whole.columns.filter(({ isMoney }) => isMoney)).toHaveLength(1);
    },
  );

  it.each([
    ['999999999999.99', 999999999999.99],
    ['0.5', 0.5],
    // A spreadsheet would round it.
    ['99999999999999.99', '99999999999999.99'],
  ])('%s is %s in a spreadsheet', (amount, cell) => {
    expect(cells(table('sheet', [use({ amount })], 'zh', []), '金额')[0]).toBe(cell);
  });

  it.each([
    ['1', '1.00'],
    ['1234567.5', '1,234,567.50'],
    ['123', '123.00'],
    ['1000.25', '1,000.25'],
  ])('%s is written %s', (amount, text) => expect(groupedAmount(amount)).toBe(text));

  it('are written row by row as they are written whole', () => {
    const { rows, ...head } = table('sheet', [use(), use({ amount: null })], 'zh');
    expect([...csvPieces({ ...head, note: '全部' }, rows.values())].join('')).toBe(
      tableCsv({ ...head, note: '全部', rows }),
    );
  });

  it('say which uses they hold', () => {
    const counts = { count: 1, total: 3 };
    expect(usesScope({}, counts, 'zh')).toBe('全部用印，1 次');
    const filter = { from: '2026-11-01', person: '李', state: 'sealed' as const };
    expect(usesScope(filter, counts, 'zh')).toBe('2026-11-01 起，已盖章，人员含“李”：1 次，共 3 次');
  });
});

describe('filters', () => {
  it('are strict, and none is the whole', () => {
    expect(isEveryUse({})).toBe(true);
    expect(isEveryUse({ text: ' ' })).toBe(true);
    expect(isEveryUse({ state: 'sealed' })).toBe(false);
    for (const bad of [
      { from: '2026-1-1' },
      { to: '2026-02-30' },
      { state: 'gone' },
      { matter: 'x' },
      { sql: '1' },
    ])
      expect(useFilter.safeParse(bad).success).toBe(false);
  });
});

it('for whom somebody acted is read from the words that say it', () => {
  expect(behalfOf(behalfText('王五', '赵六', 'zh'))).toBe('赵六');
  expect(behalfOf('王五')).toBeUndefined();
});
