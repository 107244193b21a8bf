/** The page tree for viewers: behind a file it shows the same pages, and pdf.js finds one of them without passing through the others. */
import { getDocument, PDFDataRangeTransport, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { pageTreeView } from '../../../src-main/pdf/page-tree-view.ts';

const PAGES = 300;
/** Octets between the pages: a picture on each of them. */
const PADDING = 20_000;

/** A flat tree whose pages inherit their size, lie far apart, and each say their number. */
function flatPdf(): Uint8Array {
  const numbers = Array.from({ length: PAGES }, (_, i) => i);
  const kids = numbers.map((i) => `${10 + 2 * i} 0 R`).join(' ');
  const bodies: [number, string][] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [
      2,
      `<< /Type /Pages /Count ${PAGES} /MediaBox [0 0 300 400] /Resources << /Font << /F 3 0 R >> >> /Kids [${kids}] >>`,
    ],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...numbers.flatMap((i): [number, string][] => {
      const text = `BT /F 20 Tf 20 200 Td (page ${i + 1}) Tj ET %${'x'.repeat(PADDING)}`;
      return [
        [10 + 2 * i, `<< /Type /Page /Parent 2 0 R /Contents ${11 + 2 * i} 0 R >>`],
        [11 + 2 * i, `<< /Length ${text.length} >>\nstream\n${text}\nendstream`],
      ];
    }),
  ];
  let file = '%PDF-1.7\n';
  const rows = bodies.map(([number, body]) => {
    const offset = file.length;
    file += `${number} 0 obj\n${body}\nendobj\n`;
    return `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${10 + 2 * PAGES} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return utf8Encode(file);
}

/** Octets that pdf.js asks for until it has the text of a page. */
async function lookAt(
  file: Uint8Array,
  page: number,
): Promise<{ octets: number; text: string; width: number }> {
  let octets = 0;
  const range = new PDFDataRangeTransport(file.length, null);
  range.requestDataRange = (begin: number, end: number) => {
    octets += end - begin;
    range.onDataRange(begin, file.slice(begin, end));
  };
  const task = getDocument({
    range,
    rangeChunkSize: 4096,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const opened = await (await task.promise).getPage(page);
    const { items } = await opened.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join('');
    return { octets, text, width: opened.getViewport({ scale: 1 }).width };
  } finally {
    await task.destroy();
  }
}

test('it is for viewers alone: as a file it contradicts itself, and is refused', () => {
  const file = flatPdf();
  const before = openPdf(bytesSource(file));
  expect(before.pageCount).toBe(PAGES);
  const shown = openPdf(bytesSource(concatBytes(file, pageTreeView(before))));
  expect(() => shown.pageCount).toThrow('pdf-page-tree-broken');
});

test('pdf.js shows any page of it, and reads a small part of the file for that', async () => {
  const file = flatPdf();
  const shown = concatBytes(file, pageTreeView(openPdf(bytesSource(file))));
  for (const page of [1, 150, PAGES]) {
    const seen = await lookAt(shown, page);
    expect([seen.text, seen.width]).toEqual([`page ${page}`, 300]);
    expect(seen.octets).toBeLessThan(file.length / 20);
  }
  // What it is for: without it, the last page alone costs a look at every page.
  expect((await lookAt(file, PAGES)).octets).toBeGreaterThan(file.length / 10);
});
