/** Certified with P=3: an annotation is laid over words or lines whose place only a reader that draws knows (P09). Each row hides ink from whoever counts boxes. */
import {
  appendObjects,
  basePdf,
  nextNumber,
  PAGE,
  sealPdf,
  streamBody,
  type BaseOptions,
} from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const reference =
  '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 3 /V /1.2 >> >>] ';
type Rect = readonly [x: number, y: number, width: number, height: number];

/** A yellow square at `rect` over a page of this content. */
function covered(content: string, options: BaseOptions, [x, y, width, height]: Rect): string {
  const base = basePdf({ ...options, objects: { 4: streamBody(content), ...options.objects } });
  const file = sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${nextNumber(base) + 1} 0 R >> `,
    sigExtra: reference,
  });
  return appendObjects(file, {
    [PAGE]: (file.objects.get(PAGE) ?? '').replace(/\/Annots \[(.*?)\]/, '/Annots [$1 60 0 R]'),
    60: `<< /Type /Annot /Subtype /Square /Rect [${x} ${y} ${x + width} ${y + height}] /F 4 /P 3 0 R /AP << /N 61 0 R >> >>`,
    61: streamBody(
      `1 1 0 rg 0 0 ${width} ${height} re f`,
      `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] `,
    ),
  }).text;
}

const words = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET';
const form = (content: string, entries: string): BaseOptions => ({
  resources: '/XObject << /X 20 0 R >>',
  objects: { 20: streamBody(content, `/Type /XObject ${entries} /Resources << /Font << /F1 5 0 R >> >> `) },
});
const states: BaseOptions = {
  resources:
    '/ExtGState << /F << /Font [5 0 R 24] >> /W << /LW 60 >> /D << /BM /Difference >> /T << /TR << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >> >> >>',
};
const glyph = (content: string, matrix = '0.001 0 0 0.001 0 0', width = 600): BaseOptions => ({
  objects: {
    5: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [${matrix}] /CharProcs << /a 31 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [${width}] >>`,
    31: streamBody(content),
  },
});
const chinese = (map: string, widths = ''): BaseOptions => ({
  objects: {
    5: `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${map} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> ${widths}>>] >>`,
  },
});
const hundred: Rect = [110, 695, 60, 30];

type Row = readonly [id: string, what: string, content: string, options?: BaseOptions, rect?: Rect];
const rows: readonly Row[] = [
  [
    'state-font',
    'words whose font a graphics state selects',
    'BT /F gs 72 700 Td (Pay 100 yuan) Tj ET',
    states,
  ],
  [
    'state-font-again',
    'words whose font a graphics state enlarges',
    'BT /F1 1 Tf /F gs 72 700 Td (Pay 100 yuan) Tj ET',
    states,
  ],
  ['state-line', 'a line that a graphics state widens', '/W gs 20 740 m 500 740 l S', states],
  ['state-blend', 'white words that differ from the paper', '/D gs 1 g ' + words, states],
  ['state-transfer', 'white words that a transfer function blackens', '/T gs 1 g ' + words, states],
  [
    'default-gray',
    'white words in a default gray of another colour',
    '1 g ' + words,
    {
      resources:
        '/ColorSpace << /DefaultGray [/Separation /X /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >>',
    },
  ],
  ['quote', 'words that the operator " spaces', 'BT /F1 6 Tf 72 700 Td 0 20 (P100100) " ET'],
  [
    'quote-kept',
    'words behind those that the operator " spaced',
    'BT /F1 12 Tf 12 TL 72 712 Td 0 30 (Pa) " (1) Tj ET',
    {},
    [128, 695, 30, 30],
  ],
  [
    'form-q',
    'a form that gives back more than it saved',
    `q 0 0 1 1 re W n /X Do Q ${words}`,
    form('Q', '/Subtype /Form /BBox [0 0 9 9]'),
  ],
  ['page-q', 'a page that gives back more than it saved', `0.001 0 0 0.001 0 0 cm Q ${words}`],
  ['form-boxless', 'a form without a box', '/X Do', form(words, '/Subtype /Form')],
  ['form-flat', 'a form whose box is a line', '/X Do', form(words, '/Subtype /Form /BBox [0 0 600 0]')],
  [
    'form-reference',
    'a form that says so by reference',
    '/X Do',
    {
      ...form(words, '/Subtype 21 0 R /BBox [0 0 600 842]'),
      objects: { ...form(words, '/Subtype 21 0 R /BBox [0 0 600 842]').objects, 21: '/Form' },
    },
  ],
  ['form-nameless', 'a form that does not say so', '/X Do', form(words, '/BBox [0 0 600 842]')],
  ['clip-nothing', 'a clip without a path', `W n ${words}`],
  ['clip-point', 'a clip by a point', `10 10 m W n ${words}`],
  [
    'operands-matrix',
    'a text matrix with too many numbers',
    'BT /F1 24 Tf 1 0 0 1 0 0 1 0 0 1 72 700 Tm (Pay 100 yuan) Tj ET',
  ],
  ['operands-font', 'two fonts before Tf', 'BT /F1 1 /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET'],
  ['operands-box', 'a rectangle with too many numbers', '0 0 1 1 100 690 80 40 re f'],
  [
    'operands-split',
    'a number that two streams share',
    '',
    {
      objects: {
        4: '[21 0 R 22 0 R]',
        21: streamBody('BT /F1 24 Tf 72 70'),
        22: streamBody('0 Td (Pay 100 yuan) Tj ET'),
      },
    },
  ],
  [
    'glyph-right',
    'a glyph far to the right of its place',
    'BT /F1 24 Tf 20 600 Td (a) Tj ET',
    glyph('600 0 d0 3000 3900 2500 1200 re f'),
  ],
  [
    'glyph-left',
    'a glyph far to the left of its place',
    'BT /F1 24 Tf 300 700 Td (a) Tj ET',
    glyph('600 0 d0 -8000 0 2500 1200 re f'),
  ],
  [
    'glyph-narrow',
    'a glyph without width',
    'BT /F1 24 Tf 72 700 Td (a) Tj ET',
    glyph('0 0 d0 0 0 5000 1200 re f', '0.001 0 0 0.001 0 0', 0),
  ],
  [
    'glyph-large',
    'a glyph larger than its font',
    'BT /F1 1 Tf 72 690 Td (a) Tj ET',
    glyph('600 0 d0 0 0 120 40 re f', '1 0 0 1 0 0', 0.5),
  ],
  [
    'glyph-white',
    'a glyph that sets white and is drawn in black',
    'BT /F1 24 Tf 72 700 Td (a) Tj ET',
    glyph('5000 0 0 0 5000 1200 d1 1 g 0 0 5000 1200 re f'),
  ],
  ...(
    [
      ['named', '/Encoding /WinAnsiEncoding'],
      ['roman', '/Encoding /MacRomanEncoding'],
      ['built', '/Encoding << /BaseEncoding /WinAnsiEncoding >>'],
      ['partly', '/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [98 /b] >>'],
    ] as const
  ).map(([id, encoding]): Row => {
    const { objects } = glyph('600 0 d0 3000 3900 2500 1200 re f');
    const font = objects?.[5]?.replace(/\/Encoding <<.*?>>/, encoding) ?? '';
    return [
      `glyph-${id}`,
      'a glyph far from its place, that its font does not name',
      'BT /F1 24 Tf 20 600 Td (a) Tj ET',
      { objects: { ...objects, 5: font } },
    ];
  }),
  [
    'glyph-high',
    'a glyph far from its place, of a code above ASCII',
    'BT /F1 24 Tf 20 600 Td <e4> Tj ET',
    {
      objects: {
        5: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /adieresis 31 0 R >> /Encoding /WinAnsiEncoding /FirstChar 228 /LastChar 228 /Widths [600] >>',
        31: streamBody('600 0 d0 3000 3900 2500 1200 re f'),
      },
    },
  ],
  [
    'down',
    'words that go down the page',
    'BT /F1 24 Tf 120 800 Td <0031003000300030003100310030003000300031> Tj ET',
    chinese('UniGB-UCS2-V'),
    [90, 600, 60, 100],
  ],
  [
    'down-far',
    'words behind others that go down the page',
    'BT /F1 24 Tf 120 800 Td <0031003000300030> Tj <0031003000300030> Tj ET',
    chinese('UniGB-UCS2-V'),
    [90, 610, 60, 60],
  ],
  [
    'down-steps',
    'words that go down in long steps',
    'BT /F1 24 Tf 120 800 Td <003100300030> Tj ET',
    chinese('UniGB-UCS2-V', '/DW2 [880 -4000] '),
    [90, 600, 60, 50],
  ],
  [
    'wide',
    'words in glyphs of four ems',
    'BT /F1 24 Tf 72 700 Td <003100300030> Tj ET',
    chinese('UniGB-UCS2-H', '/DW 4000 '),
    [240, 690, 60, 40],
  ],
  ['stroked', 'words with a wide outline', 'BT /F1 12 Tf 1 Tr 60 w 90 740 Td (Pay 100) Tj ET'],
  [
    'miter',
    'the point where two lines meet',
    '10 w 20 M 300 690 m 420 700 l 300 710 l S',
    {},
    [430, 690, 60, 25],
  ],
  ['curve', 'a curve, between its points', '139 366 m 455 174 185 582 528 580 c S', {}, [445, 560, 35, 14]],
];
const seen: readonly Row[] = [
  ['words', 'beside words, on free space', words, {}, [110, 595, 60, 30]],
  ['curve', 'beside a curve', '139 366 m 455 174 185 582 528 580 c S', {}, [60, 600, 60, 30]],
  [
    'glyph',
    'beside a glyph that is drawn elsewhere than it stands',
    'BT /F1 24 Tf 20 600 Td (a) Tj ET',
    glyph('600 0 d0 3000 3900 2500 1200 re f'),
    [300, 500, 60, 30],
  ],
];

export const unseenInkCases: readonly AttackCase[] = [
  ...rows.map(([id, what, content, options = {}, rect = hundred]) =>
    attack(`P09-ink-${id}`, `P=3, an annotation over ${what}`, 'UNSURE', 'ANNOT_OVER_CONTENT', () =>
      covered(content, options, rect),
    ),
  ),
  ...seen.map(([id, what, content, options = {}, rect = hundred]) =>
    attack(`P09-ink-free-${id}`, `P=3, an annotation ${what}`, 'PASS', 'ANNOT_ADDED_ALLOWED', () =>
      covered(content, options, rect),
    ),
  ),
];
