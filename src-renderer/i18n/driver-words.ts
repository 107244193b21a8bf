/** Words of the drivers of the UKeys. */
export const driverWords = {
  title: { zh: 'UKey 驱动', en: 'Drivers of the UKeys' },
  lead: {
    zh: '不同厂家的 UKey 用各自的驱动，可以同时用几个。每个驱动先试过，能用才会采用；一个出问题，不影响别的。',
    en: 'UKeys of several makers each need their own driver, and several can be in use. Each is tried before it is kept; one that fails does not disturb the others.',
  },
  seen: { zh: '看到 {count} 把 UKey', en: 'shows {count} UKey(s)' },
  looking: { zh: '正在看各个驱动……', en: 'Looking at the drivers…' },
  addMaker: { zh: '增加：{title}', en: 'Add {title}' },
  addFile: { zh: '增加驱动文件', en: 'Add a driver file' },
  exchange: { zh: '换成别的驱动文件', en: 'Put another file in its place' },
  remove: { zh: '不再使用', en: 'Stop using it' },
  removeOf: { zh: '不再使用：{title}', en: 'Stop using {title}' },
  exchangeOf: { zh: '换成别的驱动文件：{title}', en: 'Put another file in the place of {title}' },
  done: { zh: '驱动已更新。', en: 'The drivers were changed.' },
} as const;
