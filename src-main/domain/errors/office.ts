/** Errors of the area "office": connecting an enterprise, its people, and the policy that is being written. */
export const officeErrors = {
  'trust-root-missing': {
    zh: '没有采用：选中的文件里没有根证书。请选择城市印章系统发布的信任文件，或把根证书（.cer）一起选上。',
    en: 'Nothing was taken: the chosen files hold no root certificate. Choose the trust file that the city publishes, or include the root (.cer).',
  },
  'trust-not-compared': {
    zh: '没有继续：根证书还没有经人核对确认，或者确认以后换过文件。请核对名称和指纹后再确认。',
    en: 'Not continued: nobody has confirmed the root certificate, or the files were changed since. Compare its name and digest and confirm it.',
  },
  'driver-taken': {
    zh: '没有改动：这个驱动已经在用。请看“设置”的“UKey”里列出的驱动。',
    en: 'Nothing was changed: this driver is in use already. See the drivers under “Settings”, “UKeys”.',
  },
  'driver-too-many': {
    zh: '没有增加：最多同时用 {most} 个驱动。请先停用一个不用的。',
    en: 'Nothing was added: at most {most} drivers can be in use. Stop using one first.',
  },
  'driver-missing': {
    zh: '没有改动：没有这个驱动。请看“设置”的“UKey”里列出的驱动。',
    en: 'Nothing was changed: there is no such driver. See the drivers under “Settings”, “UKeys”.',
  },
  'driver-first': {
    zh: '没有改动：连接企业时用的驱动不能停用，只能换成别的。请选择“换成别的驱动文件”。',
    en: 'Nothing was changed: the driver that the enterprise was connected with cannot be taken away, only exchanged. Choose another file in its place.',
  },
  'driver-sandbox': {
    zh: '没有改动：沙箱的软件 UKey 用自带的驱动，不能换。请另外增加驱动。',
    en: 'Nothing was changed: the software UKeys of a sandbox use the driver that comes with them. Others can be added beside it.',
  },
  'legal-seal-missing': {
    zh: '没有连接企业：UKey {token} 里没有可以确认的法定代表人章（05）。请插入法定代表人的 UKey；已经插入时请核对信任文件是否正确。',
    en: 'No enterprise was connected: UKey {token} holds no seal of a legal representative (05) that can be confirmed. Plug in the right one; if it is, check the trust file.',
  },
  'person-certificate-unfit': {
    zh: '没有加入人员：证书（{name}）不能用来签署，它没有写持有人姓名。请换用这位人员的签名证书。',
    en: 'Nobody was added: the certificate ({name}) cannot sign; it says no name. Use the signing certificate of that person.',
  },
  'person-certificate-untrusted': {
    zh: '没有加入人员：{name} 的证书现在不能采用（{state}）。请核对证书，并更新吊销名单后再试。',
    en: 'Nobody was added: the certificate of {name} cannot be used now ({state}). Check it, update the revocation lists and try again.',
  },
  'person-other-enterprise': {
    zh: '没有加入人员：{name} 的证书属于另一家单位（{uscc}）。请换用本单位的证书。',
    en: 'Nobody was added: the certificate of {name} belongs to another organisation ({uscc}). Use one of this enterprise.',
  },
  'token-without-certificate': {
    zh: '没有加入人员：UKey {token} 里没有证书。请换一把 UKey，或请发证机构补发证书。',
    en: 'Nobody was added: UKey {token} holds no certificate. Use another one, or have a certificate issued.',
  },
  'draft-not-ready': {
    zh: '没有签署：制度草案还有 {count} 处必须先改正。请按提示改正后再签署。',
    en: 'Nothing was signed: {count} things in the draft have to be corrected first. Correct them and sign again.',
  },
  'hand-over-refused': {
    zh: '没有写进制度草案：{what}。请改正后再试。',
    en: 'Nothing was written into the draft: {what}. Correct it and try again.',
  },
  'hand-over-unknown': {
    zh: '没有移交单：第 {number} 版用印制度没有移交印章，也没有人离任。请看各次移交的列表，换一版再试。',
    en: 'There is no hand-over sheet: policy no. {number} handed over no seal, and nobody left. Look at the list of hand-overs and choose another one.',
  },
  'timestamp-service-failed': {
    zh: '没有采用：时间戳服务没有给出可用的时间戳。请核对地址，确认电脑能连到它，再试一次。',
    en: 'Not taken: the time-stamp service gave no usable time stamp. Check its address and that this machine can reach it, then try again.',
  },
  'status-file-missing': {
    zh: '没有更新：选中的文件里没有印章状态，也没有吊销名单。请选择城市印章系统发布的状态文件。',
    en: 'Nothing was updated: the chosen files hold neither seal status nor revocation lists. Choose the status file that the city publishes.',
  },
} as const;
