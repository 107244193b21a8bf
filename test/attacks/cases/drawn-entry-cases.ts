/** Pictures and fonts whose entries are missing or do not fit one another (P20): readers show them, or white, or nothing. */
import { basePdf, CONTENT, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const black = (octets: number): string => '\0'.repeat(octets);
const gray = '/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray';
type Picture = readonly [entries: string, octets?: number];

const pictures: Readonly<Record<string, Picture>> = {
  'no-bits': ['/Width 4 /Height 4 /ColorSpace /DeviceGray'],
  'three-bits': ['/Width 4 /Height 4 /BitsPerComponent 3 /ColorSpace /DeviceGray'],
  'stencil-of-bytes': ['/Width 4 /Height 4 /ImageMask true /BitsPerComponent 8'],
  'no-colours': ['/Width 4 /Height 4 /BitsPerComponent 8'],
  'unknown-colours': ['/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /Foo'],
  'pattern-for-colours': ['/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /Pattern'],
  'short-palette': ['/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceGray 5 <ff>]'],
  'short-range': ['/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Decode [1 0]', 48],
  'no-width': ['/Width 0 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray'],
  'width-below-nothing': ['/Width -4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray'],
  'short-key': [`${gray} /Mask [0]`],
  'mask-that-is-none': [`${gray} /Mask 7 0 R`],
  'two-masks': [`${gray} /Mask 8 0 R /SMask 7 0 R`],
  'stencil-for-a-soft-mask': [`${gray} /SMask 8 0 R`],
  'too-few-data': [gray, 8],
};
const honest: Readonly<Record<string, Picture>> = {
  plain: [gray],
  'more-data': [gray, 17],
  stencil: ['/Width 4 /Height 4 /ImageMask true /Decode [1 0]', 4],
  palette: ['/Width 4 /Height 4 /BitsPerComponent 4 /ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>]', 8],
  masked: [`${gray} /SMask 7 0 R`],
  keyed: [`${gray} /Mask [9 9]`],
};

function withPicture([entries, octets = 16]: Picture): TestPdf {
  return basePdf({
    resources: '/XObject << /X 6 0 R >>',
    objects: {
      [CONTENT]: streamBody('q 300 0 0 40 72 700 cm /X Do Q'),
      6: streamBody(black(octets), `/Type /XObject /Subtype /Image ${entries} `),
      7: streamBody(black(16), `/Type /XObject /Subtype /Image ${gray} `),
      8: streamBody(black(4), '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ImageMask true '),
    },
  });
}

const encoding = '/Encoding << /Differences [80 /P] >> ';
const matrix = '/FontMatrix [.001 0 0 .001 0 0] ';
const widths = '/FirstChar 80 /LastChar 80 /Widths [1000] ';
/** Entries of a font with one glyph, and the mode of the text. */
const fonts: Readonly<Record<string, readonly [entries: string, mode?: string]>> = {
  'no-encoding': [matrix + widths],
  'encoding-of-strings': [`${matrix}${widths}/Encoding << /Differences [(P) /P] >> `],
  'encoding-of-a-half': [`${matrix}${widths}/Encoding << /Differences [80.5 /P] >> `],
  'encoding-above-an-octet': [`${matrix}${widths}/Encoding << /Differences [336 /P] >> `],
  'encoding-with-a-null': [`${matrix}${widths}/Encoding << /Differences [79 null /P] >> `],
  'encoding-in-a-list': [`${matrix}${widths}/Encoding << /Differences [80 [/P]] >> `],
  'no-matrix': [encoding + widths],
  'no-widths': [encoding + matrix],
  'hidden-glyphs': [encoding + matrix + widths, '3 Tr'],
};

function withFont(entries: string, mode = ''): TestPdf {
  return basePdf({
    objects: {
      [CONTENT]: streamBody(`BT ${mode} /F1 24 Tf 72 700 Td (P) Tj ET`),
      5: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] ${entries}/CharProcs << /P 6 0 R >> >>`,
      6: streamBody('1000 0 d0 0 0 900 900 re f'),
    },
  });
}

const boxed = '1000 0 0 0 1000 1000 d1 ';
const pictureX = '/Resources << /XObject << /X 7 0 R /Y 9 0 R /F 10 0 R >> >> ';
/** Glyphs that say they have a box and no colour, by what they draw; and entries of the font besides. */
const glyphs: Readonly<Record<string, readonly [what: string, content: string, entries?: string]>> = {
  outside: ['ink beside its box', `${boxed}1500 0 900 900 re f`],
  above: ['ink above its box', `${boxed}0 2000 900 900 re f`],
  moved: ['ink that a matrix moves out of its box', `${boxed}1 0 0 1 1500 0 cm 0 0 900 900 re f`],
  stroke: ['a line that is wider than its box', `${boxed}3000 w 0 500 m 900 500 l S`],
  curve: ['a curve that leaves its box', `${boxed}0 0 m 0 4000 900 4000 900 0 c f`],
  form: ['a form that draws beside its box', `${boxed}/F Do`, pictureX],
  flat: ['ink in a box without a size', '1000 0 0 0 0 0 d1 0 0 900 900 re f'],
  white: ['white', `${boxed}1 g 0 0 900 900 re f`],
  red: ['a colour', `${boxed}1 0 0 rg 0 0 900 900 re f`],
  line: ['a colour of lines', `${boxed}1 0 0 RG 100 w 0 0 900 900 re S`],
  space: ['a colour space', `${boxed}/DeviceRGB cs 1 0 0 sc 0 0 900 900 re f`],
  inline: ['an inline picture in grays', `${boxed}900 0 0 900 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI`],
  picture: ['a picture in grays', `${boxed}q 900 0 0 900 0 0 cm /X Do Q`, pictureX],
};
const honestGlyphs: typeof glyphs = {
  inside: ['ink in its box', `${boxed}0 0 900 900 re f`],
  near: ['ink a little beside its box', `${boxed}-20 -20 1040 1040 re f`],
  circle: ['curves in its box', `${boxed}0 500 m 0 1000 1000 1000 1000 500 c 1000 0 0 0 0 500 c f`],
  clipped: ['ink that it clips to its box', `${boxed}0 0 1000 1000 re W n 0 0 5000 900 re f`],
  stencil: ['a stencil in line', `${boxed}900 0 0 900 0 0 cm BI /W 8 /H 1 /IM true /BPC 1 ID \x0f EI`],
  mask: ['a stencil', `${boxed}q 900 0 0 900 0 0 cm /Y Do Q`, pictureX],
  own: ['its own colour, as it says', '1000 0 d0 1 0 0 rg 0 0 900 900 re f'],
};
/** Encodings in which one reader finds the glyph by a name of its own, and another none. */
const namelessFonts: Readonly<Record<string, string>> = {
  standard: '/Encoding /StandardEncoding ',
  nothing: '/Encoding << /Type /Encoding >> ',
};

function withGlyph(content: string, entries = ''): TestPdf {
  return basePdf({
    objects: {
      [CONTENT]: streamBody('BT /F1 24 Tf 72 700 Td (P) Tj ET'),
      5: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] ${encoding}${matrix}${widths}${entries}/CharProcs << /P 6 0 R >> >>`,
      6: streamBody(content),
      7: streamBody(black(16), `/Type /XObject /Subtype /Image ${gray} `),
      9: streamBody(black(4), '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ImageMask true '),
      10: streamBody('1500 0 900 900 re f', '/Type /XObject /Subtype /Form /BBox [0 0 9999 9999] '),
    },
  });
}

export const drawnEntryCases: readonly AttackCase[] = [
  ...Object.entries(pictures).map(([id, picture]) =>
    attack(`P20-entry-picture-${id}`, `a picture: ${picture[0]}`, 'UNSURE', 'CONTENT_AMBIGUOUS', () =>
      sealPdf(withPicture(picture)),
    ),
  ),
  ...Object.entries(honest).map(([id, picture]) =>
    attack(`P20-entry-plain-${id}`, `a picture: ${picture[0]}`, 'PASS', 'PERMIT_ABSENT', () =>
      sealPdf(withPicture(picture)),
    ),
  ),
  ...Object.entries(fonts).map(([id, [entries, mode]]) =>
    attack(
      `P20-entry-font-${id}`,
      `a font of glyphs: ${mode ?? ''} ${entries}`,
      'UNSURE',
      'CONTENT_AMBIGUOUS',
      () => sealPdf(withFont(entries, mode)),
    ),
  ),
  ...Object.entries(glyphs).map(([id, [what, content, entries]]) =>
    attack(`P20-glyph-${id}`, `a glyph with ${what}`, 'UNSURE', 'CONTENT_AMBIGUOUS', () =>
      sealPdf(withGlyph(content, entries)),
    ),
  ),
  ...Object.entries(honestGlyphs).map(([id, [what, content, entries]]) =>
    attack(`P20-glyph-plain-${id}`, `a glyph with ${what}`, 'PASS', 'PERMIT_ABSENT', () =>
      sealPdf(withGlyph(content, entries)),
    ),
  ),
  ...Object.entries(namelessFonts).map(([id, names]) =>
    attack(
      `P20-glyph-name-${id}`,
      `a font of glyphs that it does not name: ${names}`,
      'UNSURE',
      'CONTENT_AMBIGUOUS',
      () => sealPdf(withFont(names + matrix + widths)),
    ),
  ),
  attack('P20-entry-font-plain', 'a font of glyphs as it must be', 'PASS', 'PERMIT_ABSENT', () =>
    sealPdf(withFont(encoding + matrix + widths)),
  ),
];
