/** Seals files of every shape and looks at them with other people's eyes: qpdf, poppler, MuPDF. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { concatBytes, equalBytes } from '../../../src-main/crypto/bytes.ts';
import { sm3, sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { Placement } from '../../../src-main/domain/placement.ts';
import { existingMarks } from '../../../src-main/pdf/existing-marks.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { findOverlaps } from '../../../src-main/domain/mark-overlaps.ts';
import { visualSizeMm } from '../../../src-main/pdf/page-geometry.ts';
import { sealImage } from '../../../src-main/pdf/seal-image.ts';
import { listSignatures, signedFields } from '../../../src-main/pdf/signature-field.ts';
import { interopProfile } from '../../../src-main/pdf/signature-hole.ts';
import { STAMP_FIELD_KEY } from '../../../src-main/pdf/signature-increment.ts';
import {
  digestForSignature,
  embedSignature,
  prepareSealing,
} from '../../../src-main/signing/pdf/prepare-sealing.ts';
import type { PreparedSealing, SealingRequest } from '../../../src-main/signing/pdf/prepare-sealing.ts';
import { redOf, renderPage, testPicture } from './rendered-mark.ts';
import { samplePdf, sampleShapes } from './sample-pdfs.ts';

// BIANYIN_TEST_OUT keeps the pictures for looking at them.
const keep = process.env['BIANYIN_TEST_OUT'];
const folder = keep ?? mkdtempSync(join(tmpdir(), 'bianyin-sealing-'));
if (keep) mkdirSync(keep, { recursive: true });
afterAll(() => {
  if (!keep) rmSync(folder, { recursive: true });
});

const size = { widthMm: 40, heightMm: 30 };
const image = sealImage({ type: 'png', data: testPicture(400, 300) });
const signature = Uint8Array.from({ length: 777 }, (_, i) => i);

function prepare(
  original: Uint8Array,
  placements: readonly Placement[],
  more: Partial<SealingRequest> = {},
): PreparedSealing {
  return prepareSealing({
    document: openPdf(bytesSource(original)),
    placements,
    size,
    image,
    sealName: '汴京样章有限公司合同专用章',
    signerName: '汴京样章有限公司',
    signedAt: new Date('2026-11-23T09:15:00Z'),
    signatureBytes: 1000,
    reason: '合同签署 (测试) /Contents <00>',
    ...more,
  });
}

function seal(
  original: Uint8Array,
  placements: readonly Placement[],
  more: Partial<SealingRequest> = {},
): Uint8Array {
  return concatBytes(original, embedSignature(prepare(original, placements, more), signature));
}

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, bytes);
  return path;
}

/** Throws with qpdf's own words unless it finds neither errors nor warnings. */
function qpdfCheck(path: string): void {
  execFileSync('qpdf', ['--check', path], { encoding: 'utf8', stdio: 'pipe' });
}

const tolerance = 0.3;

function expectBox(found: ReturnType<typeof redOf>, box: readonly [number, number, number, number]): void {
  const bounds = [found?.left, found?.top, found?.right, found?.bottom].map((value) => value ?? NaN);
  bounds.forEach((value, i) => expect(Math.abs(value - (box[i] ?? NaN))).toBeLessThan(tolerance));
}

describe.each(sampleShapes)('$name', (shape) => {
  it('is sealed upright, at true size, where it was asked for', async () => {
    const original = await samplePdf(shape);
    const sealed = seal(original, [{ kind: 'at', pages: [1], xMm: 120, yMm: 60 }]);
    expect(equalBytes(sealed.subarray(0, original.length), original)).toBe(true);
    const path = save(shape.name, sealed);
    qpdfCheck(path);
    // Poppler 22 does not know /UserUnit.
    const tools = shape.userUnit ? (['mupdf'] as const) : (['poppler', 'mupdf'] as const);
    for (const tool of tools) {
      const png = join(folder, `${shape.name}-${tool}.png`);
      renderPage(path, 1, png, tool);
      const found = redOf(png);
      expectBox(found, [100, 45, 140, 75]);
      const [upperLeft, upperRight, lowerLeft, lowerRight] = found?.quarters ?? [];
      expect(upperLeft).toBeGreaterThan(0.4);
      expect([upperRight, lowerLeft].map((share) => (share ?? 1) < 0.3)).toEqual([true, true]);
      expect(lowerRight).toBeGreaterThan(lowerLeft ?? 1);
    }
  });

  it('has one signature over everything but its hole', async () => {
    const original = await samplePdf(shape);
    const prepared = prepare(original, [{ kind: 'at', pages: [1], xMm: 120, yMm: 60 }]);
    const sealed = concatBytes(original, embedSignature(prepared, signature));
    const signed = signedFields(listSignatures(openPdf(bytesSource(sealed))));
    expect(signed).toHaveLength(1);
    const coverage = signed[0]!.signature;
    expect([coverage.problems, coverage.coversWholeFile]).toEqual([[], true]);
    expect(coverage.byteRange).toEqual(prepared.byteRange);
    expect(equalBytes(coverage.contents!.bytes.subarray(0, 777), signature)).toBe(true);
    expect(coverage.contents!.bytes.subarray(777).every((byte) => byte === 0)).toBe(true);
    const [, length, start] = prepared.byteRange;
    const whole = sm3(sealed.subarray(0, length), sealed.subarray(start));
    const stream = sm3Stream().update(original);
    expect(digestForSignature(stream, prepared)).toEqual(whole);
    expect(digestForSignature(stream, prepared)).toEqual(whole);
  });
});

it('leaves the pages alone that share an array of annotations with the sealed one', async () => {
  const shape = sampleShapes.find(({ name }) => name === 'indirect-annots')!;
  const path = save(
    'shared-annots',
    seal(await samplePdf(shape), [{ kind: 'at', pages: [1], xMm: 60, yMm: 60 }]),
  );
  const png = join(folder, 'shared-annots-2.png');
  renderPage(path, 2, png);
  expect(redOf(png)).toBeUndefined();
});

describe('existing forms', () => {
  it.each(['direct-form', 'indirect-form'])('%s keeps its field and gets another name', async (name) => {
    const shape = sampleShapes.find((one) => one.name === name)!;
    const document = openPdf(
      bytesSource(seal(await samplePdf(shape), [{ kind: 'at', pages: [1], xMm: 60, yMm: 60 }])),
    );
    expect(listSignatures(document).map((field) => field.fieldName)).toEqual(['Seal2']);
    expect(document.page(0).annots).toHaveLength(2);
  });
});

describe('a seam over pages of different shapes', () => {
  it('joins to the whole seal at the seen edge, and the other marks belong to the same signature', async () => {
    const original = await samplePdf({ name: 'seam', size: [595.28, 841.89], pages: 5 });
    const turned = await turnPages(original);
    const placements: Placement[] = [
      { kind: 'at', pages: [5], xMm: 100, yMm: 100 },
      { kind: 'seam', edge: 'right', pages: [1, 2, 3, 4], yMm: 150 },
      { kind: 'seam', edge: 'left', pages: [1, 2], yMm: null },
    ];
    const sealed = seal(turned, placements);
    const path = save('seam', sealed);
    qpdfCheck(path);
    const document = openPdf(bytesSource(sealed));
    for (const page of [1, 2, 3, 4]) {
      const png = join(folder, `seam-${page}.png`);
      renderPage(path, page, png);
      const { widthMm } = visualSizeMm(document.page(page - 1));
      const stamps = document.page(page - 1).annots.map((ref) => document.resolve(ref));
      for (const stamp of stamps) {
        expect(stamp.kind === 'dict' && document.value(stamp, STAMP_FIELD_KEY)).toMatchObject({
          bytes: new TextEncoder().encode('Seal1'),
        });
      }
      const found = redOf(png)!;
      expect(Math.abs(found.right - widthMm)).toBeLessThan(tolerance);
      if (page <= 2) expect(found.left).toBeLessThan(tolerance);
      else expectBox(found, [widthMm - 10, 135, widthMm, 165]);
    }
    expect(signedFields(listSignatures(document))).toHaveLength(1);
  });
});

/** Turns page 2 by 90 and page 3 by 180 degrees. */
async function turnPages(original: Uint8Array): Promise<Uint8Array> {
  const { PDFDocument, degrees } = await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(original);
  document.getPage(1).setRotation(degrees(90));
  document.getPage(2).setRotation(degrees(180));
  return document.save({ useObjectStreams: false });
}

it.each([false, true])(
  'a second seal leaves the first one as it is (cross-reference streams: %s)',
  async (objectStreams) => {
    const original = await samplePdf({ name: 'twice', size: [595.28, 841.89], objectStreams });
    const first = seal(original, [{ kind: 'at', pages: [1], xMm: 60, yMm: 60 }]);
    const second = seal(first, [{ kind: 'at', pages: [1], xMm: 150, yMm: 200 }]);
    expect(equalBytes(second.subarray(0, first.length), first)).toBe(true);
    const path = save(`twice-${objectStreams}`, second);
    qpdfCheck(path);
    const xref = execFileSync('qpdf', ['--show-xref', path], { encoding: 'utf8' });
    expect(xref.split('\n').filter((line) => /offset|compressed/.test(line)).length).toBeGreaterThan(10);
    const document = openPdf(bytesSource(second));
    expect(document.revisions.map((revision) => revision.kind)).toEqual(
      Array(3).fill(objectStreams ? 'stream' : 'table'),
    );
    const signed = signedFields(listSignatures(document));
    expect(
      signed.map((field) => [field.fieldName, field.signature.coveredRevision, field.signature.problems]),
    ).toEqual([
      ['Seal1', 1, []],
      ['Seal2', 2, []],
    ]);
  },
);

it('marks that are there already are found, and overlaps with them told', async () => {
  const original = await samplePdf({ name: 'over', size: [595.28, 841.89], rotate: 90, pages: 2 });
  const sealed = seal(original, [
    { kind: 'at', pages: [1], xMm: 60, yMm: 60 },
    { kind: 'seam', edge: 'right', pages: [1, 2], yMm: 100 },
  ]);
  const document = openPdf(bytesSource(sealed));
  const existing = existingMarks(document);
  const places = existing.map(({ page, visual, fieldName }) => [
    page,
    fieldName,
    ...Object.values(visual).map(Math.round),
  ]);
  expect(places).toEqual([
    [1, 'Seal1', 40, 45, 40, 30],
    [1, 'Seal1', 277, 85, 20, 30],
    [2, 'Seal1', 277, 85, 20, 30],
  ]);
  const { marks } = prepare(sealed, [{ kind: 'at', pages: [1], xMm: 80, yMm: 60 }]);
  const [overlap, ...others] = findOverlaps([...existing, ...marks]);
  expect([overlap?.first, overlap?.second, Math.round((overlap?.share ?? 0) * 100)]).toEqual([0, 3, 50]);
  expect(others).toEqual([]);
});

it.each([
  ['the seal profile', {}, 'GM.PKILite', 'GM.sm2seal'],
  ['the interop profile', { profile: interopProfile }, 'Adobe.PPKLite', 'adbe.pkcs7.detached'],
])('%s is named in the signature, with time, name and reason', async (_, more, filter, subFilter) => {
  const original = await samplePdf({ name: 'names', size: [595.28, 841.89] });
  const sealed = seal(original, [{ kind: 'at', pages: [1], xMm: 60, yMm: 60 }], more);
  const [field] = signedFields(listSignatures(openPdf(bytesSource(sealed))));
  expect(field?.signature).toMatchObject({
    filter,
    subFilter,
    claimedTime: 'D:20261123091500Z',
    name: '汴京样章有限公司',
    reason: '合同签署 (测试) /Contents <00>',
  });
});

it('poppler finds the whole file signed, by the range and the DER length of the signature', async () => {
  const original = await samplePdf({ name: 'der', size: [595.28, 841.89] });
  const prepared = prepare(original, [{ kind: 'at', pages: [1], xMm: 60, yMm: 60 }]);
  const der = Uint8Array.from({ length: 600 }, (_, i) => [0x30, 0x82, 0x02, 0x54][i] ?? 0);
  const path = save('der', concatBytes(original, embedSignature(prepared, der)));
  expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8', stdio: 'pipe' })).toContain(
    '- Total document signed',
  );
});

describe('refusals', () => {
  it('an oversize signature, a missing page, a place outside', async () => {
    const original = await samplePdf(sampleShapes[0]!);
    const place = { kind: 'at', pages: [1], xMm: 60, yMm: 60 } as const;
    const prepared = prepare(original, [place]);
    expect(() => embedSignature(prepared, new Uint8Array(1001))).toThrow('signature-hole-too-small');
    expect(embedSignature(prepared, new Uint8Array(1000))).toHaveLength(prepared.increment.length);
    expect(() => prepare(original, [{ ...place, pages: [2] }])).toThrow('placement-page-missing');
    expect(() => prepare(original, [{ ...place, xMm: 10 }])).toThrow('placement-out-of-page');
    expect(() => prepare(original, [])).toThrow(RangeError);
  });
});
