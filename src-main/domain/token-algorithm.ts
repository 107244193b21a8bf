/** Kinds of signatures that a token's driver offers, as far as it can be known before a PIN. */
export const tokenAlgorithms = ['sm2', 'rsa', 'ecdsa'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

const names: Readonly<Record<TokenAlgorithm, string>> = { sm2: 'SM2', rsa: 'RSA', ecdsa: 'ECDSA' };

/** `SM2、RSA`; a word for none. */
export function tokenAlgorithmText(algorithms: readonly TokenAlgorithm[], language: 'zh' | 'en'): string {
  if (algorithms.length === 0) return { zh: '没有签名算法', en: 'no signatures' }[language];
  const text = algorithms.map((each) => names[each]).join({ zh: '、', en: ', ' }[language]);
  return algorithms.includes('sm2') ? text : { zh: `没有 SM2（${text}）`, en: `no SM2 (${text})` }[language];
}
