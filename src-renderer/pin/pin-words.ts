/** Words of the PIN page, which shares nothing with the main window but its colours. */
export const pinWords = {
  title: {
    request: { zh: '提交用印申请', en: 'Submit a request' },
    approve: { zh: '同意用印', en: 'Approve the use' },
    reject: { zh: '驳回申请', en: 'Reject the request' },
    cancel: { zh: '撤回申请', en: 'Take the request back' },
    policy: { zh: '签署用印制度', en: 'Sign the policy' },
    apply: { zh: '将盖 {seal} {places}', en: '{seal} {places} will be applied' },
  },
  warnings: { zh: '文件需要注意的地方', en: 'What to know of the file' },
  policy: {
    changes: { zh: '与现行制度相比，改了 {count} 处：', en: '{count} changes from the policy in force:' },
    nothing: { zh: '内容与现行制度相同。', en: 'The same as the policy in force.' },
    ends: {
      zh: '签署后，正在办理的 {count} 件申请作废，要重新提交：',
      en: 'Signing ends {count} running requests; they have to be submitted again:',
    },
    go: { zh: '其余 {count} 件正在办理的申请照常进行。', en: 'The other {count} running requests go on.' },
    allGo: { zh: '正在办理的申请（{count} 件）照常进行。', en: 'All running requests ({count}) go on.' },
  },
  withSeal: { zh: '用 {seal} 的密钥签名', en: 'signed with the key of {seal}' },
  marks: { zh: '{seal} {places}', en: '{seal} {places}' },
  places: { zh: '{places} 处', en: '× {places}' },
  seam: { zh: '骑缝 {seams} 组（{seamPages} 页）', en: 'seam × {seams} ({seamPages} pages)' },
  confirm: {
    request: { zh: '确认提交', en: 'Submit' },
    approve: { zh: '确认同意', en: 'Approve' },
    reject: { zh: '确认驳回', en: 'Reject' },
    cancel: { zh: '确认撤回', en: 'Take back' },
    policy: { zh: '确认签署', en: 'Sign' },
    apply: { zh: '确认盖章', en: 'Seal' },
  },
  tries: {
    ok: { zh: 'PIN 没有输错过，可以正常尝试。', en: 'The PIN was not mistyped; all tries are left.' },
    low: {
      zh: '这把 UKey 的 PIN 输错过，剩余次数已减少，只有 UKey 自己知道还剩几次。',
      en: 'The PIN was mistyped before; fewer tries are left, and only the UKey knows how many.',
    },
    final: {
      zh: '只剩最后一次。再错一次，UKey 就会锁定。',
      en: 'Last try. One more mistake locks the UKey.',
    },
    locked: {
      zh: 'PIN 已锁定，不能再输入。请带上这把 UKey 找管理员解锁。',
      en: 'The PIN is locked; nothing can be typed any more. Take this UKey to your administrator to unlock it.',
    },
  },
  triesLeft: { zh: '还可尝试 {count} 次。', en: 'Tries left: {count}. ' },
  keypad: {
    zh: '这把 UKey 有自己的键盘：按下面的按钮，然后请在 UKey 上输入 PIN。',
    en: 'This UKey has its own keypad: press the button below, then type the PIN on the UKey.',
  },
  keypadNow: {
    zh: '请在 UKey 上输入 PIN，并按 UKey 上的确认键。',
    en: 'Type the PIN on the UKey and confirm it there.',
  },
  files: { zh: '共 {count} 个文件，各盖一次：', en: '{count} files, sealed once each:' },
  problems: {
    wrong: {
      zh: 'PIN 不对，没有签名。请看清剩余次数，再输入一次。',
      en: 'The PIN was wrong; nothing was signed. See how many tries are left, then type it again.',
    },
    length: {
      zh: 'PIN 的长度不合这把 UKey 的要求，没有签名。请再输入一次。',
      en: 'The length of the PIN does not suit this UKey; nothing was signed. Type it again.',
    },
    gone: {
      zh: 'UKey 刚才被拔出，没有签名。现在已插好，请重新输入 PIN。',
      en: 'The UKey had been pulled out; nothing was signed. It is back now: type the PIN again.',
    },
    pulled: {
      zh: 'UKey 已拔出。插回这把 UKey 后可以继续；不办了请点“取消”。',
      en: 'The UKey is not plugged in. Plug it in again to go on, or cancel.',
    },
  },
  checking: { zh: '正在核对 PIN……', en: 'Checking the PIN…' },
  confirmFinal: { zh: '我知道这是最后一次，仍要输入', en: 'I know that this is the last try' },
  pin: { zh: 'PIN', en: 'PIN' },
  refuse: { zh: '取消', en: 'Cancel' },
  sandboxPin: { zh: '用沙箱 PIN', en: 'Use the sandbox PIN' },
  stranger: { zh: '持有人未知', en: 'holder unknown' },
  software: { zh: '软件 UKey', en: 'software UKey' },
  facts: {
    reason: { zh: '事由', en: 'Purpose' },
    matter: { zh: '事项', en: 'Matter' },
    uses: { zh: '次数', en: 'Uses' },
    counterparty: { zh: '相对方', en: 'Counterparty' },
    amount: { zh: '金额', en: 'Amount' },
    refusal: { zh: '理由', en: 'Why not' },
    timeStamp: { zh: '时间戳', en: 'Time stamp' },
    file: { zh: '文件', en: 'File' },
    request: { zh: '申请', en: 'Request' },
  },
  times: { zh: '可用印 {uses} 次', en: 'may be used {uses} times' },
  list: {
    count: { zh: '清单，共 {count} 件', en: 'A list of {count} files' },
    now: { zh: '清单 {count} 件，这次盖 {now} 件', en: '{now} of the {count} files of a list' },
    sum: { zh: '合计 {amount}（{count} 件）', en: '{amount} in all ({count} files)' },
    without: { zh: '未写金额 {count} 件', en: '{count} files without an amount' },
    parties: { zh: '相对方 {count} 家', en: '{count} counterparties' },
    more: {
      zh: '…… 还有 {count} 件，在主窗口里逐件查看',
      en: '… and {count} more; the main window shows each',
    },
  },
  filesDigest: { zh: '全部文件 SM3 {head}…　查看全部', en: 'SM3 of all files {head}…, show all' },
  listDigest: { zh: '清单 SM3 {head}…　查看全部', en: 'SM3 of the list {head}…, show all' },
  digest: { zh: 'SM3 {head}…　查看全部', en: 'SM3 {head}…, show all' },
  firstPage: {
    zh: '文件第一页（由签名一侧绘制），点一下放大',
    en: 'First page as the signing side drew it; press to enlarge',
  },
  noFirstPage: {
    zh: '第一页没有画出来，不影响签名。请在主窗口核对文件，并比对 SM3。',
    en: 'The first page could not be drawn; signing is possible all the same. Check the file in the main window and compare its SM3.',
  },
  failed: {
    zh: '没有签名。这个窗口的问题已经结束，请关闭后重新操作。',
    en: 'Nothing was signed. The question of this window has ended; close it and start again.',
  },
  left: { zh: '{seconds} 秒后自动取消', en: 'Cancelled by itself in {seconds} s' },
} as const;
