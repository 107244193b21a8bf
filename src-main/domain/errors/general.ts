/** Errors that belong to no area: usage, files, storage. */
export const generalErrors = {
  'option-missing': {
    zh: '缺少选项 {option}。请加上再试。',
    en: 'The option {option} is missing. Add it and try again.',
  },
  usage: {
    zh: '没有看懂：{what}。请改正后再试。',
    en: 'Not understood: {what}. Correct it and try again.',
  },
  'file-not-readable': {
    zh: '文件 {file} 读不出来。请检查文件是否存在、是否有权限。',
    en: 'File {file} cannot be read. Check that it exists and that you may read it.',
  },
  internal: {
    zh: '程序内部出错，没有写出任何文件。请重试；若再次出现，请在“设置”的“UKey”里导出诊断，连同诊断编号 {diagnostic} 交给技术支持。',
    en: 'Something went wrong inside the program; nothing was written. Try again; if it comes back, export the diagnosis under “Settings”, “UKeys”, and give it to your support with the number {diagnostic}.',
  },
  'file-changed-while-reading': {
    zh: '文件在读取时被别的程序改动了，已停止。请等改动完成后再试。',
    en: 'The file was changed by another program while it was read. Try again when that is finished.',
  },
  'file-not-as-shown': {
    zh: '没有提交：确认之后，文件“{file}”被换成了别的内容。请重新打开文件，核对后再提交。',
    en: 'Nothing was submitted: “{file}” was changed after it had been confirmed. Open it again, check it, and submit once more.',
  },
  'output-exists': {
    zh: '没有写出文件：{file} 已经存在。汴印不覆盖任何文件，请换一个文件名。',
    en: 'Nothing was written: {file} exists already. Bianyin never overwrites a file; choose another name.',
  },
  'file-empty': {
    zh: '没有打开：{file} 是空的（0 字节），里面没有内容。请重新导出或重新下载这个文件。',
    en: 'Not opened: {file} is empty (0 octets). Export or download it again.',
  },
  'output-inside-home': {
    zh: '没有写出 {file}：选的位置在汴印的数据文件夹里，文件会和程序自己的数据混在一起。请存到别的文件夹。',
    en: 'The file {file} was not written: the place is inside the data folder of Bianyin, among its own files. Choose another folder.',
  },
  'output-not-writable': {
    zh: '没有写出文件：{file} 写不进去（磁盘已满或没有权限）。请换一个位置或清理磁盘后再试。',
    en: 'Nothing was written: {file} cannot be written (disk full, or no permission). Choose another place or free some space.',
  },
  'home-missing': {
    zh: '这里还没有汴印的数据。请先建一个沙箱，或连接企业。',
    en: 'There is no data of Bianyin here yet. Make a sandbox or connect an enterprise first.',
  },
  'home-settings-missing': {
    zh: '这里有企业的汴印数据，但设置文件 home.json 不见了。没有改动任何东西，验章照常可用。请找管理员把它从备份里放回来，再重新启动汴印。',
    en: 'Data of an enterprise is here, but its settings file home.json is gone. Nothing was changed, and verifying works as always. Have the file put back from a backup, then start Bianyin again.',
  },
  'home-damaged': {
    zh: '数据文件夹里的设置文件损坏，已停止使用。请找管理员从备份恢复。',
    en: 'The settings file in the data folder is damaged; it is not used. Have it restored from a backup.',
  },
  'worker-lost': {
    zh: '没有写出任何文件：处理程序（{worker}）中途退出。请重试；若再次出现，请联系技术支持。',
    en: 'Nothing was written: a part of the program ({worker}) ended in the middle. Try again; if it comes back, ask for support.',
  },
  'worker-timeout': {
    zh: '没有写出任何文件：处理程序（{worker}）超过 {seconds} 秒没有完成，已停止。请稍后再试；文件很大时请拆分。',
    en: 'Nothing was written: a part of the program ({worker}) took longer than {seconds} s and was stopped. Try again later; split a very large file.',
  },
  'pin-required': {
    zh: '没有办理：需要 PIN，没有得到。请再试一次并输入 PIN。',
    en: 'Nothing was done: a PIN is needed and none was given. Try again and enter it.',
  },
  'start-refused': {
    zh: '没有启动：不接受环境变量或启动参数 {what}，它会让别的程序读到 PIN。请去掉它再启动。',
    en: 'Not started: {what} is not accepted, because it would let another program read the PIN. Remove it and start again.',
  },
  'pin-file-not-private': {
    zh: '没有办理：PIN 文件 {file} 别人也能读。请先收回权限（chmod 600），最好换一个 PIN，再重试。',
    en: 'Nothing was done: the PIN file {file} can be read by others. Take that permission away (chmod 600), best change the PIN, and try again.',
  },
  'seal-not-in-register': {
    zh: '没有办理：本单位还没有领取这种印章（{seal}）。请先向城市系统申领。',
    en: 'Nothing was done: this enterprise has no seal of this kind ({seal}) yet. Apply for it first.',
  },
  'seal-not-trusted': {
    zh: '没有办理：印章 {seal} 没有通过核验（{code}）。请联系印章制作单位。',
    en: 'Nothing was done: seal {seal} did not pass the checks ({code}). Contact its maker.',
  },
  'seal-not-as-registered': {
    zh: '没有盖章：UKey 里的印章 {seal} 与本单位登记领取的数据不一致，可能是旧章或别处的章。请插入现行印章的 UKey；重新制作后请先更新印章数据。',
    en: 'Nothing was sealed: seal {seal} on the token is not the one that this enterprise received; it may be an old one. Insert the token of the present seal; after a re-issue update the register first.',
  },
  'seal-other-authority': {
    zh: '没有盖章：印章 {seal} 与法定代表人章不属于同一信任根。请使用本单位领取的印章，或请管理员核对信任目录。',
    en: "Nothing was sealed: seal {seal} and the legal representative's seal are not under the same root. Use the seal of this enterprise, or have the trust folder checked.",
  },
  'seal-not-on-token': {
    zh: '没有盖章：UKey {token} 里没有印章 {seal} 及其证书。请插入保管这枚印章的 UKey。',
    en: 'Nothing was sealed: token {token} does not hold seal {seal} and its certificate. Insert the token that does.',
  },
  'person-not-on-token': {
    zh: '没有办理：UKey {token} 里没有用印制度所列人员的证书。请插入自己的 UKey，或请法定代表人更新用印制度。',
    en: "Nothing was done: token {token} holds no certificate of a person named in the policy. Insert one's own token, or have the policy updated.",
  },
  'output-not-verified': {
    zh: '没有写出文件：盖好的文件没有通过自验（{codes}），已销毁。请重试；若再次出现，请联系技术支持。',
    en: 'Nothing was written: the sealed file did not pass our own verification ({codes}) and was destroyed. Try again; if it comes back, ask for support.',
  },
  'document-signature-broken': {
    zh: '没有办理：文件里已有的签章不再有效（{codes}），再盖也无法补救。请使用未被改动的文件。',
    en: 'Nothing was done: a signature in the file is broken already ({codes}), and no seal can mend it. Use an unchanged file.',
  },
  'refusal-not-usable': {
    zh: '没有办理：理由要写一行，1 到 {most} 个字，不含看不见的字符。请修改后重试。',
    en: 'Nothing was done: the reason is one line of 1 to {most} characters, none of them invisible. Change it and try again.',
  },
  'comment-not-usable': {
    zh: '没有办理：意见要写一行，1 到 {most} 个字，不含看不见的字符；清单里有不同意的文件时必须写明理由。请修改后重试。',
    en: 'Nothing was done: a comment is one line of 1 to {most} characters, none of them invisible; where files of a list are not agreed to, it says why. Change it and try again.',
  },
  'reason-not-usable': {
    zh: '没有提交申请：用印事由要写一行，1 到 {most} 个字，不含看不见的字符。请修改后重试。',
    en: 'Nothing was submitted: the purpose is one line of 1 to {most} characters, none of them invisible. Change it and try again.',
  },
  'counterparty-not-usable': {
    zh: '没有提交申请：相对方要写一行，1 到 {most} 个字，不含看不见的字符。请修改后重试，没有相对方就不要填。',
    en: 'Nothing was submitted: the counterparty is one line of 1 to {most} characters, none of them invisible. Change it, or leave it out.',
  },
  'timestamp-failed': {
    zh: '没有盖章：时间戳没有取到或不正确。请稍后再试，或不加时间戳。',
    en: 'Nothing was sealed: no good time stamp was to be had. Try again later, or go without one.',
  },
  'timestamp-not-set-up': {
    zh: '没有盖章：要加时间戳，但还没有配置时间戳服务。请在“设置 → 时间戳”里配置，或者先不加。',
    en: 'Nothing was sealed: a time stamp is wanted and no service is set up. Set one up under Settings → Time stamps, or go without.',
  },
  'timestamp-untrusted': {
    zh: '没有办理：时间戳服务给的时间戳在这台电脑上不受信任，不能作为证明。请导入它的上级证书，或换一个时间戳服务。',
    en: 'Nothing was done: what the time-stamp service gives is not trusted here and proves nothing. Import the certificates above it, or name another service.',
  },
  'timestamp-clock-differs': {
    zh: '没有办理：时间戳的时间和这台电脑的时钟相差超过 5 分钟。请先校准时钟再试。',
    en: 'Nothing was done: the time of the stamp and the clock of this machine are more than five minutes apart. Set the clock right first.',
  },
  'timestamp-not-waiting': {
    zh: '没有补盖：登记簿里没有等时间戳的这个文件（可能已经补过，盖章时就有时间戳，或者文件被改动过）。请选盖好的那个文件。',
    en: 'Nothing was added: the register has no use of this file that waits for a time stamp (it may have one already, or the file was changed). Choose the file as it was sealed.',
  },
  'sandbox-only': {
    zh: '没有办理：这个操作只能在沙箱里进行。请换到沙箱再试。',
    en: 'Nothing was done: this works in a sandbox only. Change to one and try again.',
  },
  'home-has-trust': {
    zh: '没有建沙箱：这里已经导入了真实的信任文件，不能和沙箱混在一起，没有改动任何东西。请先把它放到一边，再建沙箱；或者用另一个目录。',
    en: 'No sandbox was made: real trust has been imported here, which must not be mixed with a sandbox; nothing was changed. Set it aside first and make the sandbox then, or use another folder.',
  },
  'home-exists': {
    zh: '这个目录里已经有汴印的数据，没有改动任何东西。请换一个目录。',
    en: 'There is data of Bianyin here already; nothing was changed. Choose another folder.',
  },
} as const;
