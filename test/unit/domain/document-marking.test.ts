/** Words that forbid a seal, and words that only look like them. */
import { describe, expect, test } from 'vitest';
import { documentMarking } from '../../../src-main/domain/document-marking.ts';
import { foldText } from '../../../src-main/domain/fold-text.ts';

const marking = (...lines: string[]): unknown => documentMarking(lines.map(foldText));

describe('marks of state secrets', () => {
  test.each([
    ['机密★1年 开封市人民政府文件', '机密★1年'],
    ['绝 密 ★', '绝密★'],
    ['秘密☆长期', '秘密☆长期'],
    ['机密✯１０年', '机密✯10年'],
    ['机密*5年', '机密*5年'],
    ['000001 机 密 ★ 1 0 年', '机密★10年'],
  ])('%s', (text, mark) => {
    expect(marking('开封市人民政府文件', text)).toEqual({ kind: 'state-secret', mark });
  });

  test.each([
    '双方应当保守商业秘密',
    '保密条款：机密信息的保护',
    '机密*本条所称机密信息见附件',
    '商业秘密★10年',
    '工作秘密★',
    '★★★ 推荐',
    '★机密信息',
    '',
  ])('%s is none', (text) => {
    expect(marking(text)).toBeNull();
  });

  test('words of two lines are none', () => {
    expect(marking('双方应当保守秘密', '★ 注意事项')).toBeNull();
  });
});

describe('electronic tax invoices', () => {
  const number = '26412000000012345678';

  test('by the title and the 20 digits, with full-width brackets and blanks between the letters', () => {
    const lines = ['开票日期：2026年3月2日', `发票号码：${number}`, '电 子 发 票 （普通发票）'];
    expect(marking(...lines)).toEqual({ kind: 'tax-invoice', number });
    expect(marking('电子发票(增值税专用发票)', number)).toEqual({ kind: 'tax-invoice', number });
    expect(marking(`电子发票(增值税专用发票) ${number}`)).toEqual({ kind: 'tax-invoice', number });
  });

  test.each([
    [`合同附件：电子发票（普通发票）一张`],
    [`订单 ${number} 对账单`],
    ['电子发票（普通发票）', `号码 ${number}9`],
    ['乙方应当开具电子发票（增值税专用发票）。', `账号：${number}`],
  ])('%s is none', (...lines) => {
    expect(marking(...lines)).toBeNull();
  });
});
