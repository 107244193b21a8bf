/** 统一社会信用代码 (GB 32100-2015 §4–5): 18 characters, a check character over all, a GB 11714 code with its own inside. */

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** 3^i mod 31 (GB 32100-2015 Annex A). */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export type SocialCreditCodeProblem = 'length' | 'character' | 'organisation-check' | 'check';

/** What is wrong with a code in upper case without spaces; null when both check characters are right. */
export function socialCreditCodeProblem(code: string): SocialCreditCodeProblem | null {
  if (code.length !== 18) return 'length';
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return 'character';
  if (organisationCheck(code.slice(8, 16)) !== code.charAt(16)) return 'organisation-check';
  return socialCreditCheck(code.slice(0, 17)) === code.charAt(17) ? null : 'check';
}

/** Whether a code in upper case without spaces is right in form and both check characters. Says nothing about whether it was ever given out. */
export function isSocialCreditCode(code: string): boolean {
  return socialCreditCodeProblem(code) === null;
}

/** The 18th character for the first 17. */
export function socialCreditCheck(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** The check character of a GB 11714-1997 organisation code of eight characters. */
export function organisationCheck(first8: string): string {
  const value = (i: number): number => organisationAlphabet.indexOf(first8.charAt(i));
  const rest = 11 - (organisationWeights.reduce((total, weight, i) => total + weight * value(i), 0) % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}
