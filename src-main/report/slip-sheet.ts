/** 凭条: the verdict on one strip of paper 80 mm wide, as long as it needs to be, for the printers of counters. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { chinaTimeText } from '../domain/instant.ts';
import { sandboxWords } from '../domain/sandbox-mark.ts';
import { codeSentence, furtherFindings } from '../domain/verdict-sentence.ts';
import { ink, MM, rule, takePen, write, type Pen } from './pen.ts';
import { reportWords } from './report-words.ts';
import { safeText } from './safe-text.ts';
import type { SheetInput } from './sheet-input.ts';
import { embedTypefaces } from './typeface.ts';
import { drawQr, verdictCodeText } from './verdict-code-text.ts';
import { drawVerdict } from './verdict-mark.ts';
import { grouped } from './verification-sheet.ts';

/** Drawn on a long strip, of which only what is used is kept. */
const strip = { width: 80 * MM, height: 1500 * MM, margin: 5 * MM, foot: 0 };
/** Seals that are named; the report has all. */
const MOST_SEALS = 6;
const QR = 38 * MM;

/** PDF octets: one page, black only (thermal paper knows no colour). */
export async function slipSheet(input: SheetInput): Promise<Uint8Array> {
  const { report, language } = input;
  const say = reportWords(language);
  const document = await PDFDocument.create();
  const pen = takePen(document, await embedTypefaces(document), strip);
  write(pen, `${say('brand')} · ${say('slipTitle')}`, { size: 9 });
  if (report.trust.sandbox) write(pen, sandboxWords[language], { size: 9.5, bold: true });
  rule(pen, 3);
  writeVerdict(pen, input);
  rule(pen, 3);
  write(pen, safeText(input.name, 120), { size: 9.5 });
  for (const line of [...sealLines(input), ...findingLines(input)]) write(pen, line, { size: 9.5 });
  rule(pen, 3);
  write(pen, `SM3 ${report.sm3 === '' ? say('unread') : grouped(report.sm3)}`, { size: 8 });
  write(pen, `${say('judgedAt')} ${chinaTimeText(new Date(report.trust.now), language)}`, { size: 8 });
  write(pen, `${say('snapshotAsOf')} ${asOf(input)}`, { size: 8 });
  write(pen, report.engine, { size: 8 });
  drawQr(pen.page, verdictCodeText(report), { x: (strip.width - QR) / 2, top: pen.y - 4, side: QR });
  pen.y -= QR + 6;
  if (input.copyNotice) write(pen, say('copyNotice'), { size: 9.5, bold: true });
  finish(pen, input);
  return document.save();
}

function writeVerdict(pen: Pen, { report, language }: SheetInput): void {
  const say = reportWords(language);
  drawVerdict(pen.page, pen.faces, report.level, {
    x: strip.margin,
    top: pen.y - 3,
    side: 26,
    colour: ink.text,
  });
  write(pen, say(report.level), { size: 17, bold: true, indent: 34, leading: 1.7 });
  write(pen, report.sentence[language], { size: 11, bold: true, leading: 1.4 });
  write(pen, report.nextStep[language], { size: 10.5, leading: 1.4 });
}

function sealLines({ report, language }: SheetInput): string[] {
  const say = reportWords(language);
  const lines = report.signatures.slice(0, MOST_SEALS).map(({ seal, signer, level, signedAt }) => {
    const name = safeText(seal?.name ?? signer?.name ?? say('unknownSeal'), 60);
    const when = signedAt
      ? ` ${chinaTimeText(new Date(signedAt.value), language)} ${say(signedAt.source)}`
      : '';
    return `· ${name} ${say(level)}${when}`;
  });
  const count = report.signatures.length;
  return count > MOST_SEALS ? [...lines, say('more', { count })] : lines;
}

/** What was found about the file itself, in the words of every other report. */
function findingLines({ report, language }: SheetInput): string[] {
  const codes = furtherFindings(report);
  if (codes.length === 0) return [];
  const sentences = codes.map((code) => `· ${codeSentence(code, report.checks)[language]}`);
  return [reportWords(language)('fileFindings'), ...sentences];
}

function asOf({ report, language }: SheetInput): string {
  const say = reportWords(language);
  if (report.statusAsOf === null) return say('none');
  return say('asOfTime', { time: chinaTimeText(new Date(report.statusAsOf), language) });
}

function finish({ page, y, document }: Pen, { report, language }: SheetInput): void {
  const bottom = y - 5 * MM;
  page.setMediaBox(0, bottom, strip.width, strip.height - bottom);
  page.setCropBox(0, bottom, strip.width, strip.height - bottom);
  const at = new Date(report.trust.now);
  document.setTitle(reportWords(language)('slipTitle'));
  document.setProducer(report.engine);
  document.setCreationDate(at);
  document.setModificationDate(at);
}
