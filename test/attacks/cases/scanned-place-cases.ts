/**
 * Places for signing that were prepared over writing which is no text (P10): scans, outlined letters, patterns, looks of their own.
 * The rules over words see nothing there; the net of drawn pages does. Beside them what platforms prepare over blank paper.
 */
import {
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { bitImage, greyImage, scan, type ScanOptions, type Stroke } from '../scanned-page.ts';
import { secondly, type AttackCase } from './attack-making.ts';

type Rect = readonly [number, number, number, number];
interface Prepared {
  readonly content: string;
  readonly rect: Rect;
  /** Further objects of the sealed revision; 7 is the image /I, 8 what /J is. */
  readonly objects?: Readonly<Record<number, string>>;
  readonly pageExtra?: string;
  readonly resources?: string;
  /** Entries of the field while it is empty. */
  readonly empty?: string;
  /** What it shows when it is signed; another amount on white otherwise. */
  readonly look?: string;
}

const other = (width: number, height: number): string =>
  `1 g 0 0 ${width} ${height} re f 0 g BT /F1 ${Math.min(14, height * 0.8)} Tf 0 ${height * 0.2} Td (Pay 900 yuan) Tj ET`;

function signedPlace({ content, rect, ...options }: Prepared): TestPdf {
  const [width, height] = [rect[2] - rect[0], rect[3] - rect[1]];
  const place = (entries: string) =>
    `<< /FT /Sig /T (Later) /Rect [${rect.join(' ')}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R ${entries}>>`;
  const pageExtra = options.pageExtra ?? '';
  const resources = `/XObject << /I 7 0 R /J 8 0 R >> ${options.resources ?? ''}`;
  const pdf = sealPdf(
    basePdf({
      fields: [6],
      annots: [6],
      pageExtra,
      resources,
      objects: { 4: streamBody(content), 6: place(options.empty ?? ''), ...options.objects },
    }),
  );
  const number = nextNumber(pdf);
  return secondly(pdf, {
    extra: () => ({
      [CATALOG]: catalogBody(pdf.fields),
      [PAGE]: pageBody(pdf.annots, pageExtra, pdf.resources),
      [number]: 'null',
      6: place(`/V ${number + 1} 0 R /AP << /N 60 0 R >> `),
      60: streamBody(options.look ?? other(width, height), formOf(width, height)),
    }),
  });
}

const formOf = (width: number, height: number): string =>
  `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources << /Font << /F1 5 0 R >> >> `;

const amount: Stroke = { text: 'Pay 100 yuan', x: 72, y: 700, size: 14 };
const over: Rect = [70, 692, 300, 728];
const digit: Rect = [119, 698, 132, 716];
const half: Rect = [70, 707, 300, 740];
const free: Rect = [72, 600, 300, 650];
const drawScan = 'q 595 0 0 842 0 0 cm /I Do Q';
const page = (strokes: readonly Stroke[], options: Partial<ScanOptions> = {}) =>
  scan(strokes, { dpi: 100, width: 595, height: 842, ...options });
const scanned = (options: Partial<ScanOptions> = {}, rect = over): Prepared => ({
  content: drawScan,
  rect,
  objects: { 7: greyImage(page([amount], options)) },
});

/** The amount as rectangles: outlined letters, as a printer driver or a drawing program leaves them. */
const outlines = (() => {
  const { width, height, light } = scan([{ text: '100', x: 0, y: 0, size: 14 }], {
    dpi: 36,
    width: 40,
    height: 14,
  });
  const dots = [...light].flatMap((value, at) =>
    value < 128 ? [`${72 + (at % width) * 2} ${700 + (height - 1 - Math.floor(at / width)) * 2} 2 2 re`] : [],
  );
  return dots.join(' ');
})();
const pattern =
  '/Pattern << /P << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.4] /N 1 >> >> >> >> ';
const states = '/ExtGState << /T << /ca 0.3 >> /M << /BM /Multiply >> >> ';

/** Words that are allowed under a place, over a scan or under it: they hide nothing of it from the net. */
const dots = 'BT /F1 24 Tf 3 Tr 72 700 Td (..............) Tj ET';

const attacks: readonly (readonly [string, string, () => Prepared])[] = [
  ['grey', 'an amount in a scan', () => scanned()],
  ['digit', 'one figure in a scan', () => scanned({}, digit)],
  ['half', 'the upper half of an amount in a scan', () => scanned({}, half)],
  ['fine', 'an amount in a scan of 200 dots an inch with grain', () => scanned({ dpi: 200, grain: 15 })],
  ['pale', 'an amount in pale ink in a scan', () => scanned({ ink: 205, grain: 4 })],
  [
    'small',
    'an amount of the size of a footnote in a scan',
    () => ({
      ...scanned(),
      objects: { 7: greyImage(page([{ ...amount, y: 702, size: 5 }], { dpi: 150 })) },
    }),
  ],
  [
    'bits',
    'an amount in a scan of one bit',
    () => ({ ...scanned(), objects: { 7: bitImage(page([amount])) } }),
  ],
  [
    'stencil',
    'an amount in a stencil mask',
    () => ({ ...scanned(), objects: { 7: bitImage(page([amount]), true) } }),
  ],
  [
    'light',
    'an amount in light letters on a dark ground',
    () => ({ ...scanned(), objects: { 7: greyImage(page([amount], { paper: 60, ink: 250 })) } }),
  ],
  [
    'line',
    'an amount on a line in a scan',
    () => ({
      ...scanned(),
      objects: { 7: greyImage(page([amount, { line: [60, 698, 320, 698], thick: 1 }])) },
    }),
  ],
  [
    'dots',
    'an amount in dots',
    () => ({
      content: [0, 1, 2]
        .flatMap((i) =>
          Array.from({ length: 7 }, (_, j) => `${90 + 20 * i + (j % 2) * 3} ${700 + 3 * j} 1 1 re f`),
        )
        .join(' '),
      rect: over,
    }),
  ],
  ['outlines', 'outlined letters', () => ({ content: `${outlines} f`, rect: over })],
  [
    'pattern',
    'outlined letters that a shading fills',
    () => ({ content: `/Pattern cs /P scn ${outlines} f`, rect: over, resources: pattern }),
  ],
  [
    'see-through',
    'outlined letters that are seen through',
    () => ({ content: `/T gs ${outlines} f`, rect: over, resources: states }),
  ],
  ['coloured', 'yellow outlined letters', () => ({ content: `1 1 0 rg ${outlines} f`, rect: over })],
  [
    'same-light',
    'red outlined letters on a ground that is as light',
    () => ({ content: `0.53 g 60 690 250 50 re f 1 0.33 0.33 rg ${outlines} f`, rect: over }),
  ],
  [
    'turned',
    'an amount in a scan on a page that is turned',
    () => ({ ...scanned(), pageExtra: '/Rotate 90 ' }),
  ],
  [
    'unit',
    'an amount in a scan on a page of larger units',
    () => ({ ...scanned(), pageExtra: '/UserUnit 2 ' }),
  ],
  [
    'under-dots',
    'an amount in a scan, behind dots that are not drawn',
    () => ({ ...scanned(), content: `${drawScan} ${dots}` }),
  ],
  [
    'over-dots',
    'white letters that only a ground of dots shows',
    () => ({
      content: `BT /F1 400 Tf 60 690 Td (.) Tj ET 1 g q 1 0 0 1 40 0 cm ${outlines} f Q`,
      rect: [90, 692, 200, 728],
    }),
  ],
  [
    'see-through-look',
    'a scan, and figures are added to it',
    () => ({ ...scanned(), look: 'BT /F1 14 Tf 148 8 Td (000) Tj ET' }),
  ],
  [
    'own-look',
    'the place itself, which shows an amount until it is signed',
    () => ({
      content: 'q Q',
      rect: free,
      empty: '/AP << /N 8 0 R >> ',
      objects: { 8: streamBody('BT /F1 14 Tf 10 10 Td (Pay 100 yuan) Tj ET', formOf(228, 50)) },
    }),
  ],
  [
    'own-outlines',
    'the place itself, which shows outlined letters until it is signed',
    () => ({
      content: 'q Q',
      rect: free,
      empty: '/AP << /N 8 0 R >> ',
      objects: { 8: streamBody(`1 0 0 1 -60 -690 cm ${outlines} f`, formOf(228, 50)) },
    }),
  ],
];

const blank = (strokes: readonly Stroke[], options: Partial<ScanOptions> = {}): Prepared => ({
  content: drawScan,
  rect: free,
  objects: { 7: greyImage(page([amount, ...strokes], options)) },
});
const table: readonly Stroke[] = [
  { line: [40, 599, 560, 600], thick: 1 },
  { line: [40, 650, 560, 652], thick: 1 },
  { line: [72, 560, 71, 700], thick: 1 },
  { line: [300, 560, 301, 700], thick: 1 },
];
const ownLook = (look: string): Prepared => ({
  content: 'q Q',
  rect: free,
  empty: '/AP << /N 8 0 R >> ',
  objects: { 8: streamBody(look, formOf(228, 50)) },
});
const honest: readonly (readonly [string, string, () => Prepared])[] = [
  ['blank', 'blank paper of a scan', () => blank([])],
  ['blank-grain', 'blank paper of a scan with grain and specks', () => blank([], { grain: 12, specks: 12 })],
  [
    'blank-line',
    'a line in a scan that is not quite level',
    () => blank([{ line: [80, 610, 290, 613], thick: 1 }]),
  ],
  ['blank-table', 'a cell of a table in a scan', () => blank(table, { grain: 8 })],
  ['blank-grey', 'grey paper of a scan', () => blank([], { paper: 190, grain: 6 })],
  [
    'tint',
    'a tinted box with a frame',
    () => ({ content: '0.9 0.95 1 rg 0.2 G 74 602 224 46 re B', rect: free }),
  ],
  [
    'dotted',
    'a dotted line and a dashed one',
    () => ({ content: '[1 2] 0 d 80 610 m 290 610 l S [4 3] 0 d 80 625 m 290 625 l S', rect: free }),
  ],
  [
    'label',
    'the label for a signature over blank paper of a scan',
    () => ({
      ...blank([], { paper: 255 }),
      content: `${drawScan} BT /F1 12 Tf 76 630 Td (Signed by:) Tj ET`,
    }),
  ],
  [
    'hint',
    'the place itself, which asks for a signature',
    () => ownLook('0.6 g BT /F1 12 Tf 10 10 Td (Sign here) Tj ET 0.5 G 1 1 226 48 re S'),
  ],
  [
    'own-tint',
    'the place itself, which is tinted until it is signed',
    () => ownLook('1 1 0.8 rg 0 0 228 50 re f'),
  ],
  [
    'aside',
    'writing of a scan at one end, and the look is at the other',
    () => ({ ...scanned({}, [70, 692, 500, 728]), look: 'BT /F1 14 Tf 300 8 Td (Zhang San) Tj ET' }),
  ],
];

const rows = (
  list: readonly (readonly [string, string, () => Prepared])[],
  level: 'PASS' | 'UNSURE',
  code: 'LATER_SIGNATURE' | 'SIG_OVER_CONTENT',
): AttackCase[] =>
  list.map(([id, what, make]) => ({
    id: `P10-scanned-${id}`,
    what: `a place was prepared over this and signed with another look: ${what}`,
    level,
    code,
    isDrawn: true,
    make: () => signedPlace(make()),
  }));

export const scannedPlaceCases: readonly AttackCase[] = [
  ...rows(attacks, 'UNSURE', 'SIG_OVER_CONTENT'),
  ...rows(honest, 'PASS', 'LATER_SIGNATURE'),
];
