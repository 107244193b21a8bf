/** A list stands among requests as one row: newest first, with its one sum, waiting for whom it waits for. */
import { expect, test } from 'vitest';
import type { ListRowView } from '../../../src-main/contract/list-calls.ts';
import { officeRequests } from '../../../src-renderer/state/list-rows.ts';

const counts = { 'in-approval': 0, ready: 2, sealed: 3, 'stamp-waiting': 1, skipped: 0, failed: 0, ended: 0 };
const list: ListRowView = {
  ...{ id: 'YY-02-20261130-0001', state: 'partly-used', ended: null, count: 6, counts },
  totals: [{ currency: 'CNY', amount: '100.00', count: 6 }],
  ...{ withoutAmount: 0, leftOut: 0, counterparties: 2, reason: '对账', matter: 'list', applicant: '陈晓禾' },
  seal: { esId: 'a', typeCode: '02' },
  ...{ validFrom: '2026-11-30T01:00:00Z', validUntil: '2026-12-30T01:00:00Z', time: '2026-11-30T01:00:00Z' },
  ...{
    path: [],
    nextStep: null,
    keepers: ['杜若溪'],
    combined: [],
    standIns: [],
    timeStampRequired: false,
    listSm3: 'ff',
  },
  set: null,
};

test('one row with its sum; of several currencies there is none', () => {
  const later = { ...list, id: 'YY-02-20261130-0002', time: '2026-11-30T02:00:00Z' };
  const mixed = [...list.totals, { currency: 'USD', amount: '1.00', count: 1 }];
  const rows = officeRequests([], [list, { ...later, totals: mixed }]);
  expect(
    rows.map(({ id, amount, uses, usesSpent, stampsWaiting }) => ({
      id,
      amount,
      uses,
      usesSpent,
      stampsWaiting,
    })),
  ).toEqual([
    { id: later.id, amount: null, uses: 6, usesSpent: 4, stampsWaiting: 1 },
    { id: list.id, amount: '100.00', uses: 6, usesSpent: 4, stampsWaiting: 1 },
  ]);
  expect(rows[1]?.list).toBe(list);
});
