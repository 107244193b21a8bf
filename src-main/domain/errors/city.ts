/** Errors of the area "city": the seal maker, the authority, status snapshots, trust material. */
export const cityErrors = {
  // The seal maker.
  'seal-glyph-missing': {
    zh: '字库里没有“{character}”（{codePoint}）这个字，印章没有制作。请核对名称；若确有此字，请向制章单位申请补字。',
    en: 'The font has no character "{character}" ({codePoint}); no seal was made. Check the name, or ask the seal maker to add the character.',
  },
  'seal-name-too-long': {
    zh: '名称共 {count} 个字，刻在这种印章上会看不清，印章没有制作。请使用登记的规范化简称。',
    en: 'The name has {count} characters and would not be legible on this seal; no seal was made. Use the registered short form.',
  },
  'seal-name-empty': {
    zh: '印章名称是空的，印章没有制作。请填写登记的名称。',
    en: 'The name on the seal is empty; no seal was made. Enter the registered name.',
  },
  'seal-code-malformed': {
    zh: '印章编码必须是 13 位数字，印章没有制作。请核对公安备案的印章编码。',
    en: 'A seal code is 13 digits; no seal was made. Check the code in the police register.',
  },
  'seal-variant-unknown': {
    zh: '印章式样里没有“{variant}”这种规格，印章没有制作。请从式样表中选择规格。',
    en: 'The seal profile has no size "{variant}"; no seal was made. Choose a size of the profile.',
  },
} as const;
