/** Errors of the area "token": UKeys, smart cards and the libraries that drive them. */
export const tokenErrors = {
  'token-library-missing': {
    zh: '打不开 UKey 的驱动程序，没有办理。请安装厂家的驱动；不清楚缺什么时，请看“设置”的“UKey”。',
    en: 'The driver of the UKey cannot be opened; nothing was done. Install the one of its maker; if in doubt see “UKeys” under “Settings”.',
  },
  'token-not-found': {
    zh: '没有找到标签为“{label}”的 UKey。请插好这个 UKey 再试。',
    en: 'No UKey labelled "{label}" was found. Plug it in and try again.',
  },
  'token-label-ambiguous': {
    zh: '有 {count} 个 UKey 的标签都是“{label}”，分不清用哪一个。请只插一个再试。',
    en: '{count} UKeys are labelled "{label}". Leave only one plugged in and try again.',
  },
  'token-removed': {
    zh: 'UKey 在使用中被拔出，操作已停止，没有办成。请重新插入后再办。',
    en: 'The UKey was removed while in use; the operation stopped and nothing came of it. Plug it in again, then do it again.',
  },
  'token-not-recognised': {
    zh: 'UKey 里的数据读不出来，可能已损坏。请换用另一个 UKey，并联系发放单位。',
    en: 'The data on the UKey cannot be read; it may be damaged. Use another one and contact its issuer.',
  },
  'token-no-blank': {
    zh: '没有可以初始化的空白 UKey。请插入一个空白 UKey 再试。',
    en: 'There is no blank UKey to initialise. Plug in a blank one and try again.',
  },
  'token-label-taken': {
    zh: '已经有标签为“{label}”的 UKey。请换一个标签。',
    en: 'A UKey labelled "{label}" exists already. Choose another label.',
  },
  'token-label-length': {
    zh: 'UKey 的标签要有 1 到 32 个字节（约 10 个汉字）。请换一个短一些的标签。',
    en: 'The label of a UKey has 1 to 32 bytes. Choose a shorter one.',
  },
  'pin-incorrect': {
    zh: 'PIN 不正确，没有签名，也没有改动。请核对后再输；连续输错会锁住 UKey。',
    en: 'The PIN is not correct; nothing was signed or changed. Check it and enter it again; repeated errors lock the UKey.',
  },
  'pin-final-try': {
    zh: 'PIN 不正确，只剩最后一次机会。请先确认 PIN 再输入；再错一次 UKey 就会锁住，要由管理员解锁。',
    en: 'The PIN is not correct and one try is left. Be sure of the PIN first: one more error locks the UKey.',
  },
  'pin-locked': {
    zh: 'UKey 因 PIN 多次输错已锁住。请在“设置”的“UKey”里用管理员 PIN 解锁；没有管理员 PIN 时，请联系发放 UKey 的机构。',
    en: 'The UKey is locked after too many wrong PINs. Unblock it with the administrator’s PIN under “Settings”, “UKeys”; without that PIN, ask whoever issued the UKey.',
  },
  'pin-length': {
    zh: 'PIN 的长度应为 {least} 到 {most} 个字符。请重新输入；这次没有计入输错次数。',
    en: 'A PIN has {least} to {most} characters. Enter it again; this did not count as a wrong try.',
  },
  'pin-not-repeated': {
    zh: '两次输入的新 PIN 不一样，没有修改。请重新输入。',
    en: 'The new PIN was not typed twice alike; nothing was changed. Enter it again.',
  },
  'pin-on-keypad': {
    zh: '没有修改：这把 UKey 的 PIN 在它自己的键盘上修改。请按厂家说明，或用厂家的工具修改。',
    en: 'Nothing was changed: the PIN of this UKey is changed on its own keypad. Follow its maker’s instructions, or use its maker’s tool.',
  },
  'administrator-pin-locked': {
    zh: '没有修改：这把 UKey 的管理员 PIN 也锁定了，这里解不开。请联系发放 UKey 的机构。',
    en: 'Nothing was changed: the administrator’s PIN of this UKey is locked as well. Ask whoever issued the UKey.',
  },
  'pin-not-set': {
    zh: 'UKey 还没有设置用户 PIN。请先由管理员设置。',
    en: 'The user PIN of this UKey has not been set. An administrator must set it first.',
  },
  'pin-expired': {
    zh: 'UKey 的 PIN 已过期。请先在“设置”的“UKey”里修改 PIN 再使用。',
    en: 'The PIN of the UKey has expired. Change it under “Settings”, “UKeys”, before using the UKey.',
  },
  'token-busy': {
    zh: 'UKey 正被别的程序使用。请关闭其他使用 UKey 的窗口，稍后再试。',
    en: 'The UKey is in use by another program. Close what else uses it and try again.',
  },
  'token-login-required': {
    zh: '这一步要先输入 UKey 的 PIN。请输入 PIN 再试。',
    en: 'This step needs the PIN of the UKey. Enter it and try again.',
  },
  'token-signature-bad': {
    zh: 'UKey 给出的签名与它的证书不符，已弃用，没有写出任何文件。请重新插拔 UKey 再试；若仍如此请联系厂家。',
    en: 'The signature from the UKey does not match its certificate and was discarded. Re-plug the UKey and try again.',
  },
  'token-mechanism-missing': {
    zh: '这个 UKey 不支持 SM2 签名（或驱动没有提供）。请换用支持国密的 UKey，或更新驱动。',
    en: 'This UKey, or its driver, offers no SM2 signatures. Use one that does, or update the driver.',
  },
  'token-certificate-missing': {
    zh: 'UKey 里没有编号为 {id} 的证书。请确认插的是正确的 UKey。',
    en: 'There is no certificate {id} on the UKey. Check that it is the right UKey.',
  },
  'token-certificate-not-sm2': {
    zh: 'UKey 里编号为 {id} 的证书不是 SM2 证书，不能用于盖章。请改用 SM2 证书。',
    en: 'Certificate {id} on the UKey is not an SM2 certificate and cannot seal. Use an SM2 certificate.',
  },
  'token-key-missing': {
    zh: 'UKey 里没有与证书 {id} 配对的私钥。请联系发证机构重新签发。',
    en: 'The UKey has no private key for certificate {id}. Ask the authority to issue it again.',
  },
  'token-memory-full': {
    zh: 'UKey 的存储空间已满，没有写入。请清理不用的证书，或换用另一个 UKey。',
    en: 'The memory of the UKey is full; nothing was written. Remove unused objects or use another UKey.',
  },
  'token-device-error': {
    zh: 'UKey 报告设备错误（代码 {ckr}），操作没有完成。请重新插拔后再试；若仍如此请联系厂家。',
    en: 'The UKey reports a device error (code {ckr}); the operation was not done. Re-plug it and try again.',
  },
} as const;
