/** Words of the page viewer. */
export const viewerWords = {
  opening: { zh: '正在打开文件……', en: 'Opening the file…' },
  onlyPdf: {
    zh: '这是{type}，这里只能显示 PDF 的页面。',
    en: 'This is {type}; only pages of a PDF can be shown here.',
  },
  emptyFile: {
    zh: '这个文件是空的（0 字节），没有可以显示的内容。请重新下载，或请对方重新发送。',
    en: 'This file is empty (0 octets); there is nothing to show. Download it again or have it sent again.',
  },
  goToPlace: { zh: '看第 {page} 页', en: 'Show page {page}' },
  page: { zh: '第 {page} 页，共 {pages} 页', en: 'Page {page} of {pages}' },
  bar: { zh: '查看', en: 'View' },
  thumbnails: { zh: '缩略图', en: 'Thumbnails' },
  pageNumber: { zh: '页码', en: 'Page number' },
  zoomIn: { zh: '放大（Ctrl +）', en: 'Zoom in (Ctrl +)' },
  zoomOut: { zh: '缩小（Ctrl −）', en: 'Zoom out (Ctrl −)' },
  fitWidth: { zh: '适合宽度（Ctrl 0）', en: 'Fit the width (Ctrl 0)' },
  fitPage: { zh: '整页', en: 'Whole page' },
  search: { zh: '在文件里找', en: 'Find in the file' },
  searching: { zh: '正在找……', en: 'Looking…' },
  searchingPages: { zh: '{done} / {total} 页', en: '{done} / {total} pages' },
  stopSearch: { zh: '停止查找', en: 'Stop looking' },
  notFound: { zh: '没有找到', en: 'Not found' },
  next: { zh: '下一处', en: 'Next' },
  previous: { zh: '上一处', en: 'Previous' },
} as const;
