/** Words of testing the driver of a UKey, and of parameters that were taken. */
export const profileWords = {
  title: { zh: '测试驱动、UKey 参数', en: 'Testing a driver, UKey parameters' },
  lead: {
    zh: '插好的 UKey 显示“没有 SM2”或盖章时说签名不符，多半是厂家用了别的编号。选一把 UKey 测试：输入一次 PIN，汴印逐个试，说明哪些可用。测试的签名即弃，不盖章，不写登记簿。',
    en: 'A UKey that shows no SM2, or whose signatures do not match, mostly uses numbers of its maker’s own. Test one: its PIN is typed once, Bianyin tries each number and says which work. The signatures are thrown away; nothing is sealed or written to the register.',
  },
  none: { zh: '没有插入 UKey。', en: 'No UKey is plugged in.' },
  test: { zh: '测试这个驱动', en: 'Test this driver' },
  testOf: { zh: '测试这个驱动：{label}', en: 'Test the driver of {label}' },
  testing: {
    zh: '正在逐个试。UKey 带按键时，请按它的提示确认。',
    en: 'Trying each number. If the UKey has a button, confirm as it asks.',
  },
  works: { zh: '{label}：有 {count} 种编号可用。', en: '{label}: {count} way(s) work.' },
  known: {
    zh: '程序已经认识，不需要另外的参数。',
    en: 'The program knows one of them; no further parameters are needed.',
  },
  nothing: {
    zh: '{label}：没有一种编号得到可用的 SM2 签名。请把下面的表和诊断文件交给厂家。',
    en: '{label}: no number gave a usable SM2 signature. Give the table below and the diagnosis to its maker.',
  },
  cutShort: {
    zh: '没有试完：在 UKey 上取消了，或者被拔出。',
    en: 'Not all were tried: it was cancelled on the UKey, or pulled.',
  },
  number: { zh: '编号', en: 'Number' },
  asked: { zh: '向 UKey 要什么', en: 'What the UKey is asked' },
  withIdentity: { zh: '（另给标识）', en: ' (identity given)' },
  came: { zh: '结果', en: 'What came' },
  showAll: { zh: '不可用的 {count} 种也列出', en: 'Show the {count} that do not work as well' },
  keep: { zh: '采用测试结果', en: 'Use what was found' },
  save: { zh: '保存为参数文件', en: 'Save as a file' },
  find: { zh: '采用参数文件', en: 'Use a file of parameters' },
  taken: { zh: '已采用的参数', en: 'Parameters in use' },
  ofPack: { zh: '来自信任包', en: 'from the trust pack' },
  remove: { zh: '不再使用', en: 'Stop using it' },
  removeOf: { zh: '不再使用：{title}', en: 'Stop using {title}' },
  unreadable: { zh: '{name} 不是参数文件，没有用。', en: '{name} is no file of parameters; it is not used.' },
  done: { zh: '参数已更新。', en: 'The parameters were changed.' },
  saved: { zh: '已保存：{name}（{folder}）', en: 'Saved: {name} ({folder})' },
} as const;
