/** Fonts, pages, layers and actions (P14–P17): what was sealed and what was put in later. */
import {
  appendObjects,
  basePdf,
  catalogBody,
  CATALOG,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { attack, sealed, type AttackCase } from './attack-making.ts';

/** A font with every part in an object of its own. */
const fontParts = {
  5: '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Song /FirstChar 32 /LastChar 33 /Widths 6 0 R /Encoding 7 0 R /ToUnicode 8 0 R /FontDescriptor 9 0 R >>',
  6: '[500 600]',
  7: '<< /Type /Encoding /Differences [32 /space /one] >>',
  8: streamBody('1 beginbfchar <20> <0020> endbfchar', '/Type /CMap '),
  9: '<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontFile2 10 0 R >>',
  10: streamBody('font program', '/Length1 12 '),
};
const withFont = (): TestPdf => sealPdf(basePdf({ objects: fontParts }));
const glyphs = {
  5: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /one 6 0 R >> /Encoding << /Differences [49 /one] >> /FirstChar 49 /LastChar 49 /Widths [9] >>',
  6: streamBody('9 0 d0 0 0 9 9 re f'),
};
const changes: readonly (readonly [string, string, Readonly<Record<number, string>>])[] = [
  ['program', 'the font program is replaced', { 10: streamBody('other program', '/Length1 13 ') }],
  [
    'unicode',
    'ToUnicode is replaced',
    { 8: streamBody('1 beginbfchar <20> <0039> endbfchar', '/Type /CMap ') },
  ],
  ['encoding', 'the encoding is replaced', { 7: '<< /Type /Encoding /Differences [32 /space /nine] >>' }],
  ['widths', 'the widths are replaced', { 6: '[500 60]' }],
  [
    'descriptor',
    'the descriptor names another program',
    {
      9: '<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontFile2 20 0 R >>',
      20: streamBody('x', '/Length1 1 '),
    },
  ],
  [
    'resource',
    'the page names another font',
    {
      20: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>',
      [PAGE]: pageBody([11]).replace('5 0 R', '20 0 R'),
    },
  ],
];

const twoPages = (): TestPdf =>
  sealPdf(
    basePdf({
      objects: {
        2: '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /Resources << /Font << /F9 5 0 R >> >> >>',
        6: pageBody([]).replace('842', '500'),
      },
    }),
  );
const tree = (entries: string) => () => appendObjects(twoPages(), { 2: `<< /Type /Pages ${entries} >>` });
const page = (from: string, to: string) => () =>
  appendObjects(sealed(), { [PAGE]: pageBody([6]).replace(from, to) });
const fonts = '/Resources << /Font << /F9 5 0 R >> >>';

const layered = (properties: string, layer = '<< /Type /OCG /Name (x) >>'): TestPdf =>
  sealPdf(
    basePdf({
      objects: { 6: layer },
      pageExtra: '/Group << /S /Transparency /OC 6 0 R >> ',
      catalogExtra: `/OCProperties << /OCGs [6 0 R] ${properties} >> `,
    }),
  );

const actions: readonly (readonly [string, string])[] = [
  ['launch', '<< /S /Launch /F (x.exe) >>'],
  ['uri', '<< /S /URI /URI (https://example.cn) >>'],
  ['remote', '<< /S /GoToR /F (x.pdf) /D [0 /Fit] >>'],
  ['embedded-goto', '<< /S /GoToE /T << /R /C /N (x) >> /D [0 /Fit] >>'],
  ['submit', '<< /S /SubmitForm /F (https://example.cn) >>'],
  ['import', '<< /S /ImportData /F (x.fdf) >>'],
  ['rendition', '<< /S /Rendition /JS (1) >>'],
  ['hide', '<< /S /Hide /T (amount) >>'],
  ['layers', '<< /S /SetOCGState /State [/ON 6 0 R] >>'],
  ['media', '<< /S /RichMediaExecute /TA 6 0 R /CMD << /C (play) >> >>'],
];
const catalogs: readonly (readonly [string, string, string, VerdictCode])[] = [
  [
    'embedded',
    'an embedded file',
    '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) >>] >> >> ',
    'EMBEDDED_FILES',
  ],
  ['associated', 'an associated file', '/AF [<< /Type /Filespec /F (a) >>] ', 'EMBEDDED_FILES'],
  [
    'scripts',
    'scripts by name',
    '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> ',
    'ACTIVE_CONTENT',
  ],
  ['events', 'actions of the document', '/AA << /WS << /S /JavaScript /JS (1) >> >> ', 'ACTIVE_CONTENT'],
];
const chained = '<< /S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS (1) >> >>';

export const contentCases: readonly AttackCase[] = [
  ...changes.map(([id, what, objects]) =>
    attack(`P14-${id}`, what, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () => appendObjects(withFont(), objects)),
  ),
  attack('P14-glyph', 'a glyph of a Type 3 font is redrawn', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(sealPdf(basePdf({ objects: glyphs })), { 6: streamBody('9 0 d0 0 0 1 1 re f') }),
  ),
  attack('P14-honest', 'the same font, untouched', 'PASS', null, withFont),

  attack(
    'P15-removed',
    'a page is removed',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    tree(`/Kids [3 0 R] /Count 1 ${fonts}`),
  ),
  attack(
    'P15-order',
    'pages change places',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    tree(`/Kids [6 0 R 3 0 R] /Count 2 ${fonts}`),
  ),
  attack(
    'P15-generation',
    'the tree names another generation of a page',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    tree(`/Kids [3 1 R 6 0 R] /Count 2 ${fonts}`),
  ),
  attack(
    'P15-twice',
    'a page is shown twice',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    tree(`/Kids [3 0 R 3 0 R] /Count 2 ${fonts}`),
  ),
  attack(
    'P15-inherited',
    'resources that pages inherit change',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    tree('/Kids [3 0 R 6 0 R] /Count 2 /Resources << >>'),
  ),
  attack(
    'P15-inherited-rotate',
    'pages inherit a turn',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    tree(`/Kids [3 0 R 6 0 R] /Count 2 /Rotate 90 ${fonts}`),
  ),
  attack(
    'P15-crop',
    'a crop box cuts the page',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    page('/Contents', '/CropBox [0 0 595 600] /Contents'),
  ),
  attack(
    'P15-unit',
    'the unit of the page grows',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    page('/Contents', '/UserUnit 2 /Contents'),
  ),
  attack(
    'P15-contents-array',
    'more contents are drawn on the page',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    page('/Contents 4 0 R', '/Contents [4 0 R 4 0 R]'),
  ),
  attack('P15-labels', 'pages get other numbers', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(sealed(), { [CATALOG]: catalogBody([6], '/PageLabels << /Nums [0 << /S /R >>] >> ') }),
  ),

  attack('P16-base', 'all layers are off by default', 'PASS', 'HIDDEN_LAYERS', () =>
    layered('/D << /BaseState /OFF >>'),
  ),
  attack('P16-event', 'layers that an event switches', 'PASS', 'HIDDEN_LAYERS', () =>
    layered('/D << /AS [<< /Event /Print /OCGs [6 0 R] /Category [/Print] >>] >>'),
  ),
  attack('P16-paper', 'a layer that is not printed', 'PASS', 'HIDDEN_LAYERS', () =>
    layered('/D << >>', '<< /Type /OCG /Name (x) /Usage << /Print << /PrintState /OFF >> >> >>'),
  ),
  attack('P16-inverse', 'content that shows only while a layer is off', 'PASS', 'HIDDEN_LAYERS', () =>
    layered('/D << >>', '<< /Type /OCMD /P /AllOff >>'),
  ),
  attack('P16-other', 'another configuration of the layers', 'PASS', 'HIDDEN_LAYERS', () =>
    layered('/D << >> /Configs [<< /OFF [6 0 R] >>]'),
  ),
  attack('P16-plain', 'a layer that is simply shown', 'PASS', null, () => layered('/D << >>')),
  attack('P16-switched', 'the default of a layer is switched', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(layered('/D << >>'), {
      [CATALOG]: catalogBody([7], '/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> '),
    }),
  ),
  attack('P16-layer', 'the layer itself is changed', 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
    appendObjects(layered('/D << >>'), {
      6: '<< /Type /OCG /Name (x) /Usage << /View << /ViewState /OFF >> >> >>',
    }),
  ),

  ...actions.flatMap(([id, action]) => [
    attack(`P17-${id}`, `the sealed file opens with ${action}`, 'PASS', 'ACTIVE_CONTENT', () =>
      sealPdf(
        basePdf({ objects: { 6: '<< /Type /OCG /Name (x) >>' }, catalogExtra: `/OpenAction ${action} ` }),
      ),
    ),
    attack(`P17-${id}-later`, `${action} is put in later`, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
      appendObjects(sealed(), { [CATALOG]: catalogBody([6], `/OpenAction ${action} `) }),
    ),
  ]),
  ...catalogs.flatMap(([id, what, entry, code]) => [
    attack(`P17-${id}`, `${what} in the sealed file`, 'PASS', code, () =>
      sealPdf(basePdf({ catalogExtra: entry })),
    ),
    attack(`P17-${id}-later`, `${what} is put in later`, 'FAIL', 'DOC_CHANGED_AFTER_SIGN', () =>
      appendObjects(sealed(), { [CATALOG]: catalogBody([6], entry) }),
    ),
  ]),
  attack('P17-chained', 'a script behind a harmless action', 'PASS', 'ACTIVE_CONTENT', () =>
    sealPdf(basePdf({ catalogExtra: `/OpenAction ${chained} ` })),
  ),
  attack('P17-page', 'an action of the page', 'PASS', 'ACTIVE_CONTENT', () =>
    sealPdf(basePdf({ pageExtra: '/AA << /O << /S /Named /N /Print >> >> ' })),
  ),
  attack('P17-outline', 'a script behind a bookmark', 'PASS', 'ACTIVE_CONTENT', () =>
    sealPdf(
      basePdf({
        catalogExtra: '/Outlines 6 0 R ',
        objects: {
          6: '<< /First 7 0 R /Last 7 0 R /Count 1 >>',
          7: '<< /Title (x) /Parent 6 0 R /A << /S /JavaScript /JS (1) >> >>',
        },
      }),
    ),
  ),
  attack('P17-rich', 'a rich media annotation', 'PASS', 'ACTIVE_CONTENT', () =>
    sealPdf(
      basePdf({ annots: [6], objects: { 6: '<< /Type /Annot /Subtype /RichMedia /Rect [9 9 99 99] >>' } }),
    ),
  ),
  attack('P17-xfa', 'an XFA form in the sealed file', 'UNSURE', 'XFA_FORM', () =>
    sealPdf(basePdf(), {
      extra: () => ({ [CATALOG]: catalogBody([6]).replace('/SigFlags 3', '/SigFlags 3 /XFA (x)') }),
    }),
  ),
  attack('P17-goto', 'the file opens at its first page', 'PASS', null, () =>
    sealPdf(basePdf({ catalogExtra: '/OpenAction [3 0 R /Fit] ' })),
  ),
];
