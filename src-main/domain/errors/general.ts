/** Errors that belong to no area: usage, files, storage. */
export const generalErrors = {
  usage: { zh: '命令用法不对：{what}。', en: 'Usage: {what}.' },
  'file-not-readable': {
    zh: '文件 {file} 读不出来。请检查文件是否存在、是否有权限。',
    en: 'File {file} cannot be read. Check that it exists and that you may read it.',
  },
  internal: {
    zh: '程序内部出错，没有写出任何文件。诊断编号 {diagnostic}。',
    en: 'An internal error; nothing was written. Diagnostic {diagnostic}.',
  },
  'file-changed-while-reading': {
    zh: '文件在读取时被别的程序改动了，已停止。请等改动完成后再试。',
    en: 'The file was changed by another program while it was read. Try again when that is finished.',
  },
  'output-exists': {
    zh: '没有写出文件：{file} 已经存在。汴印不覆盖任何文件，请换一个文件名。',
    en: 'Nothing was written: {file} exists already. Bianyin never overwrites a file; choose another name.',
  },
  'output-not-writable': {
    zh: '没有写出文件：{file} 写不进去（磁盘已满或没有权限）。请换一个位置或清理磁盘后再试。',
    en: 'Nothing was written: {file} cannot be written (disk full, or no permission). Choose another place.',
  },
  'home-missing': {
    zh: '这里还没有汴印的数据目录。请先运行 bianyin sandbox init，或用 --home 指定目录。',
    en: 'There is no Bianyin home here yet. Run bianyin sandbox init first, or name one with --home.',
  },
  'home-damaged': {
    zh: '数据目录的设置文件损坏，已停止使用。请从备份恢复。',
    en: 'The settings file of this home is damaged; it is not used. Restore it from a backup.',
  },
  'worker-lost': {
    zh: '处理程序中途退出（{worker}），没有写出任何文件。可以重试；若再次发生请导出诊断。',
    en: 'A worker ({worker}) ended in the middle; nothing was written. Try again.',
  },
  'worker-timeout': {
    zh: '处理超过时限（{worker}，{seconds} 秒），已停止，没有写出任何文件。',
    en: 'A worker ({worker}) took longer than {seconds} s and was stopped; nothing was written.',
  },
  'pin-required': {
    zh: '需要 PIN。请用 --pin-file 文件、--pin-stdin，或在终端里直接输入。',
    en: 'A PIN is needed: use --pin-file FILE, --pin-stdin, or type it at a terminal.',
  },
} as const;
