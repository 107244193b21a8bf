/** Errors of the area "sealing": how a sealing that nobody is to blame for comes to an end, and files that are not sealed at all. */
export const sealingErrors = {
  'sealing-stopped': {
    zh: '没有盖章：操作已停止，没有占用用印次数。需要时请重新盖章。',
    en: 'Not sealed: the work was stopped, and no use was spent. Seal it again when it is wanted.',
  },
  'sealed-without-receipt': {
    zh: '文件已经盖好：{file}，用印已经记录在登记簿里；只是签名进程没有送回回执。请不要再盖一次，验一下这个文件就可以使用。',
    en: 'The file is sealed: {file}, and the use is in the register; only the receipt of the signing process was lost. Do not seal it again; verify the file and use it.',
  },
  'sealing-interrupted': {
    zh: '盖章中断了：没有写出 {file}，但这次用印已经计入次数，登记簿里记为没有完成（申请 {id}）。还需要盖章时，请看剩余次数，不够请重新申请。',
    en: 'The sealing broke off: {file} was not written, but the use counts and the register says that it was not completed (request {id}). If the seal is still needed, see what uses are left, or submit again.',
  },
  'sealing-interrupted-file': {
    zh: '盖章在最后一步中断了：{file} 已经写出，但这次用印在登记簿里记为中断（申请 {id}）。请先验这个文件，结论是通过才能使用，并告诉印章管理员。',
    en: 'The sealing broke off at its last step: {file} was written, but the register says that the use was interrupted (request {id}). Verify the file first, use it only when it passes, and tell who manages the seals.',
  },
  'sealing-outcome-unknown': {
    zh: '还不知道盖成没有：签名进程没有送回回执，登记簿和文件 {file} 也对不上。请不要重新盖章，稍后查看登记簿里的申请 {id}，并验这个文件。',
    en: 'Whether it was sealed is not known: the signing process gave no receipt, and the register and the file {file} do not tell. Do not seal again; look up request {id} in the register later, and verify the file.',
  },
  'statement-not-recorded': {
    zh: '没有办理：签名时处理程序（{worker}）中途退出或超时，登记簿里没有留下这次签名，什么都没有改变。请检查 UKey 后再办一次；若再次出现，请联系技术支持。',
    en: 'Nothing was done: a worker ({worker}) ended or was stopped while signing, and no such signature is on record; nothing has changed. Check the token and do it once more; if it comes back, ask for support.',
  },
  'statement-outcome-unknown': {
    zh: '还不知道办成没有：签名进程没有送回回执，登记簿现在也读不出来。请不要重新签名，先重新打开汴印，在“审批”里看这份申请的状态。',
    en: 'Whether it was done is not known: the signing process gave no receipt, and the register cannot be read now. Do not sign again; open Bianyin anew and look up the request first.',
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
