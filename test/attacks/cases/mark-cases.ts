/** Marks that draw another seal than the one that was signed (P27): appearances as the product writes them. */
import { encode } from 'fast-png';
import { fromHex } from '../../../src-main/crypto/bytes.ts';
import { serializeObject } from '../../../src-main/pdf/serialize-object.ts';
import { sealImage, type SealImage } from '../../../src-main/pdf/seal-image.ts';
import { pdfInteger, pdfRef, pdfStream, withEntries, type PdfStream } from '../../../src-main/pdf/objects.ts';
import { basePdf, PAGE, pageBody, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { makeSeal } from '../test-seal.ts';
import { secondHolder } from '../test-city.ts';
import { attack, sealed, secondly, type AttackCase } from './attack-making.ts';

const APPEARANCE = 8;
const IMAGE = 20;
/** One green pixel, half transparent. */
export const greenPicture = fromHex(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636038c1d0000002dd014962615a7c0000000049454e44ae426082',
);
/** One red pixel, half transparent. */
export const redPicture = fromHex(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6338c1c0d0000003a50149dc03b7120000000049454e44ae426082',
);
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
export const honestImage = sealImage({ type: 'png', data: redPicture });
const redSeal = makeSeal({ picture: redPicture });

const streamText = (stream: PdfStream) =>
  `${latin1(serializeObject(withEntries(stream.dict, { Length: pdfInteger((stream.data as Uint8Array).length) })))}\nstream\n${latin1(stream.data as Uint8Array)}\nendstream`;
/** The image of a seal as objects from `first` on. */
export const imageObjects = ({ image, softMask }: SealImage, first = IMAGE): Record<number, string> => ({
  [first]: streamText({
    ...image,
    dict: withEntries(image.dict, softMask ? { SMask: pdfRef(first + 1) } : {}),
  }),
  ...(softMask ? { [first + 1]: streamText(softMask) } : {}),
});
/** The form of pdf/appearance.ts: slice `index` (from 0) of `count`, `size` units high. */
export const markForm = (index: number, count: number, opacity = '1', image = IMAGE, size = 113) =>
  streamBody(
    `q /Blend gs ${size} 0 0 ${size} ${index === 0 ? '0' : String(-(size / count) * index)} 0 cm /Seal Do Q`,
    `/Type /XObject /Subtype /Form /BBox [0 0 ${size / count} ${size}] /Matrix [1 0 0 1 0 0] /Resources << /ExtGState << /Blend << /Type /ExtGState /BM /Multiply /ca ${opacity} /CA ${opacity} >> >> /XObject << /Seal ${image} 0 R >> >> `,
  );
const drawn = (image: SealImage, mark = markForm(0, 1)): TestPdf =>
  sealPdf(basePdf(), { seal: redSeal, extra: () => ({ [APPEARANCE]: mark, ...imageObjects(image) }) });

/** The same picture with one octet of its colour changed. */
const recoloured: SealImage = {
  ...honestImage,
  image: pdfStream(withEntries(honestImage.image.dict, {}), otherPixels()),
};

function otherPixels(): Uint8Array {
  const other = sealImage({ type: 'png', data: greenPicture });
  return other.image.data as Uint8Array;
}

/** Slices of a seal over the edges of two pages; `shown` are the ones that are there. */
const seam = (shown: readonly number[]): TestPdf => {
  const stamp = (index: number) =>
    `<< /Type /Annot /Subtype /Stamp /F 708 /BianyinField (Seal7) /Rect [538.5 400 595 513] /AP << /N ${30 + index} 0 R >> >>`;
  const base = basePdf({
    objects: {
      2: '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>',
      6: pageBody([]),
    },
  });
  return sealPdf(base, {
    seal: redSeal,
    extra: () => ({
      9: markForm(0, 1),
      ...imageObjects(honestImage),
      ...Object.fromEntries(
        shown.flatMap((index) => [
          [30 + index, markForm(index, 2)],
          [40 + index, stamp(index)],
        ]),
      ),
      [PAGE]: pageBody([7, ...(shown.includes(0) ? [40] : [])]),
      6: pageBody(shown.includes(1) ? [41] : []),
    }),
  });
};

/** 10 × 10 pixels, the first rows of them black of this opacity. */
function darkPicture(rows: number, opacity: number): Uint8Array {
  const data = new Uint8Array(400).fill(255);
  for (let at = 0; at < rows * 10; at += 1) data.set([0, 0, 0, opacity], 4 * at);
  return encode({ width: 10, height: 10, channels: 4, depth: 8, data });
}

/** A later seal with this picture over the words of the page. */
function overWords(picture: Uint8Array, by: 'widget' | 'stamp' = 'widget'): TestPdf {
  const pdf = sealed();
  const certificates = [secondHolder.certificate];
  const over = '70 650 183 763';
  return secondly(pdf, {
    seal: makeSeal({ esId: '41020000000002', certificates, picture }),
    ...(by === 'widget' ? { rect: over } : {}),
    extra: (first) => ({
      [first - 1]: markForm(0, 1, '1', first),
      ...imageObjects(sealImage({ type: 'png', data: picture }), first),
      ...(by === 'widget'
        ? {}
        : {
            [first + 2]:
              `<< /Type /Annot /Subtype /Stamp /F 708 /BianyinField (Seal${first - 3}) /Rect [${over}] /AP << /N ${first + 3} 0 R >> >>`,
            [first + 3]: markForm(0, 1, '1', first),
            [PAGE]: pageBody([...pdf.annots, first - 3, first + 2]),
          }),
    }),
  });
}

const expectPicture = (wanted: string) => (report: Parameters<NonNullable<AttackCase['check']>>[0]) => {
  const found = report.signatures.flatMap(({ marks }) => marks.map(({ picture }) => picture));
  if (found.some((picture) => picture !== wanted)) throw new Error(`pictures ${found.join(' ')}`);
};
const expectSeams = (wanted: string) => (report: Parameters<NonNullable<AttackCase['check']>>[0]) => {
  const found = report.signatures
    .flatMap(({ seams }) => seams ?? [])
    .map(({ pages, slices, whole, picture }) => `${pages.join('+')} of ${slices} ${whole} ${picture}`);
  if (found.join() !== wanted) throw new Error(`seams ${found.join()}`);
};

export const markCases: readonly AttackCase[] = [
  {
    ...attack('P27-mark-honest', 'a mark that draws the picture of the seal', 'PASS', 'PERMIT_ABSENT', () =>
      drawn(honestImage),
    ),
    check: expectPicture('same'),
  },
  attack(
    'P27-mark-colour',
    'a mark that draws the seal in another colour',
    'UNSURE',
    'MARK_PICTURE_DIFFERS',
    () => drawn(recoloured),
  ),
  attack(
    'P27-mark-other',
    'a mark that draws the picture of another seal',
    'UNSURE',
    'MARK_PICTURE_DIFFERS',
    () =>
      sealPdf(basePdf(), {
        seal: makeSeal({ picture: greenPicture }),
        extra: () => ({ [APPEARANCE]: markForm(0, 1), ...imageObjects(honestImage) }),
      }),
  ),
  attack(
    'P27-mark-mask',
    'a mark without the transparency of the seal',
    'UNSURE',
    'MARK_PICTURE_DIFFERS',
    () => drawn({ ...honestImage, softMask: null }),
  ),
  attack('P27-mark-decode', 'a mark whose image is inverted', 'UNSURE', 'MARK_PICTURE_DIFFERS', () =>
    drawn({
      ...honestImage,
      image: { ...honestImage.image, dict: withEntries(honestImage.image.dict, { Decode: pdfRef(99) }) },
    }),
  ),
  attack('P27-mark-faint', 'a mark that is nearly invisible', 'PASS', 'MARK_PICTURE_NOT_COMPARED', () =>
    drawn(honestImage, markForm(0, 1, '0.01')),
  ),
  ...(
    [
      [10, 255, 'black'],
      [4, 255, 'two fifths black'],
      [10, 200, 'nearly black'],
    ] as const
  ).map(([rows, opacity, what]) =>
    attack(
      `P27-mark-dark-${rows}-${opacity}`,
      `a later seal whose picture is ${what}, over words`,
      'UNSURE',
      'SIG_OVER_CONTENT',
      () => overWords(darkPicture(rows, opacity)),
    ),
  ),
  ...(
    [
      [2, 255, 'as dark as the ring of a dark blue seal'],
      [10, 120, 'grey'],
    ] as const
  ).map(([rows, opacity, what]) =>
    attack(
      `P27-mark-light-${rows}-${opacity}`,
      `a later seal whose picture is ${what}, over words`,
      'PASS',
      'LATER_SIGNATURE',
      () => overWords(darkPicture(rows, opacity)),
    ),
  ),
  attack(
    'P27-mark-dark-stamp',
    'a further mark of a later seal whose picture is black, over words',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => overWords(darkPicture(10, 255), 'stamp'),
  ),
  attack(
    'P27-mark-light-stamp',
    'a further mark of a later seal whose picture is grey, over words',
    'PASS',
    'LATER_SIGNATURE',
    () => overWords(darkPicture(10, 120), 'stamp'),
  ),
  attack('P27-mark-foreign', 'a mark drawn in a way of its own', 'PASS', 'MARK_PICTURE_NOT_COMPARED', () =>
    sealPdf(basePdf()),
  ),
  {
    ...attack('P27-seam', 'slices of a seal over two pages', 'PASS', 'PERMIT_ABSENT', () => seam([0, 1])),
    check: expectSeams('1+2 of 2 true same'),
  },
  {
    ...attack('P27-seam-missing', 'one of two slices is missing', 'PASS', 'SEAM_INCOMPLETE', () => seam([1])),
    check: expectSeams('2 of 2 false same'),
  },
];
