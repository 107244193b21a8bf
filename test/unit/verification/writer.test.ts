/** The product's own writer and the verifier together: marks, seams, several seals, every kind of cross-reference. */
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { Placement } from '../../../src-main/domain/placement.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { sealImage } from '../../../src-main/pdf/seal-image.ts';
import {
  digestForSignature,
  embedSignature,
  prepareSealing,
} from '../../../src-main/signing/pdf/prepare-sealing.ts';
import { renderReportText } from '../../../src-main/verification/render-text.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { firstHolder, secondHolder } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import { makePermit } from '../../attacks/test-permit.ts';
import { makeSeal, makeSealSignature, type SealSignatureOptions } from '../../attacks/test-seal.ts';
import { testPicture } from '../signing/rendered-mark.ts';
import { samplePdf, sampleShapes } from '../signing/sample-pdfs.ts';

const picture = testPicture(200, 200);
const image = sealImage({ type: 'png', data: picture });
const first = { signer: firstHolder, seal: makeSeal({ picture, certificates: [firstHolder.certificate] }) };
const second = {
  signer: secondHolder,
  seal: makeSeal({ picture, esId: '41020000000002', certificates: [secondHolder.certificate] }),
};
const at: Placement = { kind: 'at', pages: [1], xMm: 60, yMm: 60 };
const seam: Placement = { kind: 'seam', edge: 'right', pages: [1, 2], yMm: null };

function seal(
  original: Uint8Array,
  placements: readonly Placement[],
  options: SealSignatureOptions,
): Uint8Array {
  const prepared = prepareSealing({
    document: openPdf(bytesSource(original)),
    placements,
    size: { widthMm: 40, heightMm: 40 },
    image,
    sealName: '汴京样例公司合同专用章',
    signerName: '汴京样例公司',
    signedAt: new Date('2026-11-20T02:00:00Z'),
    signatureBytes: 8000,
  });
  const digest = digestForSignature(sm3Stream().update(original), prepared);
  return concatBytes(original, embedSignature(prepared, makeSealSignature(digest, options)));
}

async function plainSample(): Promise<Uint8Array> {
  const shape = sampleShapes[0];
  if (!shape) throw new Error('no sample');
  return samplePdf({ ...shape, pages: 2 });
}

const verify = (bytes: Uint8Array) => verifyDocument(bytesSource(bytes), testContext());

describe('files sealed by our own writer', () => {
  it.each(sampleShapes)('two seals on a file of shape %s', async (shape) => {
    const original = await samplePdf(shape);
    const pages = openPdf(bytesSource(original)).pageCount;
    const once = seal(original, pages > 1 ? [at, seam] : [at], first);
    const report = verify(once);
    expect(report.level, `${report.codes.join(' ')} ${JSON.stringify(report.checks)}`).toBe('PASS');
    const twice = verify(seal(once, [{ ...at, xMm: 110 }], second));
    expect(twice.level, renderReportText(twice)).toBe('PASS');
    expect(twice.signatures.map(({ coverage }) => coverage.coversWholeFile)).toEqual([false, true]);
    expect(twice.signatures[0]?.notes).toContain('LATER_SIGNATURE');
    const pictures = twice.signatures.flatMap(({ marks }) => marks.map((mark) => mark.picture));
    expect(new Set(pictures)).toEqual(new Set(['same']));
  });

  it('shows where the marks are, slices of a seam included', async () => {
    const original = await plainSample();
    const [signature] = verify(seal(original, [at, seam], first)).signatures;
    expect(signature?.marks.map(({ page, slice }) => [page, slice])).toEqual([
      [1, undefined],
      [1, { index: 1, count: 2 }],
      [2, { index: 2, count: 2 }],
    ]);
    expect(signature?.marks[0]?.rect).toEqual({ xMm: 40, yMm: 40, widthMm: 40, heightMm: 40 });
  });

  it('compares the picture once for all marks, and joins the seams of a long file', async () => {
    const shape = sampleShapes[0];
    if (!shape) throw new Error('no sample');
    const pages = Array.from({ length: 45 }, (_, i) => i + 1);
    const original = await samplePdf({ ...shape, pages: pages.length });
    const placements: Placement[] = [
      { kind: 'at', pages, xMm: 60, yMm: 60 },
      { kind: 'seam', edge: 'right', pages, yMm: null },
    ];
    // Room for two or three pictures of 160 kB, not for ninety.
    const limits = { maxTotalStreamBytes: 500_000 };
    const report = verifyDocument(bytesSource(seal(original, placements, first)), testContext({ limits }));
    expect(report.level, report.codes.join(' ')).toBe('PASS');
    expect(report.signatures[0]?.marks.map((mark) => mark.picture)).toEqual(Array(90).fill('same'));
    expect(
      report.signatures[0]?.seams?.map(({ slices, whole, picture: drawn }) => [slices, whole, drawn]),
    ).toEqual(Array(3).fill([15, true, 'same']));
  });

  it('finds a permit for the file before each seal', async () => {
    const original = await plainSample();
    const once = seal(original, [at], { ...first, extDatas: [makePermit(original)] });
    const twice = seal(once, [{ ...at, xMm: 110 }], {
      ...second,
      extDatas: [makePermit(once, { esId: '41020000000002' })],
    });
    const report = verify(twice);
    expect(report.level, report.codes.join(' ')).toBe('PASS');
    expect(report.signatures.map(({ approvals }) => approvals.filter(({ ok }) => ok).length)).toEqual([3, 3]);
    const old = seal(once, [{ ...at, xMm: 110 }], {
      ...second,
      extDatas: [makePermit(original, { esId: '41020000000002' })],
    });
    expect(verify(old).level).toBe('UNSURE');
    expect(verify(old).codes).toContain('PERMIT_INVALID');
  });
});
