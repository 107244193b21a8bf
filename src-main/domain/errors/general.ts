/** Errors that belong to no area: usage, files, storage. */
export const generalErrors = {
  usage: { zh: '命令用法不对：{what}。', en: 'Usage: {what}.' },
  'file-not-readable': {
    zh: '文件 {file} 读不出来。请检查文件是否存在、是否有权限。',
    en: 'File {file} cannot be read. Check that it exists and that you may read it.',
  },
  internal: {
    zh: '程序内部出错，没有写出任何文件。诊断编号 {diagnostic}。',
    en: 'An internal error; nothing was written. Diagnostic {diagnostic}.',
  },
  'file-changed-while-reading': {
    zh: '文件在读取时被别的程序改动了，已停止。请等改动完成后再试。',
    en: 'The file was changed by another program while it was read. Try again when that is finished.',
  },
  'output-exists': {
    zh: '没有写出文件：{file} 已经存在。汴印不覆盖任何文件，请换一个文件名。',
    en: 'Nothing was written: {file} exists already. Bianyin never overwrites a file; choose another name.',
  },
  'output-not-writable': {
    zh: '没有写出文件：{file} 写不进去（磁盘已满或没有权限）。请换一个位置或清理磁盘后再试。',
    en: 'Nothing was written: {file} cannot be written (disk full, or no permission). Choose another place.',
  },
  'home-missing': {
    zh: '这里还没有汴印的数据目录。请先运行 bianyin sandbox init，或用 --home 指定目录。',
    en: 'There is no Bianyin home here yet. Run bianyin sandbox init first, or name one with --home.',
  },
  'home-damaged': {
    zh: '数据目录的设置文件损坏，已停止使用。请从备份恢复。',
    en: 'The settings file of this home is damaged; it is not used. Restore it from a backup.',
  },
  'worker-lost': {
    zh: '处理程序中途退出（{worker}），没有写出任何文件。可以重试；若再次发生请导出诊断。',
    en: 'A worker ({worker}) ended in the middle; nothing was written. Try again.',
  },
  'worker-timeout': {
    zh: '处理超过时限（{worker}，{seconds} 秒），已停止，没有写出任何文件。',
    en: 'A worker ({worker}) took longer than {seconds} s and was stopped; nothing was written.',
  },
  'pin-required': {
    zh: '需要 PIN。请用 --pin-file 文件、--pin-stdin，或在终端里直接输入。',
    en: 'A PIN is needed: use --pin-file FILE, --pin-stdin, or type it at a terminal.',
  },
  'seal-not-in-register': {
    zh: '本企业还没有领取这种印章（{seal}）。请先向城市系统申领。',
    en: 'This enterprise has no seal of this kind ({seal}) yet. Apply for it first.',
  },
  'seal-not-trusted': {
    zh: '没有盖章。印章 {seal} 不能确认（{code}），不能使用。请联系发章单位。',
    en: 'Nothing was sealed. Seal {seal} cannot be confirmed ({code}). Contact its issuer.',
  },
  'seal-not-as-registered': {
    zh: '没有盖章。UKey 里的印章 {seal} 与本单位登记领取的印章数据不一致，可能是旧章或别处的章。请插入现行印章的 UKey；换领后请先更新印章数据。',
    en: 'Nothing was sealed. Seal {seal} on the token is not the one that this enterprise received; it may be an old one. Insert the token of the present seal, or update the register after a re-issue.',
  },
  'seal-other-authority': {
    zh: '没有盖章。印章 {seal} 与法定代表人章不是同一发章体系签发的。请使用本单位领取的印章，或请管理员核对信任目录。',
    en: "Nothing was sealed. Seal {seal} and the legal representative's seal do not come from the same authority. Use the seal of this enterprise, or have the trust folder checked.",
  },
  'seal-not-on-token': {
    zh: '没有盖章。UKey {token} 里没有印章 {seal} 及其证书。请插入保管这枚印章的 UKey。',
    en: 'Nothing was sealed. Token {token} does not hold seal {seal} and its certificate.',
  },
  'person-not-on-token': {
    zh: 'UKey {token} 里没有制度中所列人员的证书。请插入本人的 UKey，或请法定代表人更新制度。',
    en: 'Token {token} holds no certificate of a person named in the policy.',
  },
  'output-not-verified': {
    zh: '没有写出文件。盖好的文件没有通过自验（{codes}），已销毁。请导出诊断并联系支持。',
    en: 'Nothing was written. The sealed file did not pass our own verification ({codes}) and was destroyed.',
  },
  'document-signature-broken': {
    zh: '没有盖章。文件里已有的签章不再有效（{codes}），再盖也无法补救。请使用未被改动的文件。',
    en: 'Nothing was sealed. A signature in the file is broken already ({codes}). Use an unchanged file.',
  },
  'timestamp-failed': {
    zh: '没有盖章。时间戳没有取到或不正确。请稍后再试，或用 --no-timestamp 不加时间戳。',
    en: 'Nothing was sealed. No good time stamp was to be had. Try later, or use --no-timestamp.',
  },
  'sandbox-only': {
    zh: '这个操作只能在沙箱里进行。',
    en: 'This can be done in a sandbox home only.',
  },
  'home-exists': {
    zh: '这个目录里已经有汴印的数据，没有改动任何东西。请换一个 --home 目录。',
    en: 'There is a Bianyin home here already; nothing was changed. Choose another --home.',
  },
} as const;
