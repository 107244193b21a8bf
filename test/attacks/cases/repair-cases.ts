/**
 * Files that a repairing reader sees otherwise (P20): something stands ready behind the true object, and the file is made so that
 * some reader gives up on its rows and looks for `N G obj` itself. Nobody needs a key for the second half.
 */
import {
  appendObjects,
  appendStreams,
  basePdf,
  CATALOG,
  CONTENT,
  nextNumber,
  pageBody,
  sealPdf,
  streamBody,
  type TestPdf,
} from '../test-pdf.ts';
import { attack, changedContent, sealed, type AttackCase } from './attack-making.ts';

const standIn = `${CONTENT} 0 obj\n${changedContent}\nendobj\n`;

/** Behind the true object, before the table: no row names it. */
const unlisted = (): TestPdf => {
  const base = basePdf();
  const at = base.startxref;
  const text = (base.text.slice(0, at) + standIn + base.text.slice(at)).replace(
    /startxref\n\d+/,
    `startxref\n${at + standIn.length}`,
  );
  return sealPdf({ ...base, text, startxref: at + standIn.length });
};

const withMetadata = (data: string, extra = '/Type /Metadata /Subtype /XML '): TestPdf => {
  const pdf = sealed();
  const number = nextNumber(pdf);
  const catalog = (pdf.objects.get(CATALOG) ?? '').replace(/>>$/, `/Metadata ${number} 0 R >>`);
  return appendObjects(pdf, { [CATALOG]: catalog, [number]: streamBody(data, extra) });
};

const withTitle = (): TestPdf => {
  const pdf = sealed();
  const number = nextNumber(pdf);
  const title = '4 0 obj << /Length 12 >> stream\nBT ET       \nendstream endobj';
  return appendObjects(
    pdf,
    { [number]: `<< /Title (${title}) >>` },
    { trailerExtra: `/Info ${number} 0 R ` },
  );
};

const turned = pageBody([], '/Rotate 180 ');
const packed = (number: number, body: string): readonly [data: string, extra: string] => {
  const table = `${number} 0\n`;
  return [`${table}${body} `, `/Type /ObjStm /N 1 /First ${table.length} `];
};

const draftCatalog: Readonly<Record<number, string>> = {
  7: '<< /Type /Catalog /Pages 8 0 R >>',
  8: '<< /Type /Pages /Kids [9 0 R] /Count 1 >>',
  9: pageBody([]).replace('2 0 R', '8 0 R').replace('4 0 R', '10 0 R'),
  10: changedContent,
};
const ownTrailer = (): TestPdf =>
  sealPdf(basePdf({ objects: { 6: streamBody(strangeTrailer), ...draftCatalog } }));
const strangeTrailer = 'trailer << /Root 7 0 R /Size 30 >>';

const oldRoot = (): TestPdf => {
  const base = basePdf({ objects: draftCatalog });
  const text = base.text.replace('/Root 1 0 R', '/Root 7 0 R');
  return sealPdf(appendObjects({ ...base, text }, { 5: base.objects.get(5) ?? '' }));
};

/** An older version in the file, the newest in an object stream; and the other way round. */
const movedIn = (): TestPdf => {
  const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  const draft = appendObjects(basePdf(), { 2: pages.replace('>>', '/Rotate 180 >>') });
  return sealPdf(appendStreams(draft, { packed: { container: 20, bodies: { 2: pages } }, table: 21 }));
};
const movedOut = (): TestPdf => {
  const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  const bodies = { 2: pages.replace('>>', '/Rotate 180 >>') };
  return sealPdf(
    appendObjects(appendStreams(basePdf(), { packed: { container: 20, bodies }, table: 21 }), { 2: pages }),
  );
};

/** The newest row points back to an older object. */
const pointedBack = (): TestPdf => {
  const pdf = appendObjects(basePdf(), { [CONTENT]: changedContent });
  const row = `${String(pdf.text.indexOf('4 0 obj')).padStart(10, '0')} 00000 n \n`;
  const startxref = pdf.text.length;
  const text = `${pdf.text}xref\n4 1\n${row}trailer\n<< /Size 6 /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${startxref}\n%%EOF\n`;
  return sealPdf({ ...pdf, text, startxref });
};

/** What lies ready, and whether it is red before anything provokes a repair. */
const ready: readonly (readonly [id: string, what: string, make: () => TestPdf, isRedAlone: boolean])[] = [
  ['unlisted', 'another object 4 behind the true one, which no row names', unlisted, true],
  ['back', 'the newest row points back to an older object', pointedBack, true],
  ['metadata', 'metadata added later with another object 4 in them', () => withMetadata(standIn), false],
  ['title', 'a title given later with another object 4 in it', withTitle, false],
  ['trailer', 'a stream with a trailer in it that names a second catalog', ownTrailer, false],
  ['root', 'the first revision has another catalog', oldRoot, false],
  [
    'pack',
    'metadata added later are an object stream with another page',
    () => withMetadata(...packed(3, turned)),
    true,
  ],
  ['moved-in', 'an older page tree in the file, the newest in an object stream', movedIn, false],
  ['moved-out', 'an older page tree in an object stream, the newest in the file', movedOut, false],
];

/** An empty update, in a form that has one reading and that some reader does not take. */
const update =
  (head: string, between = '\n') =>
  (pdf: TestPdf) => {
    const size = Math.max(...pdf.objects.keys()) + 1;
    const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Prev ${pdf.startxref} >>\n`;
    return `${pdf.text}${head}${trailer}startxref${between}${pdf.text.length}\n%%EOF\n`;
  };
/** A row of 21 octets for an object that stays as it is. */
const longRow = (pdf: TestPdf) => {
  const at = String(pdf.text.lastIndexOf('\n5 0 obj') + 1).padStart(10, '0');
  return update(`xref\n5 1\n${at} 00000 n  \r\n`)(pdf);
};

const provocations: readonly (readonly [id: string, what: string, make: (pdf: TestPdf) => string])[] = [
  ['space', '2,000 spaces at the end', (pdf) => pdf.text + ' '.repeat(2000)],
  ['lines', '70,000 line ends at the end', (pdf) => pdf.text + '\n'.repeat(70_000)],
  ['nul', '5,000 NULs at the end', (pdf) => pdf.text + '\0'.repeat(5000)],
  ['header', 'an empty update with spaces in the head of its table', update('xref\n0    0   \n')],
  ['comment', 'an empty update with a comment in its table', update('xref % none\n0 0\n')],
  ['row', 'an update with a row of 21 octets', longRow],
  ['startxref', 'an empty update with NULs behind startxref', update('xref\n0 0\n', '\0\0\0')],
];

const spare = streamBody('BT /F1 24 Tf 72 600 Td (and 900 more) Tj ET');
const unknown = (filter: string) => streamBody('BT /F1 24 Tf 72 700 Td (Pay) Tj ET', `/Filter ${filter} `);
/** Contents that poppler leaves out and MuPDF draws. */
const otherContents: readonly (readonly [
  id: string,
  what: string,
  objects: Readonly<Record<number, string>>,
])[] = [
  ['nested', 'contents in a list of a list', { 4: '[6 0 R [7 0 R]]', 6: spare, 7: spare }],
  ['nested-far', 'contents in a list that a list names', { 4: '[6 0 R 7 0 R]', 6: spare, 7: '[6 0 R]' }],
  ['filter', 'contents in an unknown filter', { 4: unknown('/Foo') }],
  ['filter-picture', 'contents in a filter of pictures', { 4: unknown('/DCTDecode') }],
  ['filter-list', 'an unknown filter in a list', { 4: unknown('[/Foo]') }],
  [
    'filter-part',
    'one part of the contents in an unknown filter',
    { 4: '[6 0 R 7 0 R]', 6: spare, 7: unknown('/Foo') },
  ],
];

export const repairCases: readonly AttackCase[] = [
  ...ready.map(([id, what, make, isRedAlone]) =>
    isRedAlone
      ? attack(`P20-${id}`, what, 'FAIL', 'STRUCT_AMBIGUOUS', make)
      : attack(`P20-${id}`, what, 'PASS', 'PERMIT_ABSENT', make),
  ),
  ...ready.flatMap(([id, what, make]) =>
    provocations.map(([sub, how, provoke]) =>
      attack(`P20-${id}-${sub}`, `${what}; ${how}`, 'FAIL', 'STRUCT_AMBIGUOUS', () => provoke(make())),
    ),
  ),
  ...otherContents.map(([id, what, objects]) =>
    attack(`P20-contents-${id}`, what, 'FAIL', 'STRUCT_AMBIGUOUS', () => sealPdf(basePdf({ objects }))),
  ),
  attack(
    'P20-far',
    'a sealed contract with 5,000 NULs behind its end',
    'PASS',
    'PERMIT_ABSENT',
    () => sealed().text + '\0'.repeat(5000),
  ),
];
