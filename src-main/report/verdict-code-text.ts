/** The QR code of a report: digest, verdict and time in one line that anybody can read without a program (docs/report-documents.md). */
import type { PDFPage } from '@cantoo/pdf-lib';
import { encodeQR } from 'qr';
import type { VerificationReport } from '../verification/report.ts';
import { ink } from './pen.ts';

/**
 * `BYV1/PASS/-/<SM3, 64 hex>/20261123T083000Z/0.1.0`: verdict, first code, digest of the file, time of the verification,
 * version. Only characters of the alphanumeric mode (ISO/IEC 18004 §7.3.4), so `_` of codes is written as `-`.
 */
export function verdictCodeText(report: VerificationReport): string {
  const code = (report.codes[0] ?? '-').replaceAll('_', '-');
  const time = report.trust.now.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const version = report.engine.replace(/^\S+ /, '');
  return ['BYV1', report.level, code, report.sm3 || '-', time, version].join('/').toUpperCase();
}

/** Black on white with a quiet zone of four modules inside `side`; `top` is the upper edge, points. */
export function drawQr(
  page: PDFPage,
  text: string,
  place: { readonly x: number; readonly top: number; readonly side: number },
): void {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const unit = place.side / rows.length;
  for (const [y, row] of rows.entries()) {
    for (const { start, length } of runs(row)) {
      page.drawRectangle({
        x: place.x + start * unit,
        y: place.top - (y + 1) * unit,
        width: length * unit,
        // A hair more, so that no white line shows between rows.
        height: unit * 1.02,
        color: ink.text,
      });
    }
  }
}

function runs(row: readonly boolean[]): { readonly start: number; readonly length: number }[] {
  const found: { start: number; length: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    const last = found.at(-1);
    if (!isDark) continue;
    if (last && last.start + last.length === x) last.length += 1;
    else found.push({ start: x, length: 1 });
  }
  return found;
}
