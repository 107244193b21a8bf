/** Sets the sample contract as a PDF: A4, a Song typeface, numbered pages, one place for our seal (“盖章处”). */
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { chinaTimeText } from '../../domain/instant.ts';
import {
  contractArticles,
  contractNumber,
  contractParties,
  contractPreamble,
  contractTitle,
} from './contract-text.ts';

const PAGE = { width: 595.28, height: 841.89, left: 85, right: 85, top: 96, bottom: 90 } as const;
const INK = rgb(0.12, 0.13, 0.16);
const fontsFolder = new URL('../../../assets/fonts/', import.meta.url);
/** Characters that must not begin a line (kinsoku), as in any Chinese typesetting. */
const NOT_FIRST = '，。、；：！？）》”’';

interface Pen {
  readonly document: PDFDocument;
  readonly body: PDFFont;
  readonly bold: PDFFont;
  page: PDFPage;
  y: number;
}

function newPage(pen: Pen): void {
  pen.page = pen.document.addPage([PAGE.width, PAGE.height]);
  pen.y = PAGE.height - PAGE.top;
}

function breakLines(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    const wider = font.widthOfTextAtSize(line + character, size) > width;
    if (wider && !NOT_FIRST.includes(character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

function write(pen: Pen, text: string, size: number, font: PDFFont, leading: number): void {
  for (const line of breakLines(text, font, size, PAGE.width - PAGE.left - PAGE.right)) {
    if (pen.y - leading < PAGE.bottom) newPage(pen);
    pen.y -= leading;
    pen.page.drawText(line, { x: PAGE.left, y: pen.y, size, font, color: INK });
  }
}

function writeCentred(pen: Pen, text: string, size: number, font: PDFFont, leading: number): void {
  pen.y -= leading;
  const x = (PAGE.width - font.widthOfTextAtSize(text, size)) / 2;
  pen.page.drawText(text, { x, y: pen.y, size, font, color: INK });
}

/** The two columns at the end, where the parties sign and seal. */
function writeSigningBlock(pen: Pen, madeAt: Date): void {
  if (pen.y < PAGE.bottom + 330) newPage(pen);
  pen.y -= 84;
  const columns = [
    {
      x: PAGE.left,
      lines: [
        '甲方（盖章处）：',
        '开封市汴京文化传媒有限公司',
        '',
        '法定代表人：',
        `日期：${chinaTimeText(madeAt, 'zh').split(' ', 1)[0]}`,
        '',
        '',
        '首付款确认：',
      ],
    },
    {
      x: PAGE.width / 2 + 20,
      lines: ['乙方（公章）：', '河南中州展览工程有限公司', '', '法定代表人：', '日期：　　年　　月　　日'],
    },
  ];
  for (const { x, lines } of columns) {
    lines.forEach((line, i) => {
      pen.page.drawText(line, { x, y: pen.y - i * 34, size: 12, font: pen.body, color: INK });
    });
  }
}

function numberPages(pen: Pen): void {
  const pages = pen.document.getPages();
  pages.forEach((page, i) => {
    const text = `第 ${i + 1} 页　共 ${pages.length} 页`;
    const x = (PAGE.width - pen.body.widthOfTextAtSize(text, 9)) / 2;
    page.drawText(text, { x, y: 48, size: 9, font: pen.body, color: INK });
  });
}

/** The sample contract of the sandbox as PDF octets: always the same ones for the same time, whose date (Beijing) the contract bears. */
export async function contractPdf(madeAt: Date): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
  const embed = (file: string): Promise<PDFFont> =>
    document.embedFont(readFileSync(new URL(file, fontsFolder)), { subset: true });
  const body = await embed('NotoSerifSC-Regular.ttf');
  const bold = await embed('NotoSerifSC-Bold.ttf');
  const pen: Pen = {
    document,
    body,
    bold,
    page: document.addPage([PAGE.width, PAGE.height]),
    y: PAGE.height - PAGE.top,
  };
  writeCentred(pen, contractTitle, 22, bold, 30);
  writeCentred(pen, contractNumber, 10.5, body, 34);
  pen.y -= 18;
  for (const party of contractParties) write(pen, party, 12, bold, 24);
  pen.y -= 8;
  write(pen, `　　${contractPreamble}`, 12, body, 23);
  for (const article of contractArticles) {
    pen.y -= 10;
    write(pen, article.title, 13, bold, 26);
    for (const paragraph of article.paragraphs) write(pen, `　　${paragraph}`, 12, body, 23);
  }
  writeSigningBlock(pen, madeAt);
  numberPages(pen);
  document.setTitle(contractTitle);
  document.setCreationDate(madeAt);
  document.setModificationDate(madeAt);
  return document.save();
}
