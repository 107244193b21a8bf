/** The filter of the register: page and export use one rule, by days in China. */
import { describe, expect, it } from 'vitest';
import {
  isWholeJournal,
  journalFilter,
  matchesFilter,
  type FilteredRow,
} from '../../../src-main/contract/journal-filter.ts';

const row: FilteredRow = {
  // Already the 24th in China.
  time: '2026-11-23T16:30:00Z',
  event: 'use-completed',
  eventName: '用印完成',
  requestId: 'YY-04-20261123-0001',
  columns: { 用印事项说明: '展陈服务合同', 份数: 2 },
};

describe('the filter of the register', () => {
  it('counts days in China, both ends included', () => {
    expect(matchesFilter(row, { from: '2026-11-24', to: '2026-11-24' })).toBe(true);
    expect(matchesFilter(row, { to: '2026-11-23' })).toBe(false);
    expect(matchesFilter(row, { from: '2026-11-25' })).toBe(false);
  });

  it('knows the kind of seal by its column, else by the number of the request', () => {
    expect(matchesFilter(row, { seal: '04' })).toBe(true);
    expect(matchesFilter(row, { seal: '01' })).toBe(false);
    expect(matchesFilter({ ...row, columns: { 印章类型: '01' } }, { seal: '01' })).toBe(true);
    expect(matchesFilter({ ...row, requestId: null }, { seal: '04' })).toBe(false);
  });

  it('finds words anywhere in the row, whatever their case', () => {
    expect(matchesFilter(row, { text: ' 展陈 ' })).toBe(true);
    expect(matchesFilter(row, { text: 'yy-04' })).toBe(true);
    expect(matchesFilter(row, { text: '用印完成' })).toBe(true);
    expect(matchesFilter(row, { text: '退回' })).toBe(false);
  });

  it('every part must hold, and an empty one is the whole register', () => {
    expect(matchesFilter(row, { text: '展陈', event: 'use-failed' })).toBe(false);
    expect(isWholeJournal({})).toBe(true);
    expect(isWholeJournal({ text: '  ' })).toBe(true);
    expect(isWholeJournal({ seal: '04' })).toBe(false);
  });

  it('lets nothing odd through the contract', () => {
    expect(journalFilter.safeParse({ from: '2026-1-1' }).success).toBe(false);
    expect(journalFilter.safeParse({ seal: '06' }).success).toBe(false);
    expect(journalFilter.safeParse({ text: 'x'.repeat(101) }).success).toBe(false);
    expect(journalFilter.safeParse({ sql: '1' }).success).toBe(false);
  });
});
