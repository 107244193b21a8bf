/**
 * How the approvals in a file are spoken of, on the screen, on paper and in the terminal: a signature as somebody, never an office
 * that was not looked up. `signature` and `register` are how far an act was looked into.
 */
export const approvalWords = Object.freeze({
  title: { zh: '用印审批记录', en: 'Approval record' },
  act: { zh: '以{role}身份签名：{name}', en: 'signed as {role}: {name}' },
  signature: { zh: '签名有效，职务未核对', en: 'signature good, office not checked' },
  register: {
    zh: '与本单位用印制度、用印登记簿一致',
    en: 'as policy and register of this enterprise have it',
  },
  open: {
    zh: '核对了签名、证书、文件和印章；没有核对这些人是否担任该职务、是否按盖章单位的用印制度审批。',
    en: 'Checked: signatures, certificates, file and seal. Not checked: whether these people hold the offices, and whether the policy of the enterprise was kept.',
  },
  none: {
    zh: '文件里没有任何人的审批，看不出是谁批准盖章的',
    en: 'The file carries nobody’s approval; it does not show who agreed to the seal',
  },
});

/** Stands in the register before what an approver said beside the approval. */
export const commentMark = '；意见：';

/** `以法定代表人身份签名：沈镕昇`; of a deputy `以法定代表人身份签名：马堃（代 沈镕昇）`. */
export function actText(language: 'zh' | 'en', role: string, name: string, behalf?: string): string {
  const who = behalf === undefined ? name : behalfText(name, behalf, language);
  return approvalWords.act[language].replace('{role}', () => role).replace('{name}', () => who);
}

/** For whom somebody acted, by the words of `behalfText`; undefined for one who acted for nobody. */
export function behalfOf(text: string): string | undefined {
  return /（代 (.+)）$/u.exec(text)?.[1];
}

/** Who acted, and for whom. */
export function behalfText(name: string, behalf: string, language: 'zh' | 'en'): string {
  return language === 'zh' ? `${name}（代 ${behalf}）` : `${name} (for ${behalf})`;
}
