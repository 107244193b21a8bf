/** Words of the area that files are dropped on. */
export const dropWords = {
  none: {
    zh: '没有打开：拖进来的里面没有 PDF 文件。',
    en: 'Nothing was opened: there is no PDF among what was dropped.',
  },
  others: {
    zh: '有 {count} 个文件不是 PDF，没有打开。',
    en: '{count} of the files are no PDF and were not opened.',
  },
  cut: {
    zh: '一次最多打开 {count} 个，其余的没有打开；文件很多时请用“选择文件夹”。',
    en: 'At most {count} are opened at once; the rest were left out. For many files choose the folder instead.',
  },
  understood: { zh: '知道了', en: 'Understood' },
  here: { zh: '松开鼠标，打开文件', en: 'Let go to open the file' },
  busy: { zh: '正在接收 {name}：{done} / {total} MB', en: 'Taking in {name}: {done} of {total} MB' },
} as const;
