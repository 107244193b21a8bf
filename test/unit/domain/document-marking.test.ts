/** Words that forbid a seal, and words that only look like them. */
import { describe, expect, test } from 'vitest';
import { documentMarking } from '../../../src-main/domain/document-marking.ts';

describe('marks of state secrets', () => {
  test.each([
    ['机密★1年 开封市人民政府文件', '机密★'],
    ['绝 密 ★', '绝密★'],
    ['000001\n秘密☆长期', '秘密☆'],
  ])('%s', (text, mark) => {
    expect(documentMarking(text)).toEqual({ kind: 'state-secret', mark });
  });

  test.each(['双方应当保守商业秘密', '保密条款：机密信息', '★★★ 推荐', ''])('%s is none', (text) => {
    expect(documentMarking(text)).toBeNull();
  });
});

describe('electronic tax invoices', () => {
  const number = '26412000000012345678';

  test('by the title and the 20 digits, with full-width brackets and blanks between the letters', () => {
    const text = `电 子 发 票 （普通发票） 发票号码：${number} 开票日期：2026年3月2日`;
    expect(documentMarking(text)).toEqual({ kind: 'tax-invoice', number });
    expect(documentMarking(`电子发票(增值税专用发票) ${number}`)).toEqual({ kind: 'tax-invoice', number });
  });

  test.each([
    `合同附件：电子发票（普通发票）一张`,
    `订单 ${number} 对账单`,
    `电子发票（普通发票）号码 ${number}9`,
  ])('%s is none', (text) => {
    expect(documentMarking(text)).toBeNull();
  });
});
