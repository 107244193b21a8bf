/** Errors of the area "token": UKeys, smart cards and the libraries that drive them. */
export const tokenErrors = {
  'token-library-missing': {
    zh: '找不到 UKey 的驱动程序，没有办理。请安装厂家的驱动；不清楚缺什么时，请看“设置”的“UKey”。',
    en: 'The driver of the UKey was not found; nothing was done. Install the one of its maker; if in doubt see “UKeys” under “Settings”.',
  },
  'token-driver-class': {
    zh: '打不开 UKey 驱动“{file}”：它是 {driver} 位驱动，本程序是 {program} 位程序。请向厂家要 {program} 位的驱动。',
    en: 'The driver "{file}" cannot be opened: it is a {driver}-bit driver, this is a {program}-bit program. Ask its maker for the {program}-bit driver.',
  },
  'token-driver-machine': {
    zh: '打不开 UKey 驱动“{file}”：它是给另一种电脑（{machine}）用的。请向厂家要适合这台电脑的驱动。',
    en: 'The driver "{file}" cannot be opened: it was made for another kind of machine ({machine}). Ask its maker for the one for this machine.',
  },
  'token-driver-dependency': {
    zh: '打不开 UKey 驱动“{file}”：缺少它需要的“{missing}”。请重新安装厂家的驱动包，或请管理员装上这个文件。',
    en: 'The driver "{file}" cannot be opened: it needs "{missing}", which is not there. Install its maker’s package again, or have that file installed.',
  },
  'token-driver-not-library': {
    zh: '“{file}”不是驱动程序文件，或者没有下载完整。请在厂家的驱动包里选择接口库文件（.dll、.so 或 .dylib）。',
    en: '"{file}" is no driver, or was not downloaded to its end. Choose the library in its maker’s package (.dll, .so or .dylib).',
  },
  'token-driver-not-pkcs11': {
    zh: '“{file}”不是汴印能用的 UKey 驱动接口。请在厂家的驱动包里另选一个文件，或向厂家要带“P11 接口”的驱动。',
    en: '"{file}" is no driver interface that Bianyin can use. Choose another file of the maker’s package, or ask the maker for a driver with the "P11 interface".',
  },
  'token-driver-not-loaded': {
    zh: '打不开 UKey 驱动“{file}”，系统说：{said}。请重新安装厂家的驱动。',
    en: 'The driver "{file}" cannot be opened; the system says: {said}. Install its maker’s driver again.',
  },
  'token-driver-refused': {
    zh: 'UKey 驱动打开了，但没有启动成功（代码 {ckr}）。请重新插拔 UKey 或重启电脑；若仍如此，请重新安装厂家的驱动。',
    en: 'The driver of the UKey was opened but did not start (code {ckr}). Re-plug the UKey or restart the machine; if it stays so, install the driver again.',
  },
  'token-driver-crashed': {
    zh: 'UKey 驱动意外退出，没有读到 UKey；其他功能照常可用。请重新插拔 UKey，或重新安装厂家的驱动，再在“设置”的“UKey”里检查。',
    en: 'The driver of the UKey ended unexpectedly; no UKey was read, everything else works. Re-plug the UKey or install its driver again, then check under “Settings”, “UKeys”.',
  },
  'token-driver-hung': {
    zh: 'UKey 驱动一直没有回应，已停止等它；其他功能照常可用。请重新插拔 UKey，或重新安装厂家的驱动，再在“设置”的“UKey”里检查。',
    en: 'The driver of the UKey never answered and was stopped; everything else works. Re-plug the UKey or install its driver again, then check under “Settings”, “UKeys”.',
  },
  'token-driver-silent': {
    zh: 'UKey 驱动 {seconds} 秒没有回应，还在等它。其他功能照常可用；一直这样时，请重新插拔 UKey，或在“设置”的“UKey”里看诊断。',
    en: 'The driver of the UKey has not answered for {seconds} seconds and is still waited for. Everything else works; if it stays so, re-plug the UKey or see the diagnosis under “Settings”, “UKeys”.',
  },
  'token-cancelled': {
    zh: '在 UKey 上取消了，或者等按键的时间过了，没有签名。需要时请再办一次，并在 UKey 上按确认。',
    en: 'It was cancelled on the UKey, or the time for its button ran out; nothing was signed. Do it again and confirm on the UKey.',
  },
  'token-write-protected': {
    zh: '这个 UKey 是写保护的，没有写入。要往里写入时，请换用可以写入的 UKey，或联系发放单位。',
    en: 'This UKey is write-protected; nothing was written. Use one that may be written, or contact its issuer.',
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
  'pin-not-taken': {
    zh: 'UKey 不接受这个 PIN 的长度。请核对 PIN 再输；是否计入输错次数，要看厂家说明。',
    en: 'The UKey does not take a PIN of this length. Check the PIN and enter it again; whether this counts as a wrong try only its maker says.',
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
  'token-certificate-not-sm2': {
    zh: 'UKey 里编号为 {id} 的证书不是 SM2 证书，不能用于盖章：电子印章只能用 SM2 密钥（GB/T 38540）。请改用 SM2 证书。',
    en: 'Certificate {id} on the UKey is not an SM2 certificate and cannot seal: a national seal takes SM2 keys only (GB/T 38540). Use an SM2 certificate.',
  },
  'token-algorithm-missing': {
    zh: '没有签名：证书是 {algorithm} 的，而这个 UKey 或它的驱动没有提供 {algorithm} 签名。请更新驱动，或换用与证书相配的 UKey。',
    en: 'Nothing was signed: the certificate is {algorithm}, and this UKey or its driver offers no {algorithm} signatures. Update the driver, or use the UKey that goes with the certificate.',
  },
  'token-sha1-only': {
    zh: '没有签名：这个 UKey 的 {algorithm} 签名只支持 SHA-1，已不安全，汴印不用它签名。请更新驱动，或换用新的 UKey。',
    en: 'Nothing was signed: with {algorithm} this UKey offers SHA-1 only, which is not safe any more and is never used here. Update the driver, or use a newer UKey.',
  },
  'key-rsa-short': {
    zh: '没有采用 {name} 的证书：它的 RSA 密钥只有 {bits} 位，少于 {least} 位的不安全。请向发证机构换发证书。',
    en: 'The certificate of {name} was not used: its RSA key has {bits} bits; fewer than {least} are not safe. Have the authority issue another.',
  },
  'key-not-supported': {
    zh: '没有采用 {name} 的证书：它的密钥算法不能在这里签署。请换用 SM2、RSA（2048 位以上）或 ECDSA（P-256、P-384、P-521）证书。',
    en: 'The certificate of {name} was not used: keys of its algorithm cannot sign here. Use one with SM2, RSA (2048 bits and more) or ECDSA (P-256, P-384, P-521).',
  },
  'token-key-missing': {
    zh: 'UKey 里没有与证书 {id} 配对的私钥。请联系发证机构重新签发。',
    en: 'The UKey has no private key for certificate {id}. Ask the authority to issue it again.',
  },
  'token-memory-full': {
    zh: 'UKey 的存储空间已满，没有写入。请清理不用的证书，或换用另一个 UKey。',
    en: 'The memory of the UKey is full; nothing was written. Remove unused objects or use another UKey.',
  },
  'token-no-sm2-certificate': {
    zh: '这把 UKey 里没有 SM2 证书，没有可以用来测试的私钥。请换一把装有 SM2 证书的 UKey。',
    en: 'This UKey holds no SM2 certificate, so there is no key to test with. Use one that holds an SM2 certificate.',
  },
  'vendor-profile-malformed': {
    zh: '这不是汴印的 UKey 参数文件，或者内容不合规定（{what}），没有采用。请用“测试这个驱动”得到的文件，或向提供者另要一份。',
    en: 'This is no file of UKey parameters of Bianyin, or it breaks their rules ({what}); it was not taken. Use the one that “Test this driver” wrote, or ask its provider for another.',
  },
  'vendor-profile-missing': {
    zh: '没有编号为“{id}”的 UKey 参数。请用 token profiles list 查看。',
    en: 'There are no UKey parameters called "{id}". See token profiles list.',
  },
  'vendor-profile-too-many': {
    zh: 'UKey 参数已有 {most} 份，不能再增加。请先删除不用的。',
    en: 'There are {most} sets of UKey parameters already. Remove one that is not needed first.',
  },
  'token-device-error': {
    zh: 'UKey 报告设备错误（代码 {ckr}），操作没有完成。请重新插拔后再试；若仍如此请联系厂家。',
    en: 'The UKey reports a device error (code {ckr}); the operation was not done. Re-plug it and try again.',
  },
} as const;
