/** Work grows with the file, not with signatures × file: counted in bytes that are read, so that no clock can lie. */
import { expect, it } from 'vitest';
import { bytesSource, type ByteSource } from '../../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { testContext } from '../../attacks/test-context.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';

function bytesReadFor(signatures: number): number {
  let pdf = basePdf();
  // Each in a place of its own, on free space: one over another would not be green.
  const place = (i: number) => [(i % 10) * 50 + 40, Math.floor(i / 10) * 50 + 40] as const;
  for (let i = 0; i < signatures; i += 1) {
    const [x, y] = place(i);
    pdf = sealPdf(pdf, { holeBytes: 3000, rect: `${x} ${y} ${x + 45} ${y + 45}` });
  }
  const inner = bytesSource(pdfBytes(pdf));
  let read = 0;
  const source: ByteSource = {
    size: inner.size,
    read: (offset, length) => ((read += length), inner.read(offset, length)),
  };
  const report = verifyDocument(source, testContext());
  expect([report.level, report.signatures.length]).toEqual(['PASS', signatures]);
  return read / inner.size;
}

it('reads each byte a bounded number of times, however many signatures there are', () => {
  const [few, many] = [bytesReadFor(5), bytesReadFor(50)];
  expect(many / few).toBeLessThan(3);
});
