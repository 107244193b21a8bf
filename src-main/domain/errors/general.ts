/** Errors that belong to no area: usage, files, storage. */
export const generalErrors = {
  'usage': { zh: '命令用法不对：{what}。', en: 'Usage: {what}.' },
  'file-not-readable': {
    zh: '文件 {file} 读不出来。请检查文件是否存在、是否有权限。',
    en: 'File {file} cannot be read. Check that it exists and that you may read it.',
  },
  'internal': {
    zh: '程序内部出错，没有写出任何文件。诊断编号 {diagnostic}。',
    en: 'An internal error; nothing was written. Diagnostic {diagnostic}.',
  },
} as const;
