/** Contents whose operators are not as they must be (P20): one reader draws on, another stops or takes another operand. */
import { basePdf, CONTENT, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const text = '(Pay 100 yuan) Tj';
/** Faults with text at or behind them. */
const drawn = {
  'q-below': `Q Q BT /F1 24 Tf 72 700 Td ${text} ET`,
  'q-late': `BT /F1 24 Tf 72 700 Td ${text} ET Q BT /F1 24 Tf 72 600 Td (or 900) Tj ET`,
  'few-operands': `BT /F1 24 Tf 700 Td ${text} ET`,
  'more-operands': `BT /F1 24 Tf 10 72 700 Td ${text} ET`,
  'operands-of-another-kind': `BT /F1 24 Tf /a /b Td ${text} ET`,
  'number-for-string': `BT /F1 24 Tf 72 700 Td 5 Tj ${text} ET`,
  'font-size-first': `BT 24 /F1 Tf 72 700 Td ${text} ET`,
  'two-signs': `BT /F1 24 Tf 72 --700 Td ${text} ET`,
  exponent: `BT /F1 24 Tf 72 7e2 Td ${text} ET`,
  'two-points': `BT /F1 24 Tf 72 700.5.5 Td ${text} ET`,
  'unknown-operator': `BT /F1 24 Tf 72 700 Td foo ${text} ET`,
  glued: `BT /F1 24 Tf 72 700 Td ${text}ET`,
  // White space to PDFium, and to nobody else.
  'space-80': `BT /F1 24 Tf 72 700 Td (Pay 100 yuan)\x80Tj ET`,
  'space-ff': `BT /F1 24 Tf 72 700 Td (Pay 100 yuan) x\xffTj ET`,
  'space-in-name': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re /x\x80f`,
  'space-in-letters': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re /\xe4\xb8\x80f MP`,
  'space-far': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re ${'a'.repeat(200)}\x80f`,
  'space-in-section': `BT /F1 24 Tf 72 700 Td ${text} ET BX 72 690 200 30 re x\x80f EX`,
  // What some read as a number and an operator, or as an escaped one.
  'number-operator': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re 0f`,
  'minus-operator': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re -f`,
  'escaped-operator': `BT /F1 24 Tf 72 700 Td ${text} ET 72 690 200 30 re #66`,
  // Values that are none: the nearest, the usual one, or no drawing at all.
  'mode-below': `BT /F1 24 Tf -1 Tr 72 700 Td ${text} ET`,
  'mode-between': `BT /F1 24 Tf 3.5 Tr 72 700 Td ${text} ET`,
  'mode-above': `BT /F1 24 Tf 8 Tr 72 700 Td ${text} ET`,
  'width-below': `BT /F1 24 Tf 72 700 Td ${text} ET -20 w 72 705 m 300 705 l S`,
  'outside-text': `/F1 24 Tf 1 0 0 1 72 700 cm ${text}`,
  'clip-by-nothing': `W n BT /F1 24 Tf 72 700 Td ${text} ET`,
  'odd-digits': 'BT /F1 24 Tf 72 700 Td <506179203130303> Tj ET',
  reference: `BT /F1 24 Tf 72 700 0 R Td ${text} ET`,
  'open-list': `BT /F1 24 Tf 72 700 Td [ ${text} ET`,
  picture: `BI /W 4 /H 4 /BPC 8 /CS /G ID 0123 EI Q 0 g BT /F1 24 Tf 72 700 Td ${text} ET`,
} as const;
const undrawn = {
  'operator-at-the-end': `BT /F1 24 Tf 72 700 Td ${text} ET zzz`,
  'operands-at-the-end': `BT /F1 24 Tf 72 700 Td ${text} ET 1 2 w`,
  'path-that-is-not-painted': `BT /F1 24 Tf 72 700 Td ${text} ET 0 0 m 1 l n`,
} as const;

const onPage = (content: string): TestPdf => basePdf({ objects: { [CONTENT]: streamBody(content) } });
const font = '/Resources << /Font << /F1 5 0 R >> >> ';
const formHead = `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${font}`;
const inForm = (content: string): TestPdf =>
  basePdf({
    resources: '/XObject << /X 6 0 R >>',
    objects: { [CONTENT]: streamBody('/X Do'), 6: streamBody(content, formHead) },
  });
const inAnnotation = (content: string): TestPdf =>
  basePdf({
    annots: [6],
    objects: {
      6: '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 595 842] /AP << /N 7 0 R >> >>',
      7: streamBody(content, formHead),
    },
  });
const places = { page: onPage, form: inForm, annotation: inAnnotation };

const jpeg = Buffer.from('ffd8ffc0000b080010002001011100ffda00080101003f000123ffd9', 'hex').toString(
  'latin1',
);
const withPicture = (data: string, width = 32, filter = 'DCTDecode'): TestPdf =>
  basePdf({
    resources: '/XObject << /X 6 0 R >>',
    objects: {
      [CONTENT]: streamBody('q 99 0 0 99 72 700 cm /X Do Q'),
      6: streamBody(
        data,
        `/Type /XObject /Subtype /Image /Width ${width} /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /${filter} `,
      ),
    },
  });
const pictures = [
  ['jpeg-cut', 'a JPEG that breaks off', withPicture(jpeg.slice(0, -4))],
  ['jpeg-late', 'octets before a JPEG', withPicture(`xx${jpeg}`)],
  ['jpeg-head', 'a JPEG of a header alone', withPicture(jpeg.slice(0, 10))],
  ['jpeg-wide', 'a JPEG of another width', withPicture(jpeg, 64)],
  ['jpx-cut', 'JPEG 2000 data that break off', withPicture('\xff\x4f\xff\x51', 32, 'JPXDecode')],
] as const;

const pictureCases: readonly AttackCase[] = [
  ...pictures.map(([id, what, pdf]) =>
    attack(`P20-picture-${id}`, what, 'UNSURE', 'CONTENT_AMBIGUOUS', () => sealPdf(pdf)),
  ),
  attack('P20-picture-jpeg', 'an honest JPEG', 'PASS', 'PERMIT_ABSENT', () => sealPdf(withPicture(jpeg))),
];

const contentCases: readonly AttackCase[] = Object.entries(places).flatMap(([place, make]) => [
  ...Object.entries(drawn).map(([id, content]) =>
    attack(`P20-drawn-${id}-${place}`, `${place}: \`${content}\``, 'UNSURE', 'CONTENT_AMBIGUOUS', () =>
      sealPdf(make(content)),
    ),
  ),
  ...Object.entries(undrawn).map(([id, content]) => ({
    ...attack(`P20-undrawn-${id}-${place}`, `${place}: \`${content}\``, 'PASS', 'CONTENT_MALFORMED', () =>
      sealPdf(make(content)),
    ),
    ...(place === 'form' ? { says: 'Pay 100 yuan' } : {}),
  })),
]);

export const operatorCases: readonly AttackCase[] = [...contentCases, ...pictureCases];
