/** Currencies as people write them in a list (`元`, `￥`, `US$`, `港币`), as ISO 4217 codes; a bare $ may be five of them and is none. */

const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CNY: ['元', '人民币', '人民币元', '圆', 'rmb', 'cny', '¥', '￥', 'cn¥', 'yuan'],
    USD: ['美元', '美金', 'usd', 'us$', 'usdollar'],
    HKD: ['港元', '港币', 'hkd', 'hk$'],
    EUR: ['欧元', 'eur', '€', 'euro'],
    JPY: ['日元', '日圆', 'jpy', 'jp¥'],
    GBP: ['英镑', 'gbp', '£'],
  }).flatMap(([code, texts]) => texts.map((text): [string, string] => [text, code])),
);

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The code, or null when it is not sure. */
export function currencyOf(text: string): string | null {
  const folded = text.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
  const known = names.get(folded) ?? names.get(text.trim());
  if (known !== undefined) return known;
  const code = folded.toUpperCase();
  return codes.has(code) ? code : null;
}
