/** Errors of the areas "crypto" and "pki": encodings, keys, certificates, signed data. */
export const cryptoErrors = {
  'der-malformed': {
    zh: '数据读不出来（{what}，第 {offset} 字节）。文件可能已损坏或被改动，请向出具方重新索取。',
    en: 'The data cannot be read ({what}, byte {offset}). The file may be damaged or altered; ask its issuer for a new copy.',
  },
  'public-key-invalid': {
    zh: '公钥无效（{what}）。这张证书不能用于验证，请联系发证机构。',
    en: 'The public key is not valid ({what}). This certificate cannot be used; ask the authority that issued it.',
  },
  'signature-value-malformed': {
    zh: '签名数据的写法有误（{what}），不能验证。请向出具方重新索取文件。',
    en: 'The signature is badly written ({what}) and cannot be verified. Ask the issuer for a new copy.',
  },
  'decryption-failed': {
    zh: '解不开：密钥不对，或者数据已损坏、被改动。请核对恢复码，或换一份备份。',
    en: 'It cannot be decrypted: the key is another one, or the data is damaged or altered. Check the recovery code, or use another backup.',
  },
  'certificate-malformed': {
    zh: '证书的结构有误（{what}）。请换一份完整的证书。',
    en: 'The certificate has a wrong structure ({what}). Use an intact copy of the certificate.',
  },
  'crl-malformed': {
    zh: '证书吊销名单的结构有误（{what}）。请重新下载吊销名单。',
    en: 'The certificate revocation list has a wrong structure ({what}). Fetch the list again.',
  },
  'ocsp-malformed': {
    zh: '发证机构对证书状态的答复读不出来（{what}）。请重新获取。',
    en: 'What the issuing authority answered about the certificate cannot be read ({what}). Ask for it again.',
  },
  'signed-data-malformed': {
    zh: '签名数据的结构有误（{what}）。请向出具方重新索取文件。',
    en: 'The signed data has a wrong structure ({what}). Ask the issuer for a new copy of the file.',
  },
  'timestamp-malformed': {
    zh: '时间戳的结构有误（{what}）。请重新申请时间戳，或向出具方重新索取文件。',
    en: 'The time stamp has a wrong structure ({what}). Request a new time stamp or ask the issuer for a new copy.',
  },
} as const;
