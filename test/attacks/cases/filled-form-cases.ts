/** Forms that show something else than they hold, and defaults that make another text of a kept value (P13): generated over kinds of field, looks and certifications. */
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
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
  type TestPdf,
} from '../test-pdf.ts';
import { attack, type AttackCase } from './attack-making.ts';

const FIELD = 6;
const LOOK = 7;
const rect = '/Rect [100 300 260 330]';
const box = '/Type /XObject /Subtype /Form /BBox [0 0 160 30] ';
const helvetica = '/Resources << /Font << /F1 5 0 R >> >> ';
const show = (content: string, resources = helvetica): string =>
  streamBody(`/Tx BMC q BT /F1 12 Tf 0 g 2 8 Td ${content} ET Q EMC`, box + resources);

const reference = (permission: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `;

/** A sealed form with one field, made once for each certification and field. */
const files = new Map<string, TestPdf>();
type Certification = 'plain' | 'p1' | 'p2' | 'p3';
interface FormOptions {
  readonly field: string;
  readonly look?: string | null;
  readonly formExtra?: string;
  readonly objects?: Readonly<Record<number, string>>;
  readonly annots?: readonly number[];
  readonly pageExtra?: string;
}
function form(
  kind: Certification,
  { field, look, formExtra = '', objects = {}, annots = [FIELD], pageExtra = '' }: FormOptions,
): TestPdf {
  const key = JSON.stringify([kind, field, look, formExtra, objects, annots, pageExtra]);
  const known = files.get(key);
  if (known) return known;
  const base = basePdf({
    fields: [FIELD],
    annots,
    pageExtra,
    objects: { [FIELD]: field, [LOOK]: look ?? 'null', ...objects },
  });
  const withForm = formExtra === '' ? base : extended(base, formExtra, kind);
  const permission = kind === 'plain' ? undefined : kind.slice(1);
  const extra = permission === undefined ? '' : `/Perms << /DocMDP ${nextNumber(withForm) + 1} 0 R >> `;
  const fields = [FIELD, nextNumber(withForm)];
  const made = sealPdf(withForm, {
    catalogExtra: extra,
    ...(permission === undefined ? {} : { sigExtra: reference(permission) }),
    extra: () => ({ [CATALOG]: withDefaults(fields, formExtra, extra) }),
  });
  files.set(key, made);
  return made;
}
const withDefaults = (fields: readonly number[], formExtra: string, extra: string): string =>
  catalogBody(fields, extra).replace('/SigFlags 3', `/SigFlags 3 ${formExtra}`);
const extended = (pdf: TestPdf, formExtra: string, kind: string): TestPdf => {
  if (kind === '') throw new Error('no kind');
  return appendObjects(pdf, { [CATALOG]: withDefaults([FIELD], formExtra, '') });
};
const permsOf = (pdf: TestPdf): string =>
  /\/Perms << [^>]*>> /.exec(pdf.objects.get(CATALOG) ?? '')?.[0] ?? '';
/** Exchanges the defaults of the form in a new revision. */
const redefault = (
  pdf: TestPdf,
  formExtra: string,
  objects: Readonly<Record<number, string>> = {},
): TestPdf =>
  appendObjects(pdf, { ...objects, [CATALOG]: withDefaults(pdf.fields, formExtra, permsOf(pdf)) });

const widget = (entries: string): string =>
  `<< /Type /Annot /Subtype /Widget ${entries} ${rect} /F 4 /P 3 0 R >>`;
const textField = (value: string, extra = ''): string =>
  widget(`/FT /Tx /T (amount) /V ${value} /DA (/F1 12 Tf 0 g) ${extra}/AP << /N ${LOOK} 0 R >>`);
const textForm = (kind: Certification, pageExtra = ''): TestPdf =>
  form(kind, { field: textField('(100)'), look: show('(100) Tj'), pageExtra });

const type3 =
  '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /one 31 0 R >> /Encoding << /Type /Encoding /Differences [49 /one /one] >> /FirstChar 49 /LastChar 57 /Widths [600 600 600 600 600 600 600 600 600] >>';
const fontOf = (entries: string): Record<number, string> => ({
  30: entries,
  31: streamBody('600 0 d0 100 0 400 700 re f'),
});
const other = '/Resources << /Font << /F1 30 0 R >> >> ';
const chinese = (code: string) => `<${code}> Tj`;
const unicodeFont = (map: string, kid: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${map} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> ${kid}>>] >>`;

type Row = readonly [id: string, what: string, value: string, look: string, objects?: Record<number, string>];
const behind = (before: string, text: string): string =>
  streamBody(`/Tx BMC q ${before} BT /F1 12 Tf ${text} ET Q EMC`, box + helvetica);
/** Looks of `9` or of another value that nobody can prove: never green. */
const unclear: readonly Row[] = [
  [
    'path',
    'paths beside the text',
    '(9)',
    streamBody('/Tx BMC q 1 g 0 0 160 30 re f BT /F1 12 Tf 0 g 2 8 Td (9) Tj ET Q EMC', box + helvetica),
  ],
  [
    'stroke',
    'lines beside the text',
    '(1)',
    streamBody('/Tx BMC BT /F1 12 Tf 2 8 Td (1) Tj ET 10 8 m 20 8 l S EMC', box + helvetica),
  ],
  ['image', 'an image beside the text', '(9)', show('(9) Tj BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI')],
  [
    'form',
    'a form beside the text',
    '(9)',
    show('(9) Tj /X Do', '/Resources << /Font << /F1 5 0 R >> /XObject << /X 31 0 R >> >> '),
    fontOf('null'),
  ],
  ['shading', 'a shading beside the text', '(9)', show('(9) Tj /S sh')],
  ['type3', 'glyphs of a Type 3 font', '(9)', show('(9) Tj', other), fontOf(type3)],
  [
    'embedded',
    'a font that brings its own glyphs',
    '(9)',
    show('(9) Tj', other),
    fontOf(
      '<< /Type /Font /Subtype /TrueType /BaseFont /Helvetica /FontDescriptor << /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontFile2 31 0 R >> >>',
    ),
  ],
  [
    'differences',
    'an encoding that exchanges digits',
    '(9)',
    show('(9) Tj', other),
    fontOf('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [57 /one] >> >>'),
  ],
  [
    'symbol',
    'a font of symbols',
    '(9)',
    show('(9) Tj', other),
    fontOf('<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'),
  ],
  [
    'narrow',
    'glyphs without width',
    '(19)',
    show('(19) Tj', other),
    fontOf(
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 48 /LastChar 57 /Widths [0 0 0 0 0 0 0 0 0 0] >>',
    ),
  ],
  [
    'subset',
    'a subset with codes of its own',
    '<FEFF5F00>',
    show('<0001> Tj', other),
    fontOf(
      '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song >>] >>',
    ),
  ],
  [
    'unicode-embedded',
    'a Chinese font that brings its own glyphs',
    '<FEFF58F9>',
    show(chinese('58F9'), other),
    fontOf(unicodeFont('UniGB-UCS2-H', '/FontDescriptor << /Type /FontDescriptor /FontFile3 31 0 R >> ')),
  ],
  [
    'unicode-widths',
    'a Chinese font with widths of its own',
    '<FEFF58F9>',
    show(chinese('58F9'), other),
    fontOf(unicodeFont('UniGB-UCS2-H', '/W [0 [0]] ')),
  ],
  ['order', 'pieces in another order', '(19)', show('20 0 Td (1) Tj -20 0 Td (9) Tj')],
  ['kern', 'letters moved to the left', '(19)', show('[(1) 2000 (9)] TJ')],
  ['heap', 'pieces on top of one another', '(1919)', show('(19) Tj 0 0 Td (19) Tj')],
  ['white', 'white text', '(9)', show('1 g (9) Tj')],
  ['mode', 'text without ink', '(9)', show('3 Tr (9) Tj')],
  [
    'tiny',
    'letters too small to be read',
    '(9)',
    streamBody('/Tx BMC BT /F1 0.5 Tf 2 8 Td (9) Tj ET EMC', box + helvetica),
  ],
  ['outside', 'text outside the box', '(9)', show('300 0 Td (9) Tj')],
  ['below', 'text below the box', '(9)', show('0 -60 Td (9) Tj')],
  [
    'clip',
    'text cut off by a clip',
    '(9)',
    streamBody('/Tx BMC q 0 0 4 30 re W n BT /F1 12 Tf 2 8 Td (9) Tj ET Q EMC', box + helvetica),
  ],
  ['turned', 'text turned round', '(9)', show('-1 0 0 -1 20 8 Tm (9) Tj')],
  [
    'state',
    'a graphics state',
    '(9)',
    streamBody('/Tx BMC q /G gs BT /F1 12 Tf 2 8 Td (9) Tj ET Q EMC', box + helvetica),
  ],
  [
    'layer',
    'text in a layer',
    '(9)',
    streamBody('/OC /L BDC BT /F1 12 Tf 2 8 Td (9) Tj ET EMC', box + helvetica),
  ],
  [
    'scaled',
    'a box of another size',
    '(9)',
    streamBody(
      '/Tx BMC BT /F1 12 Tf 2 8 Td (9) Tj ET EMC',
      `/Type /XObject /Subtype /Form /BBox [0 0 16 30] ${helvetica}`,
    ),
  ],
  [
    'long',
    'more text than the box is wide',
    '(1234567890123456789012345678901234567890123456789012345678901234567890)',
    show('(1234567890123456789012345678901234567890123456789012345678901234567890) Tj'),
  ],
  ['empty', 'nothing', '(9)', show('')],
  ['restored', 'white text behind a restored state', '(19)', show('(1) Tj 1 g q 0 g Q (9) Tj')],
  ['white-frame', 'text in the colour that was left behind', '(9)', behind('1 g q 0 g Q', '2 8 Td (9) Tj')],
  ['spaced-out', 'letters spaced out of the box', '(900)', show('150 Tc (900) Tj')],
  ['words-out', 'words spaced out of the box', '(1 00)', show('155 Tw (1 00) Tj')],
  ['shifted-out', 'letters shifted out of the box', '(100000)', show('[(100) -15000 (000)] TJ')],
  ['shifted-after', 'text behind a shift out of the box', '(100000)', show('[(100) -15000] TJ (000) Tj')],
  ['shifted-back', 'letters shifted back bit by bit', '(19)', show('[(1) 200 200 200 (9)] TJ')],
  ['spaced-back', 'letters spaced back', '(19)', show('/F1 900 Tf -40 Tc /F1 12 Tf (19) Tj')],
  ['above', 'a first line above the box', '(9001)', show('0 20 Td (900) Tj 0 -20 Td (1) Tj')],
  ['cut-below', 'a last line cut off below', '(1900)', show('(1) Tj 0 -14 Td (900) Tj')],
  [
    'even-odd',
    'a clip that leaves nothing',
    '(9)',
    behind('0 0 160 30 re 0 0 160 30 re W* n', '2 8 Td (9) Tj'),
  ],
  ['no-path', 'a clip without a path', '(9)', behind('W n', '2 8 Td (9) Tj')],
  ['spoken', 'other words to be copied', '(9)', behind('/Span << /ActualText (900) >> BDC', '2 8 Td (9) Tj')],
  ['property', 'marked content with properties', '(9)', behind('/Span /P1 BDC', '2 8 Td (9) Tj')],
  ...(['Japan1', 'Identity', 'Korea1'] as const).map((ordering): Row => [
    `collection-${ordering.toLowerCase()}`,
    `a Chinese CMap over the glyphs of ${ordering}`,
    '<FEFF58F9>',
    show(chinese('58F9'), other),
    fontOf(unicodeFont('UniGB-UCS2-H', '').replace('(GB1)', `(${ordering})`)),
  ]),
];
/** Looks that prove another value: red. */
const other9: readonly Row[] = [
  ['more', '900', '(9)', show('(900) Tj')],
  ['less', '9', '(900)', show('(9) Tj')],
  ['sign', 'a minus', '(9)', show('(-9) Tj')],
  ['pieces', '900 in pieces', '(9)', show('(9) Tj 40 0 Td (00) Tj')],
  [
    'chinese',
    '壹 for 玖',
    '<FEFF7396>',
    show(chinese('58F9'), other),
    fontOf(unicodeFont('UniGB-UCS2-H', '')),
  ],
];
/** Looks that prove the value: green where filling is allowed. */
const proven: readonly Row[] = [
  ['same', 'the same', '(9)', show('(9) Tj')],
  ['array', 'the same, spaced', '(1900)', show('[(1) -20 (900)] TJ')],
  ['lines', 'the same on two lines', '(first second)', show('0 10 Td (first) Tj 0 -14 Td (second) Tj')],
  ['comb', 'the same, letter by letter', '(195)', show('(1) Tj 20 0 Td (9) Tj 20 0 Td (5) Tj')],
  [
    'standard',
    'the same in a standard font that is new',
    '(9)',
    show('(9) Tj', other),
    fontOf('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>'),
  ],
  [
    'acrobat',
    'the same in a font with the differences of PDFDocEncoding',
    '(9)',
    show('(9) Tj', other),
    fontOf(
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [24 /breve 39 /quotesingle 96 /grave 128 /bullet] >> >>',
    ),
  ],
  [
    'chinese',
    '壹 for 壹',
    '<FEFF58F9>',
    show(chinese('58F9'), other),
    fontOf(unicodeFont('UniGB-UCS2-H', '')),
  ],
];

/** The text field of the certified form gets this value and this look. */
export const fillText = (
  kind: Certification,
  [, , value, look, objects = {}]: Row,
  extra = '',
  pageExtra = '',
): TestPdf =>
  appendObjects(textForm(kind, pageExtra), {
    ...objects,
    20: look,
    [FIELD]: textField(value, extra).replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
  });

const kinds: readonly Certification[] = ['p2', 'p3'];
const texts = kinds.flatMap((kind, i) => [
  ...unclear
    .filter((_, at) => kind === 'p2' || at % 3 === i % 3)
    .map((row) =>
      attack(
        `P13-look-${row[0]}-${kind}`,
        `filled in with a look of ${row[1]} (${kind})`,
        'UNSURE',
        'FORM_LOOK_UNCLEAR',
        () => fillText(kind, row),
      ),
    ),
  ...other9.map((row) =>
    attack(
      `P13-shows-${row[0]}-${kind}`,
      `filled in with ${row[2]}, the look says ${row[1]} (${kind})`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => fillText(kind, row),
    ),
  ),
  ...proven.map((row) =>
    attack(
      `P13-proven-${row[0]}-${kind}`,
      `filled in, the look says ${row[1]} (${kind})`,
      'PASS',
      'FORM_FILLED_ALLOWED',
      () => fillText(kind, row),
    ),
  ),
]);
/** What stands before the text of the old look stands before the new one too, in the same words: but it draws something else, or hides the text. */
const frames: readonly (readonly [id: string, what: string, frame: string, changed?: string])[] = [
  ['form', 'a form of the same name', 'q /X Do Q'],
  ['pattern', 'a pattern of the same name', '/Pattern cs /X scn 0 0 160 30 re f'],
  ['state', 'a graphics state of the same name', 'q /X gs 0 0 160 30 re f Q'],
  [
    'words',
    'other words outside the text',
    '/F1 12 Tf 1 0 0 1 2 8 cm (100) Tj',
    '/F1 12 Tf 1 0 0 1 2 8 cm (900) Tj',
  ],
  ['ground', 'a dark ground', '0.4 g 0 0 160 30 re f'],
  ['dark', 'a ground that is black', '0 0 160 30 re f'],
  ['white', 'white that is left set', '1 g 0 0 160 30 re f'],
  ['moved', 'a move that is left set', '1 0 0 1 300 0 cm'],
  ['clipped', 'a clip that is left set', '0 0 1 1 re W n'],
];
const resources = (object: number) =>
  `/Resources << /Font << /F1 5 0 R >> /XObject << /X ${object} 0 R >> /Pattern << /X ${object} 0 R >> /ExtGState << /X ${object} 0 R >> >> `;
const frameLook = (frame: string, object: number, value: string, colour: string) =>
  streamBody(
    `${frame} /Tx BMC q BT /F1 12 Tf ${colour} 2 8 Td (${value}) Tj ET Q EMC`,
    box + resources(object),
  );
const framed = frames.map(([id, what, frame, changed = frame]) =>
  attack(
    `P13-frame-${id}-p2`,
    `filled in; before the text stands ${what}`,
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () => {
      const colour = id === 'white' ? '' : '0.3 g';
      const objects = { 40: streamBody('0 0 160 30 re S', box), 41: streamBody('0 0 160 30 re f', box) };
      const file = form('p2', { field: textField('(1)'), look: frameLook(frame, 40, '1', colour), objects });
      return appendObjects(file, {
        20: frameLook(changed, 41, '9', colour),
        [FIELD]: textField('(9)').replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
      });
    },
  ),
);
const honestFrame = attack(
  'P13-frame-plain-p2',
  'filled in; before the text stand the border and the ground of before',
  'PASS',
  'FORM_FILLED_ALLOWED',
  () => {
    const frame = '0.9 g 0 0 160 30 re f q 0 G 1 w 0.5 0.5 159 29 re S Q';
    const file = form('p2', {
      field: textField('(1)'),
      look: frameLook(frame, 40, '1', '0 g'),
      objects: { 40: 'null' },
    });
    return appendObjects(file, {
      20: frameLook(frame, 40, '9', '0 g'),
      [FIELD]: textField('(9)').replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
    });
  },
);

/** The value stays, the look is exchanged. */
const keptRows: readonly (readonly [string, string, string, Record<number, string>?])[] = [
  ['path', 'paths', streamBody('1 g 0 0 160 30 re f', box)],
  ['type3', 'glyphs of a Type 3 font', show('(100) Tj', other), fontOf(type3)],
  ['text', 'another amount', show('(900) Tj')],
  ['nothing', 'nothing', streamBody(' ', box)],
];
const keptLooks = (['plain', 'p2', 'p3'] as const).flatMap((kind) =>
  keptRows.flatMap(([id, what, look, objects = {}]) => [
    attack(
      `P13-kept-${id}-${kind}`,
      `the value stays and the look is exchanged for ${what} (${kind})`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () =>
        appendObjects(textForm(kind), {
          ...objects,
          20: look,
          [FIELD]: textField('(100)').replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
        }),
    ),
    attack(
      `P13-inplace-${id}-${kind}`,
      `the value stays and the look becomes ${what} in its place (${kind})`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => appendObjects(textForm(kind), { ...objects, [LOOK]: look }),
    ),
  ]),
);

/** Buttons and choices. */
const on = streamBody('0 g 0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 160 30] ');
const off = streamBody('q Q', '/Type /XObject /Subtype /Form /BBox [0 0 160 30] ');
const states = { 8: on, 9: off };
const check = (value: string, state: string, looks = '/Yes 8 0 R /Off 9 0 R'): string =>
  widget(`/FT /Btn /T (agree) /V /${value} /AS /${state} /AP << /N << ${looks} >> >>`);
const checkForm = (kind: Certification) => form(kind, { field: check('Off', 'Off'), objects: states });
const push = (look: number) => widget(`/FT /Btn /Ff 65536 /T (press) /AP << /N ${look} 0 R >>`);
const combo = (value: string, look: number) =>
  widget(
    `/FT /Ch /Ff 131072 /T (which) /Opt [[(a) (Alpha)] [(b) (Beta)]] /V (${value}) /AP << /N ${look} 0 R >>`,
  );
const comboForm = () => form('p2', { field: combo('a', LOOK), look: show('(Alpha) Tj') });

type Made = readonly [string, string, DocumentLevel, VerdictCode | null, () => TestPdf];
/** A sealed "on" look of a box that lies over the words of the page, or over the value of another field. */
const pageWords = '/Rect [60 680 400 740]';
const over = (state: string, place = pageWords) => check(state, state).replace(rect, place);
const painting: readonly (readonly [string, string, string])[] = [
  ['white', 'a white ground', '1 g 0 0 160 30 re f'],
  ['black', 'a black ground', '0 g 0 0 160 30 re f'],
  ['text', 'another amount', 'BT /F1 12 Tf 2 8 Td (Pay 900 yuan) Tj ET'],
  ['stroke', 'a line', '0 15 m 160 15 l S'],
  ['image', 'an inline image', 'q 160 0 0 30 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q'],
  ['shading', 'a shading', '/S sh'],
];
const switched: readonly Made[] = [
  ...painting.flatMap(([id, what, content]): Made[] =>
    [
      ['on', 'Off', 'Yes'],
      ['off', 'Yes', 'Off'],
    ].map(([way = '', from = '', to = '']): Made => [
      `switch-${id}-${way}`,
      `P=2 and a box is switched ${way} whose sealed look paints ${what} over the words`,
      'UNSURE',
      'FORM_LOOK_UNCLEAR',
      () =>
        appendObjects(
          form('p2', { field: over(from), objects: { 8: streamBody(content, box + helvetica), 9: off } }),
          { [FIELD]: over(to) },
        ),
    ]),
  ),
  [
    'switch-field',
    'P=2 and a box is switched on whose sealed look hides the value of another field',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () =>
      appendObjects(
        form('p2', {
          field: check('Off', 'Off'),
          annots: [20, FIELD],
          objects: {
            8: streamBody('1 g 0 0 160 30 re f', box),
            9: off,
            20: textField('(100)').replace('(amount)', '(other)'),
            [LOOK]: show('(100) Tj'),
          },
        }),
        { [FIELD]: check('Yes', 'Yes') },
      ),
  ],
  ...['60 700 60 700', '60 700 400 700'].map((place, i): Made => [
    `switch-nowhere-${i}`,
    `P=2 and a box in [${place}] is switched on: readers draw its sealed look at its own size`,
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () =>
      appendObjects(
        form('p2', {
          field: over('Off', `/Rect [${place}]`),
          objects: { 8: streamBody('BT /F1 12 Tf 2 8 Td (900) Tj ET', box + helvetica), 9: off },
        }),
        { [FIELD]: over('Yes', `/Rect [${place}]`) },
      ),
  ]),
  [
    'switch-small',
    'P=2 and a box is switched on that stands on one line with words',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () =>
      appendObjects(form('p2', { field: over('Off', '/Rect [40 698 60 718]'), objects: states }), {
        [FIELD]: over('Yes', '/Rect [40 698 60 718]'),
      }),
  ],
  [
    'switch-frame',
    'P=2 and a box over words is switched whose looks differ only beside them',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () =>
      appendObjects(
        form('p2', {
          field: over('Off'),
          objects: {
            8: streamBody('0 0 160 30 re S 155 1 m 158 3 l S', box),
            9: streamBody('0 0 160 30 re S', box),
          },
        }),
        { [FIELD]: over('Yes') },
      ),
  ],
];

const buttons: readonly Made[] = [
  [
    'check',
    'P=2 and a box is checked',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => appendObjects(checkForm('p2'), { [FIELD]: check('Yes', 'Yes') }),
  ],
  [
    'check-value',
    'P=2 and a box holds another state than it shows',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(checkForm('p2'), { [FIELD]: check('Yes', 'Off') }),
  ],
  [
    'check-state',
    'P=2 and a box shows a check that it does not hold',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(checkForm('p2'), { [FIELD]: check('Off', 'Yes') }),
  ],
  [
    'check-new',
    'P=2 and a box gets a state that was not there',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () =>
      appendObjects(checkForm('p2'), {
        20: on,
        [FIELD]: check('Maybe', 'Maybe', '/Yes 8 0 R /Off 9 0 R /Maybe 20 0 R'),
      }),
  ],
  [
    'check-look',
    'P=2 and the look of a box is exchanged',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(checkForm('p2'), { 20: on, [FIELD]: check('Off', 'Off', '/Yes 8 0 R /Off 20 0 R') }),
  ],
  [
    'check-inplace',
    'P=3 and the look of a box is changed in its place',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(checkForm('p3'), { 9: on }),
  ],
  [
    'push',
    'P=2 and the look of a push button is exchanged',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(form('p2', { field: push(8), objects: states }), { 20: off, [FIELD]: push(20) }),
  ],
  [
    'push-inplace',
    'P=3 and the look of a push button is changed in its place',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(form('p3', { field: push(9), objects: states }), { 9: on }),
  ],
  [
    'combo',
    'P=2 and another choice, shown by its own words',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => appendObjects(comboForm(), { 20: show('(Beta) Tj'), [FIELD]: combo('b', 20) }),
  ],
  [
    'combo-other',
    'P=2 and another choice is stored, while the page goes on showing the first',
    'UNSURE',
    'FORM_VALUE_NOT_SHOWN',
    () => appendObjects(comboForm(), { 20: show('(Alpha) Tj'), [FIELD]: combo('b', 20) }),
  ],
  [
    'combo-words',
    'P=2 and a choice gets other words',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(comboForm(), { [FIELD]: combo('a', LOOK).replace('(Alpha)', '(Gamma)') }),
  ],
  [
    'lock',
    'P=2, filled in and locked',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => fillText('p2', proven[0] ?? failRow, '/Ff 1 '),
  ],
  [
    'lock-aligned',
    'P=2, filled in, locked and aligned',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => fillText('p2', proven[0] ?? failRow, '/Ff 1 /Q 1 '),
  ],
  [
    'lock-other',
    'P=2, filled in with another flag',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => fillText('p2', proven[0] ?? failRow, '/Ff 4097 '),
  ],
  [
    'ground',
    'P=2, filled in with another background',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () => fillText('p2', proven[0] ?? failRow, '/MK << /BG [0 0 0] >> '),
  ],
  [
    'rollover',
    'P=2, filled in with a look for the pointer over it',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () =>
      appendObjects(textForm('p2'), {
        20: show('(9) Tj'),
        21: show('(900) Tj'),
        [FIELD]: textField('(9)').replace(`/N ${LOOK} 0 R`, '/N 20 0 R /R 21 0 R'),
      }),
  ],
  [
    'action',
    'P=2, filled in with an action',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => fillText('p2', proven[0] ?? failRow, '/A << /S /JavaScript /JS (1) >> '),
  ],
];

/** The rich value that readers write beside a plain one. */
const body = (words: string, style = ''): string =>
  `(<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml" xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/" xfa:APIVersion="Acrobat:11.0.0"><p dir="ltr"><span style="font-size:12.0pt;${style}">${words}</span></p></body>)`;
const richForm = (rich: string): TestPdf =>
  appendObjects(
    form('p2', { field: textField('(1)', `/Ff 33554432 /RV ${body('1')} `), look: show('(1) Tj') }),
    {
      20: show('(9) Tj'),
      [FIELD]: textField('(9)', `/Ff 33554432 /RV ${rich} `).replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
    },
  );
const riches: readonly Made[] = [
  [
    'same',
    'P=2 and a rich value that says the same',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => richForm(body('9')),
  ],
  ...(
    [
      ['other', 'says something else', body('900')],
      ['more', 'says more', body('9<br/>00')],
      ['hidden', 'hides words', body('9<span style="display:none">9</span>')],
      ['white', 'is white', body('9', 'color:#ffffff')],
      ['small', 'is too small', body('9', 'font-size:1pt')],
      ['picture', 'has a picture', body('9<img src="x"/>')],
      ['entity', 'names a letter by its number', body('&#57;')],
      ['open', 'has a mark that is not closed', body('9<')],
    ] as const
  ).map(([id, what, rich]): Made => [
    id,
    `P=2 and a rich value that ${what}`,
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => richForm(rich),
  ]),
];

/** A widget that is turned as its /MK says, on a page that may be turned as well. */
const turnedForm = (turn: number, page: number, matrix: string, size = '30 160'): TestPdf => {
  const entries = `/MK << /R ${turn} >> `;
  const look = (text: string): string =>
    streamBody(
      `/Tx BMC q BT /F1 12 Tf 0 g 2 8 Td ${text} ET Q EMC`,
      `/Type /XObject /Subtype /Form /BBox [0 0 ${size}] /Matrix [${matrix}] ${helvetica}`,
    );
  const base = form('p2', {
    field: textField('(1)', entries),
    look: look('(1) Tj'),
    pageExtra: `/Rotate ${page} `,
  });
  return appendObjects(base, {
    20: look('(9) Tj'),
    [FIELD]: textField('(9)', entries).replace(`/N ${LOOK} 0 R`, '/N 20 0 R'),
  });
};
const turnedKinds: readonly Made[] = [
  [
    'page',
    'on a page turned alike',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => turnedForm(90, 90, '0 1 -1 0 160 0'),
  ],
  ['side', 'on an upright page', 'PASS', 'FORM_FILLED_ALLOWED', () => turnedForm(270, 0, '0 -1 1 0 0 30')],
  [
    'whole',
    'upside down on a page that is',
    'PASS',
    'FORM_FILLED_ALLOWED',
    () => turnedForm(180, 180, '-1 0 0 -1 160 30', '160 30'),
  ],
  [
    'down',
    'upside down',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () => turnedForm(180, 0, '-1 0 0 -1 160 30', '160 30'),
  ],
  [
    'against',
    'upside down by two turns',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () => turnedForm(270, 90, '0 -1 1 0 0 30'),
  ],
  [
    'other',
    'in another way than it says',
    'UNSURE',
    'FORM_LOOK_UNCLEAR',
    () => turnedForm(90, 90, '0 -1 1 0 0 30'),
  ],
  ['mirror', 'and mirrored', 'UNSURE', 'FORM_LOOK_UNCLEAR', () => turnedForm(90, 90, '0 1 1 0 0 0')],
];
const turnedFields = turnedKinds.map(([id, what, ...rest]): Made => [
  id,
  `P=2 and a turned field is filled in, ${what}`,
  ...rest,
]);
const failRow: Row = ['', '', '', ''];

/** Defaults of the form where something is drawn from them. */
const bare = widget('/FT /Tx /T (amount) /V (100) /DA (/Amt 24 Tf 0 g)');
const freeText = `<< /Type /Annot /Subtype /FreeText /Contents (100) /DA (/Amt 24 Tf 0 g) /Rect [300 300 400 330] /F 4 /P 3 0 R >>`;
const noResources = streamBody('/Tx BMC BT /Amt 12 Tf 2 8 Td (100) Tj ET EMC', box);
const leaning: readonly (readonly [string, string, FormOptions])[] = [
  ['bare', 'a field without an appearance', { field: bare }],
  [
    'free',
    'free text without an appearance',
    { field: textField('(100)'), look: show('(100) Tj'), objects: { 8: freeText }, annots: [FIELD, 8] },
  ],
  ['plain', 'an appearance without resources', { field: textField('(100)'), look: noResources }],
];
const defaults: readonly (readonly [string, string, string, string])[] = [
  ['dr', '/DR is added', '', '/DR << /Font << /Amt 30 0 R >> >> '],
  [
    'dr-grown',
    '/DR grows',
    '/DR << /Font << /Other 5 0 R >> >> ',
    '/DR << /Font << /Other 5 0 R /Amt 30 0 R >> >> ',
  ],
  [
    'dr-other',
    'a font of /DR is exchanged',
    '/DR << /Font << /Amt 5 0 R >> >> ',
    '/DR << /Font << /Amt 30 0 R >> >> ',
  ],
  ['da', '/DA is added', '', '/DA (/F1 1 Tf 1 g) '],
  ['need', '/NeedAppearances is switched off', '/NeedAppearances true ', ''],
  [
    'dr-drawn',
    '/DR grows by a font with glyphs of its own that no /DA names',
    '/DR << /Font << /Other 5 0 R >> >> ',
    '/DR << /Font << /Other 5 0 R /Unnamed 30 0 R >> >> ',
  ],
];
const formDefaults = leaning.flatMap(([id, what, options]) =>
  defaults.flatMap(([key, change, before, after], i) =>
    (i % 2 === 0 ? (['plain', 'p2'] as const) : (['plain', 'p3'] as const)).map((kind) =>
      attack(
        `P13-default-${key}-${id}-${kind}`,
        `${change}; the file has ${what} (${kind})`,
        'FAIL',
        'DOC_CHANGED_AFTER_SIGN',
        () => redefault(form(kind, { ...options, formExtra: before }), after, fontOf(type3)),
      ),
    ),
  ),
);
const whole: FormOptions = { field: textField('(100)'), look: show('(100) Tj') };
/** The next look of a field, made when somebody types into it, would be white and tiny. */
const illegible = (key: string): boolean => key === 'da';
const harmless: readonly Made[] = defaults.flatMap(([key, change, before, after]): Made[] => [
  [
    `default-${key}-whole`,
    `${change}; every look is its own and says its value`,
    illegible(key) ? 'FAIL' : 'PASS',
    illegible(key) ? 'DOC_CHANGED_AFTER_SIGN' : null,
    () =>
      redefault(form('plain', { ...whole, formExtra: before }), after, {
        30: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
      }),
  ],
]);
const others: readonly Made[] = [
  [
    'default-dr-reader',
    "/DR grows by a reader's font that no /DA names; the reader makes the look",
    'PASS',
    null,
    () =>
      redefault(
        form('plain', { field: bare, formExtra: '/DR << /Font << /Amt 5 0 R >> >> ' }),
        '/DR << /Font << /Amt 5 0 R /ZaDb 30 0 R >> >> ',
        { 30: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>' },
      ),
  ],
  [
    'default-need-on',
    '/NeedAppearances is switched on',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => redefault(form('p2', whole), '/NeedAppearances true '),
  ],
  [
    'default-need-other',
    '/NeedAppearances is switched off where the kept look says another value',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      redefault(
        form('plain', {
          field: textField('(100)'),
          look: show('(900) Tj'),
          formExtra: '/NeedAppearances true ',
        }),
        '',
      ),
  ],
  [
    'default-xobject',
    '/DR /XObject is exchanged, as signers do',
    'PASS',
    'FILE_RESAVED',
    () =>
      redefault(
        form('plain', { ...whole, formExtra: '/DR << /XObject << /FRM0 8 0 R >> >> ', objects: { 8: off } }),
        '/DR << /XObject << /FRM0 30 0 R >> >> ',
        { 30: on },
      ),
  ],
  [
    'page',
    'P=2, filled in and the page gets other content',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(fillText('p2', proven[0] ?? failRow), { [PAGE]: pageBody([FIELD, 8], '/Rotate 90 ') }),
  ],
];

/** Some writers store a value and leave the look as it was: nothing that is seen changed, and the data of the form did. */
const stale: readonly AttackCase[] = (
  [
    ['plain', 'UNSURE', 'FORM_FILLED_AFTER_SIGN'],
    ['p1', 'FAIL', 'DOCMDP_VIOLATION'],
    ['p2', 'UNSURE', 'FORM_VALUE_NOT_SHOWN'],
    ['p3', 'UNSURE', 'FORM_VALUE_NOT_SHOWN'],
  ] as const
).flatMap(([kind, level, code]) => [
  {
    ...attack(
      `P13-stored-alone-${kind}`,
      `${kind}: another value is stored and the page goes on showing the old one`,
      level,
      code,
      () => appendObjects(textForm(kind), { [FIELD]: textField('(900)') }),
    ),
    check: ({ signatures: [first] }) => {
      const words = first?.coverage.laterChanges.map(({ zh }) => zh).join();
      if (!words?.includes('“900”') || !words.includes('页面上仍显示原来的内容')) throw new Error(`${words}`);
    },
  } satisfies AttackCase,
  attack(
    `P13-stored-empty-${kind}`,
    `${kind}: a value is taken away and the page goes on showing it`,
    level,
    code,
    () => appendObjects(textForm(kind), { [FIELD]: textField('()') }),
  ),
]);

export const filledFormCases: readonly AttackCase[] = [
  ...stale,
  ...texts,
  ...framed,
  honestFrame,
  ...keptLooks,
  ...formDefaults,
  ...[...buttons, ...switched, ...harmless, ...others].map(([id, what, level, code, make]) =>
    attack(`P13-${id}`, what, level, code, make),
  ),
  ...riches.map(([id, ...rest]) => attack(`P13-rich-${id}`, ...rest)),
  ...turnedFields.map(([id, ...rest]) => attack(`P13-turned-${id}`, ...rest)),
];
