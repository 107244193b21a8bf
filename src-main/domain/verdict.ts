/** Verdict vocabulary: four levels, three axes. The levels order from good to bad; the worst one wins. */

export const verdictLevels = ['PASS', 'UNSURE', 'FAIL'] as const;
/** PASS green, UNSURE amber, FAIL red. A document without any signature is NONE, which is no verdict on a signature. */
export type SignatureLevel = (typeof verdictLevels)[number];
export type DocumentLevel = SignatureLevel | 'NONE';

export const verdictAxes = ['integrity', 'identity', 'time'] as const;
/** integrity 文件 · identity 签章人 · time 时间. */
export type VerdictAxis = (typeof verdictAxes)[number];

/** The worse of two levels (FAIL > UNSURE > PASS). */
export function worst(a: SignatureLevel, b: SignatureLevel): SignatureLevel {
  return verdictLevels.indexOf(a) >= verdictLevels.indexOf(b) ? a : b;
}
