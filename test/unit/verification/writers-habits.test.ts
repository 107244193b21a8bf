/** Files in the habits of other writers: our own writer seals them twice, all of it verifies, pdf.js finds the page; hybrids with two readings are refused. */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { sealImage } from '../../../src-main/pdf/seal-image.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import {
  digestForSignature,
  embedSignature,
  prepareSealing,
} from '../../../src-main/signing/pdf/prepare-sealing.ts';
import { renderReportText } from '../../../src-main/verification/render-text.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { needed, twofold, writersHabits } from '../../attacks/cases/hybrid-cases.ts';
import { hybridPdf } from '../../attacks/hybrid-pdf.ts';
import { firstHolder, secondHolder } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import { pdfBytes } from '../../attacks/test-pdf.ts';
import { makeSeal, makeSealSignature, type SealSignatureOptions } from '../../attacks/test-seal.ts';
import { testPicture } from '../signing/rendered-mark.ts';

const picture = testPicture(100, 100);
const image = sealImage({ type: 'png', data: picture });
const first = { signer: firstHolder, seal: makeSeal({ picture, certificates: [firstHolder.certificate] }) };
const second = {
  signer: secondHolder,
  seal: makeSeal({ picture, esId: '41020000000002', certificates: [secondHolder.certificate] }),
};

function seal(original: Uint8Array, xMm: number, options: SealSignatureOptions): Uint8Array {
  const prepared = prepareSealing({
    document: openPdf(bytesSource(original)),
    placements: [{ kind: 'at', pages: [1], xMm, yMm: 60 }],
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

async function textOf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  await task.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join('');
}

describe('habits of other writers', () => {
  it.each(Object.entries(writersHabits))('%s', async (_, make) => {
    const original = pdfBytes(make());
    expect(inspectForSealing(openPdf(bytesSource(original))).refusals).toEqual([]);
    const twice = seal(seal(original, 60, first), 110, second);
    for (const tail of ['', '\0'.repeat(300), ' \r\n \0 ']) {
      const report = verifyDocument(bytesSource(concatBytes(twice, pdfBytes(tail))), testContext());
      expect(report.level, renderReportText(report)).toBe('PASS');
      expect(report.codes).not.toContain('SHADOW_LATENT');
    }
    expect(await textOf(twice)).toContain('Pay 100 yuan');
  });

  it.each(
    [...needed, ...twofold].flatMap(([id, what, options]) => [
      { id, what, options },
      { id: `${id}, one section`, what, options: { ...options, oneSection: true } },
    ]),
  )('hybrid that is refused: $what ($id)', ({ options }) => {
    const refusals = (): readonly unknown[] =>
      inspectForSealing(openPdf(bytesSource(pdfBytes(hybridPdf(options))))).refusals;
    let found: readonly unknown[];
    try {
      found = refusals();
    } catch (error) {
      found = [error];
    }
    expect(found).toEqual([
      expect.objectContaining({ code: expect.stringMatching(/^pdf-/) as string }),
      ...found.slice(1),
    ]);
  });
});
