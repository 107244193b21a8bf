/** One table of columns: CSV, XLSX, paper, window and terminal name and fill the same ones. */
import { describe, expect, it } from 'vitest';
import { journalPaperTable, journalTable } from '../../../src-main/app/register/journal-tables.ts';
import { registerColumnNames, registerColumns } from '../../../src-main/domain/register-columns.ts';
import { exportJournal, registerCsv, type ExportedRow } from '../../../src-main/store/journal-export.ts';
import { tableCsv } from '../../../src-main/report/table.ts';

const row: ExportedRow = {
  ...{
    v: 1,
    store: 's',
    seq: 1,
    time: '2026-11-23T09:15:00.000Z',
    event: 'note',
    requestId: null,
    useNumber: null,
  },
  ...{ corrects: null, entry: { remark: 'x' }, prevSm3: '00', sm3: '11', isBroken: false },
};
const lines = exportJournal([row]);

describe('the columns of the register', () => {
  it('are all in a line, in their order', () => {
    expect(Object.keys(lines[0] ?? {})).toEqual(registerColumnNames);
  });

  it.each(['zh', 'en'] as const)(
    'are the same in the tables of the window and on the terminal (%s)',
    (language) => {
      const rows = lines.map((line) => ({ row, line }));
      const whole = journalTable(rows, language);
      const titles = registerColumnNames.map((name) => (language === 'zh' ? name : registerColumns[name][0]));
      expect(whole.columns.map(({ title }) => title)).toEqual(titles);
      const onPaper = titles.filter((_, i) => registerColumns[registerColumnNames[i] ?? '序号'][2] > 0);
      expect(journalPaperTable(rows, language).columns.map(({ title }) => title)).toEqual(onPaper);
      if (language === 'zh')
        expect(registerCsv(lines).split('\r\n')[0]).toBe(tableCsv(whole).split('\r\n')[0]);
    },
  );

  it.each([
    ['￥128,000.00', 128000],
    ['￥0.50', 0.5],
    ['￥999,999,999,999.99', 999999999999.99],
    // A spreadsheet would round it.
    ['￥99,999,999,999,999.99', '￥99,999,999,999,999.99'],
    // Nobody adds dollars to yuan.
    ['USD 1,000.00', 'USD 1,000.00'],
    ['', ''],
  ])('%s is %s in a spreadsheet, and what it was on paper', (amount, cell) => {
    const rows = [{ row, line: { ...lines[0], 金额: amount } }];
    const cellIn = ({ columns, rows: [first] }: ReturnType<typeof journalTable>) =>
      first?.[columns.findIndex(({ title }) => title === '金额')];
    expect(cellIn(journalTable(rows, 'zh'))).toBe(cell);
    expect(cellIn(journalPaperTable(rows, 'zh'))).toBe(amount);
  });
});
