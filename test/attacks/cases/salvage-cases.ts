/** Drawn data that cannot be read as it was written: each reader saves another part of it (P20). */
import { deflateSync } from 'node:zlib';
import { basePdf, CONTENT, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

type Objects = Readonly<Record<number, string>>;

const shown = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET';
const lines = Array.from(
  { length: 40 },
  (_, i) => `BT /F1 10 Tf 72 ${680 - i * 12} Td (line ${i * 7919}) Tj ET`,
);
const long = [shown, ...lines].join('\n');
const deflated = (text: string) => deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
const half = (text: string) => deflated(text).slice(0, deflated(text).length / 2);
const flate = (data: string, more = '') => streamBody(data, `/Filter /FlateDecode ${more}`);
/** The first block is of a type that there is not (RFC 1951 §3.2.3). */
const strangeBlock = (data: string) =>
  data.slice(0, 2) + String.fromCharCode(data.charCodeAt(2) | 0x06) + data.slice(3);
const hex = Buffer.from(shown).toString('hex');

/** The contents of the only page. */
const broken: readonly (readonly [id: string, what: string, objects: Objects])[] = [
  ['half', 'deflated contents that end half way', { 4: flate(half(long)) }],
  ['head', 'deflated contents of a header alone', { 4: flate('x\x9c') }],
  ['block', 'deflated contents of an unknown block', { 4: flate(strangeBlock(deflated(long))) }],
  ['plain', 'contents that are not deflated and say so', { 4: flate(shown) }],
  ['raw', 'deflated contents without their header', { 4: flate(deflated(long).slice(2)) }],
  ['check', 'a wrong check in the header', { 4: flate(`x\x9d${deflated(long).slice(2)}`) }],
  ['line', 'a line end before the deflated data', { 4: flate(`\n${deflated(long)}`) }],
  ['predictor', 'an unknown predictor', { 4: flate(deflated(shown), '/DecodeParms << /Predictor 99 >> ') }],
  [
    'row',
    'rows of the predictor that do not come out',
    { 4: flate(deflated(`\x07${shown}`), '/DecodeParms << /Predictor 12 /Columns 5 >> ') },
  ],
  ['short-key', 'parameters under a short name', { 4: flate(deflated(shown), '/DP << /Predictor 2 >> ') }],
  [
    'hex',
    'letters in hexadecimal data',
    { 4: streamBody(`${hex.slice(0, 40)}ZZ${hex.slice(40)}>`, '/Filter /ASCIIHexDecode ') },
  ],
  ['run', 'a run that ends early', { 4: streamBody('\x7fBT /F1', '/Filter /RunLengthDecode ') }],
  [
    'last-part',
    'the last part ends half way',
    { 4: '[6 0 R 7 0 R]', 6: streamBody(shown), 7: flate(half(long)) },
  ],
  [
    'first-part',
    'the first part ends half way',
    { 4: '[7 0 R 6 0 R]', 6: streamBody(shown), 7: flate(half(long)) },
  ],
  ['dictionary', 'contents that are a dictionary', { 4: '<< /Length 0 >>' }],
  ['number', 'contents that are a number', { 4: '42' }],
  ['string', 'contents that are a string', { 4: '(BT ET)' }],
  ['part-missing', 'a part of the contents is not there', { 4: '[6 0 R 99 0 R]', 6: streamBody(shown) }],
  ['part-null', 'a part of the contents is null', { 4: '[6 0 R null]', 6: streamBody(shown) }],
  ['part-number', 'a part of the contents is a number', { 4: '[6 0 R 3]', 6: streamBody(shown) }],
  [
    'part-dictionary',
    'a part of the contents is a dictionary',
    { 4: '[6 0 R 7 0 R]', 6: streamBody(shown), 7: '<< >>' },
  ],
  ...(
    [
      ['string', 'BT /F1 24 Tf 72 700 Td (Pay 1', '00 yuan) Tj ET'],
      ['hex', 'BT /F1 24 Tf 72 700 Td <506179203', '1> Tj ET'],
      ['list', 'BT /F1 24 Tf 72 700 Td [(Pay', '100)] TJ ET'],
    ] as const
  ).map(
    ([id, first, second]) =>
      [
        `split-${id}`,
        `a ${id} that goes on in the next part`,
        { 4: '[6 0 R 7 0 R]', 6: streamBody(first), 7: streamBody(second) },
      ] as const,
  ),
  ['open-string', 'a string that does not end', { 4: streamBody(`${shown} (ET`) }],
  [
    'endstream',
    'endstream and endobj inside the contents',
    { 4: streamBody(`${shown}\nendstream\nendobj\n${shown}`) },
  ],
];

const form = '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> ';
const picture =
  '/Type /XObject /Subtype /Image /Width 60 /Height 60 /BitsPerComponent 8 /ColorSpace /DeviceGray ';
const pixels = Array.from({ length: 3600 }, (_, i) => String.fromCharCode((i * i * 7919) % 251)).join('');
const font =
  '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+X /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor 12 0 R >>';
const descriptor =
  '<< /Type /FontDescriptor /FontName /ABCDEF+X /Flags 32 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 13 0 R >>';

/** A second page with these resources and contents. */
const withPage = (resources: string, contents: string, objects: Objects): TestPdf =>
  sealPdf(
    basePdf({
      objects: {
        2: '<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>',
        8: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 9 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> >>`,
        9: streamBody(contents),
        ...objects,
      },
    }),
  );
const drawn = '/XObject << /X 10 0 R >>';
const drawnParts: readonly (readonly [id: string, what: string, make: () => TestPdf])[] = [
  ['form', 'a form that ends half way', () => withPage(drawn, '/X Do', { 10: flate(half(long), form) })],
  [
    'form-string',
    'a form that ends in a string',
    () => withPage(drawn, '/X Do', { 10: streamBody(`${shown} (`, form) }),
  ],
  [
    'picture',
    'a picture that ends half way',
    () => withPage(drawn, '/X Do', { 10: flate(half(pixels), picture) }),
  ],
  [
    'mask',
    'a soft mask that ends half way',
    () =>
      withPage(drawn, '/X Do', {
        10: flate(deflated(pixels), `${picture}/SMask 11 0 R `),
        11: flate(half(pixels), picture),
      }),
  ],
  [
    'state',
    'a mask of a graphics state that ends half way',
    () =>
      withPage('/ExtGState << /G << /SMask << /S /Luminosity /G 10 0 R >> >> >>', `/G gs ${shown}`, {
        10: flate(half(long), `${form}/Group << /S /Transparency /CS /DeviceGray >> `),
      }),
  ],
  [
    'profile',
    'a colour profile that ends half way',
    () =>
      withPage('/ColorSpace << /C [/ICCBased 10 0 R] >>', '/C cs 1 0 0 sc 0 0 99 99 re f', {
        10: flate(half(pixels), '/N 3 '),
      }),
  ],
  [
    'font',
    'a font program that ends half way',
    () => withPage('', shown, { 5: font, 12: descriptor, 13: flate(half(pixels)) }),
  ],
];

/** Text that readers draw with fonts of their own, or not at all. */
/** One reader takes another font, the next shows nothing. */
const noFonts: readonly (readonly [id: string, what: string, objects: Objects])[] = [
  ['none', 'a font that is not there', { 5: 'null' }],
  ['number', 'a font that is a number', { 5: '7' }],
];
const otherFonts: readonly (readonly [id: string, what: string, objects: Objects])[] = [
  ['program-none', 'a font program that is not there', { 5: font, 12: descriptor }],
  ['program-empty', 'an empty font program', { 5: font, 12: descriptor, 13: streamBody('') }],
  ['program-other', 'a font program that is none', { 5: font, 12: descriptor, 13: streamBody(pixels) }],
  [
    'program-dictionary',
    'a font program that is a dictionary',
    { 5: font, 12: descriptor, 13: '<< /Length1 3 >>' },
  ],
];

export const salvageCases: readonly AttackCase[] = [
  ...broken.map(([id, what, objects]) =>
    attack(`P20-saved-${id}`, what, 'FAIL', 'STRUCT_AMBIGUOUS', () => sealPdf(basePdf({ objects }))),
  ),
  ...drawnParts.map(([id, what, make]) =>
    attack(`P20-saved-drawn-${id}`, what, 'FAIL', 'STRUCT_AMBIGUOUS', make),
  ),
  ...otherFonts.map(([id, what, objects]) =>
    attack(`P20-saved-font-${id}`, what, 'PASS', 'LOOKS_MAY_DIFFER', () => withPage('', shown, objects)),
  ),
  ...noFonts.map(([id, what, objects]) =>
    attack(`P20-saved-font-${id}`, what, 'UNSURE', 'CONTENT_AMBIGUOUS', () => withPage('', shown, objects)),
  ),
  attack('P20-saved-honest', 'honest contents in two deflated parts', 'PASS', 'PERMIT_ABSENT', () =>
    sealPdf(
      basePdf({
        objects: { [CONTENT]: '[6 0 R 7 0 R]', 6: flate(deflated(shown)), 7: flate(deflated(long)) },
      }),
    ),
  ),
  attack('P20-saved-empty', 'a page without contents', 'PASS', 'PERMIT_ABSENT', () =>
    sealPdf(basePdf({ objects: { [CONTENT]: '[]' } })),
  ),
];
