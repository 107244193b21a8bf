/** The report of one verification on A4: verdict first, then the file, three answers, every signature, and what it rests on. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { chinaTimeText } from '../domain/instant.ts';
import { sandboxWords } from '../domain/sandbox-mark.ts';
import { codeSentence, foundCodes } from '../domain/verdict-sentence.ts';
import { axisLines } from './axis-lines.ts';
import { ink, lineWidth, MM, needRoom, rule, takePen, write, writeFact, type Pen } from './pen.ts';
import { reportWords } from './report-words.ts';
import type { SealPictures, SheetInput } from './sheet-input.ts';
import { writeSignature } from './signature-block.ts';
import { embedTypefaces } from './typeface.ts';
import { drawQr, verdictCodeText } from './verdict-code-text.ts';
import { drawVerdict } from './verdict-mark.ts';

/** A4 upright. */
export const a4 = { width: 210 * MM, height: 297 * MM, margin: 18 * MM, foot: 20 * MM };
const QR = 34 * MM;
const NAMES = 84;

/** PDF octets. The time in its properties is the time of the verification, so that the same report gives the same file. */
export async function verificationSheet(input: SheetInput, pictures: SealPictures): Promise<Uint8Array> {
  const { report, language } = input;
  const document = await PDFDocument.create();
  const pen = takePen(document, await embedTypefaces(document), a4);
  const say = reportWords(language);
  writeVerdict(pen, input);
  writeFile(pen, input);
  writeAxes(pen, input);
  if (report.signatures.length > 0) {
    section(pen, say('signatures', { count: report.signatures.length }));
    for (const [index, signature] of report.signatures.entries()) {
      await writeSignature(pen, signature, index + 1, { pictures, language });
    }
  }
  writeFindings(pen, input);
  writeSources(pen, input);
  writeFeet(pen, input);
  describe(document, input);
  return document.save();
}

function section(pen: Pen, title: string): void {
  needRoom(pen, 60);
  write(pen, title, { size: 12.5, bold: true, leading: 2 });
}

function writeVerdict(pen: Pen, { report, language }: SheetInput): void {
  const say = reportWords(language);
  write(pen, `${say('brand')} · ${say('title')}`, { size: 11, colour: ink.second });
  if (report.trust.sandbox) write(pen, sandboxWords[language], { size: 11, bold: true });
  rule(pen);
  const { level } = report;
  const side = 46;
  drawVerdict(pen.page, pen.faces, level, { x: pen.paper.margin, top: pen.y - 6, side });
  const lowest = pen.y - side - 10;
  const indent = side + 16;
  write(pen, say(level), { size: 13, bold: true, indent, colour: ink[level] });
  write(pen, report.sentence[language], { size: 17, bold: true, indent, leading: 1.4 });
  write(
    pen,
    `${say('nextStep')}: ${report.nextStep[language]}`.replace(': ', language === 'zh' ? '：' : ': '),
    {
      size: 12.5,
      indent,
      leading: 1.7,
    },
  );
  pen.y = Math.min(pen.y, lowest);
  rule(pen, 8);
}

function writeFile(pen: Pen, { name, report, language }: SheetInput): void {
  const say = reportWords(language);
  const top = pen.y;
  drawQr(pen.page, verdictCodeText(report), {
    x: pen.paper.width - pen.paper.margin - QR,
    top: top + 4,
    side: QR,
  });
  const style = { size: 10, names: NAMES, width: lineWidth(pen) - QR - 12 };
  const size = `${report.size.toLocaleString('en-US')} ${say('octets')}`;
  writeFact(pen, say('fileName'), name, style);
  writeFact(pen, say('fileSize'), size, style);
  writeFact(pen, say('sm3'), report.sm3 === '' ? say('unread') : grouped(report.sm3), style);
  writeFact(pen, say('judgedAt'), chinaTimeText(new Date(report.trust.now), language), style);
  pen.y = Math.min(pen.y, top - QR + 8);
  rule(pen, 4);
}

/** Sixty-four digits in groups of eight, so that two people can read them to each other. */
export function grouped(sm3: string): string {
  return (sm3.match(/.{1,8}/g) ?? []).join(' ');
}

function writeAxes(pen: Pen, { report, language }: SheetInput): void {
  const say = reportWords(language);
  const lines = axisLines(report, language);
  if (lines.length === 0) return;
  section(pen, say('axes'));
  for (const { axis, level, sentences } of lines) {
    needRoom(pen, 30);
    drawVerdict(pen.page, pen.faces, level, { x: pen.paper.margin, top: pen.y - 2, side: 14 });
    const name = `${say(axis)} · ${say(level)}`;
    const names = 96;
    const [first = '', ...rest] = sentences;
    writeFact(pen, name, first, { size: 10.5, indent: 24, names });
    for (const sentence of rest) write(pen, sentence, { size: 10.5, indent: 24 + names });
  }
  rule(pen, 8);
}

function writeFindings(pen: Pen, { report, language }: SheetInput): void {
  const say = reportWords(language);
  const codes = foundCodes(report.checks);
  if (codes.length === 0) return;
  section(pen, say('fileFindings'));
  for (const code of codes) {
    write(pen, `${codeSentence(code, report.checks)[language]} [${code}]`, { size: 10 });
  }
  rule(pen, 8);
}

function writeSources(pen: Pen, { report, language, trustVersion }: SheetInput): void {
  const say = reportWords(language);
  const time = (iso: string): string => chinaTimeText(new Date(iso), language);
  const { trust } = report;
  const { snapshot } = trust;
  section(pen, say('asOf'));
  const style = { size: 9.5, names: NAMES };
  if (trust.at !== undefined) writeFact(pen, say('judgedFor'), time(trust.at), style);
  const lists = trust.crlsAsOf === undefined ? say('none') : say('asOfTime', { time: time(trust.crlsAsOf) });
  writeFact(pen, say('crlsAsOf'), lists, style);
  const status = snapshot
    ? say('snapshotLine', {
        seq: snapshot.seq,
        time: time(snapshot.thisUpdate),
        next: time(snapshot.nextUpdate),
      })
    : say('none');
  writeFact(pen, say('snapshotAsOf'), status, style);
  const { anchors, intermediates, crls } = trust;
  const held = say('anchors', { anchors, intermediates, crls });
  writeFact(pen, say('trustPack'), trustVersion === null ? held : `${trustVersion} · ${held}`, style);
  writeFact(pen, say('engine'), report.engine, style);
  writeFact(pen, say('qr'), verdictCodeText(report), style);
  pen.y -= 4;
  write(pen, say('notSigned'), { size: 9, colour: ink.second });
}

function writeFeet({ document, faces, paper }: Pen, { report, language, copyNotice }: SheetInput): void {
  const say = reportWords(language);
  const pages = document.getPages();
  const { font } = faces.regular;
  for (const [index, page] of pages.entries()) {
    const left = `SM3 ${report.sm3.slice(0, 16) || '–'}`;
    const middle = copyNotice ? say('copyNotice') : '';
    const right = say('pageOf', { page: index + 1, pages: pages.length });
    const at = (text: string, x: number): void =>
      page.drawText(text, { x, y: 11 * MM, size: 9, font, color: ink.second });
    at(left, paper.margin);
    at(middle, (paper.width - faces.regular.width(middle, 9)) / 2);
    at(right, paper.width - paper.margin - faces.regular.width(right, 9));
  }
}

function describe(document: PDFDocument, { report, language }: SheetInput): void {
  const at = new Date(report.trust.now);
  document.setTitle(reportWords(language)('title'));
  document.setCreator(report.engine);
  document.setProducer(report.engine);
  document.setLanguage(language === 'zh' ? 'zh-CN' : 'en');
  document.setCreationDate(at);
  document.setModificationDate(at);
}
