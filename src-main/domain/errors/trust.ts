/** Errors of the area "trust": trust packs (.btp) that travel by LAN or USB, and the roots they hang from. */
export const trustErrors = {
  'trust-pack-malformed': {
    zh: '没有采用这份信任包：内容不符合格式（{what}）。请重新向发布单位索取。',
    en: 'The trust pack was not used: it is not well formed ({what}). Get it from its publisher again.',
  },
  'trust-pack-truncated': {
    zh: '没有采用这份信任包：文件不完整，可能没有拷完。请重新拷贝后再导入。',
    en: 'The trust pack was not used: the file is incomplete; the copy may have been cut off. Copy it again and import it.',
  },
  'trust-pack-other-purpose': {
    zh: '没有采用：这份签名文件的用途是 {found}，不是信任包。请选择信任包（.btp）。',
    en: 'Not used: this signed file is a {found}, not a trust pack. Choose a trust pack (.btp).',
  },
  'trust-pack-altered': {
    zh: '没有采用这份信任包：其中的 {part} 与签发时不一致，被改动或损坏过。请重新向发布单位索取。',
    en: 'The trust pack was not used: its {part} is not what was signed; it was altered or damaged. Get it from its publisher again.',
  },
  'trust-pack-signature-bad': {
    zh: '没有采用这份信任包：签名不对，内容可能被改动。请重新向发布单位索取，并报告来源。',
    en: 'The trust pack was not used: its signature is wrong; it may have been altered. Get it from its publisher again and report where it came from.',
  },
  'trust-pack-signer-untrusted': {
    zh: '没有采用这份信任包：签发它的证书不可信（{why}）。请核对信任包的来源。',
    en: 'The trust pack was not used: the certificate that signed it is not trusted ({why}). Check where the pack comes from.',
  },
  'trust-pack-signer-purpose': {
    zh: '没有采用这份信任包：签发它的证书（{name}）不是用来签发信任包的。请核对信任包的来源。',
    en: 'The trust pack was not used: the certificate that signed it ({name}) is not one for trust packs. Check where the pack comes from.',
  },
  'trust-root-not-pinned': {
    zh: '没有采用这份信任包：本机还没有信任任何根证书。根证书指纹是 {roots}，请向发布单位当面或电话核对，一致时再采用。',
    en: 'The trust pack was not used: this machine trusts no root yet. The digest of its root is {roots}: compare it with the publisher in person or by telephone, and use the pack only when it is the same.',
  },
  'trust-root-differs': {
    zh: '没有采用这份信任包：它的根证书（{roots}）不是核对过的那一个。请确认指纹没有抄错；没有抄错时不要使用这份信任包。',
    en: 'The trust pack was not used: its root ({roots}) is not the one that you compared. See that the digest is copied correctly; if it is, do not use this pack.',
  },
  'trust-root-not-announced': {
    zh: '没有采用这份信任包：它的根证书（{roots}）都不是本机信任的。新的根证书只能由旧的根证书担保。请核对来源，或索取由旧根证书签发的信任包。',
    en: 'The trust pack was not used: none of its roots ({roots}) is trusted here. A new root counts only when the old one vouches for it. Check the source, or get the pack that was signed under the old root.',
  },
  'trust-pack-expired': {
    zh: '没有采用这份信任包：它到 {until} 就不再有效。请索取最新的一份；如果本机时间不对，请先校准。',
    en: 'The trust pack was not used: it was good until {until} only. Get the newest one; if the clock of this machine is wrong, set it first.',
  },
  'trust-pack-gone': {
    zh: '本机用过第 {have} 号信任包，现在不见了；其余信任资料未采用。请重新导入最新的信任包。',
    en: 'Trust pack number {have} was used here and is gone; what is left was not used. Take in the newest trust pack again.',
  },
  'trust-pack-rollback': {
    zh: '没有采用这份信任包：它比本机用过的旧（本机第 {have} 号，这份第 {got} 号）。请索取最新的一份。',
    en: 'The trust pack was not used: it is older than one used here (number {have} here, {got} offered). Get the newest one.',
  },
  'trust-pack-forked': {
    zh: '没有采用这份信任包：第 {seq} 号出现了两份不同的内容，发布单位或传送途中有人作假。请保留两份文件并立即报告发布单位。',
    en: 'The trust pack was not used: there are two different packs behind number {seq}; somebody is giving out false ones. Keep both files and report it to the publisher at once.',
  },
  'trust-pack-gap': {
    zh: '没有采用这份增量信任包：它接不上本机的（本机第 {have} 号，这份第 {got} 号）。请索取完整的信任包。',
    en: 'The partial trust pack was not used: it does not follow the one here (number {have} here, {got} offered). Get a full pack.',
  },
  'trust-pack-other-city': {
    zh: '没有采用这份信任包：它属于 {got}，本机用的是 {have}。请选择本地的信任包。',
    en: 'The trust pack was not used: it is for {got}, and this machine uses {have}. Choose the pack of your own city.',
  },
  'trust-pack-missing': {
    zh: '没有办理：本机还没有导入信任包。请先导入一份。',
    en: 'Nothing was done: no trust pack has been imported here. Import one first.',
  },
  'trust-pack-store-damaged': {
    zh: '本机保存的信任包损坏或被改动（{what}），没有采用。请重新导入最新的完整信任包。',
    en: 'The trust pack kept on this machine is damaged or was altered ({what}) and was not used. Import the newest full pack again.',
  },
} as const;
