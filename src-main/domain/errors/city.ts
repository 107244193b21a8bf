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
  // Status snapshots; the numbers are those of the city interface's error families.
  'snapshot-malformed': {
    zh: '印章状态信息的内容有误（{what}），没有采用。请重新向城市系统索取。',
    en: 'The seal status is malformed ({what}) and was not used. Get it from the city system again.',
  },
  'snapshot-signature-bad': {
    zh: '印章状态信息的签名不对，内容可能被改动，没有采用（212002）。请重新向城市系统索取。',
    en: 'The signature of the seal status is wrong; it may have been altered and was not used (212002). Get it from the city system again.',
  },
  'snapshot-signer-untrusted': {
    zh: '印章状态信息的签发者不可信（{why}），没有采用。请更新信任根和吊销名单后再导入。',
    en: 'The signer of the seal status is not trusted ({why}); it was not used. Update trust anchors and revocation lists, then import again.',
  },
  'snapshot-rollback': {
    zh: '印章状态信息比本机已有的旧（本机第 {have} 号，这份第 {got} 号），没有采用（204001）。请索取最新的一份。',
    en: 'The seal status is older than what is here (number {have} here, {got} offered) and was not used (204001). Get the newest one.',
  },
  'snapshot-gap': {
    zh: '印章状态的更新部分接不上（本机第 {have} 号，这份第 {got} 号），没有采用。请索取完整的状态文件。',
    en: 'The partial status does not follow what is here (number {have} here, {got} offered) and was not used. Get the full status file.',
  },
  'snapshot-forked': {
    zh: '印章状态信息第 {seq} 号出现了两份不同的内容，没有采用。请保留文件并立即报告城市系统。',
    en: 'There are two different seal status files behind number {seq}; neither is used. Keep the files and report it to the city system at once.',
  },
  'snapshot-missing': {
    zh: '本机没有印章状态信息，不能盖章（203101）。请先联网同步或用 U 盘导入。',
    en: 'There is no seal status on this machine; sealing is not possible (203101). Update it online, or import one from a USB drive.',
  },
  'snapshot-stale': {
    zh: '印章状态信息已过期，不能盖章（204002）。请联网同步或导入最新的一份；验章不受影响。',
    en: 'The seal status is out of date; sealing is not possible (204002). Update it online, or import the newest one. Verification still works.',
  },
  'clock-suspect': {
    zh: '本机时钟早于已经见过的时间，不能盖章。请把系统时间校准后再试。',
    en: 'The clock of this machine is earlier than times already seen; sealing is not possible. Set the clock right and try again.',
  },
  'status-store-damaged': {
    zh: '本机保存的印章状态信息损坏或被改动（{what}），没有采用。请重新导入最新的完整状态文件。',
    en: 'The seal status kept on this machine is damaged or was altered ({what}) and was not used. Import the newest full status file.',
  },
  'seal-status-unknown': {
    zh: '印章状态信息里没有这枚印章，不能盖章。请联网同步；若仍没有，请咨询印章制作单位。',
    en: 'The seal status does not know this seal; sealing is not possible. Update it, or ask the seal maker.',
  },
  'seal-status-expired': {
    zh: '城市系统登记这枚印章已过期，不能盖章。请申请重新制作。',
    en: 'The city system lists this seal as expired; sealing is not possible. Apply for a new one.',
  },
  'seal-status-frozen': {
    zh: '这枚印章已被冻结，不能盖章。请先到印章制作单位恢复。',
    en: 'This seal is frozen; sealing is not possible. Have it resumed first.',
  },
  'seal-status-cancelled': {
    zh: '这枚印章已注销，不能再盖章。请申请新的印章。',
    en: 'This seal has been cancelled and can never be used again. Apply for a new one.',
  },
  // Trust material of a home.
  'trust-file-malformed': {
    zh: '信任目录里的文件 {file} 读不出来，没有采用任何信任材料。请换一份完整的文件或移走它。',
    en: 'File {file} of the trust folder cannot be read; no trust material was used. Replace it with an intact copy or take it away.',
  },
  'crl-issuer-unknown': {
    zh: '吊销名单不是本机信任的机构签发的，没有采用。请先导入签发机构的证书。',
    en: 'The revocation list is not from an authority trusted here and was not used. Import the certificate of its issuer first.',
  },
  'crl-put-back': {
    zh: '本机的吊销名单被换回旧的或缺少了（本机用过 {from} 发布的），未采用。请重新取得最新的吊销名单或信任包。',
    en: 'The revocation lists here were put back or are gone (one published at {from} was used here) and were not used. Get the newest lists or trust pack.',
  },
  'crl-rollback': {
    zh: '吊销名单比本机已有的旧，没有采用。请索取最新的一份。',
    en: 'The revocation list is older than the one here and was not used. Get the newest one.',
  },
  // The city's register.
  'city-request-malformed': {
    zh: '向城市系统提交的内容不合要求（{what}），没有办理（200101）。请改正后再提交。',
    en: 'The request to the city system is not acceptable ({what}); nothing was done (200101). Correct it and send it again.',
  },
  'city-enterprise-unknown': {
    zh: '城市系统里没有统一社会信用代码为 {uscc} 的市场主体，没有办理（211101）。请核对代码。',
    en: 'The city system knows no entity with the code {uscc}; nothing was done (211101). Check the code.',
  },
  'city-enterprise-exists': {
    zh: '统一社会信用代码 {uscc} 已经登记在别的名称下，没有办理。请核对名称和代码。',
    en: 'The code {uscc} is registered under another name; nothing was done. Check name and code.',
  },
  'city-seal-unknown': {
    zh: '城市系统里没有编号为 {esId} 的印章，没有办理（200119）。请核对印章编号。',
    en: 'The city system knows no seal {esId}; nothing was done (200119). Check the seal number.',
  },
  'city-seal-state': {
    zh: '印章 {esId} 现在的状态不允许这样办理（201501）。请先核对印章状态。',
    en: 'Seal {esId} is not in a state that allows this (201501). Check its status first.',
  },
  'city-certificate-unknown': {
    zh: '城市系统没有签发过序列号为 {serial} 的证书，没有办理。请核对序列号。',
    en: 'The city system never issued a certificate with serial number {serial}; nothing was done. Check the number.',
  },
  'city-state-damaged': {
    zh: '沙箱城市系统的数据文件损坏，已停止使用。请从备份恢复，或重新初始化沙箱。',
    en: 'The data file of the sandbox city is damaged and is not used. Restore it from a backup or set the sandbox up again.',
  },
} as const;
