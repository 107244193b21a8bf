/**
 * Hybrid files (P18): what Word, Excel and Acrobat write is green; what is drawn, said or run may not stand in the hidden table
 * alone, nor may the two tables name two objects. Small defects that make some readers repair a file (P20) are green only where
 * the repaired file is the same.
 */
import { hybridPdf, hybridUpdate, structureTree, type HybridOptions } from '../hybrid-pdf.ts';
import {
  appendStreams,
  basePdf,
  CATALOG,
  CONTENT,
  PAGE,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, changedContent, sealed, type AttackCase } from './attack-making.ts';

const note =
  '<< /Type /Annot /Subtype /FreeText /Rect [70 690 400 730] /Contents (Pay 900 yuan) /DA (/F1 24 Tf) >>';
const courier = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>';
const withCatalog = (catalogExtra: string, hidden: string): HybridOptions => ({
  catalogExtra: `/StructTreeRoot 30 0 R ${catalogExtra}`,
  hidden: { 20: hidden },
});

/** Needed objects that only the hidden table names. */
export const needed: readonly (readonly [string, string, HybridOptions])[] = [
  ['contents', 'the contents', { free: [CONTENT] }],
  ['font', 'the font', { free: [5] }],
  ['pages', 'the root of the page tree', { free: [2] }],
  ['packed', 'the font, in an object stream', { packed: { ...structureTree, 5: courier }, free: [5] }],
  ['annotation', 'an annotation', { annots: [20], hidden: { 20: note } }],
  ['outline', 'the bookmarks', withCatalog('/Outlines 20 0 R ', '<< /Type /Outlines /Count 0 >>')],
  ['action', 'an action', withCatalog('/OpenAction 20 0 R ', '<< /S /JavaScript /JS (app.beep) >>')],
  ['layers', 'the layers', withCatalog('/OCProperties 20 0 R ', '<< /OCGs [] /D << >> >>')],
  ['elsewhere', 'an element of the structure that the page names too', { pageExtra: '/Thumb 31 0 R ' }],
];

/** What the two tables name differently. */
export const twofold: readonly (readonly [string, string, HybridOptions])[] = [
  ['contents', 'other contents', { second: { [CONTENT]: changedContent } }],
  ['font', 'another font', { second: { 5: courier } }],
  [
    'pages',
    'another root of the pages',
    { second: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 180 >>' } },
  ],
  [
    'annotation',
    'another annotation',
    { annots: [20], shown: { 20: note }, second: { 20: note.replace('900', '100') } },
  ],
  [
    'structure',
    'another structure tree',
    {
      packed: {},
      shown: { 30: '<< /Type /StructTreeRoot >>' },
      second: { 30: '<< /Type /StructTreeRoot /K [] >>' },
    },
  ],
  [
    'freed',
    'nothing where the plain one has an annotation',
    { annots: [20], shown: { 20: note }, row: (number, usual) => (number === 20 ? [0, 0, 0] : usual) },
  ],
  [
    'generation',
    'the contents by another generation',
    { row: (number, usual) => (number === CONTENT ? [usual[0], usual[1], 1] : usual) },
  ],
];

const bothForms = (options: HybridOptions) =>
  [
    ['', '', options],
    ['-one', ' (one section)', { ...options, oneSection: true }],
  ] as const;

const hybridFiles: readonly AttackCase[] = [
  ...bothForms({}).map(([id, form, options]) =>
    attack(`P18-word${id}`, `an export of Word: the structure tree is hidden${form}`, 'PASS', null, () =>
      sealPdf(hybridPdf(options)),
    ),
  ),
  attack(
    'P18-word-tree-later',
    'an export of Word whose hidden table names the tree alone',
    'PASS',
    null,
    () => sealPdf(hybridPdf({ row: (number, usual) => (number >= 30 ? usual : null) })),
  ),
  ...needed.flatMap(([id, what, hybrid]) =>
    bothForms(hybrid).map(([more, form, options]) =>
      attack(
        `P18-hidden-${id}${more}`,
        `the hidden table alone names ${what}${form}`,
        'FAIL',
        'STRUCT_AMBIGUOUS',
        () => sealPdf(hybridPdf(options)),
      ),
    ),
  ),
  ...twofold.flatMap(([id, what, hybrid]) =>
    bothForms(hybrid).map(([more, form, options]) =>
      attack(
        `P18-twofold-${id}${more}`,
        `the hidden table names ${what}${form}`,
        'FAIL',
        'STRUCT_AMBIGUOUS',
        () => sealPdf(hybridPdf(options)),
      ),
    ),
  ),
  attack(
    'P18-hidden-prev',
    'the hidden table leads to a section of its own',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(hybridPdf({ streamExtra: '/Prev 20 ' })),
  ),
];

const word = () => sealPdf(hybridPdf());
const other = { [CONTENT]: changedContent };

const hybridUpdates: readonly AttackCase[] = [
  attack(
    'P18-acrobat-later',
    'Acrobat updates the properties of a sealed hybrid file',
    'PASS',
    'FILE_RESAVED',
    () => hybridUpdate(word(), { shown: { 60: '<< /Title (x) >>' }, trailerExtra: '/Info 60 0 R ' }),
  ),
  attack(
    'P18-hybrid-later-contents',
    'a later hidden table names other contents',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => hybridUpdate(word(), { hidden: other }),
  ),
  attack(
    'P18-hybrid-later-both',
    'both tables of an update name other contents',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => hybridUpdate(word(), { shown: other }),
  ),
  attack(
    'P18-hybrid-later-freed',
    'a later hidden table frees the contents',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => hybridUpdate(word(), { freed: [CONTENT] }),
  ),
  attack(
    'P18-hybrid-later-tree',
    'a later hidden table names another structure tree',
    'FAIL',
    'DOC_CHANGED_AFTER_SIGN',
    () => hybridUpdate(word(), { hidden: { 30: '<< /Type /StructTreeRoot /K [] >>' } }),
  ),
  attack(
    'P18-hybrid-later-note',
    'a page with a note that only the hidden table names',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => {
      const pdf = word();
      return hybridUpdate(pdf, {
        shown: { [PAGE]: pageBody([...pdf.annots, 60], '/StructParents 0 ') },
        hidden: { 60: note },
      });
    },
  ),
];

/** More objects in a stream than one octet counts: rows of the last ones begin again at 0, as cairo writes them. */
function overflowing(number: number, body: string): TestPdf {
  const filler = Object.fromEntries(Array.from({ length: 256 }, (_, i) => [100 + i, '1']));
  const last = 400;
  const base = basePdf(
    number === CATALOG
      ? { catalogExtra: `/StructTreeRoot ${last} 0 R ` }
      : { objects: { 5: courier }, pageExtra: '' },
  );
  const reference = { [CONTENT]: streamBody('BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET') };
  return appendStreams(base, {
    changes:
      number === CATALOG
        ? {}
        : { ...reference, 2: `<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate ${last} 0 R >>` },
    packed: { container: 90, bodies: { ...filler, [last]: body } },
    table: 91,
    editRow: (each, [type, stream, index]) => [type, stream, each === last ? index % 256 : index],
  });
}

const defects: readonly AttackCase[] = [
  attack('P18-index-tree', 'a structure tree at an index that its row cannot count to', 'PASS', null, () =>
    sealPdf(overflowing(CATALOG, '<< /Type /StructTreeRoot /K [] >>')),
  ),
  attack(
    'P18-index-drawn',
    'the turn of all pages at an index that its row cannot count to',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(overflowing(2, '180')),
  ),
  attack('P18-size-one', 'an empty update with /Size 1', 'PASS', null, () => emptyUpdate(sealed(), 1)),
  attack(
    'P18-size-cut',
    'an empty update with a /Size that cuts off the seal',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => emptyUpdate(sealed(), 6),
  ),
  attack(
    'P20-size-one-shadow',
    'an empty update with /Size 1, and other contents that no row names',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => emptyUpdate(withShadow(sealed()), 1),
  ),
  attack('P20-prev-zero', '/Prev is 0 in the first section', 'PASS', null, () =>
    sealPdf(prevZero(basePdf())),
  ),
  attack(
    'P20-prev-zero-shadow',
    '/Prev is 0, and other contents that no row names',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () => sealPdf(prevZero(withHiddenBefore(basePdf()))),
  ),
  attack('P20-metadata-length', 'metadata whose /Length is wrong', 'PASS', null, () =>
    sealPdf(basePdf({ catalogExtra: '/Metadata 6 0 R ', objects: { 6: wrongLength('<x:xmpmeta/>') } })),
  ),
  attack(
    'P20-metadata-shadow',
    'metadata whose /Length is wrong and that holds other contents',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () =>
      sealPdf(
        basePdf({
          catalogExtra: '/Metadata 6 0 R ',
          objects: { 6: wrongLength(`\n4 0 obj\n${changedContent}\nendobj\n`) },
        }),
      ),
  ),
  attack(
    'P20-metadata-drawn',
    'metadata whose /Length is wrong, and that are the contents of the page too',
    'FAIL',
    'STRUCT_AMBIGUOUS',
    () =>
      sealPdf(
        basePdf({
          catalogExtra: '/Metadata 4 0 R ',
          objects: { 4: wrongLength('BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET') },
        }),
      ),
  ),
  attack(
    'P18-trailer-behind-stream',
    'a trailer behind a cross-reference stream, as some writers put it',
    'PASS',
    null,
    () => sealPdf(trailerBehindStream()),
  ),
  attack('P18-early', 'rows that point at the line end before their object', 'PASS', null, () =>
    sealPdf(earlyRows()),
  ),
];

function trailerBehindStream(): TestPdf {
  const packed = appendStreams(basePdf(), { table: 8, changes: { 7: '<< /Spare 1 >>' } });
  const text = packed.text.replace(
    /endobj\nstartxref(?![^]*endobj\nstartxref)/,
    'endobj\ntrailer\n<< /Size 9 /Root 1 0 R >>\nstartxref',
  );
  return { ...packed, text };
}

function earlyRows(): TestPdf {
  const base = basePdf();
  const text = base.text.replace(
    /(\d{10}) 00000 n/g,
    (_, at: string) => `${String(Number(at) - 1).padStart(10, '0')} 00000 n`,
  );
  return { ...base, text };
}

/** Unsigned files in the habits of writers that people use, by name: each is read by all, so each is sealed. */
export const writersHabits: Readonly<Record<string, () => TestPdf | string>> = {
  'Word: a structure tree in the hidden table, in a section of its own': () => hybridPdf(),
  'hybrid in one section': () => hybridPdf({ oneSection: true }),
  'Acrobat: an update of a hybrid file': () =>
    hybridUpdate(hybridPdf(), { shown: { 60: '<< /Title (x) >>' } }),
  '.NET: the whole buffer with its NULs': () => `${basePdf().text}${'\0'.repeat(70_000)}`,
  'rows that point at the line end before their object': earlyRows,
  'a trailer behind a cross-reference stream': trailerBehindStream,
  'an empty update with /Size 1': () => emptyUpdate(basePdf(), 1),
  '/Prev 0': () => prevZero(basePdf()),
  'cairo: a structure tree at an index that its row cannot count to': () =>
    overflowing(CATALOG, '<< /Type /StructTreeRoot /K [] >>'),
  'metadata with a wrong /Length': () =>
    basePdf({ catalogExtra: '/Metadata 6 0 R ', objects: { 6: wrongLength('<x:xmpmeta/>') } }),
};

function emptyUpdate(pdf: TestPdf, size: number): string {
  return `${pdf.text}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${pdf.text.length}\n%%EOF\n`;
}

/** Bytes that read like other contents, between two revisions. */
function withShadow(pdf: TestPdf): TestPdf {
  return { ...pdf, text: `${pdf.text}4 0 obj\n${changedContent}\nendobj\n` };
}

function withHiddenBefore(pdf: TestPdf): TestPdf {
  const shadow = `4 0 obj\n${changedContent}\nendobj\n`;
  const text = pdf.text.replace(/xref\n(?=0 1)/, `${shadow}xref\n`);
  const startxref = pdf.startxref + shadow.length;
  return { ...pdf, startxref, text: text.replace(/startxref\n\d+/, `startxref\n${startxref}`) };
}

function prevZero(pdf: TestPdf): TestPdf {
  return { ...pdf, text: pdf.text.replace('/Root 1 0 R', '/Prev 0 /Root 1 0 R') };
}

function wrongLength(data: string): string {
  return streamBody(data, '/Type /Metadata /Subtype /XML ').replace(/\/Length \d+/, '/Length 5');
}

export const hybridCases: readonly AttackCase[] = [...hybridFiles, ...hybridUpdates, ...defects];
