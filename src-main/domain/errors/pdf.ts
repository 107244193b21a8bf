/** Errors of the area "pdf". */
export const pdfErrors = {
  // Placement, marks and the writer.
  'placement-syntax': {
    zh: '位置在第 {at} 个字符处没有看懂：“{found}”。请写成：{expected}。',
    en: 'The position is not understood at character {at}: "{found}". Write it as: {expected}.',
  },
  'placement-page-missing': {
    zh: '文件只有 {pages} 页，没有第 {page} 页。请改页码。',
    en: 'The file has {pages} pages; there is no page {page}. Change the page number.',
  },
  'placement-out-of-page': {
    zh: '印章会超出第 {page} 页：章的范围是左 {left}、上 {top}、右 {right}、下 {bottom} 毫米，页面只有 {pageWidth}×{pageHeight} 毫米。请改坐标；按关键词定位的，在词后用 dx=、dy= 移动，例如 dx=-20mm,dy=5mm。',
    en: 'The seal would leave page {page}: it spans left {left}, top {top}, right {right}, bottom {bottom} mm on a page of {pageWidth}×{pageHeight} mm. Change the coordinates; behind a keyword, move it by dx= and dy=, such as dx=-20mm,dy=5mm.',
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
    zh: '没有写出文件：签名有 {needed} 字节，预留的位置只有 {hole} 字节。请重试；若再次出现，请联系技术支持。',
    en: 'Nothing was written: the signature takes {needed} bytes, the room kept for it is {hole}. Try again; if it comes back, ask for support.',
  },
  'keyword-not-found': {
    zh: '文件里找不到“{keyword}”。请换一个词，或直接写页码和坐标。',
    en: '"{keyword}" is not in the file. Use another word, or give page and coordinates.',
  },
  'keyword-not-found-scan': {
    zh: '文件里找不到“{keyword}”：共读了 {pages} 页，其中 {scans} 页没有文字，多半是扫描件，上面的字只是图像。请直接在页面上选位置，或写页码和坐标。',
    en: '"{keyword}" was not found: of {pages} pages, {scans} have no text; most likely they are scans, whose words are pictures. Choose the place on the page, or give page and coordinates.',
  },
  'keyword-not-found-unreadable': {
    zh: '文件里找不到“{keyword}”：共读了 {pages} 页，其中 {unreadable} 页的文字读不出来（字体没有说明每个字是什么字）。请直接在页面上选位置，或写页码和坐标；也可以请制作人重新导出 PDF。',
    en: '"{keyword}" was not found: of {pages} pages, the text of {unreadable} cannot be read (their fonts do not say which characters they show). Choose the place on the page, or give page and coordinates; or have the PDF exported again.',
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

  // The reader: why a file is not read, and why it cannot be sealed. `what` is a fixed technical word for support.
  'pdf-not-a-pdf': {
    zh: '这不是 PDF 文件（开头没有 %PDF 标志）。请先另存为 PDF。',
    en: 'This is not a PDF (there is no %PDF mark at its start). Save it as PDF first.',
  },
  'pdf-header-offset': {
    zh: 'PDF 的开头前面多出 {bytes} 个字节（多半是下载或邮件程序存进去的信息头），不同软件可能看到不同内容，因此不处理。请重新下载，或用原软件重新导出 PDF。',
    en: 'There are {bytes} bytes before the start of the PDF (mostly headers that a download or mail program saved with it); programs may disagree on what it says. Download or export it again.',
  },
  'pdf-trailing-data': {
    zh: '没有采用这份 PDF：结尾之后还有多余的数据（从第 {at} 字节起），可能被附加了内容。请向来源方索取原文件，或重新导出。',
    en: 'The PDF was not used: there is data after its end (from byte {at}); something may have been added. Ask for the original file, or export it again.',
  },
  'pdf-xref-broken': {
    zh: 'PDF 的对象索引损坏（{what}，第 {at} 字节）。汴印不猜测、不修补。请用原软件重新导出 PDF。',
    en: 'The index of the objects in the PDF is broken ({what}, byte {at}). Bianyin does not guess or repair. Export it again.',
  },
  'pdf-object-broken': {
    zh: 'PDF 的内部对象损坏（{what}，第 {at} 字节）。汴印不猜测、不修补。请用原软件重新导出 PDF。',
    en: 'An object in the PDF is broken ({what}, byte {at}). Bianyin does not guess or repair. Export it again.',
  },
  'pdf-stream-broken': {
    zh: 'PDF 的内部数据流损坏或不能解码（{what}）。请用原软件重新导出 PDF。',
    en: 'A data stream in the PDF is damaged or cannot be decoded ({what}). Export it again.',
  },
  'pdf-ambiguous': {
    zh: 'PDF 的结构有两种读法（{what}，第 {at} 字节），不同软件可能显示不同内容，因此不处理。请用原软件重新导出 PDF。',
    en: 'The PDF can be read in two ways ({what}, byte {at}); programs may show different content. Export it again.',
  },
  'pdf-catalog-broken': {
    zh: 'PDF 的文档目录损坏（{what}）。请用原软件重新导出 PDF。',
    en: 'The document catalog of the PDF is broken ({what}). Export it again.',
  },
  'pdf-page-tree-broken': {
    zh: 'PDF 的页面结构损坏（{what}），无法确定哪一页是第几页。请用原软件重新导出 PDF。',
    en: 'The page tree of the PDF is broken ({what}); it is not certain which page is which. Export it again.',
  },
  'pdf-page-broken': {
    zh: '第 {page} 页的大小或方向写错了（{what}），无法确定印章位置。请用原软件重新导出 PDF。',
    en: 'The size or rotation of page {page} is wrong ({what}); the place of a seal is not certain. Export it again.',
  },
  'pdf-no-pages': {
    zh: 'PDF 里没有任何页面。请检查是否选对了文件。',
    en: 'The PDF has no pages. Check that this is the right file.',
  },
  'pdf-page-missing': {
    zh: '文件只有 {pages} 页，没有第 {page} 页。请改页码。',
    en: 'The file has {pages} pages; there is no page {page}. Change the page number.',
  },
  'pdf-form-broken': {
    zh: 'PDF 的表单结构损坏（{what}），无法确定有哪些签章。请用原软件重新导出 PDF。',
    en: 'The form structure of the PDF is broken ({what}); it is not certain which signatures there are. Export it again.',
  },
  'pdf-limit': {
    zh: 'PDF 超过了安全上限（{what}，上限 {limit}），已停止读取。文件可能异常；请重新导出或拆分后再试。',
    en: 'The PDF passes a safety limit ({what}, limit {limit}); reading was stopped. Export it again or split it.',
  },
  'pdf-encrypted': {
    zh: 'PDF 已加密或限制了权限，不能盖章。请由文件的主人去掉密码后重新导出；不需要密码就能打开的，也可以用系统的“打印 → 另存为 PDF”得到一份新文件，核对后再盖。',
    en: 'The PDF is encrypted or restricted; it cannot be sealed. Have its owner export it without a password; one that opens without a password can be printed to a new PDF with the system, which is to be compared before it is sealed.',
  },
  'pdf-hybrid-contents': {
    zh: 'PDF 的内容有一部分只写在附加索引里（对象 {object}），旧的阅读器看到的是另一份文件，不能盖章。请打印成新的 PDF 后再盖。',
    en: "Part of the PDF's contents stands in a second, hidden table only (object {object}); older readers show another document. It cannot be sealed: print it to a new PDF first.",
  },
  'pdf-xfa': {
    zh: 'PDF 是动态表单（XFA），显示内容可能随软件变化，不能盖章。请打印成普通 PDF 后再盖。',
    en: 'The PDF is a dynamic form (XFA); what it shows depends on the program. Print it to a plain PDF first.',
  },
  'pdf-outside-content': {
    zh: 'PDF 要显示的内容有一部分不在文件里（{what}），别人打开时会变成别的，盖章保护不了它，因此不能盖。请打印成新的 PDF 后再盖。',
    en: 'Part of what the PDF shows is not in the file ({what}) and may become something else; a seal cannot protect it. Print it to a new PDF first.',
  },
  'pdf-ambiguous-content': {
    zh: 'PDF 页面内容里有不合规的操作（{what}），不同的阅读软件会显示成不同的样子，盖了章也说不清盖的是哪一种，因此不能盖。请让制作人重新导出，或核对后打印成新的 PDF 再盖。',
    en: 'The contents of the PDF hold operators that are not as they must be ({what}); readers show different things, and a seal would not say which of them was sealed. Have it exported again, or compare it and print it to a new PDF first.',
  },
  'pdf-certified-no-changes': {
    zh: 'PDF 的签章人已声明不许任何改动，再盖章会使原签章失效，因此不能盖。请向签章人索取未认证的文件。',
    en: 'The signer of this PDF allows no changes at all; a seal would break that signature. Ask for an uncertified file.',
  },
  'pdf-certified-one-mark': {
    zh: 'PDF 里已有的签章（{field}）只许再填表和签章，不许加别的图形：只能盖一处，这里有 {marks} 处。请只留一处，不盖骑缝章。',
    en: 'A signature in this PDF ({field}) permits filling in and signing only: one mark is allowed, and there are {marks}. Keep one, without a seam.',
  },
  'pdf-need-appearances': {
    zh: 'PDF 的表单要由阅读器现画（{field}），有的阅读器因此不显示印章，而这一设置现在不能改。请打印成新的 PDF 后再盖。',
    en: 'The form of this PDF is drawn by each reader ({field}); some then show no seal, and the setting cannot be changed now. Print it to a new PDF first.',
  },
  'signature-field-size': {
    zh: '签章域“{field}”的大小和位置（{have}）是前面的人签过的，不能再改，而印章是 {want}，盖不进去。请把章放到签章域外面，或请对方重新准备一个和印章一样大的签章域。',
    en: 'Size and place of the signature field "{field}" ({have}) were signed before and cannot change, but the seal is {want}. Put the seal outside the field, or have a field of the size of the seal prepared.',
  },
  'signature-field-demands': {
    zh: '签章域“{field}”规定了电子印章做不到的要求（{what}），不能盖在里面。请放到别处，或请制作人去掉这项要求。',
    en: 'The signature field "{field}" insists on something that a seal is not ({what}). Put the seal elsewhere, or have the demand removed.',
  },
  'signature-field-missing': {
    zh: '文件里没有可以盖的空白签章域“{field}”。现有的：{fields}。请改名称，或直接写页码和坐标。',
    en: 'The file has no empty signature field "{field}" to be filled. There are: {fields}. Change the name, or give page and coordinates.',
  },
  'pdf-locked': {
    zh: 'PDF 里已有的签章锁定了整个文件，再盖章会使它失效，因此不能盖。请与原签章人联系。',
    en: 'A signature in this PDF locks the whole document; a seal would break it. Contact its signer.',
  },
  'pdf-usage-rights': {
    zh: 'PDF 带有阅读器扩展授权，改动后授权会失效，因此不能盖章。请打印成普通 PDF 后再盖。',
    en: 'The PDF carries usage rights that a change would break; it cannot be sealed. Print it to a plain PDF first.',
  },
  'pdf-signature-broken': {
    zh: 'PDF 里已有的签章（{field}）结构已损坏（{what}），不能在坏签章上再盖章。请索取完好的文件。',
    en: 'A signature already in this PDF ({field}) is structurally broken ({what}); nothing is sealed on top of it. Ask for a sound file.',
  },
} as const;
