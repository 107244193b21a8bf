/** Errors of the area "store": the database, the journal, uses. */
export const storeErrors = {
  'store-damaged': {
    zh: '数据库损坏，已停止使用，没有盖章。请找管理员从备份恢复。',
    en: 'The database is damaged and is not used; nothing was sealed. Have it restored from a backup.',
  },
  'store-disk-full': {
    zh: '磁盘已满，记录写不进去，没有盖章。请清理磁盘后再试。',
    en: 'The disk is full and the record cannot be written; nothing was sealed. Free some space and try again.',
  },
  'store-busy': {
    zh: '数据库正被别的程序占用，等待超时，没有盖章。请稍后再试。',
    en: 'Another program keeps the database busy; nothing was sealed. Try again in a moment.',
  },
  'store-read-only': {
    zh: '数据文件夹只能读、不能写：可以查看和验证，不能申请、审批和盖章，什么都没有记录。请找管理员检查数据文件夹的权限。',
    en: 'The data folder can be read and not written: looking and verifying work, nothing can be asked for, approved or sealed, and nothing was recorded. Have its permissions checked.',
  },
  'store-missing': {
    zh: '没有办理：数据文件夹里没有数据库。请先建立沙箱或连接企业，或从备份恢复。',
    en: 'Nothing was done: the data folder holds no database. Make a sandbox or connect an enterprise first, or restore a backup.',
  },
  'store-not-writable': {
    zh: '没有办理：数据库打不开或写不进去，磁盘可能有问题。请找管理员检查磁盘和数据文件夹的权限。',
    en: 'Nothing was done: the database cannot be opened or written; the disk may be at fault. Have the disk and the permissions of the data folder checked.',
  },
  'store-newer': {
    zh: '没有打开数据库：它由更新版本的汴印写成。请升级汴印后再试。',
    en: 'The database was not opened: a newer Bianyin wrote it. Update Bianyin and try again.',
  },
  'store-append-only': {
    zh: '没有写入：已有的记录不能修改或删除。更正请追加一条新记录。',
    en: 'Not written: records cannot be changed or deleted. To correct one, append a new record.',
  },
  'store-duplicate': {
    zh: '没有再次写入：这条记录已经存在（{what}）。请查看申请现在的状态。',
    en: 'Not written again: this record exists already ({what}). Look at the state of the request.',
  },
  'request-unknown': {
    zh: '没有编号为 {id} 的申请。请核对编号。',
    en: 'There is no request {id}. Check the number.',
  },
  'request-number-taken': {
    zh: '申请编号 {id} 已被占用。请重新取号后再提交。',
    en: 'The request number {id} is taken. Take a new number and submit again.',
  },
  'use-not-open': {
    zh: '申请 {id} 的第 {number} 次用印不在进行中，结果没有记入。请核对用印登记簿。',
    en: 'Use {number} of request {id} is not open; its outcome was not recorded. Check the register.',
  },
  'journal-broken': {
    zh: '没有办理：用印登记簿从第 {seq} 条起对不上，有记录被改动或缺失。申请、审批和盖章都停下来，验章照常。请保留数据，不要改动，并联系审计员。',
    en: 'Nothing was done: the register of uses does not hold from row {seq} on; records were altered or are missing. Requests, approvals and sealing have stopped, verification goes on. Keep the data as they are and call the auditor.',
  },
  'journal-rolled-back': {
    zh: '没有写入：数据库比最后一次记录的状态旧（应至少到第 {seq} 条），可能被回退或替换。请保留数据并联系审计员。',
    en: 'Nothing was written: the database is older than its last recorded state (row {seq} at least); it may have been rolled back or replaced. Keep the data and call the auditor.',
  },
  'journal-row-unknown': {
    zh: '登记簿里没有第 {seq} 条。请核对编号。',
    en: 'The register has no row {seq}. Check the number.',
  },
} as const;
