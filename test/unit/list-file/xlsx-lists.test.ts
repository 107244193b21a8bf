/** Lists in workbooks: what spreadsheet programs write, and what nobody should be able to do with one. */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { listOf } from '../../../src-main/list-file/list-of.ts';
import { tableXlsx } from '../../../src-main/report/table.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { rowsXml, workbook, type BookInput } from './support/workbook.ts';

const head = ['文件', '相对方', '金额', '编号'];
const oneRow = rowsXml([head, ['a.pdf', '甲', 1234.5, 'N1']]);
const book = (more: Partial<BookInput> = {}): Uint8Array =>
  workbook({ sheets: [{ name: '清单', rows: oneRow }], ...more });
const first = {
  at: 2,
  file: 'a.pdf',
  counterparty: '甲',
  amount: '1234.5',
  currency: 'CNY',
  number: 'N1',
  findings: [],
};

test('a book of our own program, with its note above the headings', async () => {
  const columns = head.map((title) => ({ title, width: 12 }));
  const octets = await tableXlsx({
    title: '清单',
    note: '沙箱',
    columns,
    rows: [['a.pdf', '甲', 1234.5, 'N1']],
  });
  expect(listOf(octets)).toEqual({ sheet: '清单', rows: [{ ...first, at: 3 }], leftOut: [] });
});

test('shared texts, runs, readings, formulas with values, prefixes, rows without numbers', () => {
  const texts = workbook({
    sheets: [
      {
        name: 'A&B',
        rows:
          '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>' +
          '<row r="5"><c r="A5" t="str"><f>B9&amp;".pdf"</f><v>a.pdf</v></c><c r="B5" t="s"><v>3</v></c>' +
          '<c r="C5"><f>SUM(D1:D4)</f><v>1234.5600000000001</v></c></row>',
      },
    ],
    parts: {
      'xl/sharedStrings.xml':
        '<x:sst xmlns:x="u"><x:si><x:t>文件</x:t></x:si><x:si><x:r><x:t>相</x:t></x:r><x:r><x:t>对方</x:t></x:r></x:si>' +
        '<x:si><x:t>金额</x:t></x:si><x:si><x:t>甲&#x516c;司</x:t><x:rPh sb="0" eb="1"><x:t>jia</x:t></x:rPh></x:si></x:sst>',
    },
  });
  expect(listOf(texts)).toMatchObject({
    sheet: 'A&B',
    rows: [{ at: 5, file: 'a.pdf', counterparty: '甲公司', amount: '1234.56' }],
  });
});

test('numbers are what the sheet shows: zeros in front, dates refused, lost digits refused, errors refused', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0000"/><numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/></cellXfs></styleSheet>';
  const cell = (attributes: string, value: string): string =>
    `<row><c t="inlineStr"><is><t>a.pdf</t></is></c><c ${attributes}><v>${value}</v></c></row>`;
  const rows =
    rowsXml([['文件', '编号']]) +
    cell('s="1"', '7') +
    cell('s="2"', '46327') +
    cell('s="3"', '46327') +
    cell('s="0"', '4.4010600000000002E+19') +
    cell('t="e"', '#REF!') +
    cell('t="n"', '20261101');
  const read = listOf(workbook({ sheets: [{ name: 'x', rows }], styles }));
  expect(read.rows.map(({ number, findings }) => [number, ...findings.map(({ code }) => code)])).toEqual([
    ['0007'],
    [null, 'row-cell-unreadable'],
    [null, 'row-cell-unreadable'],
    [null, 'row-number-imprecise'],
    [null, 'row-cell-unreadable'],
    ['20261101'],
  ]);
});

test('cells merged downwards: a counterparty counts for each row, an amount for none', () => {
  const rows = rowsXml([
    head,
    ['a.pdf', '甲', 10, '1'],
    ['b.pdf', null, null, '2'],
    [null, null, null, null],
  ]);
  const after =
    '<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="C2:C3"/><mergeCell ref="A1:B1"/></mergeCells>';
  const read = listOf(workbook({ sheets: [{ name: 'x', rows, after }] }));
  expect(read.rows).toMatchObject([
    { counterparty: '甲', amount: '10', findings: [] },
    { counterparty: '甲', amount: null, findings: [{ code: 'row-cell-merged' }] },
  ]);
});

test('a hidden row is told; hidden sheets and sheets without a list are not read', () => {
  const hidden = oneRow.replace('<row r="2">', '<row r="2" hidden="1">');
  const read = listOf(
    workbook({
      sheets: [
        { name: '说明', rows: rowsXml([['请按下表办理']]) },
        { name: '清单', rows: hidden },
        { name: '旧', state: 'hidden', rows: oneRow },
        { name: '模板', rows: rowsXml([head]) },
      ],
    }),
  );
  expect(read).toMatchObject({ sheet: '清单', rows: [{ findings: [{ code: 'row-hidden' }] }] });
});

const bomb = (): Uint8Array => {
  const sheet = `<worksheet><sheetData>${' '.repeat(60 * 1024 * 1024)}</sheetData></worksheet>`;
  return book({ parts: { 'xl/worksheets/sheet0.xml': sheet } });
};
const external = '<externalReferences><externalReference r:id="e"/></externalReferences>';
const withSheet = (rows: string): Uint8Array => workbook({ sheets: [{ name: 'x', rows }] });

describe('refused by name', () => {
  test.each<[string, () => Uint8Array, string]>([
    ['a bomb', bomb, 'table-too-large'],
    [
      'a million rows',
      () =>
        withSheet(
          rowsXml([head]) +
            rowsXml(
              Array.from({ length: 5300 }, () => ['a.pdf']),
              2,
            ),
        ),
      'table-too-large',
    ],
    ['a row beyond the last', () => withSheet('<row r="1048577"/>'), 'table-damaged'],
    ['rows upwards', () => withSheet(rowsXml([['文件']], 5) + rowsXml([['a.pdf']], 2)), 'table-damaged'],
    [
      'a cell twice',
      () => withSheet(`${rowsXml([['文件']])}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
      'table-damaged',
    ],
    [
      'a value twice',
      () => withSheet('<row><c t="str"><v>文件</v></c><c><v>1</v><v>00</v></c></row>'),
      'table-damaged',
    ],
    [
      'a value and a text',
      () => withSheet('<row><c t="inlineStr"><v>0</v><is><t>文件</t></is></c></row>'),
      'table-damaged',
    ],
    [
      'a cell of another row',
      () => withSheet('<row r="2"><c r="A3" t="str"><v>文件</v></c></row>'),
      'table-damaged',
    ],
    ['a text that is not there', () => withSheet('<row><c t="s"><v>7</v></c></row>'), 'table-damaged'],
    ['other workbooks', () => book({ inBook: external }), 'table-outside-references'],
    [
      'links of other workbooks',
      () => book({ parts: { 'xl/externalLinks/externalLink1.xml': '<x/>' } }),
      'table-outside-references',
    ],
    ['data connections', () => book({ parts: { 'xl/connections.xml': '<x/>' } }), 'table-outside-references'],
    [
      'a web service',
      () => withSheet(`${oneRow}<row><c><f>_xlfn.WEBSERVICE("x")</f><v>1</v></c></row>`),
      'table-outside-references',
    ],
    [
      'a sheet elsewhere',
      () =>
        book({
          parts: {
            'xl/_rels/workbook.xml.rels':
              '<Relationships><Relationship Id="s0" Type="o/worksheet" TargetMode="External" Target="http://x"/></Relationships>',
          },
        }),
      'table-outside-references',
    ],
    [
      'a document type',
      () => book({ parts: { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' } }),
      'table-damaged',
    ],
    [
      'an entity',
      () => book({ parts: { 'xl/sharedStrings.xml': '<sst><si><t>&b;</t></si></sst>' } }),
      'table-damaged',
    ],
    ['elements without end', () => withSheet('<a>'.repeat(200)), 'table-damaged'],
    ['another archive', () => zipSync({ 'word/document.xml': strToU8('<x/>') }), 'table-unknown'],
    [
      'a relation twice',
      () =>
        book({
          parts: {
            '_rels/.rels':
              '<Relationships><Relationship Id="a" Type="t"/><Relationship Id="a" Type="t"/></Relationships>',
          },
        }),
      'table-damaged',
    ],
    ['a name in two cases', () => book({ parts: { 'XL/Workbook.xml': '<x/>' } }), 'table-damaged'],
    [
      'two lists',
      () =>
        workbook({
          sheets: [
            { name: '一', rows: oneRow },
            { name: '二', rows: oneRow },
          ],
        }),
      'table-several-sheets',
    ],
    ['no headings', () => withSheet(rowsXml([['a.pdf', '甲']])), 'table-no-columns'],
    ['headings alone', () => withSheet(rowsXml([head])), 'table-empty'],
    [
      'an old workbook',
      () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0),
      'table-unknown',
    ],
  ])('%s', (_, make, code) => {
    expect(() => listOf(make())).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('whatever is changed in a book: rows, or one of our codes', () => {
    const whole = book({ texts: ['x'] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(whole.length)),
        (changes, cut) => {
          const octets = whole.slice(0, cut ?? whole.length);
          for (const [at, value] of changes) if (at < octets.length) octets[at] = value;
          try {
            expect(listOf(octets).rows.length).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof BianyinError)) throw error;
            expect(error.code).toMatch(/^table-/);
          }
        },
      ),
      { numRuns: propertyRuns(2000) },
    );
  });
});
