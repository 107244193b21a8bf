/** What is prepared in a form before it is sealed: a place for signing laid over words, fonts of the form that say other letters, names that are taken (P10, P13). */
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type BaseOptions,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, secondly, type AttackCase } from './attack-making.ts';

const box = (width: number, height: number): string =>
  `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources << /Font << /F1 5 0 R >> >> `;

/** An empty field at `rect` is sealed with the page, and signed later with words on white. */
function signedPlace(
  content: string,
  rect: readonly [number, number, number, number],
  base: BaseOptions = {},
): TestPdf {
  const [width, height] = [rect[2] - rect[0], rect[3] - rect[1]];
  const place = (entries: string) =>
    `<< /FT /Sig /T (Later) /Rect [${rect.join(' ')}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R ${entries}>>`;
  const pdf = sealPdf(
    basePdf({
      ...base,
      fields: [6],
      annots: [6],
      objects: { 4: streamBody(content), 6: place(''), ...base.objects },
    }),
  );
  const number = nextNumber(pdf);
  return secondly(pdf, {
    extra: () => ({
      [CATALOG]: catalogBody(pdf.fields),
      [PAGE]: pageBody(pdf.annots),
      [number]: 'null',
      6: place(`/V ${number + 1} 0 R /AP << /N 60 0 R >> `),
      60: streamBody(
        `1 g 0 0 ${width} ${height} re f 0 g BT /F1 24 Tf 0 8 Td (Pay 900 yuan) Tj ET`,
        box(width, height),
      ),
    }),
  });
}
const amount = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET';
const over = [72, 692, 300, 728] as const;
const over100 = [118, 698, 165, 722] as const;
const below = [72, 640, 300, 680] as const;
const subset =
  '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song >>] >>';
const places: readonly AttackCase[] = [
  attack(
    'P10-place-over',
    'a place that was prepared over an amount is signed with another amount',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => signedPlace(amount, over),
  ),
  attack(
    'P10-place-over-part',
    'a place that was prepared over one figure',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => signedPlace(amount, over100),
  ),
  attack(
    'P10-place-over-label',
    'a place over a label that goes on with an amount',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => signedPlace('BT /F1 24 Tf 72 700 Td (Signature: Pay 100 yuan) Tj ET', over),
  ),
  attack(
    'P10-place-over-subset',
    'a place over words in letters that nobody knows',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => signedPlace('BT /F1 24 Tf 72 700 Td <00010002> Tj ET', over, { objects: { 5: subset } }),
  ),
  attack(
    'P10-place-beside',
    'a place that was prepared right behind an amount is signed with figures',
    'UNSURE',
    'LOOK_BESIDE_WORDS',
    () => signedPlace('BT /F1 24 Tf 72 650 Td (Pay 100) Tj ET', [168, 640, 300, 680]),
  ),
  attack(
    'P10-place-beside-before',
    'a place that was prepared right before an amount',
    'UNSURE',
    'LOOK_BESIDE_WORDS',
    () => signedPlace('BT /F1 24 Tf 246 650 Td (100 yuan) Tj ET', [72, 640, 244, 680]),
  ),
  attack(
    'P10-place-beside-subset',
    'a place right behind words in letters that nobody knows',
    'UNSURE',
    'LOOK_BESIDE_WORDS',
    () =>
      signedPlace('BT /F1 24 Tf 72 650 Td <00010002> Tj ET', [122, 640, 300, 680], {
        objects: { 5: subset },
      }),
  ),
  attack('P10-place-beside-words', 'a place right behind words', 'PASS', 'LATER_SIGNATURE', () =>
    signedPlace('BT /F1 12 Tf 72 650 Td (The buyer agrees) Tj ET', [174, 640, 300, 680]),
  ),
  attack('P10-place-free', 'a place that was prepared on free space', 'PASS', 'LATER_SIGNATURE', () =>
    signedPlace(amount, below),
  ),
  attack('P10-place-line', 'a place over a line to write on', 'PASS', 'LATER_SIGNATURE', () =>
    signedPlace(`${amount} BT /F1 24 Tf 72 650 Td (____________) Tj ET 72 645 m 200 645 l S`, below),
  ),
  attack('P10-place-dots', 'a place over dots to write on', 'PASS', 'LATER_SIGNATURE', () =>
    signedPlace(`${amount} BT /F1 12 Tf 72 650 Td (........................) Tj ET`, below),
  ),
  attack('P10-place-label', 'a place over the label for a signature', 'PASS', 'LATER_SIGNATURE', () =>
    signedPlace(`${amount} BT /F1 12 Tf 72 650 Td (Signed by:) Tj ET`, below),
  ),
];

const reference =
  '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>] ';
const evil =
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [49 /nine 57 /one] >> >>';
const widget = (entries: string): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) ${entries} /Rect [100 300 260 330] /F 4 /P 3 0 R >>`;
const look = (text: string): string =>
  streamBody(`/Tx BMC q BT /F1 12 Tf 0 g 2 8 Td (${text}) Tj ET Q EMC`, box(160, 30));
const plainDefault = '/DA (/F1 12 Tf 0 g) ';

/** A certified form with one field, whose fonts say other letters for the drafter. */
function form(field: string, formExtra = ''): TestPdf {
  const base = basePdf({ fields: [6], annots: [6], objects: { 6: field, 7: look('100'), 20: evil } });
  const number = nextNumber(base);
  const perms = `/Perms << /DocMDP ${number + 1} 0 R >> `;
  const fonts = `/DR << /Font << /F1 5 0 R /Evil 20 0 R >> >> ${formExtra}`;
  return sealPdf(base, {
    catalogExtra: perms,
    sigExtra: reference,
    extra: () => ({
      [CATALOG]: catalogBody([6, number], perms).replace('/SigFlags 3', `/SigFlags 3 ${fonts}`),
    }),
  });
}
const drawn = (value: string, entries: string, number = 7): string =>
  widget(`/V (${value}) ${entries}/AP << /N ${number} 0 R >>`);
const refilled = (entries: string, formExtra = ''): TestPdf =>
  appendObjects(form(drawn('100', plainDefault), formExtra), {
    6: drawn('199', entries, 30),
    30: look('199'),
  });
const defaults: readonly AttackCase[] = [
  ...(
    [
      ['font', 'a font of the form with other letters', '/DA (/Evil 12 Tf 0 g) '],
      ['white', 'white', '/DA (/F1 12 Tf 1 g) '],
      ['yellow', 'pale yellow', '/DA (/F1 12 Tf 0 0 .5 0 k) '],
      ['tiny', 'letters too small to be read', '/DA (/F1 0.1 Tf 0 g) '],
      ['operands', 'two fonts before Tf', '/DA (/F1 12 /Evil 12 Tf 0 g) '],
      ['moved', 'a matrix', '/DA (/F1 12 Tf 1 0 0 1 900 0 Tm 0 g) '],
    ] as const
  ).flatMap(([id, what, entries]) => [
    attack(
      `P13-default-${id}-p2`,
      `P=2, filled in, and looks are made in ${what} from now on`,
      'UNSURE',
      'FORM_LOOK_UNCLEAR',
      () => refilled(entries),
    ),
    attack(
      `P13-default-${id}-made-p2`,
      `P=2, filled in; the reader makes looks, in ${what}`,
      'UNSURE',
      'FORM_LOOK_UNCLEAR',
      () => refilled(entries, '/NeedAppearances true '),
    ),
    attack(
      `P13-default-${id}-bare-p2`,
      `P=2, filled in; the reader has always made the look, in ${what}`,
      'UNSURE',
      'FORM_LOOK_UNCLEAR',
      () => appendObjects(form(widget(`/V (100) ${entries}`)), { 6: widget(`/V (199) ${entries}`) }),
    ),
  ]),
  attack(
    'P13-default-other-size-p2',
    'P=2, filled in, in letters of another size from now on',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => refilled('/DA (/F1 9 Tf 0.2 g) '),
  ),
  attack(
    'P13-default-bare-p2',
    'P=2, filled in; the reader makes the look in plain letters',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => appendObjects(form(widget(`/V (100) ${plainDefault}`)), { 6: widget(`/V (199) ${plainDefault}`) }),
  ),
];

/** An empty signature field is added to the certified form. */
const added = (entries: string): TestPdf => {
  const file = form(drawn('100', plainDefault));
  return appendObjects(file, {
    [CATALOG]: (file.objects.get(CATALOG) ?? '').replace(/\/Fields \[(.*?)\]/, '/Fields [$1 40 0 R]'),
    40: `<< /FT /Sig /Rect [0 0 0 0] /F 2 ${entries}>>`,
  });
};
const names: readonly AttackCase[] = [
  attack(
    'P11-name-taken',
    'P=2, an empty signature field with the name of the amount',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => added('/T (amount) '),
  ),
  attack(
    'P11-name-below',
    'P=2, an empty signature field below the amount by its name',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => added('/T (amount.x) '),
  ),
  attack(
    'P11-name-parent',
    'P=2, an empty signature field that calls the amount its parent',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => added('/T (x) /Parent 6 0 R '),
  ),
  attack(
    'P11-name-own',
    'P=2, an empty signature field with a name of its own',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => added('/T (amounts) '),
  ),
];

export const preparedPlaceCases: readonly AttackCase[] = [...places, ...defaults, ...names];
