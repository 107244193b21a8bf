/** Errors of the area "sealing": how a sealing that nobody is to blame for comes to an end, and files that are not sealed at all. */
export const sealingErrors = {
  'sealing-stopped': {
    zh: '没有盖章：操作已停止，没有占用用印次数。需要时请重新盖章。',
    en: 'Not sealed: the work was stopped, and no use was spent. Seal it again when it is wanted.',
  },
  'document-state-secret': {
    zh: '没有办理：文件标有“{mark}”。涉密文件不得在本系统中盖章。请按保密规定在涉密系统中办理，并请保密人员确认本机是否可以存放这个文件。',
    en: 'Nothing was done: the file is marked "{mark}". State secrets are not sealed in this system. Use the classified one, and ask your security officer whether the file may be on this machine.',
  },
  'document-tax-invoice': {
    zh: '没有办理：这是数电票（号码 {number}），税务机关已经签名，不需要加盖发票专用章；盖章会改动原件。请保留原件；需要签收或说明时，请另做一份文件盖章。',
    en: 'Nothing was done: this is an electronic tax invoice (number {number}), signed by the tax authority. It needs no invoice seal, and a seal would alter the original. Keep it as it is; seal a separate document where one is wanted.',
  },
} as const;
