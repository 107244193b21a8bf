/** What may be sealed: every refusal before a PIN, every warning. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { assertSealable, inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { expectCode } from './expect-code.ts';
import { PdfBuilder, onePage, pageText } from './pdf-builder.ts';
import {
  closeRange,
  fieldText,
  signatureText,
  signedBuilder,
  signedCatalog,
  signedTwice,
} from './signed-pdf.ts';

const inspect = (bytes: Uint8Array) => inspectForSealing(openPdf(bytesSource(bytes)));
const codes = (bytes: Uint8Array) => inspect(bytes).refusals.map(({ code }) => code);
const withCatalog = (entries: string) =>
  onePage({ catalog: `<</Type/Catalog/Pages 2 0 R${entries}>>` })
    .table()
    .bytes();

describe('refusals', () => {
  it('is silent about a plain file and about sound signatures', () => {
    expect(inspect(onePage().table().bytes())).toEqual({ refusals: [], warnings: [], signatures: [] });
    expect(codes(signedTwice().bytes)).toEqual([]);
  });

  it.each([
    [
      'encrypted',
      'pdf-encrypted',
      () => onePage().table({ trailer: '/Encrypt<</Filter/Standard>>' }).bytes(),
    ],
    [
      'data in another file',
      'pdf-outside-content',
      () => onePage().stream(4, '/F(x.txt)', '').table().bytes(),
    ],
    [
      'contents that readers draw in two ways',
      'pdf-ambiguous-content',
      () => onePage().stream(4, '', 'Q 0 0 9 9 re f').table().bytes(),
    ],
    ['an archive too', 'pdf-ambiguous', () => archive()],
    ['XFA', 'pdf-xfa', () => withCatalog('/AcroForm<</Fields[]/XFA(x)>>')],
    ['a hybrid whose page needs the hidden table', 'pdf-hybrid-contents', () => hybrid('/Extra 5 0 R')],
    ['usage rights', 'pdf-usage-rights', () => withCatalog('/Perms<</UR3<</Filter/F>>>>')],
    [
      'broken object',
      'pdf-object-broken',
      () =>
        onePage()
          .table({ rows: new Map([[4, '0000000017 00000 n']]) })
          .bytes(),
    ],
    ['form that is no dictionary', 'pdf-form-broken', () => withCatalog('/AcroForm[]')],
    [
      'page without size',
      'pdf-page-broken',
      () => onePage({ page: '<</Type/Page/Parent 2 0 R>>' }).table().bytes(),
    ],
    [
      'range with a gap',
      'pdf-signature-broken',
      () => closeRange(signedBuilder().bytes(), ([a, b, c, d]) => [a, b - 4, c, d]),
    ],
    [
      'value that is no dictionary',
      'pdf-signature-broken',
      () => signedBuilder({ field: fieldText('Seal', '(x)') }).bytes(),
    ],
    [
      'signature outside the form',
      'pdf-signature-broken',
      () => closeRange(signedBuilder({ catalog: signedCatalog('') }).bytes()),
    ],
    [
      'lock on everything',
      'pdf-locked',
      () =>
        closeRange(signedBuilder({ field: fieldText('Seal', '11 0 R', '/Lock<</Action/All/P 1>>') }).bytes()),
    ],
    ['certification without changes', 'pdf-certified-no-changes', () => certified(1)],
  ] as const)('%s: %s', (_, code, bytes) => {
    expect(codes(bytes())).toContain(code);
    expectCode(code, () => assertSealable(openPdf(bytesSource(bytes()))));
  });

  it('does not refuse a hybrid whose hidden objects nothing leads to, nor warns of it', () => {
    expect(codes(hybrid(''))).toEqual([]);
    expect(inspect(hybrid('')).warnings).toEqual([]);
  });

  it('does not refuse a lock that nobody has signed yet, nor certification that allows signing', () => {
    expect(
      codes(signedBuilder({ field: fieldText('Seal', 'null', '/Lock<</Action/All/P 1>>') }).bytes()),
    ).toEqual([]);
    expect(codes(certified(2))).toEqual([]);
    expect(inspect(certified(2)).warnings).toContain('certified');
  });
});

/** An end record of a ZIP in a comment behind the trailer: archive programs find it there. */
function archive(): Uint8Array {
  const record = 'PK\u0005\u0006' + '\0'.repeat(16);
  const text = Buffer.from(onePage().table().bytes()).toString('latin1');
  const end = 'startxref';
  const tail = text.slice(text.lastIndexOf(end));
  const comment = `${String.fromCharCode(tail.length + 1)}\0\n`;
  return new Uint8Array(Buffer.from(`${text.slice(0, -tail.length)}%${record}${comment}${tail}`, 'latin1'));
}

/** Object 5 stands in the hidden table only; `pageEntries` go into the page. */
function hybrid(pageEntries: string): Uint8Array {
  const builder = onePage({ page: pageText.replace('/Contents', `${pageEntries}/Contents`) });
  const row = Buffer.alloc(7);
  row.writeUInt8(1, 0);
  row.writeUInt32BE(builder.length, 1);
  builder.raw('5 0 obj\n(hidden)\nendobj\n');
  const stream = builder.length;
  builder.stream(6, '/Type/XRef/W[1 4 2]/Index[5 1]/Size 7', row);
  const rows = new Map([[5, '0000000000 65535 f']]);
  return builder.table({ trailer: `/XRefStm ${stream}`, size: 7, rows }).bytes();
}

function certified(permission: number): Uint8Array {
  const entries = `/Filter/F/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${permission}>>>>]`;
  return closeRange(signedBuilder({ signature: signatureText({ entries }) }).bytes());
}

describe('warnings', () => {
  it.each([
    ['javascript', '/OpenAction<</S/JavaScript/JS(x)>>'],
    ['javascript', '/Names<</JavaScript<<>>>>'],
    ['automatic-action', '/AA<<>>'],
    ['automatic-action', '/OpenAction<</S/Launch>>'],
    ['embedded-files', '/Names<</EmbeddedFiles<<>>>>'],
    ['hidden-layers', '/OCProperties<</OCGs[]/D<</OFF[4 0 R]>>>>'],
    ['need-appearances', '/AcroForm<</Fields[]/NeedAppearances true>>'],
  ])('%s for %s', (warning, entries) => {
    expect(inspect(withCatalog(entries)).warnings).toEqual([warning]);
  });

  it('does not warn about going to a page', () => {
    expect(inspect(withCatalog('/OpenAction[3 0 R/Fit]')).warnings).toEqual([]);
  });

  it('looks at pages: attachments, media, actions', () => {
    const annots =
      '/Annots[<</Subtype/FileAttachment>> <</Subtype/RichMedia>> <</Subtype/Link/A<</S/Launch>>>>]';
    const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R${annots}>>`;
    expect(inspect(onePage({ page }).table().bytes()).warnings).toEqual([
      'automatic-action',
      'embedded-files',
      'rich-media',
    ]);
  });

  it('tells fonts that are not in the file', async () => {
    const made = await PDFDocument.create();
    made.addPage().drawText('x', { font: await made.embedFont(StandardFonts.Helvetica) });
    const document = openPdf(bytesSource(await made.save()));
    expect(inspectForSealing(document)).toMatchObject({ refusals: [], warnings: ['fonts-not-embedded'] });
  });

  it('says that a file was signed, and changed since', () => {
    expect(inspect(signedTwice().bytes).warnings).toEqual(['signed-before']);
    const locked = (entries: string) =>
      inspect(
        closeRange(signedBuilder({ field: fieldText('Seal', '11 0 R', `/Lock<<${entries}>>`) }).bytes()),
      );
    expect(locked('/Action/All').warnings).toContain('form-locked');
    expect(locked('/Action/Exclude/Fields[(a)]').warnings).toContain('form-locked');
    expect(locked('/Action/Include/Fields[(a)]').warnings).not.toContain('form-locked');
    const builder = signedBuilder();
    const signed = closeRange(builder.bytes());
    const later = new PdfBuilder(signed).object(20, '(x)').table({ previous: builder.lastXref });
    expect(inspect(later.bytes()).warnings).toEqual(['signed-before', 'changed-after-signature']);
  });
});
