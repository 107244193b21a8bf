/** Sealed PDFs for other readers: one seal, many marks, a second seal, and changes afterwards that must not pass. */
import { concatBytes, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm3Stream } from '../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import type { Placement } from '../../src-main/domain/placement.ts';
import { openPdf } from '../../src-main/pdf/document.ts';
import { dictValue } from '../../src-main/pdf/objects.ts';
import { sealImage } from '../../src-main/pdf/seal-image.ts';
import {
  assembleSealSignature,
  buildTbsSign,
  sealSignatureLength,
} from '../../src-main/seal/seal-signature-writer.ts';
import {
  digestForSignature,
  embedSignature,
  prepareSealing,
} from '../../src-main/signing/pdf/prepare-sealing.ts';
import { city, signingTime, testSeal } from '../unit/seal/test-seal.ts';
import { testPicture } from '../unit/signing/rendered-mark.ts';
import { samplePdf, sampleShapes } from '../unit/signing/sample-pdfs.ts';

export interface SealedPdf {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected: string;
}

const picture = { type: 'png', data: testPicture(400, 400), widthMm: 40, heightMm: 40 };
const seal = testSeal({ picture });
const image = sealImage(picture);
const here: Placement = { kind: 'at', pages: [1], xMm: 120, yMm: 60 };
const there: Placement = { kind: 'at', pages: [1], xMm: 60, yMm: 200 };

/** The file with one more seal at the end, everything as the product does it. */
export function sealPdf(original: Uint8Array, placements: readonly Placement[]): Uint8Array {
  const parts = { seal, timeInfo: signingTime, propertyInfo: '[0 0 0 0]', dataHash: new Uint8Array(32) };
  const lengths = { tbs: buildTbsSign(parts).length, certificate: city.signer.length };
  const prepared = prepareSealing({
    document: openPdf(bytesSource(original)),
    placements,
    size: picture,
    image,
    sealName: seal.info.name,
    signerName: '开封示例科技有限公司',
    signedAt: signingTime,
    signatureBytes: sealSignatureLength(lengths) + 64,
  });
  const dataHash = digestForSignature(sm3Stream().update(original), prepared);
  const tbs = buildTbsSign({ ...parts, propertyInfo: `[${prepared.byteRange.join(' ')}]`, dataHash });
  const signature = assembleSealSignature({
    tbs,
    certificate: city.signer,
    signature: city.signerKey.sign(tbs),
  });
  return concatBytes(original, embedSignature(prepared, signature));
}

/** An update that gives page 1 other contents: the oldest trick there is. */
function withOtherContents(sealed: Uint8Array): Uint8Array {
  const text = String.fromCharCode(...sealed.subarray(sealed.length - 2000));
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const [, size = '', root = ''] = /\/Size (\d+)\/Root (\d+ \d+ R)/.exec(trailer) ?? [];
  const [, previous = ''] = /startxref\s+(\d+)/.exec(trailer) ?? [];
  const number = contentsOfFirstPage(sealed);
  const body = `${number} 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n`;
  const row = `${String(sealed.length).padStart(10, '0')} 00000 n \n`;
  const entries = `/Size ${size}/Root ${root}/Prev ${previous}`;
  const end = `startxref\n${sealed.length + body.length}\n%%EOF\n`;
  return concatBytes(sealed, utf8Encode(`${body}xref\n${number} 1\n${row}trailer\n<<${entries}>>\n${end}`));
}

function contentsOfFirstPage(bytes: Uint8Array): number {
  const document = openPdf(bytesSource(bytes));
  const contents = dictValue(document.page(0).dict, 'Contents');
  const first = contents?.kind === 'array' ? contents.items[0] : contents;
  if (first?.kind !== 'ref') throw new Error('the sample page has no contents');
  return first.number;
}

/** Every case, with what pyHanko makes of each signature: coverage / changes since. */
export async function sealedPdfs(): Promise<readonly SealedPdf[]> {
  const [portrait] = sampleShapes;
  if (!portrait) throw new Error('no sample PDF');
  const plain = await samplePdf({ ...portrait, name: 'three pages', pages: 3 });
  const streams = await samplePdf({ ...portrait, name: 'streams', pages: 2, objectStreams: true });
  const once = sealPdf(plain, [here]);
  const seam: Placement = { kind: 'seam', edge: 'right', pages: [1, 2, 3], yMm: null };
  const whole = 'ENTIRE_FILE/NONE';
  return [
    { name: 'one seal', bytes: once, expected: whole },
    { name: 'one seal on an xref stream', bytes: sealPdf(streams, [here]), expected: whole },
    { name: 'one seal with a seam', bytes: sealPdf(plain, [here, seam]), expected: whole },
    {
      name: 'a second seal',
      bytes: sealPdf(once, [there]),
      expected: `ENTIRE_REVISION/FORM_FILLING ${whole}`,
    },
    {
      // The stamps of a later seam are annotations, and pyHanko has no rule that explains any new annotation.
      name: 'a second seal with a seam',
      bytes: sealPdf(once, [there, seam]),
      expected: `ENTIRE_REVISION/SUSPICIOUS ${whole}`,
    },
    {
      name: 'a page changed afterwards',
      bytes: withOtherContents(once),
      expected: 'ENTIRE_REVISION/SUSPICIOUS',
    },
  ];
}
