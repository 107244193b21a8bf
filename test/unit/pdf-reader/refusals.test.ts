/** Every refusal of the reader: one file for each, broken in one place. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { ErrorCode } from '../../../src-main/domain/errors/codes.ts';
import { pdfErrors } from '../../../src-main/domain/errors/pdf.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import type { PdfLimits } from '../../../src-main/pdf/limits.ts';
import { assertSealable } from '../../../src-main/pdf/sealing-inspection.ts';
import { expectCode } from './expect-code.ts';
import { PdfBuilder, catalogText, onePage, pageText, pagesText, replaced } from './pdf-builder.ts';

/** Everything the reader does by itself. */
function readAll(bytes: Uint8Array, limits: Partial<PdfLimits> = {}): void {
  const document = openPdf(bytesSource(bytes), limits);
  for (let i = 0; i < document.pageCount; i++) document.page(i);
  assertSealable(document);
}

const good = () => onePage().table().bytes();
const goodStream = () => objectStreamCase((b) => b.xrefStream(6, { fields: fields([3, 5, 2]) }));
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const withRows = (rows: [number, string][], size?: number) =>
  onePage()
    .table({ rows: new Map(rows), ...(size === undefined ? {} : { size }) })
    .bytes();

interface Case {
  readonly name: string;
  readonly code: ErrorCode;
  readonly bytes: () => Uint8Array;
  readonly limits?: Partial<PdfLimits>;
}

const frame: Case[] = [
  { name: 'empty file', code: 'pdf-not-a-pdf', bytes: () => new Uint8Array(0) },
  { name: 'another format', code: 'pdf-not-a-pdf', bytes: () => bytesOf('PK\x03\x04 and so on') },
  { name: 'unknown version', code: 'pdf-not-a-pdf', bytes: () => replaced(good(), '%PDF-1.7', '%PDF-X.Y') },
  { name: 'bytes before the header', code: 'pdf-header-offset', bytes: () => joined(bytesOf('\n'), good()) },
  { name: 'junk at the end', code: 'pdf-trailing-data', bytes: () => joined(good(), bytesOf('PK junk')) },
  {
    name: 'long junk at the end',
    code: 'pdf-trailing-data',
    bytes: () => joined(good(), new Uint8Array(9000).fill(65)),
  },
  {
    name: 'a letter behind much space at the end',
    code: 'pdf-trailing-data',
    bytes: () => joined(good(), new Uint8Array(1500), bytesOf('x')),
  },
  { name: 'no %%EOF', code: 'pdf-xref-broken', bytes: () => good().slice(0, -6) },
  { name: 'cut in the middle', code: 'pdf-xref-broken', bytes: () => good().slice(0, 300) },
];

const xref: Case[] = [
  {
    name: 'startxref beside the section',
    code: 'pdf-xref-broken',
    bytes: () => onePage().table({ startxref: 30 }).bytes(),
  },
  {
    name: 'startxref beyond the end',
    code: 'pdf-xref-broken',
    bytes: () => onePage().table({ startxref: 99999 }).bytes(),
  },
  {
    name: 'startxref without a number',
    code: 'pdf-xref-broken',
    bytes: () => onePage().table({ startxref: 'x' }).bytes(),
  },
  { name: 'row with letters', code: 'pdf-xref-broken', bytes: () => withRows([[4, '00000000xx 00000 n']]) },
  {
    name: 'row of another kind',
    code: 'pdf-xref-broken',
    bytes: () => withRows([[4, '0000000100 00000 x']]),
  },
  {
    name: 'row without line end',
    code: 'pdf-xref-broken',
    bytes: () => withRows([[4, '0000000100 00000 n  ']]),
  },
  { name: 'generation 99999', code: 'pdf-xref-broken', bytes: () => withRows([[4, '0000000100 99999 n']]) },
  {
    name: 'row beyond /Size',
    code: 'pdf-xref-broken',
    bytes: () => withRows([[9, '0000000015 00000 n']], 5),
  },
  {
    name: 'more rows announced than bytes',
    code: 'pdf-xref-broken',
    bytes: () => replaced(good(), 'xref\n0 5\n', 'xref\n0 999999\n', true),
  },
  {
    name: 'words in a subsection header',
    code: 'pdf-xref-broken',
    bytes: () => replaced(good(), 'xref\n0 5\n', 'xref\nx 5\n'),
  },
  {
    name: 'no dictionary after trailer',
    code: 'pdf-xref-broken',
    bytes: () => replaced(good(), 'trailer', 'trailer 5', true),
  },
  {
    name: '/XRefStm that is no number',
    code: 'pdf-xref-broken',
    bytes: () => replaced(good(), '/Size 5', '/XRefStm(x)/Size 5', true),
  },
  {
    name: 'columns of nine octets',
    code: 'pdf-xref-broken',
    bytes: () => replaced(goodStream(), '/W[1 4 2]', '/W[1 4 9]'),
  },
  {
    name: 'two columns',
    code: 'pdf-xref-broken',
    bytes: () => replaced(goodStream(), '/W[1 4 2]', '/W[1 4  ]'),
  },
  {
    name: 'a second ending that names the same section',
    code: 'pdf-xref-broken',
    bytes: () => joined(good(), bytesOf('startxref\n267\n%%EOF\n')),
  },
  { name: 'no /Size', code: 'pdf-xref-broken', bytes: () => replaced(good(), '/Size 5', '/Sixe 5') },
  {
    name: '/Size of an impossible file',
    code: 'pdf-limit',
    bytes: () => onePage().table({ size: 99_999_999 }).bytes(),
  },
  {
    name: '/Prev to itself',
    code: 'pdf-xref-broken',
    bytes: () => {
      const b = onePage();
      return b.table({ previous: b.length }).bytes();
    },
  },
  {
    name: '/Prev beyond the end',
    code: 'pdf-xref-broken',
    bytes: () =>
      onePage()
        .table({ previous: 2 ** 40 })
        .bytes(),
  },
  { name: 'negative /Prev', code: 'pdf-xref-broken', bytes: () => onePage().table({ previous: -1 }).bytes() },
  {
    name: 'another startxref between trailer and startxref',
    code: 'pdf-ambiguous',
    bytes: () => replaced(good(), 'startxref', 'startxref 17 %%EOF startxref', true),
  },
  {
    name: 'object listed twice',
    code: 'pdf-ambiguous',
    bytes: () => replaced(good(), 'trailer', '4 1\n0000000015 00000 n \ntrailer', true),
  },
  {
    name: 'duplicate key in the trailer',
    code: 'pdf-ambiguous',
    bytes: () => onePage().table({ trailer: '/Root 2 0 R' }).bytes(),
  },
  { name: 'too many rows', code: 'pdf-limit', bytes: good, limits: { maxXrefEntries: 3 } },
  { name: 'too much work', code: 'pdf-limit', bytes: good, limits: { maxSteps: 40, maxStepsPerByte: 0 } },
  { name: 'cross-reference stream too short', code: 'pdf-xref-broken', bytes: () => shortXrefStream() },
  { name: 'revision with a smaller /Size', code: 'pdf-ambiguous', bytes: () => shrinking() },
  { name: 'revision whose own startxref differs', code: 'pdf-ambiguous', bytes: () => wrongInnerStartxref() },
  { name: 'older section after a newer one', code: 'pdf-ambiguous', bytes: () => swappedSections() },
  {
    name: 'too many revisions',
    code: 'pdf-limit',
    bytes: () => {
      const b = onePage().table();
      return b.object(5, '1').table({ previous: b.lastXref }).bytes();
    },
    limits: { maxRevisions: 1 },
  },
];

const objects: Case[] = [
  {
    name: 'more objects in a stream than allowed',
    code: 'pdf-limit',
    bytes: () => objectStreamCase((b) => b.xrefStream(6, { fields: fields([3, 5, 2]) })),
    limits: { maxObjectStreamObjects: 2 },
  },

  { name: 'row into a later revision', code: 'pdf-xref-broken', bytes: () => danglingRow() },
  { name: 'object in the cross-reference table', code: 'pdf-ambiguous', bytes: () => objectInTrailer() },
  {
    name: 'object stream that depends on another object',
    code: 'pdf-object-broken',
    bytes: () => indirectFilter(),
  },

  {
    name: 'offset of another object',
    code: 'pdf-object-broken',
    bytes: () => {
      const b = onePage();
      return b.table({ rows: new Map([[3, row(b.offsets.get(2))]]) }).bytes();
    },
  },
  {
    name: 'object of another generation than its row',
    code: 'pdf-object-broken',
    bytes: () => replaced(good(), '4 0 obj', '4 1 obj'),
  },
  { name: 'offset into nowhere', code: 'pdf-object-broken', bytes: () => withRows([[4, row(17)]]) },
  { name: 'offset beyond the end', code: 'pdf-xref-broken', bytes: () => withRows([[4, row(99999)]]) },
  {
    name: 'missing endobj',
    code: 'pdf-object-broken',
    bytes: () => replaced(good(), '/Count 1>>\nendobj', '/Count 1>>\nendxbj'),
  },
  {
    name: 'wrong stream length',
    code: 'pdf-object-broken',
    bytes: () => replaced(good(), '/Length 14', '/Length 11'),
  },
  {
    name: 'lone CR after stream',
    code: 'pdf-object-broken',
    bytes: () => replaced(good(), '\nstream\n', '\nstream\r'),
  },
  {
    name: 'no stream length',
    code: 'pdf-object-broken',
    bytes: () => replaced(good(), '/Length', '/Lenght'),
  },
  { name: 'object inside another', code: 'pdf-ambiguous', bytes: () => nestedObject() },
  {
    name: 'object stream in an object stream',
    code: 'pdf-object-broken',
    bytes: () => objectStreamCase((b) => b.xrefStream(6, { fields: fields([5, 5, 0]) })),
  },
  {
    name: 'other number in the object stream',
    code: 'pdf-object-broken',
    bytes: () => objectStreamCase((b) => b.xrefStream(6, { fields: fields([7, 5, 1]) })),
  },
  {
    name: 'index beyond the object stream',
    code: 'pdf-object-broken',
    bytes: () => objectStreamCase((b) => b.xrefStream(6, { fields: fields([3, 5, 9]) })),
  },
  { name: 'number twice in the object stream', code: 'pdf-ambiguous', bytes: () => doubledObjectStream() },
];

const catalogAndPages: Case[] = [
  { name: 'no /Root', code: 'pdf-catalog-broken', bytes: () => onePage().table({ root: null }).bytes() },
  {
    name: '/Root missing',
    code: 'pdf-catalog-broken',
    bytes: () => onePage().table({ root: '9 0 R' }).bytes(),
  },
  {
    name: '/Root of another type',
    code: 'pdf-catalog-broken',
    bytes: () => onePage().table({ root: '3 0 R' }).bytes(),
  },
  {
    name: 'duplicate /Pages',
    code: 'pdf-ambiguous',
    bytes: () => onePage({ catalog: '<</Type/Catalog/Pages 2 0 R/#50ages 3 0 R>>' }).table().bytes(),
  },
  {
    name: 'no pages',
    code: 'pdf-no-pages',
    bytes: () => onePage({ pages: '<</Type/Pages/Kids[]/Count 0>>' }).table().bytes(),
  },
  {
    name: 'no page tree',
    code: 'pdf-page-tree-broken',
    bytes: () => onePage({ catalog: '<</Type/Catalog>>' }).table().bytes(),
  },
  {
    name: 'wrong /Count',
    code: 'pdf-page-tree-broken',
    bytes: () => onePage({ pages: '<</Type/Pages/Kids[3 0 R]/Count 2>>' }).table().bytes(),
  },
  {
    name: 'page tree loop',
    code: 'pdf-page-tree-broken',
    bytes: () => onePage({ pages: '<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>' }).table().bytes(),
  },
  {
    name: 'page twice',
    code: 'pdf-page-tree-broken',
    bytes: () => onePage({ pages: '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>' }).table().bytes(),
  },
  {
    name: 'direct page',
    code: 'pdf-page-tree-broken',
    bytes: () => onePage({ pages: '<</Type/Pages/Kids[<</Type/Page>>]/Count 1>>' }).table().bytes(),
  },
  {
    name: 'page with another parent',
    code: 'pdf-page-tree-broken',
    bytes: () =>
      onePage({ page: pageText.replace('/Parent 2', '/Parent 4') })
        .table()
        .bytes(),
  },
  {
    name: 'page of another type',
    code: 'pdf-page-tree-broken',
    bytes: () =>
      onePage({ page: pageText.replace('/Page/', '/Font/') })
        .table()
        .bytes(),
  },
  { name: 'too many pages', code: 'pdf-limit', bytes: good, limits: { maxPages: 0 } },
  {
    name: 'no /MediaBox',
    code: 'pdf-page-broken',
    bytes: () => onePage({ page: '<</Type/Page/Parent 2 0 R>>' }).table().bytes(),
  },
  {
    name: 'empty /MediaBox',
    code: 'pdf-page-broken',
    bytes: () =>
      onePage({ page: pageText.replace('200 100', '0 100') })
        .table()
        .bytes(),
  },
  {
    name: 'slanted page',
    code: 'pdf-page-broken',
    bytes: () =>
      onePage({ page: pageText.replace('/Contents', '/Rotate 45/Contents') })
        .table()
        .bytes(),
  },
  {
    name: '/UserUnit 0',
    code: 'pdf-page-broken',
    bytes: () =>
      onePage({ page: pageText.replace('/Contents', '/UserUnit 0/Contents') })
        .table()
        .bytes(),
  },
];

describe.each([
  ['frame', frame],
  ['cross-reference data', xref],
  ['objects', objects],
  ['catalog and pages', catalogAndPages],
])('%s', (_, cases) => {
  it.each(cases)('$name: $code', ({ code, bytes, limits }) => {
    const detail = expectCode(code, () => readAll(bytes(), limits));
    const sentences: Readonly<Record<string, { zh: string; en: string }>> = pdfErrors;
    for (const text of [sentences[code]?.zh ?? '{x}', sentences[code]?.en ?? '{x}']) {
      const placeholders = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      expect(Object.keys(detail)).toEqual(expect.arrayContaining(placeholders));
    }
  });
});

it('a broken table of places is refused for each of its reasons', () => {
  const broken = [...frame, ...xref, ...objects].filter(({ code }) => code === 'pdf-xref-broken');
  const reasons = broken.map(({ bytes }) => expectCode('pdf-xref-broken', () => readAll(bytes()))['what']);
  expect(new Set(reasons)).toEqual(
    new Set([
      ...[
        'xref-startxref',
        'xref-eof',
        'xref-end',
        'xref-place',
        'xref-prev',
        'xref-prev-loop',
        'xref-hybrid',
      ],
      ...['xref-header', 'xref-length', 'xref-trailer', 'xref-columns', 'xref-size'],
      ...['xref-entry', 'xref-entry-size', 'xref-entry-revision'],
    ]),
  );
});

it('reads the file that all of these break', () => {
  expect(() => readAll(good())).not.toThrow();
});

it('reads a file whose broken objects nothing leads to', () => {
  expect(() => readAll(withRows([[5, row(17)]]))).not.toThrow();
});

function row(offset = 0): string {
  return `${String(offset).padStart(10, '0')} 00000 n`;
}

function fields(other: [number, number, number]): Map<number, [number, number, number]> {
  const map = new Map<number, [number, number, number]>([1, 2, 3].map((n, i) => [n, [2, 5, i]]));
  return map.set(other[0], [2, other[1], other[2]]);
}

function objectStreamCase(finish: (builder: PdfBuilder) => PdfBuilder): Uint8Array {
  const bodies = new Map([
    [1, catalogText],
    [2, pagesText],
    [3, pageText.replace('/Contents', '/Thumb 7 0 R/Contents')],
  ]);
  return finish(new PdfBuilder().stream(4, '', 'x').objectStream(5, bodies)).bytes();
}

function doubledObjectStream(): Uint8Array {
  const data = `1 0 2 30 3 66 3 66 ${catalogText} ${pagesText} ${pageText}`;
  const builder = new PdfBuilder().stream(4, '', 'x').stream(5, '/Type/ObjStm/N 4/First 19', data);
  return builder.xrefStream(6, { fields: fields([3, 5, 2]) }).bytes();
}

function shortXrefStream(): Uint8Array {
  const builder = onePage();
  const at = builder.length;
  builder.stream(5, '/Type/XRef/W[1 4 2]/Size 6/Root 1 0 R', new Uint8Array(20));
  return builder.end(at).bytes();
}

function shrinking(): Uint8Array {
  const builder = onePage().object(5, '1').table();
  return builder.object(3, pageText).table({ previous: builder.lastXref, size: 4 }).bytes();
}

function wrongInnerStartxref(): Uint8Array {
  const builder = onePage();
  const at = builder.length;
  builder.table({ startxref: at - 20 });
  return builder.object(5, '1').table({ previous: at }).bytes();
}

/** The newest section stands before the one that it calls older. */
function swappedSections(): Uint8Array {
  const build = (older: number): PdfBuilder => {
    const builder = onePage();
    const rows = [...builder.offsets];
    builder.table({ previous: older, rows: new Map([[0, '0000000000 65535 f']]) });
    const newest = builder.lastXref;
    for (const [number, at] of rows) builder.offsets.set(number, at);
    return builder.table({ startxref: newest });
  };
  const { lastXref } = build(100);
  return build(lastXref).bytes();
}

/** Object 5 lies in the data of stream 4. */
function nestedObject(): Uint8Array {
  const builder = new PdfBuilder().object(1, catalogText).object(2, pagesText).object(3, pageText);
  builder.stream(4, '', 'q\n5 0 obj\n(inside)\nendobj\nQ');
  const at = Buffer.from(builder.bytes()).indexOf('5 0 obj');
  return builder.table({ rows: new Map([[5, row(at)]]) }).bytes();
}

/** The first revision lists object 5 where only the second one has bytes. */
function danglingRow(): Uint8Array {
  const build = (at: number): PdfBuilder => {
    const builder = onePage().table({ rows: new Map([[5, row(at)]]) });
    const late = builder.length;
    builder.raw('5 0 obj\n(late)\nendobj\n').object(6, '1').table({ previous: builder.lastXref });
    return at === late ? builder : build(late);
  };
  return build(1000).bytes();
}

/** Object 5 stands in a string of the trailer dictionary. */
function objectInTrailer(): Uint8Array {
  const build = (at: number): Uint8Array => {
    const bytes = onePage({ catalog: catalogText.replace('/Pages', '/Extra 5 0 R/Pages') })
      .table({ rows: new Map([[5, row(at)]]), trailer: '/X(\n5 0 obj 1 endobj\n)' })
      .bytes();
    const found = Buffer.from(bytes).indexOf('5 0 obj 1');
    return found === at ? bytes : build(found);
  };
  return build(100);
}

function indirectFilter(): Uint8Array {
  const bodies = new Map([
    [1, catalogText],
    [2, pagesText],
    [3, pageText],
  ]);
  const builder = new PdfBuilder()
    .stream(4, '', 'x')
    .object(7, 'null')
    .objectStream(5, bodies, '/Filter 7 0 R');
  return builder.xrefStream(8, { fields: new Map([1, 2, 3].map((n, i) => [n, [2, 5, i]])) }).bytes();
}
