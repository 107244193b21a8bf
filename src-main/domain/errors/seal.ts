/** Errors of the area "seal": structures that are not seals, and values that cannot be written into one. */
export const sealErrors = {
  'seal-malformed': {
    zh: '印章或签章数据结构不符合国家标准（{what}），没有采用。请向印章制作单位重新领取，或请对方重新签章。',
    en: 'The seal or seal signature is not built as the standard says ({what}) and was not used. Get the seal again from its maker, or have the document sealed again.',
  },
  'seal-too-large': {
    zh: '印章或签章数据过大（{size} 字节，上限 {limit} 字节），没有读取。请核对文件来源。',
    en: 'The seal or seal signature is too large ({size} bytes, at most {limit}) and was not read. Check where the file comes from.',
  },
  'seal-value-invalid': {
    zh: '印章字段 {field} 的值不能写入（{what}），没有生成印章数据。请改正该字段后重试。',
    en: 'The seal field {field} cannot be written ({what}); nothing was made. Correct the field and try again.',
  },
} as const;
