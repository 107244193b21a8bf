/** Words of the PINs of the UKeys that are plugged in. */
export const tokenPinWords = {
  title: { zh: 'UKey 的 PIN', en: 'PINs of the UKeys' },
  lead: {
    zh: '在 PIN 窗口里修改，程序不保存 PIN。锁定或忘记以后，用管理员 PIN 重新设定；没有管理员 PIN 时，请联系发放 UKey 的机构。',
    en: 'A PIN is changed in the PIN window; the program keeps none. When it is locked or forgotten, a new one is set with the administrator’s PIN; without that, ask whoever issued the UKey.',
  },
  none: { zh: '没有插入 UKey。', en: 'No UKey is plugged in.' },
  hidden: { zh: '登录后才知道是谁的', en: 'known after a login' },
  look: { zh: '登录查看', en: 'Log in and look' },
  lookOf: { zh: '登录查看：{label}', en: 'Log in and look: {label}' },
  stranger: { zh: '不在制度中', en: 'not in the policy' },
  ok: { zh: 'PIN 可用', en: 'PIN usable' },
  low: { zh: 'PIN 输错过，次数已减少', en: 'PIN mistyped before, fewer tries left' },
  final: { zh: 'PIN 只剩最后一次', en: 'one try of the PIN left' },
  locked: { zh: 'PIN 已锁定', en: 'PIN locked' },
  mustChange: { zh: '要先修改 PIN 才能用', en: 'the PIN has to be changed first' },
  keypad: {
    zh: 'PIN 在 UKey 自己的键盘上修改',
    en: 'the PIN is changed on the keypad of the UKey',
  },
  change: { zh: '修改 PIN', en: 'Change PIN' },
  unblock: { zh: '解锁 PIN', en: 'Unblock PIN' },
  changeOf: { zh: '修改 PIN：{label}', en: 'Change PIN of {label}' },
  unblockOf: { zh: '解锁 PIN：{label}', en: 'Unblock PIN of {label}' },
  changed: { zh: '{label} 的 PIN 已修改。', en: 'The PIN of {label} was changed.' },
  toPins: { zh: '去 UKey 设置', en: 'Settings of the UKeys' },
} as const;
