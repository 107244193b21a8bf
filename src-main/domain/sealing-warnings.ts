/** What a person should know before sealing a file. Nothing here forbids it; each says what it means and what can be done. */
export const sealingWarnings = {
  javascript: {
    zh: '文件里有脚本（JavaScript）。打开时它可能改变显示的内容；盖章的是文件本身，不是屏幕上看到的样子。请要求对方提供不含脚本的文件，或先打印成新的 PDF。',
    en: 'The file holds JavaScript, which may change what is shown. The seal is put on the file and not on what the screen shows. Ask for a file without scripts, or print it to a new PDF first.',
  },
  'automatic-action': {
    zh: '文件带有自动执行的动作（打开、翻页或点击时）。请确认不会改变内容，或先打印成新的 PDF。',
    en: 'The file acts by itself (on opening, turning pages or a click). Make sure that this changes nothing, or print it to a new PDF first.',
  },
  'embedded-files': {
    zh: '文件里还夹带别的文件。盖章会一并盖住它们；请逐个打开看过。',
    en: 'Other files travel inside this one, and the seal covers them too. Open and read each of them.',
  },
  'hidden-layers': {
    zh: '文件有默认不显示的图层。别人打开或打印时可能看到不同的内容；请让制作人合并图层后再盖。',
    en: 'The file has layers that are hidden by default: others may see or print something else. Have the layers merged before sealing.',
  },
  'outside-links': {
    zh: '文件里有指向网页或其他文件的链接。链接那一头的内容不在签章之内，随时会变；请确认约定的内容都写在文件里。',
    en: 'The file links to web pages or other files. What is there is not sealed and may change; make sure that everything agreed stands in the file itself.',
  },
  'hidden-annotations': {
    zh: '文件里有只在屏幕上、只在打印时出现或隐藏着的批注。请把屏幕上的样子与打印件对照看过，或先打印成新的 PDF。',
    en: 'Some annotations show on the screen only, on paper only, or not at all. Compare the screen with a print, or print it to a new PDF first.',
  },
  'hidden-text': {
    zh: '文件里有看不见的文字（扫描识别的文件常有）。搜索和复制得到的可能与看到的不同；盖章前以看到的为准核对一遍。',
    en: 'The file holds text that is not drawn, as recognised scans do. What is searched or copied may differ; go by what is seen.',
  },
  'unused-content': {
    zh: '文件里有没有用到的内容，页面上看不到，多是反复编辑留下的。请让制作人重新导出，或先打印成新的 PDF。',
    en: 'The file holds content that no page uses, mostly left by editing. Have it exported again, or print it to a new PDF first.',
  },
  'other-looks': {
    zh: '文件里有的图形在鼠标移上去、按下、放大、打印时或换一个阅读软件时会是另一个样子。请逐处核对，或先打印成新的 PDF。',
    en: 'Some pictures change under the mouse, on zooming, on paper or in another reader. Check each of them, or print it to a new PDF first.',
  },
  'malformed-content': {
    zh: '页面内容里有不合规的操作，现在看不出影响。请让制作人重新导出，或先打印成新的 PDF。',
    en: 'The contents hold operators that are not as they must be; nothing is seen of it now. Have the file exported again, or print it to a new PDF first.',
  },
  'pictures-not-checked': {
    zh: '文件里的图片太多或太大，没有逐一检查数据是否完整。请自己逐页看过；最好让制作人缩小图片后重新导出。',
    en: 'The pictures in the file are too many or too large for each to be checked for whole data. Look at each page; better have them made smaller.',
  },
  'rich-media': {
    zh: '文件里有音频、视频或三维内容，打印件上看不到。请确认这些内容不影响约定。',
    en: 'The file holds sound, video or 3D content that no print shows. Make sure that it does not matter.',
  },
  'fonts-not-embedded': {
    zh: '有的字体没有嵌入。换一台电脑，字形和换行可能不同；请让制作人嵌入字体后重新导出。',
    en: 'Some fonts are not embedded: letters and lines may look different on another machine. Have the file exported again with its fonts.',
  },
  'need-appearances': {
    zh: '表单的显示内容要由阅读器现场生成，各处看到的可能不同。请先打印成新的 PDF。',
    en: 'What the form shows is made by each reader anew and may differ. Print it to a new PDF first.',
  },
  'signed-before': {
    zh: '文件已经有签章。新的印章会追加在后面，原来的签章仍然有效。',
    en: 'The file is signed already. The new seal is added behind; what was signed stays valid.',
  },
  certified: {
    zh: '文件经过认证签名，允许的改动有限。盖章是允许的，其他改动会使认证失效。',
    en: 'The file carries a certifying signature that permits few changes. A seal is permitted; other changes would break it.',
  },
  'form-locked': {
    zh: '先签章的人锁定了整个表单。新盖的印章会使原来的签章变为“需要核实”；请先问对方要一份没有锁定的文件，或请对方最后盖章。',
    en: 'Whoever signed before locked the whole form. A new seal makes that signature one that has to be looked into; ask for a file without the lock, or let the other side sign last.',
  },
  'changed-after-signature': {
    zh: '文件在上一次签章之后又有改动。请核对改了什么，再决定是否盖章。',
    en: 'The file was changed after its last signature. Look at what was changed before you seal it.',
  },
  'empty-signature-fields': {
    zh: '文件里有对方备好的空白签章域。要盖在里面，请把印章放到那个框里；放在别处，它会一直空着。',
    en: 'The file has empty signature fields that somebody prepared. Put the seal inside one to fill it; elsewhere it stays empty.',
  },
  'pdfa-not-kept': {
    zh: '文件声明符合 PDF/A（长期保存格式）。盖章后，归档检查会提示不符合：PDF/A 只认 PKCS#7 格式的签名，国密电子印章不是；PDF/A-1 还不允许透明。页面内容不受影响。要归档的，请先问接收单位收不收盖了电子印章的文件。',
    en: 'The file claims to be PDF/A. With a seal, a check for archives finds fault: PDF/A takes PKCS#7 signatures alone, which a seal is not, and part 1 no transparency. What is on the pages is not affected. If it is to be archived, ask first whether files with seals are taken.',
  },
  'dark-place': {
    zh: '印章要盖的地方底色太深，盖上后可能看不见。请移到浅色的地方。',
    en: 'The ground under the seal is so dark that it may not be seen. Move it to a lighter place.',
  },
  'covers-text': {
    zh: '印章会压住页面上的文字。压在落款和日期上是常见的盖法；压住金额、期限或条款的，请移开。',
    en: 'The seal lies over words of the page. Over the name and date at the end that is usual; over amounts, terms or clauses it should be moved.',
  },
  'covers-seal': {
    zh: '印章会压住文件上原有的签章。两枚印章可能都看不清，请移开。',
    en: 'The seal lies over one that is on the file already. Neither may be legible; move it.',
  },
  'seals-overlap': {
    zh: '要盖的几处印章互相压住，可能都看不清。请把它们分开。',
    en: 'The places of the seal lie over each other. Move them apart.',
  },
  'attachment-not-seen': {
    zh: '有附件不在原来的位置，或已不是申请时的那份文件。决定之前，请向经办人要来附件，并比对 SM3。',
    en: 'An attachment is not where it was, or is another file than the one that was submitted. Ask the applicant for it before you decide, and compare its SM3.',
  },
  'file-not-seen': {
    zh: '原文件不在申请时的位置，或已被改动，因此没有检查它。请先找到原文件看过，再作决定。',
    en: 'The file is not where it was when the request was written, or was changed, so it was not looked at. Find the file and look at it before you decide.',
  },
  'text-not-read': {
    zh: '没能读出文件的文字，因此没有检查密级标志和数电票，也没有比对发票号码。扫描件都是这样；请自己看过再盖。',
    en: 'The text of the file could not be read, so marks of secrecy and tax invoices were not looked for, and no invoice numbers were compared. Scans are always so; look for yourself.',
  },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;

export type SealingWarning = keyof typeof sealingWarnings;

/** The first sentence of a warning: what is so, where there is no room for what to do. */
export function warningHead(code: SealingWarning, language: 'zh' | 'en'): string {
  const sentence = sealingWarnings[code][language];
  const end = language === 'zh' ? sentence.search(/[。；]/) : sentence.search(/[.;:](?: |$)/);
  return `${sentence.slice(0, end)}${language === 'zh' ? '。' : '.'}`;
}
