/** Words of the area that files are dropped on. */
export const dropWords = {
  here: { zh: '松开鼠标，打开文件', en: 'Let go to open the file' },
  busy: { zh: '正在接收 {name}：{done} / {total} MB', en: 'Taking in {name}: {done} of {total} MB' },
} as const;
