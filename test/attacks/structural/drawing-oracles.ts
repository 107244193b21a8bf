/**
 * Does what a green file shows agree with what was signed? Asked of painters that nobody here wrote (painters.ts). Places are those that
 * the report announces; a filled field must say its value to poppler.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { changedPlaces } from '../../../src-main/page-drawing/changed-places.ts';
import { comparePixels } from '../../../src-main/page-drawing/compare-pixels.ts';
import { changedNumbers, Reach } from '../../../src-main/page-drawing/touched-pages.ts';
import { openPdf, type PdfDocument } from '../../../src-main/pdf/document.ts';
import { announcedLook } from '../../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../../src-main/verification/report.ts';
import type { Painter } from './painters.ts';

/** Resolution of one point a pixel. */
const DPI = '72';

/** Which painter contradicts a green verdict; null when none does. `signed` is the file as the first signer left it. */
export async function contradiction(
  bytes: Uint8Array,
  signed: Uint8Array,
  report: VerificationReport,
  painters: ReadonlyMap<string, Painter>,
): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-drawn-'));
  try {
    const [before, after] = [join(folder, 'a.pdf'), join(folder, 'b.pdf')];
    writeFileSync(before, signed);
    writeFileSync(after, bytes);
    const document = openPdf(bytesSource(bytes));
    const places = placesOf(document, report);
    for (const [name, paint] of painters) {
      const [a, b] = await paint([before, after], [signed, bytes]);
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
