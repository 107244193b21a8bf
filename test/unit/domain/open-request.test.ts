/** What was open at a hand-over, in words: what it is, whose, for how much, and what became of it; by its number where nothing else is known. */
import { expect, test } from 'vitest';
import { openRequestLines, type OpenRequest } from '../../../src-main/domain/open-request.ts';

const told = {
  ...{ fileName: '展位合同.pdf', files: 1, reason: '续租展位', applicant: '卫东' },
  seals: ['02', '05'] as const,
  counterparties: ['河南中州展览工程有限公司'],
  totals: [{ currency: 'CNY', amount: '128000.00', count: 1 }],
};
const open: OpenRequest = { id: 'YY-02-20261123-0001', isEnded: true, awaits: 'counsel', told };

test('in both languages', () => {
  expect(openRequestLines(open, 'zh')).toEqual([
    'YY-02-20261123-0001　《展位合同.pdf》　等法务；随本次变更作废，须重新提交',
    '续租展位，财务专用章、法定代表人章，经办 卫东，河南中州展览工程有限公司，CNY 128,000.00',
  ]);
  expect(openRequestLines({ ...open, isEnded: false }, 'en')[0]).toMatch(
    /^YY-02-20261123-0001　“展位合同\.pdf”　waits for: .+; goes on$/,
  );
});

test('a list by its first file, a few counterparties and its sums', () => {
  const counterparties = ['甲', '乙', '丙', '丁', '戊'];
  const list = { ...open, told: { ...told, files: 30, counterparties, totals: [] } };
  const [head, facts] = openRequestLines(list, 'zh');
  expect(head).toContain('《展位合同.pdf》 等 30 件');
  expect(facts).toMatch(/甲、乙、丙 等 5 家$/);
});

test('one whose text is not there, and a row that does not say whose turn it was', () => {
  expect(openRequestLines({ id: 'YY-01-20261123-0002', isEnded: false, told: null }, 'zh')).toEqual([
    'YY-01-20261123-0002　继续办理',
  ]);
});
