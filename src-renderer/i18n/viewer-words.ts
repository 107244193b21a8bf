/** Words of the page viewer. */
export const viewerWords = {
  opening: { zh: '正在打开文件……', en: 'Opening the file…' },
  page: { zh: '第 {page} 页，共 {pages} 页', en: 'Page {page} of {pages}' },
} as const;
