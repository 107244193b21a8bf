/** Words of the time-stamp service. */
export const timestampWords = {
  lead: {
    zh: '时间戳证明文件是什么时候盖的章。没有时间戳，验章时只能说“时间是盖章人自己写的”。只有文件的指纹会发出去，文件本身不离开这台电脑。',
    en: 'A time stamp proves when a file was sealed. Without one a verification can only say that the time is the sealer’s own word. Only a digest is sent; the file itself never leaves this machine.',
  },
  city: { zh: '沙箱用自带的演示时间戳。', en: 'A sandbox uses its own demonstration time stamps.' },
  service: { zh: '盖章时向下面的服务取时间戳。', en: 'Time stamps come from the service below.' },
  none: {
    zh: '还没有时间戳服务。可以盖章，但没有时间证明。',
    en: 'There is no time-stamp service yet. Sealing works, without proof of time.',
  },
  address: { zh: '服务地址', en: 'Address of the service' },
  rule: {
    zh: '地址以 https:// 开头，不带用户名、问号和井号。保存时会另开窗口请您核对地址。',
    en: 'The address begins with https:// and has no user name, no ? and no #. A window of its own asks you to check it.',
  },
  save: { zh: '试取一次并保存', en: 'Try it and save' },
  remove: { zh: '不再使用', en: 'Use none' },
} as const;
