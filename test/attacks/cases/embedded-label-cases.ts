/** Labels in a font that the file brings along, as Word exports write them: a look behind a real colon is a signature in its place, one behind what only claims to be a label is not. */
import {
  appendObjects,
  basePdf,
  CATALOG,
  catalogBody,
  CONTENT,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type SealPdfOptions,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, cms, secondly, type AttackCase } from './attack-making.ts';

type Box = readonly [left: number, bottom: number, right: number, top: number];

const bytes16 = (...values: readonly number[]): string =>
  values.map((value) => String.fromCharCode((value >> 8) & 255, value & 255)).join('');
const bytes32 = (value: number): string => bytes16(value >>> 16, value & 0xffff);

/** A glyph of rectangles, in units of 1000 to the em. */
function glyphOf(boxes: readonly Box[]): string {
  if (boxes.length === 0) return '';
  const points = boxes.flatMap(([left, bottom, right, top]) => [
    [left, bottom],
    [left, top],
    [right, top],
    [right, bottom],
  ]);
  const steps = (axis: 0 | 1): string =>
    bytes16(...points.map((point, i) => (point[axis] ?? 0) - (points[i - 1]?.[axis] ?? 0)));
  const ends = boxes.map((_, i) => 4 * i + 3);
  const text = `${bytes16(boxes.length, 0, 0, 1000, 1000, ...ends, 0)}${'\x01'.repeat(points.length)}${steps(0)}${steps(1)}`;
  return text.padEnd(Math.ceil(text.length / 4) * 4, '\0');
}

/** A part of a glyph that is made of others: which one, and how far it is moved. */
type Part = readonly [glyph: number, across: number, up: number];
interface Composite {
  readonly parts: readonly Part[];
  /** Bits beside those that say that the numbers are words and places. */
  readonly more?: number;
}
type Glyph = readonly Box[] | Composite;

function compositeOf({ parts, more = 0 }: Composite): string {
  const rows = parts.map(([glyph, across, up], i) => {
    const flags = 0x03 | more | (i + 1 < parts.length ? 0x20 : 0);
    return bytes16(flags, glyph, across, up) + ((more & 0x08) !== 0 ? bytes16(0x4000) : '');
  });
  const text = `${bytes16(0xffff, 0, 0, 1000, 1000)}${rows.join('')}`;
  return text.padEnd(Math.ceil(text.length / 4) * 4, '\0');
}

const drawnGlyph = (glyph: Glyph): string => ('parts' in glyph ? compositeOf(glyph) : glyphOf(glyph));

/** A program with the tables that a reader needs; each glyph is as wide as its em. */
function programOf(glyphs: readonly Glyph[], maps: readonly string[] = []): string {
  const drawn = glyphs.map(drawnGlyph);
  const offsets = [...drawn.keys(), drawn.length].map((i) => drawn.slice(0, i).join('').length);
  const tables: readonly (readonly [string, string])[] = [
    ...(maps.length > 0 ? [['cmap', mapsOf(maps)] as const] : []),
    ['glyf', drawn.join('')],
    [
      'head',
      `${bytes16(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000)}${'\0'.repeat(16)}${bytes16(0, 0, 1000, 1000, 0, 8, 2, 1, 0)}`,
    ],
    ['hhea', `${bytes16(1, 0, 900, 0x10000 - 200, 0, 1000)}${'\0'.repeat(22)}${bytes16(glyphs.length)}`],
    ['hmtx', bytes16(...glyphs.flatMap(() => [1000, 0]))],
    ['loca', offsets.map(bytes32).join('')],
    ['maxp', `${bytes16(1, 0, glyphs.length, 100, 10)}${'\0'.repeat(22)}`],
  ];
  let at = 12 + 16 * tables.length;
  const directory = tables.map(([tag, data]) => {
    const row = `${tag}${bytes32(0)}${bytes32(at)}${bytes32(data.length)}`;
    at += data.length;
    return row;
  });
  return `${bytes32(0x00010000)}${bytes16(tables.length, 0, 0, 0)}${directory.join('')}${tables.map(([, data]) => data).join('')}`;
}

const han: Box = [50, -50, 950, 850];
const low: Box = [100, 0, 220, 120];
const high: Box = [100, 400, 220, 520];
const nought: readonly Box[] = [
  [50, 0, 450, 700],
  [130, 80, 370, 620],
];

/** A map of one octet to glyphs (`cmap` format 0). */
const codeMap = (glyphs: Readonly<Record<string, number>>): string => {
  const row = Array.from({ length: 256 }, (_, code) => glyphs[String.fromCharCode(code)] ?? 0);
  return `${bytes16(0, 262, 0)}${String.fromCharCode(...row)}`;
};
/** The same as segments (format 4), each of one code. */
const segmentMap = (glyphs: Readonly<Record<string, number>>): string => {
  const rows = Object.entries(glyphs)
    .map(([letter, glyph]) => [letter.charCodeAt(0), glyph] as const)
    .sort(([a], [b]) => a - b);
  const codes = [...rows.map(([code]) => code), 0xffff];
  const deltas = [...rows.map(([code, glyph]) => (glyph - code) & 0xffff), 1];
  const body = bytes16(...codes, 0, ...codes, ...deltas, ...codes.map(() => 0));
  return `${bytes16(4, 14 + body.length, 0, 2 * codes.length, 0, 0, 0)}${body}`;
};
const mapsOf = (maps: readonly string[]): string => {
  const starts = maps.map((_, i) => 4 + 8 * maps.length + maps.slice(0, i).join('').length);
  const rows = starts.map((start, i) => `${bytes16(i === 0 ? 1 : 3, i === 0 ? 0 : 1)}${bytes32(start)}`);
  return `${bytes16(0, maps.length)}${rows.join('')}${maps.join('')}`;
};

interface Label {
  /** The glyph of the last letter, which claims to be a colon. */
  readonly last: Glyph;
  readonly letter?: Box;
  readonly claim?: string;
  /** How the words are shown; glyph 1 and 2 are letters, 3 the last one, 4 a space. */
  readonly shown?: string;
  /** A font of one octet a code, with these maps. */
  readonly maps?: readonly string[];
  readonly space?: readonly Box[];
}

const simpleFont = `<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Calibri /FirstChar 32 /LastChar 126 /Widths [${'1000 '.repeat(95)}] /Encoding /WinAnsiEncoding /FontDescriptor 8 0 R >>`;

/** 签章： on a page, in glyphs that may be anything. */
function labelled({
  last,
  letter = han,
  claim = '7B7E 7AE0 FF1A 0020',
  shown = '[<000100020003>] TJ',
  maps = [],
  space = [],
}: Label): TestPdf {
  const claims = claim.split(' ').map((code, i) => `<000${i + 1}> <${code}>`);
  const program = programOf([[], [letter], [letter], last, space, nought, [low]], maps);
  const font = '/BaseFont /ABCDEF+SimSun';
  return basePdf({
    resources: '/XObject << /Label 11 0 R >>',
    objects: {
      [CONTENT]: streamBody('BT /F1 24 Tf 72 700 Td (Pay 1,000) Tj ET q /Label Do Q'),
      6:
        maps.length > 0
          ? simpleFont
          : `<< /Type /Font /Subtype /Type0 ${font} /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 10 0 R >>`,
      7: `<< /Type /Font /Subtype /CIDFontType2 ${font} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity /FontDescriptor 8 0 R /DW 1000 >>`,
      8: '<< /Type /FontDescriptor /FontName /ABCDEF+SimSun /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /ItalicAngle 0 /FontFile2 9 0 R >>',
      9: streamBody(program, `/Length1 ${program.length} `),
      10: streamBody(
        `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${claims.length} beginbfchar ${claims.join(' ')} endbfchar endcmap`,
      ),
      11: streamBody(
        `BT /F2 12 Tf 72 300 Td ${shown} ET`,
        '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F2 6 0 R >> >> ',
      ),
    },
  });
}

/** A later signer's look right behind the three letters. */
function signedBehind(label: Label, by: 'seal' | 'person'): TestPdf {
  const sealed = sealPdf(labelled(label));
  const number = nextNumber(sealed);
  const look = '/Type /XObject /Subtype /Form /BBox [0 0 110 24] /Resources << /Font << /F1 5 0 R >> >> ';
  const options: SealPdfOptions = {
    extra: () => ({
      [number]: `<< /FT /Sig /T (Behind) /Rect [109 294 219 318] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R /V ${number + 1} 0 R /AP << /N ${number + 2} 0 R >> >>`,
      [number + 2]: streamBody('BT /F1 12 Tf 1 6 Td (000) Tj ET', look),
    }),
  };
  return by === 'seal' ? secondly(sealed, options) : sealPdf(sealed, { ...cms(), ...options });
}

/** A check box over a box of the page that is a letter, switched on after a certification that permits forms. */
function tickedOver(label: Label): TestPdf {
  const base = labelled({ ...label, shown: '<0003> Tj' });
  const box = (state: string) =>
    `<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /Rect [71 298 85 312] /F 4 /P 3 0 R /V /${state} /AS /${state} /AP << /N << /Yes 21 0 R /Off 22 0 R >> >> >>`;
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 14 14] ';
  const pdf = appendObjects(
    base,
    {
      [CATALOG]: catalogBody([20]),
      [PAGE]: pageBody([20], '', base.resources),
      20: box('Off'),
      21: streamBody('3 3 m 6 2 l 11 11 l S', form),
      22: streamBody('q Q', form),
    },
    { fields: [20], annots: [20] },
  );
  const reference =
    '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>] ';
  const catalogExtra = `/Perms << /DocMDP ${nextNumber(pdf) + 1} 0 R >> `;
  return appendObjects(sealPdf(pdf, { catalogExtra, sigExtra: reference }), { 20: box('Yes') });
}

const frame: readonly Box[] = [
  [50, 0, 850, 800],
  [120, 70, 780, 730],
];
const ticked: readonly AttackCase[] = (
  [
    ['frame', 'is a square frame', 'PASS', { last: frame, claim: '7B7E 7AE0 25A1' }],
    ['nought', 'is drawn as a nought', 'UNSURE', { last: nought, claim: '7B7E 7AE0 25A1' }],
    ['claimed', 'is a frame that claims to be a nought', 'UNSURE', { last: frame, claim: '7B7E 7AE0 0030' }],
    ['filled', 'is a block', 'UNSURE', { last: [[50, 0, 850, 800]], claim: '7B7E 7AE0 25A0' }],
    [
      'more',
      'is a frame with something in it',
      'UNSURE',
      { last: [...frame, [300, 300, 400, 400]], claim: '7B7E 7AE0 25A1' },
    ],
  ] as const
).map(([id, what, level, label]) => ({
  ...attack(
    `P13-ticked-${id}`,
    `P=2 and a box is ticked over a letter of the page that ${what}`,
    level,
    level === 'PASS' ? 'FORM_FILLED_ALLOWED' : 'FORM_LOOK_UNCLEAR',
    () => tickedOver(label),
  ),
  says: '□',
}));

const colon = [low, high];
/** Numbers of the last two glyphs of each program. */
const [NOUGHT, DOT] = [5, 6] as const;
const right: readonly (readonly [id: string, what: string, label: Label])[] = [
  ['colon', 'a label that ends in a colon', { last: colon }],
  [
    'spaced',
    'such a label and a space of its own',
    { last: colon, shown: '[<000100020003>] TJ [<0004>] TJ' },
  ],
  [
    'made-of-dots',
    'a label whose colon is made of two full stops',
    {
      last: {
        parts: [
          [DOT, 0, 0],
          [DOT, 0, 400],
        ],
      },
    },
  ],
  ['kerned', 'such a label with kerning', { last: colon, shown: '[<0001>-3<0002>5<0003>] TJ' }],
];
const latin = { B: 1, y: 2, ':': 3, ' ': 4 };
const by = { last: colon, maps: [codeMap(latin), segmentMap(latin)], shown: '(By:) Tj' };
const simple: typeof right = [
  ['simple', 'a label in a simple font', by],
  ['simple-spaced', 'such a label and spaces behind it', { ...by, shown: '(By:) Tj (  ) Tj' }],
  ['simple-octets', 'such a label with one map', { ...by, maps: [codeMap(latin)] }],
];
const wrongSimple: typeof right = [
  ['simple-nought', 'a nought that a simple font calls a colon', { ...by, last: nought }],
  [
    'simple-two',
    'a colon that another map calls a nought',
    { ...by, maps: [codeMap(latin), segmentMap({ ...latin, ':': 5 })] },
  ],
  ['simple-none', 'a colon that no map has', { ...by, maps: [codeMap({ B: 1, y: 2 })] }],
  ['simple-space', 'spaces that have ink', { ...by, space: nought, shown: '(   ) Tj' }],
];
const wrong: readonly (readonly [id: string, what: string, label: Label])[] = [
  ['nought', 'a nought that claims to be the colon of a label', { last: nought }],
  [
    'other',
    'a colon behind letters that claim nothing of signing',
    { last: colon, claim: '91D1 989D FF1A 0020' },
  ],
  ['unsaid', 'a colon behind letters without a claim', { last: colon, claim: '7B7E' }],
  [
    'bars',
    'an equals sign that claims to be a colon',
    {
      last: [
        [50, 200, 450, 260],
        [50, 400, 450, 460],
      ],
    },
  ],
  ['far', 'letters that are drawn far from their place', { last: colon, letter: [1000, 0, 2900, 700] }],
  ['moved', 'letters that are shown in another order', { last: colon, shown: '[-2000<0001>2000<0003>] TJ' }],
  [
    'blank',
    'blanks that claim to be figures, which a font in place of theirs would draw',
    { last: colon, claim: '0039 0039 FF1A 0039', shown: '[<000400040004>] TJ' },
  ],
  [
    'made-of-noughts',
    'a glyph made of two noughts that claims to be a colon',
    {
      last: {
        parts: [
          [NOUGHT, 0, 0],
          [NOUGHT, 400, 0],
        ],
      },
    },
  ],
  [
    'made-of-scaled-dots',
    'a colon of scaled parts',
    {
      last: {
        parts: [
          [DOT, 0, 0],
          [DOT, 0, 400],
        ],
        more: 0x08,
      },
    },
  ],
  ['made-of-itself', 'a glyph made of itself', { last: { parts: [[3, 0, 0]] } }],
  [
    'made-of-far-dots',
    'dots that are moved far away',
    {
      last: {
        parts: [
          [DOT, 0, 0],
          [DOT, 0, 4000],
        ],
      },
    },
  ],
  ['dot', 'a full stop that claims to be a colon', { last: [low] }],
];

export const embeddedLabelCases: readonly AttackCase[] = [
  ...ticked,
  ...[...right, ...simple].map(([id, what, label]) => ({
    ...attack(
      `P10-apart-embedded-${id}`,
      `a later seal shows its look behind ${what}`,
      'PASS',
      'LATER_SIGNATURE',
      () => signedBehind(label, 'seal'),
    ),
    // pdf.js leaves spaces at the end out.
    says: label.maps ? 'By:' : '签章：',
  })),
  ...[...wrong, ...wrongSimple].map(([id, what, label]) =>
    attack(
      `P10-beside-embedded-${id}`,
      `a later person puts figures behind ${what}`,
      'UNSURE',
      'LOOK_BESIDE_WORDS',
      () => signedBehind(label, 'person'),
    ),
  ),
];
