/** Errors of the area "table": files and folders that name what is to be sealed (docs/adr/0036). Rows have findings of their own. */
export const tableErrors = {
  'table-unknown': {
    zh: '没有读清单：{file} 不是 Excel（.xlsx）或 CSV 表格，或者加了密码。旧格式（.xls）请在 Excel 或 WPS 里另存为 .xlsx，有密码的请先去掉密码。',
    en: 'The list was not read: {file} is no Excel (.xlsx) or CSV table, or it has a password. Save the old format (.xls) as .xlsx; take a password off first.',
  },
  'table-damaged': {
    zh: '没有读清单：表格 {file} 的内容不完整或有错。请在 Excel 或 WPS 里打开后另存一份再试。',
    en: 'The list was not read: the table {file} is not whole, or not well-formed. Open it in a spreadsheet program, save it anew and try again.',
  },
  'table-too-large': {
    zh: '没有读清单：表格 {file} 太大（最多 {rows} 行、{megabytes} MB）。请删去用不到的工作表和行，或分成几份清单。',
    en: 'The list was not read: the table {file} is too large (at most {rows} rows, {megabytes} MB). Take out what is not needed, or split the list.',
  },
  'table-outside-references': {
    zh: '没有读清单：表格 {file} 引用了别的工作簿或外部数据，里面的数可能已经过时。请把这些单元格“粘贴为数值”，另存后再试。',
    en: 'The list was not read: the table {file} takes values from other workbooks or outside data, which may be out of date. Paste them as values, save and try again.',
  },
  'table-no-columns': {
    zh: '没有读清单：在 {file} 里没有找到表头。请在数据上面加一行表头，至少要有“文件”一列（文件名），还可以有“相对方”“金额”“编号”“币种”。',
    en: 'The list was not read: no headings were found in {file}. Put a row of headings above the data with at least the column “File”; “Counterparty”, “Amount”, “Number” and “Currency” may follow.',
  },
  'table-columns-ambiguous': {
    zh: '没有读清单：表头“{first}”和“{second}”都像是“{listField}”，不知道用哪一列。请把不用的那一列改名或删去。',
    en: 'The list was not read: both headings “{first}” and “{second}” may be “{listField}”. Rename or delete the one that is not meant.',
  },
  'table-several-sheets': {
    zh: '没有读清单：表格 {file} 里有几张工作表都像清单（{sheets}）。请只留一张，或把别的隐藏起来。',
    en: 'The list was not read: several sheets of {file} look like lists ({sheets}). Keep one of them, or hide the others.',
  },
  'table-empty': {
    zh: '没有读清单：{file} 里没有要盖章的文件。请检查选的是不是这个清单或文件夹。',
    en: 'The list was not read: {file} names no file to seal. Check that it is the list or folder that was meant.',
  },
  'table-rows-refused': {
    zh: '没有提交：清单 {file} 里有 {count} 个文件不能盖章，原因见上。请改正清单或去掉这些行再试。',
    en: 'Nothing was submitted: the list {file} has files that cannot be sealed ({count}); the reasons stand above. Correct it, or take these rows out.',
  },
  'list-name-rule': {
    zh: '没有办理：文件名规则“{rule}”不能用。可以用 {known}，还要能让每个文件有名字。请改一下规则。',
    en: 'Nothing was done: the rule “{rule}” for names cannot be used. It may hold {known} and must give every file a name. Change it.',
  },
} as const;
