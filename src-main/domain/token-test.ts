/** What a test of a token can say of one way to sign (signer/pkcs11/try-ways.ts): in words. */

/** The best first. `no-za`: signed over SM3(M), without ZA; `other`: the certificate's key verifies nothing of it; `refused`: no signature. */
export const triedOutcomes = ['works', 'no-za', 'other', 'refused'] as const;
export type TriedOutcome = (typeof triedOutcomes)[number];

/** How a driver wrote a signature (signer/pkcs11/signature-readings.ts). */
export const signatureForms = [
  'der',
  'der-lenient',
  'der-wrapped',
  'raw',
  'raw-prefixed',
  'raw-wide',
  'raw-padded',
  'raw-little-endian',
] as const;
export type SignatureForm = (typeof signatureForms)[number];

type Words = Readonly<Record<'zh' | 'en', string>>;

export const triedOutcomeWords: Readonly<Record<TriedOutcome, Words>> = {
  works: { zh: '可用', en: 'works' },
  'no-za': { zh: '签名里没有签名人标识（Z）', en: 'signs without the signer’s identity (Z)' },
  other: { zh: '签名与证书不符', en: 'the signature is not the certificate’s' },
  refused: { zh: '不接受', en: 'refused' },
};

export const signatureFormWords: Readonly<Record<SignatureForm, Words>> = {
  der: { zh: 'DER', en: 'DER' },
  'der-lenient': { zh: 'DER（写法不标准）', en: 'DER, not by the letter' },
  'der-wrapped': { zh: 'DER（外面还有一层）', en: 'DER in a wrapping' },
  raw: { zh: 'r‖s，64 字节', en: 'r‖s, 64 octets' },
  'raw-prefixed': { zh: 'r‖s，前面有 04', en: 'r‖s behind 04' },
  'raw-wide': { zh: 'r‖s，各自前面补零', en: 'r‖s, each with zeros before it' },
  'raw-padded': { zh: 'r‖s，后面有多余字节', en: 'r‖s with octets behind it' },
  'raw-little-endian': { zh: 'r‖s，字节倒序', en: 'r‖s, octets reversed' },
};

/** Who computes what of e = SM3(ZA ‖ M). */
export const signInputWords: Readonly<Record<'digest' | 'message' | 'za-message', Words>> = {
  digest: { zh: '摘要和 Z 由汴印计算', en: 'digest and Z computed by Bianyin' },
  message: { zh: '摘要和 Z 由 UKey 计算', en: 'digest and Z computed by the UKey' },
  'za-message': { zh: 'Z 由汴印、摘要由 UKey 计算', en: 'Z computed by Bianyin, the digest by the UKey' },
};
