/** A seal as this product puts it into a file: its own writer, the keys of the test city. */
import { concatBytes } from '../../src-main/crypto/bytes.ts';
import { sm3Stream } from '../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { openPdf } from '../../src-main/pdf/document.ts';
import { sealImage } from '../../src-main/pdf/seal-image.ts';
import { assertSealable } from '../../src-main/pdf/sealing-inspection.ts';
import {
  digestForSignature,
  embedSignature,
  prepareSealing,
} from '../../src-main/signing/pdf/prepare-sealing.ts';
import { firstHolder } from '../attacks/test-city.ts';
import { makeSeal, makeSealSignature } from '../attacks/test-seal.ts';
import { testPicture } from '../unit/signing/rendered-mark.ts';
import { timeOf } from './closing.ts';

const picture = { type: 'png', data: testPicture(80, 80), widthMm: 40, heightMm: 40 };
const seal = makeSeal({ certificates: [firstHolder.certificate], picture: picture.data });
const image = sealImage(picture);

/** The file with our seal on page 2; the marks of several stand beside one another. */
export function sealedByUs(before: string, count: number): string {
  const original = Uint8Array.from(Buffer.from(before, 'latin1'));
  const document = openPdf(bytesSource(original));
  assertSealable(document);
  const prepared = prepareSealing({
    document,
    placements: [
      { kind: 'at', pages: [2], xMm: 30 + 45 * (count % 4), yMm: 60 + 45 * Math.floor(count / 4) },
    ],
    size: picture,
    image,
    sealName: '汴京样例公司合同专用章',
    signerName: '汴京样例公司',
    signedAt: new Date(timeOf(count + 1)),
    signatureBytes: 6000,
  });
  const digest = digestForSignature(sm3Stream().update(original), prepared);
  const signature = makeSealSignature(digest, { seal, signer: firstHolder, time: timeOf(count + 1) });
  return Buffer.from(concatBytes(original, embedSignature(prepared, signature))).toString('latin1');
}
