/** Errors of the area "report": reports, slips, copies for the printer, batches and the clerk's log. */
export const reportErrors = {
  'report-not-made': {
    zh: '报告没有生成：排版时间过长或内存不够。验章结论不受影响。请重试；仍然不行，请导出 JSON。',
    en: 'No report was made: setting it took too long or too much memory. The verdict is not affected. Try again, or export JSON.',
  },
  'print-copy-not-made': {
    zh: '没有生成打印副本：这个文件太大，或者它的结构不能安全地重新排印。请直接打印原文件，并在纸上注明“打印件视同复印件”。',
    en: 'No copy for printing was made: the file is too large, or its structure cannot be set again safely. Print the original and write on the paper that a print counts as a copy.',
  },
  'print-not-possible': {
    zh: '没有打印：这台电脑没有设好默认打印机，或打印机没有接受。请检查打印机，或保存为 PDF 再打印。',
    en: 'Nothing was printed: this machine has no default printer, or it did not take the file. Check the printer, or save a PDF and print that.',
  },
  'send-not-possible': {
    zh: '这台电脑没有可用的邮件程序。请点“打开文件夹”找到文件，再用邮件或微信等发送。文件在 {path}。',
    en: 'No mail program took the file. Open its folder and send it from there. It is at {path}.',
  },
  'show-not-possible': {
    zh: '系统没有打开它。文件在 {path}，请在文件夹里找到它再打开。',
    en: 'The system did not open it. The file is at {path}; open it from its folder.',
  },
  'report-unknown': {
    zh: '这个文件还没有验过，没有报告可导出。请先验章。',
    en: 'This file has not been verified yet, so there is no report. Verify it first.',
  },
  'folder-not-readable': {
    zh: '读不了文件夹“{folder}”，没有开始。请检查文件夹还在、可以打开。',
    en: 'The folder "{folder}" cannot be read; nothing was begun. Check that it is there and can be opened.',
  },
  'folder-without-documents': {
    zh: '没有验：文件夹“{folder}”里没有 PDF 或 OFD 文件。请换一个文件夹。',
    en: 'Nothing was verified: there is no PDF or OFD file in "{folder}". Choose another folder.',
  },
  'folder-too-large': {
    zh: '文件夹“{folder}”里的文件超过 {most} 个，没有开始。请分成几个文件夹。',
    en: 'There are more than {most} files in "{folder}"; nothing was begun. Split it into several folders.',
  },
  'batch-state-damaged': {
    zh: '进度文件“{file}”不是本程序写的，或已损坏，没有使用。请换一个文件名重新开始。',
    en: 'The progress file "{file}" is not of this program or is damaged; it was not used. Begin again with another name.',
  },
  'batch-state-busy': {
    zh: '另一个汴印正在用进度文件“{file}”，没有开始。请等它结束。',
    en: 'Another Bianyin is using the progress file "{file}"; nothing was begun. Wait until it has ended.',
  },
  'counter-log-broken': {
    zh: '核验记录从第 {seq} 条起对不上，没有写入新记录。请保留现场并告诉管理员。',
    en: 'The log of verifications does not hold from row {seq}; nothing was added. Leave everything as it is and tell the administrator.',
  },
} as const;
