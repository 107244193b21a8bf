/** What later signatures, time stamps and empty fields draw over a file that was sealed before (P10): generated over kinds of look, kinds of signer and certifications. */
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { firstHolder, secondHolder } from '../test-city.ts';
import { makeSignedData, oids } from '../test-pki.ts';
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
  type SealPdfOptions,
  type TestPdf,
} from '../test-pdf.ts';
import { makeSeal } from '../test-seal.ts';
import { attack, secondly, type AttackCase } from './attack-making.ts';
import { greenPicture, honestImage, imageObjects, markForm, redPicture } from './mark-cases.ts';
import { inTime, stampFile } from './proof-cases.ts';

/** Over "Pay 100 yuan", and where the page is empty. */
const over = '60 680 400 740';
const free = '60 300 200 380';

const reference = (permission: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${permission} /V /1.2 >> >>] `;

/** Sealed files by certification, each made once. */
const sealedFiles = new Map<string, TestPdf>();
export function sealedFile(kind: 'plain' | 'p1' | 'p2' | 'p3' | 'prepared'): TestPdf {
  const known = sealedFiles.get(kind) ?? makeSealed(kind);
  sealedFiles.set(kind, known);
  return known;
}
function makeSealed(kind: string): TestPdf {
  const place = `<< /FT /Sig /T (Later) /Rect [${over}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R >>`;
  const base = kind === 'prepared' ? basePdf({ fields: [6], annots: [6], objects: { 6: place } }) : basePdf();
  const permission = /^p(\d)$/.exec(kind)?.[1];
  if (permission === undefined) return sealPdf(base);
  const catalogExtra = `/Perms << /DocMDP ${nextNumber(base) + 1} 0 R >> `;
  return sealPdf(base, { catalogExtra, sigExtra: reference(permission) });
}

const box = '/Type /XObject /Subtype /Form /BBox [0 0 340 60] ';
const opaque = streamBody('1 1 1 rg 0 0 340 60 re f', box);
const blank = streamBody('q Q', box);
export const text = streamBody(
  'BT /F1 24 Tf 2 10 Td (Pay 900 yuan) Tj ET',
  `${box}/Resources << /Font << /F1 5 0 R >> >> `,
);
const inline = streamBody('q 340 0 0 60 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q', box);
const shading = streamBody(
  '/S sh',
  `${box}/Resources << /Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >> >> >> >> `,
);

export interface Look {
  readonly id: string;
  readonly what: string;
  /** /AP and what else the widget has; objects from `first` on are its own. */
  readonly entries: (first: number) => string;
  readonly objects: (first: number) => Readonly<Record<number, string>>;
}
export const normal = (id: string, what: string, stream: string): Look => ({
  id,
  what,
  entries: (first) => `/AP << /N ${first} 0 R >> `,
  objects: (first) => ({ [first]: stream }),
});
const looks: readonly Look[] = [
  normal('opaque', 'a white box', opaque),
  normal('text', 'another amount', text),
  normal('inline', 'an inline image', inline),
  normal('shading', 'a shading', shading),
  {
    id: 'nested',
    what: 'a form in a form',
    entries: (first) => `/AP << /N ${first} 0 R >> `,
    objects: (first) => ({
      [first]: streamBody('/X Do', `${box}/Resources << /XObject << /X ${first + 1} 0 R >> >> `),
      [first + 1]: opaque,
    }),
  },
  {
    id: 'rollover',
    what: 'a look for the pointer over it',
    entries: (first) => `/AP << /N ${first + 1} 0 R /R ${first} 0 R >> `,
    objects: (first) => ({ [first]: opaque, [first + 1]: blank }),
  },
  {
    id: 'state',
    what: 'a look by state',
    entries: (first) => `/AS /On /AP << /N << /On ${first} 0 R /Off ${first + 1} 0 R >> >> `,
    objects: (first) => ({ [first]: opaque, [first + 1]: blank }),
  },
  {
    id: 'ground',
    what: 'a background that readers draw',
    entries: () => '/MK << /BG [1 1 1] >> ',
    objects: () => ({}),
  },
];

/** A signature field with this look in a new revision; `sign` leaves it empty or signs it. */
function widget(pdf: TestPdf, look: Look, rect: string, entries = ''): { number: number; body: string } {
  const number = nextNumber(pdf);
  return {
    number,
    body: `<< /FT /Sig /T (Look${number}) /Rect [${rect}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R ${look.entries(number + 3)}${entries}>>`,
  };
}

export function emptyField(pdf: TestPdf, look: Look, rect: string): TestPdf {
  const { number, body } = widget(pdf, look, rect);
  return appendObjects(pdf, {
    [number]: body,
    ...look.objects(number + 3),
    [CATALOG]: catalogBody([...pdf.fields, number], catalogExtraOf(pdf)),
    [PAGE]: pageBody([...pdf.annots, number]),
  });
}

function catalogExtraOf(pdf: TestPdf): string {
  return /\/Perms << [^>]*>> /.exec(pdf.objects.get(CATALOG) ?? '')?.[0] ?? '';
}

const stampHead = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161';
/** Signs with a personal certificate of a trusted authority. */
const person: SealPdfOptions = {
  sigHead: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached',
  sign: (digest) => makeSignedData({ contentType: oids.data, digest, ...firstHolder }),
};

export type Signer = 'token' | 'person' | 'dressed' | 'seal';
/** A new revision that signs with this look. The widget of `sealPdf` is replaced as a whole. */
export function signed(
  pdf: TestPdf,
  by: Signer,
  look: Look,
  rect: string,
  entries = '',
  sign: SealPdfOptions['sign'] = person.sign,
): TestPdf {
  const number = nextNumber(pdf);
  const options: SealPdfOptions = {
    extra: () => ({
      [number]: widget(pdf, look, rect, `/V ${number + 1} 0 R ${entries}`).body,
      [number + 2]: 'null',
      ...look.objects(number + 3),
    }),
  };
  if (by === 'token') return stampFile(pdf, inTime, undefined, options);
  if (by === 'seal') return secondly(pdf, options);
  return sealPdf(pdf, {
    ...person,
    ...(sign ? { sign } : {}),
    ...(by === 'dressed' ? { sigHead: stampHead } : {}),
    ...options,
  });
}

const unseen: Look = { id: 'unseen', what: 'nothing', entries: () => '', objects: () => ({}) };
const signers: readonly (readonly [Signer, string])[] = [
  ['token', 'a document time stamp'],
  ['person', 'a later signature by a trusted person'],
  ['dressed', 'a personal signature that calls itself a time stamp'],
  ['seal', 'a later trusted seal'],
];
const certifications = ['plain', 'p2', 'p3'] as const;

const overlays = signers.flatMap(([by, who]) =>
  looks.flatMap((look) =>
    // Every look on a plain file; the certifications by turns.
    certifications.flatMap((kind, i) =>
      kind === 'plain' || looks.indexOf(look) % 2 === i % 2
        ? [
            attack(
              `P10-${by}-${look.id}-${kind}`,
              `${who} shows ${look.what} over the text (${kind})`,
              'UNSURE',
              'SIG_OVER_CONTENT',
              () => signed(sealedFile(kind), by, look, over),
            ),
          ]
        : [],
    ),
  ),
);

const underFirst = signers.map(([by, who]) =>
  attack(`P10-${by}-opaque-p1`, `${who} over the text, P=1`, 'FAIL', 'DOCMDP_VIOLATION', () =>
    signed(sealedFile('p1'), by, looks[0] ?? unseen, over),
  ),
);

const emptyLooks = looks.flatMap((look) =>
  (
    [
      ['plain', 'DOC_CHANGED_AFTER_SIGN', 'FAIL'],
      ['p1', 'DOCMDP_VIOLATION', 'FAIL'],
      ['p2', 'DOCMDP_VIOLATION', 'FAIL'],
      ['p3', 'ANNOT_OVER_CONTENT', 'UNSURE'],
    ] as const
  ).map(([kind, code, level]) =>
    attack(
      `P10-field-${look.id}-${kind}`,
      `an empty signature field shows ${look.what} over the text (${kind})`,
      level,
      code,
      () => emptyField(sealedFile(kind), look, over),
    ),
  ),
);

/** MuPDF draws its flag for a place to sign also where the appearance paints nothing. */
const emptyBlank = (
  [
    ['plain', 'UNSURE', 'FORM_FILLED_AFTER_SIGN'],
    ['p1', 'FAIL', 'DOCMDP_VIOLATION'],
    ['p2', 'UNSURE', 'FORM_LOOK_UNCLEAR'],
    ['p3', 'UNSURE', 'FORM_LOOK_UNCLEAR'],
  ] as const
).map(([kind, level, code]) =>
  attack(
    `P10-field-blank-${kind}`,
    `an empty signature field over the text with an appearance that paints nothing (${kind})`,
    level,
    code,
    () => emptyField(sealedFile(kind), normal('blank', '', blank), over),
  ),
);

/** Entries of a new signature field that do more than show. */
const acting: readonly (readonly [string, string])[] = [
  ['action', '/A << /S /JavaScript /JS (1) >> '],
  ['additional', '/AA << /E << /S /JavaScript /JS (1) >> >> '],
  ['layer', '/OC << /Type /OCG /Name (x) >> '],
  ['value', '/RV (x) '],
  ['file', '/AF [] '],
];
const actingFields = acting.flatMap(([id, entry]) =>
  (['plain', 'p2', 'p3'] as const).map((kind) =>
    attack(
      `P10-entry-${id}-${kind}`,
      `the field of a later trusted seal has ${entry.trim()} (${kind})`,
      'FAIL',
      'DOC_CHANGED_AFTER_SIGN',
      () => signed(sealedFile(kind), 'seal', unseen, '0 0 0 0', entry),
    ),
  ),
);

const painted = looks[0] ?? unseen;
/** Signs a place that the first signer prepared. */
function intoPlace(by: Signer, look: Look, rect = over): TestPdf {
  const pdf = sealedFile('prepared');
  const number = nextNumber(pdf);
  const place = `<< /FT /Sig /T (Later) /Rect [${rect}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R /V ${number + 1} 0 R ${look.entries(number + 3)}>>`;
  const options: SealPdfOptions = {
    extra: () => ({
      [CATALOG]: catalogBody(pdf.fields),
      [PAGE]: pageBody(pdf.annots),
      [number]: 'null',
      [number + 2]: 'null',
      6: place,
      ...look.objects(number + 3),
    }),
  };
  return by === 'token' ? stampFile(pdf, inTime, undefined, options) : secondly(pdf, options);
}

/** On free space by its rectangle, but readers draw it elsewhere, or only sometimes. */
const wandering = (
  [
    ['no-zoom', 'the flag NoZoom', '/F 12 '],
    ['no-rotate', 'the flag NoRotate', '/F 20 '],
    ['toggle', 'the flag ToggleNoView', '/F 260 '],
    ['no-box', 'an appearance without a box', '', ''],
    ['flat-box', 'an appearance in a box without a size', '', '/BBox [0 0 0 0]'],
  ] as const
).map(([id, what, flags, boxed = '/BBox [0 0 340 60]']) =>
  attack(
    `P10-wandering-${id}`,
    `a later trusted seal on free space with ${what}`,
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => {
      const pdf = sealedFile('plain');
      const look = normal(id, what, text.replace('/BBox [0 0 340 60]', boxed));
      const number = nextNumber(pdf);
      const { body } = widget(pdf, look, free, `/V ${number + 1} 0 R `);
      return secondly(pdf, {
        extra: () => ({
          [number]: flags === '' ? body : body.replace('/F 4 ', flags),
          [number + 2]: 'null',
          ...look.objects(number + 3),
        }),
      });
    },
  ),
);

const honest: readonly (readonly [string, string, DocumentLevel, VerdictCode | null, () => TestPdf])[] = [
  [
    'token-unseen',
    'a time stamp that shows nothing',
    'PASS',
    'LTA_UPDATE',
    () => signed(sealedFile('plain'), 'token', unseen, '0 0 0 0'),
  ],
  [
    'token-unseen-p1',
    'P=1 and a time stamp that shows nothing',
    'PASS',
    'LTA_UPDATE',
    () => signed(sealedFile('p1'), 'token', unseen, '0 0 0 0'),
  ],
  [
    'token-blank',
    'a time stamp with an appearance that paints nothing',
    'PASS',
    'LTA_UPDATE',
    () => signed(sealedFile('plain'), 'token', normal('blank', '', blank), over),
  ],
  [
    'token-place',
    'a time stamp without an appearance in a place that was prepared: a reader draws a flag there',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => intoPlace('token', unseen),
  ],
  [
    'token-place-look',
    'a time stamp that shows a box in a place that was prepared',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => intoPlace('token', painted),
  ],
  [
    'seal-free',
    'a later seal of another look on free space',
    'PASS',
    'LATER_SIGNATURE',
    () => signed(sealedFile('plain'), 'seal', painted, free),
  ],
  [
    'seal-free-p2',
    'P=2 and a later seal of another look on free space',
    'PASS',
    'LATER_SIGNATURE',
    () => signed(sealedFile('p2'), 'seal', painted, free),
  ],
  [
    'seal-place',
    'a later seal of another look in a place that was prepared over words',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => intoPlace('seal', painted),
  ],
  [
    'seal-place-moved',
    'the prepared place is moved when it is signed',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => intoPlace('seal', painted, '0 0 595 842'),
  ],
  [
    'seal-mark',
    'a later seal of another look over the mark of the first',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => signed(sealedFile('plain'), 'seal', painted, '420 120 500 200'),
  ],
  [
    'seal-second',
    'a place that came after the first seal is signed over the text',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => {
      const pdf = emptyField(sealedFile('p2'), unseen, over);
      const place = nextNumber(sealedFile('p2'));
      const number = nextNumber(pdf);
      const fields = [...pdf.fields, place];
      const annots = [...pdf.annots, place];
      return secondly(
        { ...pdf, fields, annots },
        {
          extra: () => ({
            [CATALOG]: catalogBody(fields, catalogExtraOf(sealedFile('p2'))),
            [PAGE]: pageBody(annots),
            [number]: 'null',
            [number + 2]: opaque,
            [place]: `<< /FT /Sig /T (Look${place}) /Rect [${over}] /F 4 /Type /Annot /Subtype /Widget /P 3 0 R /V ${number + 1} 0 R /AP << /N ${number + 2} 0 R >> >>`,
          }),
        },
      );
    },
  ],
];

/** Marks as the product writes them, of the seal that signs later. */
export function marked(
  pdf: TestPdf,
  rects: readonly string[],
  size = 113,
  picture = redPicture,
  stamps = false,
): TestPdf {
  const number = nextNumber(pdf);
  const [form, image] = [number + 10, number + 12];
  const others = rects.slice(1).map((_, i) => number + 20 + i);
  return secondly(pdf, {
    seal: makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate], picture }),
    rect: rects[0] ?? '',
    extra: () => ({
      [number + 2]: markForm(0, 1, '1', image, size),
      [form]: markForm(0, 1, '1', image, size),
      ...imageObjects(honestImage, image),
      ...Object.fromEntries(
        rects
          .slice(1)
          .map((rect, i) => [
            number + 20 + i,
            `<< /Type /Annot /Subtype /Stamp /F 708 /BianyinField (Seal${number}) /Rect [${rect}] ${stamps ? '/A << /S /URI /URI (https://example.cn) >> ' : ''}/AP << /N ${form} 0 R >> >>`,
          ]),
      ),
      [PAGE]: pageBody([...pdf.annots, number, ...others]),
    }),
  });
}

const marks: readonly (readonly [string, string, DocumentLevel, VerdictCode | null, () => TestPdf])[] = [
  [
    'own',
    'the mark of a later seal over the text',
    'PASS',
    'LATER_SIGNATURE',
    () => marked(sealedFile('plain'), ['70 650 183 763']),
  ],
  [
    'own-p2',
    'P=2 and the mark of a later seal over the text',
    'PASS',
    'LATER_SIGNATURE',
    () => marked(sealedFile('p2'), ['70 650 183 763']),
  ],
  [
    'more',
    'two marks of a later seal',
    'PASS',
    'LATER_SIGNATURE',
    () => marked(sealedFile('plain'), ['70 650 183 763', '200 650 313 763']),
  ],
  [
    'more-p2',
    'P=2 and two marks of a later seal',
    'FAIL',
    'DOCMDP_VIOLATION',
    () => marked(sealedFile('p2'), ['70 650 183 763', '200 650 313 763']),
  ],
  [
    'more-p3',
    'P=3 and two marks of a later seal',
    'PASS',
    'LATER_SIGNATURE',
    () => marked(sealedFile('p3'), ['70 650 183 763', '200 650 313 763']),
  ],
  [
    'large',
    'the mark of a later seal, larger than the seal, over the text',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => marked(sealedFile('plain'), ['20 500 320 800'], 300),
  ],
  [
    'heap',
    'two marks of a later seal on top of one another',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => marked(sealedFile('plain'), ['70 650 183 763', '80 650 193 763']),
  ],
  [
    'other',
    'a later seal draws another picture over the text',
    'UNSURE',
    'SIG_OVER_CONTENT',
    () => marked(sealedFile('plain'), ['70 650 183 763'], 113, greenPicture),
  ],
  [
    'linked',
    'a further mark of a later seal leads elsewhere',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => marked(sealedFile('plain'), ['70 650 183 763', '200 650 313 763'], 113, redPicture, true),
  ],
];

const tabled = (prefix: string, rows: typeof honest): AttackCase[] =>
  rows.map(([id, what, level, code, make]) => attack(`P10-${prefix}-${id}`, what, level, code, make));

export const laterLookCases: readonly AttackCase[] = [
  ...overlays,
  ...underFirst,
  ...emptyLooks,
  ...emptyBlank,
  ...actingFields,
  ...wandering,
  ...tabled('look', honest),
  ...tabled('own', marks),
];
