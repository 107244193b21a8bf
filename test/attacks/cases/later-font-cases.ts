/**
 * Fonts that come after the first signature, and looks that are made in them later (P13, P14): in the next revision, by whoever fills a field in, or
 * by a reader that makes the look anew from /DR and /DA. Over certifications, locks, seals and CMS.
 */
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  nextNumber,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, cms, locking, type AttackCase } from './attack-making.ts';

type Kind = 'plain' | 'p1' | 'p2' | 'p3' | 'lock';
type Hand = 'seal' | 'cms';
type Objects = Readonly<Record<number, string>>;

const FIELD = 6;
const box = '/Type /XObject /Subtype /Form /BBox [0 0 160 30] ';
const fonts = (number: number) => `/Resources << /Font << /F1 ${number} 0 R >> >> `;
const look = (text: string, font = 5, resources = fonts(font)): string =>
  streamBody(`/Tx BMC q BT /F1 12 Tf 0 g 2 8 Td (${text}) Tj ET Q EMC`, box + resources);
const usualDefault = '/DA (/Amt 12 Tf 0 g) ';
const field = (
  value: string,
  at: number,
  extra = usualDefault,
  appearance = `/AP << /N ${at} 0 R >> `,
): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (${value}) ${extra}${appearance}/Rect [100 300 260 330] /F 4 /P 3 0 R >>`;
/** A field that nothing is filled into. */
const quiet =
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T (bare) /V (7) /DA (/Amt 12 Tf 0 g) /Rect [100 200 260 230] /F 4 /P 3 0 R >>';

const reference = (permission: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `;
const withForm = (fields: readonly number[], form: string, extra: string): string =>
  catalogBody(fields, extra).replace('/SigFlags 3', `/SigFlags 3 ${form}`);

interface Start {
  readonly form?: string;
  readonly objects?: Objects;
  readonly annots?: readonly number[];
}
const made = new Map<string, TestPdf>();

/** A sealed form whose only field shows its value in a look of its own. */
function form(
  kind: Kind,
  hand: Hand,
  { form: entries = '', objects = {}, annots = [FIELD] }: Start = {},
): TestPdf {
  const key = JSON.stringify([kind, hand, entries, objects, annots]);
  const known = made.get(key);
  if (known) return known;
  const base = basePdf({
    fields: [FIELD],
    annots,
    objects: { [FIELD]: field('100', 7), 7: look('100'), ...objects },
  });
  const permission = /p(\d)/.exec(kind)?.[1];
  const perms = permission === undefined ? '' : `/Perms << /DocMDP ${nextNumber(base) + 1} 0 R >> `;
  const file = sealPdf(base, {
    ...(hand === 'cms' ? cms() : {}),
    ...(kind === 'lock' ? locking('Include', '/Fields [(amount)] ') : {}),
    ...(permission === undefined ? {} : { sigExtra: reference(permission) }),
    catalogExtra: perms,
    extra: () => ({ [CATALOG]: withForm([FIELD, nextNumber(base)], entries, perms) }),
  });
  made.set(key, file);
  return file;
}

function redefault(file: TestPdf, entries: string, objects: Objects = {}): TestPdf {
  const perms = /\/Perms << [^>]*>> /.exec(file.objects.get(CATALOG) ?? '')?.[0] ?? '';
  return appendObjects(file, { ...objects, [CATALOG]: withForm(file.fields, entries, perms) });
}

/** Nobody can tell what its glyphs draw; by its name and its encoding it is an ordinary font. */
const ownGlyphs: Objects = {
  30: '<< /Type /Font /Subtype /TrueType /BaseFont /Song /Encoding /WinAnsiEncoding /FirstChar 48 /LastChar 57 /Widths [600 600 600 600 600 600 600 600 600 600] /FontDescriptor 31 0 R >>',
  31: '<< /Type /FontDescriptor /FontName /Song /Flags 32 /FontFile2 32 0 R >>',
  32: streamBody('\0\x01\0\0 glyphs'),
};
const type3: Objects = {
  30: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /nine 31 0 R >> /Encoding << /Type /Encoding /Differences [48 /nine /nine] >> /FirstChar 48 /LastChar 49 /Widths [600 600] >>',
  31: streamBody('600 0 d0 100 0 400 700 re f'),
};
const exchanged: Objects = {
  30: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [49 /nine] >> >>',
};
const symbols: Objects = { 30: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>' };
const courier: Objects = { 30: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' };

const withFont = (name: string) => `/DR << /Font << /${name} 30 0 R >> >> `;
const filled = (file: TestPdf, at = 30, extra = usualDefault): TestPdf =>
  appendObjects(file, { 40: look('900', at), [FIELD]: field('900', 40, extra) });

type Steps = readonly [id: string, what: string, make: (kind: Kind, hand: Hand) => TestPdf];
/** First the font, by itself; then the field is filled in, in that font. */
const steps: readonly Steps[] = [
  [
    'unused',
    'comes as an object that nothing uses',
    (kind, hand) => filled(appendObjects(form(kind, hand), ownGlyphs)),
  ],
  ['dr', 'comes into /DR', (kind, hand) => filled(redefault(form(kind, hand), withFont('Song'), ownGlyphs))],
  [
    'default',
    'comes into /DR, and the default look asks for it',
    (kind, hand) =>
      filled(redefault(form(kind, hand), withFont('Song'), ownGlyphs), 5, '/DA (/Song 12 Tf 0 g) '),
  ],
  [
    'bare',
    'comes unused, then into /DR with another default look',
    (kind, hand) =>
      filled(
        redefault(appendObjects(form(kind, hand), ownGlyphs), withFont('Song')),
        5,
        '/DA (/Song 12 Tf 0 g) ',
      ),
  ],
];
const ofFilling: Readonly<Record<Kind, readonly [DocumentLevel, VerdictCode]>> = {
  plain: ['UNSURE', 'FORM_FILLED_AFTER_SIGN'],
  p1: ['FAIL', 'DOCMDP_VIOLATION'],
  p2: ['UNSURE', 'FORM_LOOK_UNCLEAR'],
  p3: ['UNSURE', 'FORM_LOOK_UNCLEAR'],
  lock: ['FAIL', 'FIELDMDP_VIOLATION'],
};
const kinds: readonly Kind[] = ['plain', 'p1', 'p2', 'p3', 'lock'];
const hands: readonly Hand[] = ['seal', 'cms'];
const inSteps = kinds.flatMap((kind) =>
  hands.flatMap((hand) =>
    steps.map(([id, what, make]) =>
      attack(
        `P14-later-${id}-${kind}-${hand}`,
        `a font with glyphs of its own ${what}; in the revision behind that a field is filled in with it (${kind}, ${hand})`,
        ...ofFilling[kind],
        () => make(kind, hand),
      ),
    ),
  ),
);

type Default = readonly [id: string, what: string, before: string, after: string, objects?: Objects];
/** Every look is its own and stays; the next one that a reader makes would say another value. */
const nextLooks: readonly Default[] = [
  [
    'glyphs',
    '/DR gives the font of a field glyphs of its own',
    withFont('Amt').replace('30', '5'),
    withFont('Amt'),
    ownGlyphs,
  ],
  ['type3', '/DR gives the font of a field glyphs of Type 3', '', withFont('Amt'), type3],
  ['codes', '/DR gives the font of a field other figures for its codes', '', withFont('Amt'), exchanged],
  ['symbols', '/DR gives the font of a field symbols for letters', '', withFont('Amt'), symbols],
  ['usual', '/DR gives the font that readers take glyphs of Type 3', '', withFont('Helv'), type3],
  ['ticks', '/DR gives the font of ticks glyphs of Type 3', '', withFont('ZaDb'), type3],
  [
    'size',
    '/DA of the form asks for letters too small to be seen',
    '/DA (/Amt 12 Tf 0 g) ',
    '/DA (/Amt 0.5 Tf 0 g) ',
  ],
  ['white', '/DA of the form asks for white letters', '/DA (/Amt 12 Tf 0 g) ', '/DA (/Amt 12 Tf 1 g) '],
];
const ofNext = nextLooks.flatMap(([id, what, before, after, objects = {}]) =>
  kinds.map((kind, i) =>
    attack(`P13-next-${id}-${kind}`, `${what} (${kind})`, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
      redefault(form(kind, hands[i % 2] ?? 'seal', { form: before }), after, objects),
    ),
  ),
);
const honest: readonly Default[] = [
  [
    'reader',
    '/DR gives the font of a field that it had not: a font of the reader',
    '',
    withFont('Amt'),
    courier,
  ],
  ['ticks', '/DR gets the font of ticks', '', withFont('ZaDb'), symbols],
  ['own', '/DR gets a font of the program that signs, which no field names', '', withFont('Sig'), ownGlyphs],
  ['default', '/DA of the form is added', '', '/DA (/Helv 0 Tf 0 g) '],
];
const ofHonest = honest.flatMap(([id, what, before, after, objects = {}]) =>
  (['plain', 'p2'] as const).map((kind) =>
    attack(`P13-next-plain-${id}-${kind}`, `${what} (${kind})`, 'PASS', 'FILE_RESAVED', () =>
      redefault(form(kind, 'seal', { form: before }), after, objects),
    ),
  ),
);

/** Looks that take from /DR what their own resources do not have, and default looks that are not where one looks for them. */
const inherited = (parent: string): Start => ({
  annots: [FIELD, 8],
  form: '/DR << /Font << /Other 5 0 R >> >> ',
  objects: { 8: quiet.replace('/DA (/Amt 12 Tf 0 g)', '/Parent 9 0 R').replace('/T (bare) ', ''), 9: parent },
});
const long = `/DA (${'0 g '.repeat(1100)}/Amt 12 Tf) `;
const leaning: readonly (readonly [id: string, what: string, start: Start, after?: string])[] = [
  [
    'lacking',
    'a look whose own resources lack its font',
    { objects: { 7: look('100', 5, '/Resources << /Font << /Other 5 0 R >> >> ') } },
    '/DR << /Font << /F1 30 0 R >> >> ',
  ],
  [
    'nested',
    'a look whose form lacks its font',
    {
      objects: {
        7: streamBody('/X Do', `${box}/Resources << /XObject << /X 8 0 R >> >> `),
        8: look('100', 5, ''),
      },
    },
    '/DR << /Font << /F1 30 0 R >> >> ',
  ],
  [
    'inline',
    'a look with an inline picture in colours of the form',
    { objects: { 7: streamBody('q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /Mine /BPC 8 ID \x01 EI Q', box) } },
    '/DR << /ColorSpace << /Mine 30 0 R >> >> ',
  ],
  [
    'above',
    'a bare field below one that is not in the form',
    inherited('<< /FT /Tx /T (up) /DA (/Amt 12 Tf 0 g) /Kids [8 0 R] >>'),
    '/DR << /Font << /Other 5 0 R /Amt 30 0 R >> >> ',
  ],
  [
    'long',
    'a bare field whose default look is very long',
    inherited(`<< /FT /Tx /T (up) ${long}/Kids [8 0 R] >>`),
    '/DR << /Font << /Other 5 0 R /Amt 30 0 R >> >> ',
  ],
];
const ofLeaning = leaning.flatMap(([id, what, start, after = '']) =>
  kinds.map((kind, i) =>
    attack(
      `P13-leaning-${id}-${kind}`,
      `/DR grows by what is asked for; the file has ${what} (${kind})`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => redefault(form(kind, hands[i % 2] ?? 'seal', start), after, symbols),
    ),
  ),
);

export const laterFontCases: readonly AttackCase[] = [...inSteps, ...ofNext, ...ofHonest, ...ofLeaning];
