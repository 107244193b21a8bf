/**
 * Does what a green file shows agree with what was signed? Asked of painters that nobody here wrote: poppler, MuPDF, and pdf.js. Places
 * are those that the report announces; a filled field must say its value to poppler.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { changedPlaces } from '../../../src-main/page-drawing/changed-places.ts';
import { comparePixels } from '../../../src-main/page-drawing/compare-pixels.ts';
import { openForDrawing, type DrawnPage } from '../../../src-main/page-drawing/drawn-document.ts';
import { changedNumbers, Reach } from '../../../src-main/page-drawing/touched-pages.ts';
import { openPdf, type PdfDocument } from '../../../src-main/pdf/document.ts';
import { announcedLook } from '../../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../../src-main/verification/report.ts';

type Painter = (file: string, bytes: Uint8Array) => Promise<DrawnPage | null> | DrawnPage | null;

/** Resolution of one point a pixel. */
const DPI = '72';

const painters: Readonly<Record<string, Painter>> = {
  poppler: (file) =>
    netpbm(spawnSync('pdftoppm', ['-r', DPI, '-f', '1', '-l', '1', file], { maxBuffer: 1 << 26 }).stdout),
  mupdf: (file) =>
    netpbm(
      spawnSync('mutool', ['draw', '-q', '-r', DPI, '-F', 'ppm', '-o', '-', file, '1'], {
        maxBuffer: 1 << 26,
      }).stdout,
    ),
  async 'pdf.js'(_, bytes) {
    const document = await openForDrawing(bytesSource(bytes));
    try {
      return await document.draw(1, 'display');
    } finally {
      await document.close();
    }
  },
};

/** Which painter contradicts a green verdict; null when none does. `signed` is the file as the first signer left it. */
export async function contradiction(
  bytes: Uint8Array,
  signed: Uint8Array,
  report: VerificationReport,
): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-drawn-'));
  try {
    const [before, after] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')];
    writeFileSync(before, signed);
    writeFileSync(after, bytes);
    const document = openPdf(bytesSource(bytes));
    const places = placesOf(document, report);
    for (const [name, paint] of Object.entries(painters)) {
      const [a, b] = [await paint(before, signed), await paint(after, bytes)];
      if (!a || !b) return `${name} draws nothing`;
      const found = comparePixels(a, b, places(b.width));
      if (found !== 'same') return `${name}: ${found}`;
    }
    return saysOtherwise(after, document);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function placesOf(document: PdfDocument, report: VerificationReport) {
  const from = report.signatures[0]?.coverage.revision ?? 1;
  const to = document.revisions.length;
  const both = [document.documentAt(from - 1), document.documentAt(to - 1)] as const;
  const reach = new Reach(both[1], changedNumbers(document, from - 1, to - 1));
  const announced = announcedLook(report, { from, to }, 1);
  return (width: number) => changedPlaces(both, 1, announced, (item) => reach.leadsFrom(item), width);
}

/** The words that poppler finds at the field of the amount, when it has a look of its own, against its value. */
function saysOtherwise(file: string, document: PdfDocument): string | null {
  for (const item of document.page(0).annots) {
    const field = document.resolve(item);
    if (field.kind !== 'dict') continue;
    const [name, value] = [document.value(field, 'T'), document.value(field, 'V')];
    if (name?.kind !== 'string' || Buffer.from(name.bytes).toString() !== 'amount') continue;
    if (value?.kind !== 'string' || !field.entries.has('AP')) continue;
    // The page from its top: the field stands from 318 to 342 points.
    const box = ['-x', '72', '-y', '318', '-W', '200', '-H', '24'];
    const seen = spawnSync('pdftotext', ['-r', DPI, ...box, file, '-'], { encoding: 'utf8' }).stdout.trim();
    const wanted = Buffer.from(value.bytes).toString().trim();
    if (seen !== wanted) return `the field says ${wanted}, poppler reads ${seen}`;
  }
  return null;
}

/** Reads a PPM (P6) of 8 bits; null for anything else. */
function netpbm(file: Buffer | null): DrawnPage | null {
  const head = /^P6\s+(?:#[^\n]*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(
    file?.subarray(0, 200).toString('latin1') ?? '',
  );
  if (!file || !head) return null;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const rgb = file.subarray(head[0].length);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) pixels.set(rgb.subarray(i * 3, i * 3 + 3), i * 4);
  return { width, height, pixels };
}
