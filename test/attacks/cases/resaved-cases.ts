/** Files that honest programs saved again, and the same moves misused (P02, P09): annotations under P=3, copies under other numbers, freed and left-over objects, side entries. */
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  CONTENT,
  nextNumber,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { srgbProfile } from '../srgb.ts';
import { attack, changedContent, sealed, secondly, type AttackCase } from './attack-making.ts';

type Made = readonly [string, string, DocumentLevel, VerdictCode | null, () => TestPdf];

const reference =
  '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 3 /V /1.2 >> >>] ';
const look = streamBody('1 0 0 rg 0 0 60 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 60 20] ');
const comment = (rect: string, entries = '', subtype = 'FreeText') =>
  `<< /Type /Annot /Subtype /${subtype} /Rect [${rect}] /F 4 /Contents (Note) /P 3 0 R ${entries}>>`;
const free = '100 300 160 320';
const over = '70 690 400 730';

/** Certified with P=3, with one comment on free space. */
function commented(kind: 'plain' | 'p1' | 'p2' | 'p3' = 'p3'): TestPdf {
  const base = basePdf({
    annots: [6],
    objects: { 6: comment('300 300 360 320', '/AP << /N 7 0 R >> '), 7: look },
  });
  if (kind === 'plain') return sealPdf(base);
  return sealPdf(base, {
    catalogExtra: `/Perms << /DocMDP ${nextNumber(base) + 1} 0 R >> `,
    sigExtra: reference.replace('/P 3', `/P ${kind.slice(1)}`),
  });
}
const add = (rect: string, entries: string, subtype = 'FreeText', extra: Record<number, string> = {}) => {
  const pdf = commented();
  return appendObjects(pdf, {
    20: comment(rect, entries, subtype),
    21: look,
    ...extra,
    [PAGE]: pageBody([...pdf.annots, 20]),
  });
};
const own = '/AP << /N 21 0 R >> ';
const markup = ['FreeText', 'Square', 'Highlight', 'Stamp', 'Ink', 'Text', 'Line'];

const annotations: readonly Made[] = [
  ...markup.flatMap((subtype): Made[] => [
    [
      `free-${subtype.toLowerCase()}`,
      `P=3 and a ${subtype} on free space`,
      'PASS',
      'ANNOT_ADDED_ALLOWED',
      () => add(free, own, subtype),
    ],
    [
      `cover-${subtype.toLowerCase()}`,
      `P=3 and a ${subtype} over the text`,
      'UNSURE',
      'ANNOT_OVER_CONTENT',
      () => add(over, own, subtype),
    ],
    [
      `bare-${subtype.toLowerCase()}`,
      `P=3 and a ${subtype} whose look readers make`,
      'UNSURE',
      'ANNOT_OVER_CONTENT',
      () => add(free, '', subtype),
    ],
  ]),
  [
    'rollover',
    'P=3 and an annotation with a look for the pointer over it',
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => add(free, '/AP << /N 21 0 R /R 21 0 R >> '),
  ],
  [
    'action',
    'P=3 and an annotation with an action',
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => add(free, `${own}/A << /S /URI /URI (https://example.cn) >> `),
  ],
  [
    'layer',
    'P=3 and an annotation in a layer',
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => add(free, `${own}/OC << /Type /OCG /Name (x) >> `),
  ],
  ['popup', 'P=3 and a popup that is shut', 'PASS', 'ANNOT_ADDED_ALLOWED', () => add(over, '', 'Popup')],
  [
    'popup-open',
    'P=3 and a popup that is open',
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => add(over, '/Open true ', 'Popup'),
  ],
  [
    'popup-look',
    'P=3 and a shut popup with a look of its own over the text, which poppler draws',
    'UNSURE',
    'ANNOT_OVER_CONTENT',
    () => add(over, own, 'Popup'),
  ],
  ['link', 'P=3 and a link', 'UNSURE', 'ANNOT_OVER_CONTENT', () => add(free, own, 'Link')],
  ['movie', 'P=3 and a film', 'UNSURE', 'ANNOT_OVER_CONTENT', () => add(free, own, 'Screen')],
  [
    'widget',
    'P=3 and a widget that belongs to no field',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => add(free, own, 'Widget'),
  ],
  [
    'field',
    'P=3 and a text field that calls itself a comment',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => add(free, `${own}/FT /Tx /V (9) `),
  ],
  [
    'moved',
    'P=3 and a comment is moved',
    'UNSURE',
    'ANNOT_CHANGED_AFTER_SIGN',
    () => appendObjects(commented(), { 6: comment('300 200 360 220', '/AP << /N 7 0 R >> ') }),
  ],
  [
    'relook',
    'P=3 and the look of a comment is exchanged',
    'UNSURE',
    'ANNOT_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(commented(), {
        20: look.replace('1 0 0', '0 1 0'),
        6: comment('300 300 360 320', '/AP << /N 20 0 R >> '),
      }),
  ],
  [
    'inplace',
    'P=3 and the look of a comment is changed in its place',
    'UNSURE',
    'ANNOT_CHANGED_AFTER_SIGN',
    () => appendObjects(commented(), { 7: look.replace('1 0 0', '0 1 0') }),
  ],
  [
    'removed',
    'P=3 and a comment is taken away',
    'UNSURE',
    'ANNOT_CHANGED_AFTER_SIGN',
    () => appendObjects(commented(), { [PAGE]: pageBody([8]) }),
  ],
  [
    'freed',
    'P=3 and a comment is taken away and freed',
    'UNSURE',
    'ANNOT_CHANGED_AFTER_SIGN',
    () => appendObjects(commented(), { [PAGE]: pageBody([8]) }, { free: [6] }),
  ],
  [
    'mark-removed',
    'P=3 and the mark of the seal is taken away',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(commented(), { [PAGE]: pageBody([6]) }),
  ],
  [
    'tabs',
    'P=3 and the order of the tab key',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(commented(), { [PAGE]: pageBody([6, 8], '/Tabs /S ') }),
  ],
  ...(['plain', 'p1', 'p2'] as const).flatMap((kind): Made[] => [
    [
      `moved-${kind}`,
      `a comment is moved (${kind})`,
      'FAIL',
      kind === 'plain' ? 'DOC_CHANGED_AFTER_SIGN' : 'DOCMDP_VIOLATION',
      () => appendObjects(commented(kind), { 6: comment('300 200 360 220', '/AP << /N 7 0 R >> ') }),
    ],
    [
      `removed-${kind}`,
      `a comment is taken away (${kind})`,
      'FAIL',
      kind === 'plain' ? 'DOC_CHANGED_AFTER_SIGN' : 'DOCMDP_VIOLATION',
      () => appendObjects(commented(kind), { [PAGE]: pageBody([8]) }),
    ],
  ]),
];

/** A page whose resources are an object of their own. */
const resources = '<< /Font << /F1 5 0 R >> >>';
const indirect = (): TestPdf => {
  const body = (annots: readonly number[], at: number) => pageBody(annots).replace(resources, `${at} 0 R`);
  const base = basePdf({ objects: { 6: resources, [PAGE]: body([], 6) } });
  return sealPdf(base, { extra: () => ({ [PAGE]: body([7], 6) }) });
};
const withResources = (at: string) => pageBody([7]).replace(resources, at);

const copies: readonly Made[] = [
  [
    'resources',
    'equal resources under a new number',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(indirect(), { 20: resources, [PAGE]: withResources('20 0 R') }),
  ],
  [
    'resources-direct',
    'equal resources, now in the page itself',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(indirect(), { [PAGE]: withResources(resources) }),
  ],
  [
    'resources-other',
    'resources with another font under a new number',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(indirect(), {
        20: '<< /Font << /F1 21 0 R >> >>',
        21: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
        [PAGE]: withResources('20 0 R'),
      }),
  ],
  [
    'resources-later',
    'equal resources under a new number, exchanged one revision later',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(appendObjects(indirect(), { 20: resources, [PAGE]: withResources('20 0 R') }), {
        20: '<< /Font << /F1 21 0 R >> >>',
        21: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
      }),
  ],
  [
    'content',
    'equal content under a new number',
    'PASS',
    'FILE_RESAVED',
    () =>
      appendObjects(sealed(), {
        20: basePdf().objects.get(CONTENT) ?? '',
        [PAGE]: pageBody([6]).replace('4 0 R', '20 0 R'),
      }),
  ],
  [
    'content-other',
    'other content under a new number',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { 20: changedContent, [PAGE]: pageBody([6]).replace('4 0 R', '20 0 R') }),
  ],
  [
    'content-two',
    'the content a second time',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { [PAGE]: pageBody([6]).replace('4 0 R', '[4 0 R 4 0 R]') }),
  ],
  [
    'root',
    'an equal catalog under a new number',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(sealed(), { 20: catalogBody([6]) }, { root: '20 0 R' }),
  ],
  [
    'root-latent',
    'a catalog that was hidden before',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(
        sealPdf(basePdf({ objects: { 6: catalogBody([7], '/Extensions << >> ') } })),
        {},
        { root: '6 0 R' },
      ),
  ],
  [
    'real',
    '595.0 for 595',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(sealed(), { [PAGE]: pageBody([6]).replace('0 0 595 842', '0 0 595.0 842.0') }),
  ],
  [
    'real-near',
    '595.1 for 595',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { [PAGE]: pageBody([6]).replace('0 0 595 842', '0 0 595.1 842.0') }),
  ],
  [
    'real-rotate',
    '/Rotate 90.0 for 90',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(sealPdf(basePdf({ pageExtra: '/Rotate 90 ' })), {
        [PAGE]: pageBody([6], '/Rotate 90.0 '),
      }),
  ],
  [
    'tree-private',
    'a private entry of the page tree',
    'PASS',
    'FILE_RESAVED',
    () => appendObjects(sealed(), { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /ITXT (5.0) >>' }),
  ],
  [
    'tree-inherited',
    'an entry of the page tree that pages inherit',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 >>' }),
  ],
  [
    'tree-private-ref',
    'a private entry of the page tree that leads somewhere',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(sealed(), { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /ITXT 20 0 R >>', 20: '<< >>' }),
  ],
  [
    'streams',
    'the source of an office program beside the document',
    'PASS',
    'FILE_RESAVED',
    () =>
      appendObjects(
        sealed(),
        { 20: '<< /a 1 >>' },
        { trailerExtra: '/AdditionalStreams [/application#2Fvnd.oasis.opendocument.text 20 0 R] ' },
      ),
  ],
  [
    'trailer',
    'an unknown entry of the trailer',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { 20: '<< /a 1 >>' }, { trailerExtra: '/Private 20 0 R ' }),
  ],
];

const validated = (): TestPdf =>
  sealPdf(
    basePdf({
      catalogExtra: '/DSS 6 0 R ',
      objects: { 6: '<< /Type /DSS /Certs [7 0 R] >>', 7: streamBody('x') },
    }),
  );
const remains: readonly Made[] = [
  [
    'freed',
    'old validation data is freed when it is replaced',
    'PASS',
    'LTA_UPDATE',
    () =>
      appendObjects(
        validated(),
        {
          20: '<< /Type /DSS /Certs [21 0 R] >>',
          21: streamBody('y'),
          [CATALOG]: catalogBody([8], '/DSS 20 0 R '),
        },
        { free: [6, 7] },
      ),
  ],
  [
    'freed-used',
    'the content of the page is freed',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), {}, { free: [CONTENT] }),
  ],
  [
    'freed-font',
    'the font of the page is freed beside validation data',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(
        validated(),
        {
          20: '<< /Type /DSS /Certs [21 0 R] >>',
          21: streamBody('y'),
          [CATALOG]: catalogBody([8], '/DSS 20 0 R '),
        },
        { free: [6, 7, 5] },
      ),
  ],
  [
    'left',
    'arrays of validation data that point at each other and hang on nothing',
    'PASS',
    'SHADOW_LATENT',
    () => appendObjects(sealed(), { 20: '[21 0 R]', 21: '[20 0 R]' }),
  ],
  [
    'two-parts',
    'validation data that is the content of the page too',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(sealPdf(basePdf({ catalogExtra: '/DSS << /Certs [4 0 R] >> ' })), {
        [CONTENT]: changedContent,
      }),
  ],
  [
    'two-parts-dict',
    'a container of validation data that the page uses too',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const body = (annots: readonly number[]) => pageBody(annots).replace(resources, '6 0 R');
      const base = basePdf({
        catalogExtra: '/DSS << /VRI 6 0 R >> ',
        objects: { 6: resources, [PAGE]: body([]) },
      });
      return appendObjects(sealPdf(base, { extra: () => ({ [PAGE]: body([7]) }) }), {
        6: '<< /Font << /F1 20 0 R >> >>',
        20: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
      });
    },
  ],
];

/** A tagged file with one paragraph. */
const treeRoot = (kids: string, nums: string, next: number) =>
  `<< /Type /StructTreeRoot /K [${kids}] /ParentTree << /Nums [${nums}] >> /ParentTreeNextKey ${next} >>`;
const paragraph = '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>';
function tagged(): TestPdf {
  return sealPdf(
    basePdf({
      catalogExtra: '/StructTreeRoot 6 0 R /MarkInfo << /Marked true >> ',
      pageExtra: '/StructParents 0 ',
      objects: { 6: treeRoot('7 0 R', '0 [7 0 R]', 1), 7: paragraph },
    }),
  );
}
/** A second seal that registers its field in the tree; `element` is what it says of it. */
const registered = (
  element: (field: number) => string,
  root = treeRoot('7 0 R 40 0 R', '0 [7 0 R] 1 40 0 R', 2),
  more: Record<number, string> = {},
) => {
  const pdf = tagged();
  const field = nextNumber(pdf);
  return secondly(pdf, {
    fieldExtra: '/StructParent 1 ',
    extra: () => ({ 6: root, 40: element(field), ...more }),
  });
};
const ofField = (field: number, entries = '') =>
  `<< /Type /StructElem /S /Form /P 6 0 R /K << /Type /OBJR /Obj ${field} 0 R /Pg 3 0 R >> ${entries}>>`;
const structure: readonly Made[] = [
  [
    'field',
    'the field of a later seal is put into the structure',
    'PASS',
    'LATER_SIGNATURE',
    () => registered((field) => ofField(field)),
  ],
  [
    'words',
    'the new element says other words',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => registered((field) => ofField(field, '/ActualText (Pay 900) ')),
  ],
  [
    'content',
    'the new element takes content of the page',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => registered(() => '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>'),
  ],
  [
    'other-field',
    'the new element holds the field of the first seal',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => registered(() => ofField(8)),
  ],
  [
    'old-words',
    'an old element says other words',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      registered((field) => ofField(field), undefined, {
        7: paragraph.replace('/K 0', '/K 0 /ActualText (Pay 900)'),
      }),
  ],
  [
    'order',
    'the order of the elements changes',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => registered((field) => ofField(field), treeRoot('40 0 R', '0 [7 0 R] 1 40 0 R', 2)),
  ],
  [
    'parents',
    'the parents of the page change',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => registered((field) => ofField(field), treeRoot('7 0 R 40 0 R', '0 [40 0 R] 1 40 0 R', 2)),
  ],
  [
    'roles',
    'the roles of the elements change',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      registered(
        (field) => ofField(field),
        treeRoot('7 0 R 40 0 R', '0 [7 0 R] 1 40 0 R', 2).replace('/K', '/RoleMap << /P /Artifact >> /K'),
      ),
  ],
  [
    'alone',
    'the structure changes without a signature',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () =>
      appendObjects(tagged(), {
        6: treeRoot('7 0 R 40 0 R', '0 [7 0 R]', 1),
        40: '<< /Type /StructElem /S /P /P 6 0 R /K [] >>',
      }),
  ],
  [
    'removed',
    'the structure is taken away',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(tagged(), { [CATALOG]: catalogBody([8], '/MarkInfo << /Marked true >> ') }),
  ],
];

/** Two certifications of different strictness: the stricter one holds, whichever came first. */
const permitting = (first: 2 | 3, second: 1 | 2 | 3): TestPdf => {
  const pdf = commented(`p${first}`);
  const catalogExtra = /\/Perms << [^>]*>> /.exec(pdf.objects.get(CATALOG) ?? '')?.[0] ?? '';
  return secondly(pdf, { catalogExtra, sigExtra: reference.replace('/P 3', `/P ${second}`) });
};
const commentOn = (pdf: TestPdf): TestPdf =>
  appendObjects(pdf, {
    40: comment(free, '/AP << /N 41 0 R >> '),
    41: look,
    [PAGE]: pageBody([...pdf.annots, 40]),
  });
/** A stamp that was prepared before the first seal and hangs on no page. */
const prepared = (): TestPdf => {
  const stamp =
    '<< /Type /Annot /Subtype /Stamp /F 708 /BianyinField (Seal10) /Rect [70 690 400 730] /AP << /N 7 0 R >> >>';
  return sealPdf(basePdf({ objects: { 6: stamp, 7: look } }));
};
const strictness: readonly Made[] = [
  [
    'second-two',
    'P=3, a later seal with P=2, and a comment: the second seal is broken',
    'FAIL',
    'DOCMDP_VIOLATION',
    () => commentOn(permitting(3, 2)),
  ],
  [
    'second-one',
    'P=3, a later seal with P=1, and a comment',
    'FAIL',
    'DOCMDP_VIOLATION',
    () => commentOn(permitting(3, 1)),
  ],
  [
    'first-two',
    'P=2, a later seal with P=3, and a comment: the first one holds',
    'FAIL',
    'DOCMDP_VIOLATION',
    () => commentOn(permitting(2, 3)),
  ],
  [
    'both-three',
    'P=3 twice, and a comment on free space',
    'PASS',
    'ANNOT_ADDED_ALLOWED',
    () => commentOn(permitting(3, 3)),
  ],
  [
    'signed-again',
    'the widget of a signed field gets another look',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const pdf = sealed();
      return appendObjects(pdf, { 20: look, 6: (pdf.objects.get(6) ?? '').replace('/N 8 0 R', '/N 20 0 R') });
    },
  ],
  [
    'signed-removed',
    'the value of a signed field is taken out',
    'FAIL',
    null,
    () => {
      const pdf = sealed();
      return appendObjects(pdf, { 6: (pdf.objects.get(6) ?? '').replace('/V 7 0 R', '') });
    },
  ],
  [
    'prepared',
    'a stamp that was prepared before is hung on the page by a later trusted seal',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => {
      const pdf = prepared();
      const number = nextNumber(pdf);
      return secondly(pdf, { extra: () => ({ [PAGE]: pageBody([...pdf.annots, number, 6]) }) });
    },
  ],
];

/** Entries of the catalog that show, hide, say or run something. */
const catalogEntries: readonly (readonly [string, string])[] = [
  ['open', '/OpenAction [3 0 R /Fit] '],
  ['actions', '/AA << /WC << /S /JavaScript /JS (1) >> >> '],
  ['names', '/Names << /Dests << /Names [] >> >> '],
  ['files', '/AF [] '],
  ['dests', '/Dests << >> '],
  ['outlines', '/Outlines << /Type /Outlines >> '],
  ['layers', '/OCProperties << /OCGs [] /D << >> >> '],
  ['labels', '/PageLabels << /Nums [0 << /St 9 >>] >> '],
  ['preferences', '/ViewerPreferences << /HideToolbar true >> '],
  ['layout', '/PageLayout /TwoPageLeft '],
  ['mode', '/PageMode /UseOC '],
  ['language', '/Lang (zh) '],
  ['marked', '/MarkInfo << /Marked true >> '],
  ['needs', '/NeedsRendering true '],
  ['collection', '/Collection << >> '],
  ['threads', '/Threads [] '],
  ['intents', '/OutputIntents [] '],
  ['piece', '/PieceInfo << >> '],
  ['uri', '/URI << /Base (https://example.cn) >> '],
];
const catalog = catalogEntries.map(([id, entry]) =>
  attack(
    `P02-catalog-${id}`,
    `${entry.trim()} is added to the catalog`,
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => appendObjects(sealed(), { [CATALOG]: catalogBody([6], entry) }),
  ),
);

/** An output intent in a later revision; `profile` is what readers may draw colours by. */
function withIntent(
  profile: string,
  more: {
    readonly entry?: string;
    readonly intent?: string;
    readonly dict?: string;
    readonly subtype?: string;
  } = {},
): TestPdf {
  const first = nextNumber(sealed());
  const { entry = `[${first} 0 R]`, intent = '', dict = '', subtype = 'GTS_PDFA1' } = more;
  return appendObjects(sealed(), {
    [CATALOG]: catalogBody([6], `/OutputIntents ${entry} `),
    [first]: `<< /Type /OutputIntent /S /${subtype} /Info (sRGB) /DestOutputProfile ${first + 1} 0 R ${intent}>>`,
    [first + 1]: streamBody(profile, `/N 3 ${dict}`),
  });
}

const lies = [
  ...(['inverted', 'swapped', 'table', 'brighter', 'cut', 'few points', 'falling', 'twice'] as const),
  ...(['steps', 'cicp', 'white'] as const),
] as const;
const intents: readonly Made[] = [
  [
    'srgb',
    'an output intent with the profile of sRGB is added: colours stay what they are',
    'PASS',
    null,
    () => withIntent(srgbProfile()),
  ],
  ...lies.map((lie): Made => [
    `lie-${lie.replace(' ', '-')}`,
    `an output intent whose profile is not sRGB (${lie}) is added`,
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(lie)),
  ]),
  [
    'two',
    'two output intents are added',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(), { entry: `[${nextNumber(sealed())} 0 R ${nextNumber(sealed())} 0 R]` }),
  ],
  [
    'more',
    'an output intent with another entry is added',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(), { intent: '/MixingHints << >> ' }),
  ],
  [
    'alternate',
    'an output intent whose profile names another colour space is added',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(), { dict: '/Alternate /DeviceCMYK ' }),
  ],
  [
    'elsewhere',
    'an output intent whose profile lies in another file is added',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(), { dict: '/F (other.icc) ' }),
  ],
  [
    'print',
    'an output intent of PDF/X is added: readers begin to let colours show through one another',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => withIntent(srgbProfile(), { subtype: 'GTS_PDFX' }),
  ],
];

const rows = (prefix: string, made: readonly Made[]): AttackCase[] =>
  made.map(([id, what, level, code, make]) => attack(`${prefix}-${id}`, what, level, code, make));

export const resavedCases: readonly AttackCase[] = [
  ...rows('P09-p3', annotations),
  ...rows('P02-copy', copies),
  ...rows('P02-left', remains),
  ...rows('P17-tree', structure),
  ...rows('P11-step', strictness),
  ...rows('P02-intent', intents),
  ...catalog,
];
