/** Damaged files: whatever happens to the bytes, the reader answers with a `BianyinError` or a document, in bounded work. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { pdfRef } from '../../../src-main/pdf/objects.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { listSignatures } from '../../../src-main/pdf/signature-field.ts';
import { onePage } from './pdf-builder.ts';
import { signedTwice } from './signed-pdf.ts';
import { processorMs } from '../../support/processor-time.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const limits = {
  maxSteps: 400_000,
  maxStepsPerByte: 0,
  maxStreamBytes: 1024 * 1024,
  maxTotalStreamBytes: 4 * 1024 * 1024,
};
const runs = Number(process.env['BIANYIN_FUZZ_RUNS'] ?? propertyRuns(600));
let samples: Uint8Array[] = [];

beforeAll(async () => {
  const made = await PDFDocument.create();
  const font = await made.embedFont(StandardFonts.Helvetica);
  for (let i = 0; i < 3; i++) made.addPage([200, 100]).drawText(`page ${i}`, { font, size: 12 });
  const [streams, table] = [await made.save(), await made.save({ useObjectStreams: false })];
  const twice = onePage().table();
  const revised = twice
    .object(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>')
    .table({ previous: twice.lastXref });
  samples = [streams, table, revised.bytes(), signedTwice().bytes];
});

/** Everything a caller may do with a file. */
function useAll(bytes: Uint8Array): void {
  const document = openPdf(bytesSource(bytes), limits);
  inspectForSealing(document);
  for (let index = 0; index < document.revisions.length; index++) {
    const view = document.documentAt(index);
    for (const number of view.changedObjects(index)) {
      const object = view.get(pdfRef(number));
      if (object.kind === 'stream') view.decodedStream(object);
    }
  }
  listSignatures(document);
}

function expectAnswer(bytes: Uint8Array): void {
  try {
    useAll(bytes);
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    expect(error.code).toMatch(/^pdf-/);
  }
}

const sampleIndex = fc.nat(3);
const sample = (index: number) => samples[index] ?? new Uint8Array(0);

describe('damaged files', () => {
  it('uses the sound ones without an error', () => {
    for (const bytes of samples) expect(() => useAll(bytes)).not.toThrow();
  });

  it('bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(sampleIndex, changes, (index, list) => {
        const bytes = sample(index).slice();
        for (const [at, value] of list) bytes[Math.floor(at * (bytes.length - 1))] = value;
        expectAnswer(bytes);
      }),
      { numRuns: runs },
    );
  });

  it('digits changed, which keep the syntax and break what it says', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(9)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sampleIndex, changes, (index, list) => {
        const bytes = sample(index).slice();
        const digits = [...bytes.keys()].filter((i) => (bytes[i] ?? 0) >= 0x30 && (bytes[i] ?? 0) <= 0x39);
        for (const [pick, value] of list) bytes[digits[pick % digits.length] ?? 0] = 0x30 + value;
        expectAnswer(bytes);
      }),
      { numRuns: runs },
    );
  });

  it('cut short', () => {
    fc.assert(
      fc.property(sampleIndex, fc.double({ min: 0, max: 1, noNaN: true }), (index, part) => {
        expectAnswer(sample(index).slice(0, Math.floor(part * sample(index).length)));
      }),
      { numRuns: runs / 4 },
    );
  });

  it('a piece moved, doubled or taken out', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sampleIndex, sampleIndex, part, part, part, (into, from, at, start, end) => {
        const [target, source] = [sample(into), sample(from)];
        const [a, b] = [Math.min(start, end) * source.length, Math.max(start, end) * source.length];
        const cut = Math.floor(at * target.length);
        const bytes = Buffer.concat([target.subarray(0, cut), source.subarray(a, b), target.subarray(cut)]);
        expectAnswer(new Uint8Array(bytes));
      }),
      { numRuns: runs / 2 },
    );
  });
});

describe('hostile files', () => {
  const withObject = (body: string) => onePage().object(5, body).table().bytes();
  it.each([
    ['nested arrays', () => withObject('['.repeat(100_000))],
    ['nested dictionaries', () => withObject('<</A '.repeat(50_000))],
    ['a reference to itself', () => withObject('5 0 R')],
    ['a long comment', () => withObject(`%${'x'.repeat(3_000_000)}\n1`)],
    ['open string', () => withObject(`(${'('.repeat(1_000_000)}`)],
    ['many small objects', () => withObject(`[${'<<>>'.repeat(300_000)}]`)],
    ['huge numbers', () => withObject(`${'9'.repeat(100)}`)],
  ])('%s end quickly', (_, bytes) => {
    const file = bytes();
    expect(processorMs(() => expectAnswer(file))).toBeLessThan(2000);
  });
});
