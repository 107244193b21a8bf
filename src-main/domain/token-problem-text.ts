/** What of a token or slot could not be read, in words: for the terminal and for the diagnosis. The rest of it works all the same. */

/** Parts of a token that can fail by themselves (signer/pkcs11/certificate-objects.ts). */
export const tokenParts = ['certificates', 'certificate', 'seals', 'session'] as const;
export type TokenPart = (typeof tokenParts)[number];

/** `token`: what it is called; `slot`: number of the slot; `ckr`: return value of the driver. */
export const tokenProblemTexts = {
  'slot-unreadable': {
    zh: '{slot} 号插槽里的 UKey 读不出来（代码 {ckr}），其他 UKey 照常可用。请重新插拔它；若仍如此，请联系厂家。',
    en: 'The UKey in slot {slot} cannot be read (code {ckr}); the others work. Re-plug it; if it stays so, contact its maker.',
  },
  'token-certificates-unreadable': {
    zh: '{token}：里面的证书读不出来（代码 {ckr}）。请重新插拔，关闭别的使用 UKey 的程序，再检查一次。',
    en: '{token}: its certificates cannot be read (code {ckr}). Re-plug it, close other programs that use it, and check again.',
  },
  'token-certificate-unreadable': {
    zh: '{token}：里面有一张证书的内容是坏的，没有用它；其他证书照常可用。',
    en: '{token}: one certificate on it is damaged and was passed over; the others work.',
  },
  'token-seals-unreadable': {
    zh: '{token}：里面的印章读不出来（代码 {ckr}）。请重新插拔，再检查一次；若仍如此，请联系发放单位。',
    en: '{token}: its seals cannot be read (code {ckr}). Re-plug it and check again; if it stays so, contact its issuer.',
  },
  'token-session-unreadable': {
    zh: '{token}：驱动打不开它（代码 {ckr}），可能正被别的程序使用。请关闭别的使用 UKey 的程序，再检查一次。',
    en: '{token}: the driver does not open it (code {ckr}); another program may be using it. Close what else uses it and check again.',
  },
} as const;

/** Which sentence it is for a part of a token. */
export function problemCode(part: TokenPart): `token-${TokenPart}-unreadable` {
  return `token-${part}-unreadable`;
}

/** The sentence in Chinese, as the terminal says it. */
export function tokenProblemText(
  code: keyof typeof tokenProblemTexts,
  values: Readonly<Record<string, string>>,
): string {
  return tokenProblemTexts[code].zh.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '?');
}
