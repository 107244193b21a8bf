/** Errors of the area "pdf". */
export const pdfErrors = {
  // Placement, marks and the writer.
  'placement-syntax': {
    zh: '位置写法在第 {at} 个字符处不对：“{found}”。应写成：{expected}。',
    en: 'The position is not understood at character {at}: "{found}". Write it as: {expected}.',
  },
  'placement-page-missing': {
    zh: '文件只有 {pages} 页，没有第 {page} 页。请改页码。',
    en: 'The file has {pages} pages; there is no page {page}. Change the page number.',
  },
  'placement-out-of-page': {
    zh: '印章会超出第 {page} 页：章的范围是左 {left}、上 {top}、右 {right}、下 {bottom} 毫米，页面只有 {pageWidth}×{pageHeight} 毫米。请移动位置。',
    en: 'The seal would leave page {page}: it spans left {left}, top {top}, right {right}, bottom {bottom} mm on a page of {pageWidth}×{pageHeight} mm. Move it.',
  },
  'seam-needs-two-pages': {
    zh: '骑缝章至少要两页，这里只有 {pages} 页。请改用普通位置盖章。',
    en: 'A seam seal needs at least two pages; there is {pages}. Place an ordinary seal instead.',
  },
  'seam-slice-too-narrow': {
    zh: '印章宽 {width} 毫米，切开后每页不足 {least} 毫米，看不清。请换印章或不盖骑缝章。',
    en: 'The seal is {width} mm wide; its slices would be under {least} mm. Use another seal or no seam.',
  },
  'seal-picture-unsupported': {
    zh: '印章图片是 {type} 格式，本程序还不能放进 PDF。请向制章单位换领 PNG 或 JPG 图片的印章。',
    en: 'The seal picture is of type {type}, which cannot be put into a PDF yet. Ask the seal maker for PNG or JPG.',
  },
  'seal-picture-broken': {
    zh: '印章里的 {type} 图片损坏，读不出来。请向制章单位换领印章。',
    en: 'The {type} picture inside the seal is damaged. Ask the seal maker to re-issue the seal.',
  },
  'signature-hole-too-small': {
    zh: '签名有 {needed} 字节，预留的位置只有 {hole} 字节，没有写出文件。请重试并报告此问题。',
    en: 'The signature takes {needed} bytes, the room kept for it is {hole}; nothing was written. Try again and report this.',
  },
  'keyword-not-found': {
    zh: '文件里找不到“{keyword}”。请换一个词，或直接写页码和坐标。',
    en: '"{keyword}" is not in the file. Use another word, or give page and coordinates.',
  },
  'keyword-ambiguous': {
    zh: '“{keyword}”在文件里出现 {count} 次：{hits}。请在词后加 #1、#2……选定一处。',
    en: '"{keyword}" occurs {count} times: {hits}. Add #1, #2, … to choose one.',
  },
  'keyword-hit-missing': {
    zh: '“{keyword}”只出现 {count} 次，没有第 {hit} 处：{hits}。请改序号。',
    en: '"{keyword}" occurs {count} times; there is no hit {hit}: {hits}. Change the number.',
  },
  'text-search-failed': {
    zh: '在文件里查找文字时，查找进程中断了。文件可能损坏；请直接写页码和坐标。',
    en: 'The process that searches the text broke off. The file may be damaged; give page and coordinates instead.',
  },
  'text-search-timeout': {
    zh: '查找文字超过 {seconds} 秒，已停止。请直接写页码和坐标。',
    en: 'Searching the text took over {seconds} s and was stopped. Give page and coordinates instead.',
  },
} as const;
