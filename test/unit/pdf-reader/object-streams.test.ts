/** Objects that go to and fro between object streams (ISO 32000-2 §7.5.7): each stream is decoded once, not once for each object. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { pdfRef } from '../../../src-main/pdf/objects.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { appendStreams, basePdf, pdfBytes, type TestPdf } from '../../attacks/test-pdf.ts';

const [first, count, streams] = [100, 400, 3] as const;

/** Every object stands in another stream than the one before it; each stream is `size` octets long. */
function interleaved(size: number): TestPdf {
  const filler = `(${'x'.repeat(Math.floor((size * streams) / count))})`;
  let pdf = basePdf();
  for (let stream = 0; stream < streams; stream += 1) {
    const numbers = Array.from({ length: count }, (_, i) => first + i).filter((n) => n % streams === stream);
    pdf = appendStreams(pdf, {
      pack: (data) => ({ data: deflateSync(data).toString('latin1'), extra: '/Filter /FlateDecode ' }),
      table: 50 + 2 * stream,
      packed: {
        container: 51 + 2 * stream,
        bodies: Object.fromEntries(numbers.map((number) => [number, `[${number} ${filler}]`])),
      },
    });
  }
  return pdf;
}

describe('objects in turns from three object streams', () => {
  const size = 3_000_000;
  const source = bytesSource(pdfBytes(interleaved(size)));
  // Twice all of it: what is decoded for each object anew would be a hundred times as much.
  const limits = { maxTotalStreamBytes: 2 * streams * size };

  it('are read, each as it is', () => {
    const document = openPdf(source, limits);
    for (let number = first; number < first + count; number += 1) {
      const object = document.get(pdfRef(number));
      expect(object.kind === 'array' && object.items[0]).toMatchObject({ kind: 'number', value: number });
    }
  });

  it('keep no file from being sealed', () => {
    expect(inspectForSealing(openPdf(source, limits)).refusals).toEqual([]);
  });
});
