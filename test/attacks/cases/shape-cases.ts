/** Paths, letters, forms and states that are written as they may be and that readers paint in several ways (P20): signed before they differ. */
import { basePdf, CONTENT, sealPdf, streamBody, type TestPdf } from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const text = '(Pay 900 yuan) Tj';
const block = '0 0 300 40 re f';
const page = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET q 1 0 0 1 200 400 cm\n';

/** Contents of a page, alone. */
const painted: Readonly<Record<string, string>> = {
  'flat-text': `BT /F1 24 Tf 1 0 0 .01 2 10 Tm ${text} ET`,
  'flat-text-across': `BT /F1 24 Tf .5 Tz 2 10 Td ${text} ET`,
  'flat-text-turned': `BT /F1 24 Tf 1 1 1 1.03 2 10 Tm ${text} ET`,
  'flat-text-by-the-page': `1 0 0 .01 0 0 cm BT /F1 24 Tf 2 10 Td ${text} ET`,
  'text-of-no-size': `.00001 0 0 .00001 0 0 cm BT /F1 24 Tf 2 10 Td ${text} ET`,
  'area-without-a-height': '0 20 300 0 re f',
  'area-without-a-width': '20 0 .001 40 re f',
  'area-between-lines': '0 20 m 300 20 l f',
  'area-aslant': '0 0 m 300 40 l 300 40.01 l f*',
  'area-of-a-curve': '0 20 m 0 20 300 20 300 20 c f',
  'area-pressed-flat': `1 0 0 .0001 0 0 cm ${block}`,
  'clip-without-a-height': `0 20 300 0 re W n ${block}`,
  'picture-pressed-flat': 'q 300 0 0 .00001 0 20 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x20 EI Q',
  'line-pressed-flat': '1 0 0 .0001 0 0 cm 40 w 0 20 m 300 20 l S',
  'line-without-a-length': '40 w 20 20 m 20 20 l S',
  'line-without-a-length-square': '40 w 2 J 20 20 m 20.001 20 l S',
  'line-that-only-closes': '40 w 1 J 20 20 m h S',
  'curve-without-a-length': '40 w 1 J 20 20 m 20 20 20 20 20 20 c S',
  'rectangle-without-a-size': '40 w 1 J 20 20 0 0 re S',
  'end-of-a-line': '3 J 40 w 50 20 m 200 20 l S',
  'corner-of-a-line': '3 j 40 w 50 20 m 200 20 l S',
  'point-of-a-line': '9999 M 20 w 50 0 m 250 1 l 50 2 l S',
  'dashes-of-nothing': '[0 0] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-below-nothing': '[-5 5] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-from-before': '[200 300] -250 d 5 w 0 20 m 300 20 l S',
  'dashes-too-near': '[.0001 .0001] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-without-a-length': '[0 5] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-by-name': '[/a 5] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-in-a-list': '[[5 5]] 0 d 5 w 0 20 m 300 20 l S',
  'dashes-of-a-state': '/G1 gs 5 w 0 20 m 300 20 l S',
  'path-without-a-beginning': '300 0 l 300 40 l 0 40 l f',
  'curve-without-a-beginning': '0 0 300 0 300 40 c 0 40 l f',
  'too-many-values': '/DeviceGray cs 1 1 1 sc 0 0 300 40 re f',
  'too-few-values': '/CS0 cs 1 1 scn 0 0 300 40 re f',
  'no-pattern': `/Pattern cs ${block}`,
  'no-pattern-in-a-form': '/Pattern cs /X0 Do',
  'list-in-text': 'BT /F1 24 Tf 2 10 Td [(Pay) [(900)] (yuan)] TJ ET',
  'name-in-text': 'BT /F1 24 Tf 2 10 Td [(Pay) /a (900)] TJ ET',
  'text-of-another-font': `BT /F9 24 Tf 2 10 Td ${text} ET`,
  'opacity-below-nothing': `/G2 gs ${block}`,
  'end-of-a-line-of-a-state': '/G3 gs 40 w 50 20 m 200 20 l S',
  'mask-without-a-group': `/G4 gs ${block}`,
  'shading-to-the-same-place': '0 0 300 40 re W n /S0 sh',
  'path-open-at-a-form': '0 0 300 40 re /X0 Do f',
};
/** What is drawn, and the form that it draws: its content and its dictionary. */
const forms: Readonly<Record<string, readonly [page: string, content: string, dictionary: string]>> = {
  'path-left-open': ['/X0 Do f', '0 0 300 40 re', ''],
  'path-closed-in-it': ['0 0 300 40 re /X0 Do', 'f', ''],
  'q-taken-from-outside': [`q /X0 Do ${block} Q`, 'Q Q', ''],
  'text-as-outside': ['1 Tz /X0 Do', `BT /F1 24 Tf 2 10 Td ${text} ET`, ''],
  'text-raised-outside': ['400 Ts /X0 Do', `BT /F1 24 Tf 2 10 Td ${text} ET`, ''],
  'flat-where-it-is-drawn': ['1 0 0 .01 0 0 cm /X0 Do', `BT /F1 24 Tf 2 10 Td ${text} ET`, ''],
  'flat-second-time': ['/X0 Do 1 0 0 .01 0 0 cm /X0 Do', `BT /F1 24 Tf 2 10 Td ${text} ET`, ''],
  'flat-by-its-matrix': ['/X0 Do', `BT /F1 24 Tf 2 10 Td ${text} ET`, '/Matrix [1 0 0 .01 0 0] '],
  'matrix-of-names': ['/X0 Do', block, '/Matrix [/a 0 0 1 0 0] '],
  'matrix-too-short': ['/X0 Do', block, '/Matrix [1 0 0 1] '],
  'no-box': ['/X0 Do', block, '/BBox null '],
  'box-too-short': ['/X0 Do', block, '/BBox [0 0 300] '],
  'no-type': ['/X0 Do', block, '/Subtype null '],
};
const honest: Readonly<Record<string, string>> = {
  lines: '.1 w 0 20 m 300 20 l S 0 w 0 10 m 300 10 l S 0 30 300 .12 re f',
  dots: '1 J 4 w 20 20 m 20 20 l S [0 8] 0 d 0 10 m 300 10 l S',
  dashes: '[3] 0 d 0 20 m 300 20 l S [3 2 1] 2 d 0 10 m 300 10 l S [] 0 d 0 0 m 9 9 l S',
  corners: '10 M 2 w 0 0 m 100 10 l 0 20 l S',
  'a-point-in-an-area': '0 0 300 40 re 5 5 m f',
  colours: '/CS0 cs 0 0 0 scn 0 0 3 4 re f .5 g 0 0 3 4 re f /Pattern cs 1 0 0 rg 0 0 3 4 re f',
  condensed: `BT /F1 24 Tf 50 Tz 2 10 Td ${text} 100 Tz ET /X0 Do`,
  'text-by-its-matrix': `BT /F1 1 Tf 24 0 0 24 2 10 Tm ${text} ET`,
  states: `/G5 gs ${block}`,
};

const words: Readonly<Record<string, string>> = {
  G1: '<< /D [[0 0] 0] >>',
  G2: '<< /ca -1 >>',
  G3: '<< /LC 3 >>',
  G4: '<< /SMask << /S /Luminosity /G 7 0 R >> >>',
  G5: '<< /ca .5 /CA 1 /LC 2 /D [[3 2] 0] /SMask << /S /Luminosity /G 8 0 R >> >>',
};
const resources = [
  '/XObject << /X0 6 0 R >> /ColorSpace << /CS0 [/CalRGB << /WhitePoint [1 1 1] >>] >>',
  `/ExtGState << ${Object.entries(words)
    .map(([name, state]) => `/${name} ${state}`)
    .join(' ')} >>`,
  '/Shading << /S0 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [9 9 9 9] /Extend [true true]',
  '/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [0] >> >> >>',
].join(' ');
const font = '/Resources << /Font << /F1 5 0 R >> >> ';
const group = '/Group << /S /Transparency /CS /DeviceGray >> ';

function withForm(content: string, form = block, dictionary = ''): TestPdf {
  const type = dictionary.includes('/Subtype') ? '' : '/Subtype /Form ';
  const box = dictionary.includes('/BBox') ? '' : '/BBox [0 0 300 40] ';
  return basePdf({
    resources,
    objects: {
      [CONTENT]: streamBody(page + content),
      6: streamBody(form, `/Type /XObject ${type}${box}${dictionary}${font}`),
      7: streamBody(block, `/Type /XObject /Subtype /Form /BBox [0 0 300 40] `),
      8: streamBody(block, `/Type /XObject /Subtype /Form /BBox [0 0 300 40] ${group}`),
    },
  });
}

export const shapeCases: readonly AttackCase[] = [
  ...Object.entries(painted).map(([id, content]) =>
    attack(`P20-shape-${id}`, `\`${content}\``, 'UNSURE', 'CONTENT_AMBIGUOUS', () =>
      sealPdf(withForm(content)),
    ),
  ),
  ...Object.entries(forms).map(([id, [content, form, dictionary]]) =>
    attack(
      `P20-form-${id}`,
      `\`${content}\`, a form ${dictionary}\`${form}\``,
      'UNSURE',
      'CONTENT_AMBIGUOUS',
      () => sealPdf(withForm(content, form, dictionary)),
    ),
  ),
  ...Object.entries(honest).map(([id, content]) =>
    attack(`P20-shape-plain-${id}`, `\`${content}\``, 'PASS', 'PERMIT_ABSENT', () =>
      sealPdf(withForm(content)),
    ),
  ),
];
