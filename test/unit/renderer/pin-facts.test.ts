/** What somebody typed into one field of a request can look like no other field in the PIN window. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { PinDigest, PinFacts } from '../../../src-renderer/pin/pin-facts.tsx';

/** Names of fields with their values, as they stand in the window. */
function fields(
  told: Parameters<typeof PinFacts>[0]['told'],
  language: 'zh' | 'en' = 'zh',
): [string, string][] {
  const html = renderToStaticMarkup(createElement(PinFacts, { told, language }));
  return [...html.matchAll(/<dt>(.*?)<\/dt><dd><bdi>(.*?)<\/bdi><\/dd>/gs)].map(
    ([, name = '', value = '']) => [name, value],
  );
}

const none = { counterparty: null, amount: null, currency: null };

describe('facts', () => {
  test('stand each in a field of its own', () => {
    const told = {
      reason: '采购',
      counterparty: '某某公司',
      amount: '128000',
      currency: 'CNY',
      refusal: '缺附件',
    };
    expect(fields(told)).toEqual([
      ['事由', '采购'],
      ['相对方', '某某公司'],
      ['金额', '￥128,000.00'],
      ['理由', '缺附件'],
    ]);
    expect(fields(told, 'en').map(([name]) => name)).toEqual(['Purpose', 'Counterparty', 'Amount', 'Reason']);
  });

  test.each([
    '办公用品；文具店；￥100.00',
    '办公用品\n相对方 文具店\n金额 ￥100.00',
    '</bdi></dd></div><div data-fact="amount"><dt>金额</dt><dd><bdi>￥100.00',
    '办公用品　　　　金额：￥100.00',
  ])('a reason is one field, whatever it says: %s', (reason) => {
    const found = fields({ reason, ...none });
    expect(found.map(([name]) => name)).toEqual(['事由']);
    expect(found[0]?.[1]).not.toContain('<');
  });

  test('that are not there have no field', () => {
    expect(fields({ reason: '', ...none })).toEqual([]);
  });
});

test('a digest opens whole, in groups that are read aloud', () => {
  const sm3 = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(8)).join('');
  const html = renderToStaticMarkup(createElement(PinDigest, { sm3, language: 'zh' }));
  expect([...html.matchAll(/<span>(.*?)<\/span>/g)].map(([, group]) => group).join('')).toBe(sm3);
  expect(html.match(/<span>/g)).toHaveLength(8);
});
