/** Invoices inside a PDF are told by structure and by the form of the number; hostile texts cost nothing and say nothing. */
import { describe, expect, it } from 'vitest';
import { embeddedInvoice } from '../../../src-main/domain/embedded-invoice.ts';

const number = '26412000000012345678';
const parties = '<SellerName>开封甲公司</SellerName><BuyerName>乙公司 &amp; 子公司</BuyerName>';

describe('an invoice', () => {
  it.each([
    [
      'XML',
      `<?xml version="1.0"?><EInvoice><Header><EIid>${number}</EIid></Header><D>${parties}<TotalTax-includedAmount>113.00</TotalTax-includedAmount><IssueTime>2026-11-30 10:00</IssueTime></D></EInvoice>`,
    ],
    [
      'XBRL',
      `<xbrli:xbrl xmlns:xbrli="x"><f:IssueDate contextRef="c">2026-11-30</f:IssueDate><f:InvoiceNumber contextRef="c">${number}</f:InvoiceNumber><f:SellerName contextRef="c">开封甲公司</f:SellerName><f:BuyerName contextRef="c">乙公司 &amp; 子公司</f:BuyerName><f:AmountIncludingTax contextRef="c">113.00</f:AmountIncludingTax></xbrli:xbrl>`,
    ],
    [
      'in Chinese',
      `<数据><发票号码> ${number}\n</发票号码><销售方名称>开封甲公司</销售方名称><购买方名称>乙公司 &amp; 子公司</购买方名称><价税合计>113.00</价税合计><开票日期>2026-11-30</开票日期></数据>`,
    ],
  ])('as %s says number, date, seller, buyer and amount', (_, text) => {
    expect(embeddedInvoice(text)).toEqual({
      number,
      said: '2026-11-30 · 开封甲公司 → 乙公司 & 子公司 · 113.00',
    });
  });

  it.each([
    ['another number', `<EInvoice><EIid>${number.slice(1)}</EIid></EInvoice>`],
    ['a number too long', `<EInvoice><EIid>${number}1</EIid></EInvoice>`],
    ['a number under another name', `<EInvoice><Account>${number}</Account></EInvoice>`],
    ['an order that names one', `<Order><InvoiceNumber>${number}</InvoiceNumber></Order>`],
    ['a number by an entity', `<!DOCTYPE x [<!ENTITY n "${number}">]><EInvoice><EIid>&n;</EIid></EInvoice>`],
    [
      'a statement of several',
      `<InvoiceList><InvoiceNumber>${number}</InvoiceNumber><InvoiceNumber>${number.replace('8', '9')}</InvoiceNumber></InvoiceList>`,
    ],
    ['no XML', number],
    ['nothing', ''],
  ])('is not %s', (_, text) => expect(embeddedInvoice(text)).toBeNull());

  it('says nothing unseen, and not much', () => {
    const text = `<Invoice><EIid>${number}</EIid><SellerName>a\u202e\u0007b${'x'.repeat(300)}</SellerName></Invoice>`;
    expect(embeddedInvoice(text)?.said).toMatch(/^a b?x*b?x*$/);
    expect(embeddedInvoice(text)?.said.length).toBeLessThanOrEqual(80);
  });

  it.each(['<a ', '<a>', '<a b', '<invoice', 'x', '<a>1</', '<a >x<', ' ', '&amp;', '<!ENTITY a "&b;">'])(
    'two megabytes of %j are read at once',
    (piece) => {
      const begun = process.cpuUsage();
      expect(embeddedInvoice(piece.repeat(2_000_000 / piece.length))).toBeNull();
      const { user } = process.cpuUsage(begun);
      expect(user / 1e6).toBeLessThan(4);
    },
  );
});
