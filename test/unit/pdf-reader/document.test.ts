/** Opening: every kind of cross-reference data, revisions, lazy reading. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { ByteSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import type { PdfDocument } from '../../../src-main/pdf/document.ts';
import { pdfRef } from '../../../src-main/pdf/objects.ts';
import { expectCode } from './expect-code.ts';
import { PdfBuilder, catalogText, onePage, pageText, pagesText, replaced } from './pdf-builder.ts';

const open = (bytes: Uint8Array) => openPdf(bytesSource(bytes));
const notesOf = (document: PdfDocument) => document.notes.map(({ code }) => code);

/** Catalog, pages and page in object stream 5; content and streams in the file. */
function compressedPdf(filter = false): PdfBuilder {
  const builder = new PdfBuilder().stream(4, '', '0 0 10 10 re f');
  const bodies = new Map([
    [1, catalogText],
    [2, pagesText],
    [3, pageText],
  ]);
  builder.objectStream(5, bodies, filter ? '/Filter[]' : '');
  return builder.xrefStream(6, { fields: new Map([1, 2, 3].map((n, i) => [n, [2, 5, i]])) });
}

describe('cross-reference data', () => {
  it('opens a table', () => {
    const document = open(onePage().table().bytes());
    expect(document.pageCount).toBe(1);
    expect(document.headerVersion).toBe('1.7');
    expect(document.highestObjectNumber).toBe(4);
    expect(document.encrypted).toBe(false);
    expect(notesOf(document)).toEqual([]);
    expect(document.revisions).toMatchObject([{ index: 0, kind: 'table', linearized: false, start: 0 }]);
  });

  it('opens a cross-reference stream with object streams', () => {
    const document = open(compressedPdf(true).bytes());
    expect(document.pageCount).toBe(1);
    expect(document.revisions[0]?.kind).toBe('stream');
    expect(document.entry(2)).toEqual({ kind: 'in-stream', stream: 5, index: 1 });
    expect(document.get(pdfRef(2)).range).toBeNull();
    expect(document.objectRange(pdfRef(2))).toBeNull();
  });

  it('opens a hybrid: the stream shows what the table hides', () => {
    const builder = onePage({ page: pageText.replace('/Contents', '/Extra 5 0 R/Contents') });
    const hidden = builder.length;
    const row = Buffer.alloc(7);
    row.writeUInt8(1, 0);
    const body = builder.length;
    builder.raw('5 0 obj\n(hidden)\nendobj\n');
    row.writeUInt32BE(body, 1);
    const stream = builder.length;
    builder.stream(6, '/Type/XRef/W[1 4 2]/Index[5 1]/Size 7', row);
    builder.table({ trailer: `/XRefStm ${stream}`, size: 7, rows: new Map([[5, '0000000000 65535 f']]) });
    const document = open(builder.bytes());
    expect(hidden).toBe(body);
    expect(document.revisions[0]?.kind).toBe('hybrid');
    expect(document.get(pdfRef(5))).toMatchObject({ kind: 'string' });
    expect(notesOf(document)).toContain('hybrid-xref');
  });

  it('refuses a hybrid whose two parts disagree', () => {
    const builder = onePage();
    const row = Buffer.from([1, 0, 0, 0, 20, 0, 0]);
    const stream = builder.length;
    builder.stream(6, '/Type/XRef/W[1 4 2]/Index[4 1]/Size 7', row);
    const bytes = builder.table({ trailer: `/XRefStm ${stream}`, size: 7 }).bytes();
    expectCode('pdf-ambiguous', () => open(bytes));
  });

  it.each([
    [' \n', []],
    [' \r', []],
    ['\r\n', []],
    ['\n', ['xref-entry-length']],
    ['\r', ['xref-entry-length']],
    [' \r\n', ['xref-entry-length']],
  ])('reads rows that end in %j', (rowEnd, notes) => {
    const document = open(onePage().table({ rowEnd }).bytes());
    expect(document.pageCount).toBe(1);
    expect(notesOf(document)).toEqual(notes);
  });

  it('reads a table that begins with 1 where it means 0', () => {
    const bytes = onePage().table().bytes();
    const document = open(replaced(bytes, 'xref\n0 5', 'xref\n1 5'));
    expect(document.pageCount).toBe(1);
    expect(notesOf(document)).toContain('xref-starts-at-one');
  });

  it('takes offset 0 for a free row, and a later gap for missing objects', () => {
    const builder = onePage();
    const bytes = builder.table({ rows: new Map([[5, '0000000000 00000 n']]) }).bytes();
    const document = open(bytes);
    expect(document.get(pdfRef(5)).kind).toBe('null');
    expect(document.get(pdfRef(77)).kind).toBe('null');
    expect(document.get(pdfRef(4, 3)).kind).toBe('null');
    expect(notesOf(document)).toEqual(['xref-zero-offset']);
  });

  it('finds an indirect /Length, and refuses one that needs itself', () => {
    const good = onePage().raw('').object(6, '3');
    good.offsets.set(5, good.length);
    good.raw('5 0 obj\n<</Length 6 0 R>>\nstream\nabc\nendstream\nendobj\n').table();
    const document = open(good.bytes());
    const stream = document.get(pdfRef(5));
    if (stream.kind !== 'stream') throw new Error('not a stream');
    expect(Buffer.from(document.streamBytes(stream)).toString()).toBe('abc');
    const bad = onePage();
    bad.offsets.set(5, bad.length);
    bad.raw('5 0 obj\n<</Length 5 0 R>>\nstream\nabc\nendstream\nendobj\n').table();
    expectCode('pdf-object-broken', () => open(bad.bytes()).get(pdfRef(5)));
  });
});

describe('revisions', () => {
  const first = onePage().table();
  const firstEnd = first.length;
  const second = first
    .object(3, pageText.replace('200 100', '300 100'))
    .object(5, '(new)')
    .table({
      previous: first.lastXref,
      rows: new Map([[4, '0000000000 00001 f']]),
    });
  const bytes = second.bytes();

  it('lists them with their ends and what they change', () => {
    const document = open(bytes);
    expect(document.revisions.map(({ start, end, endWithLineEnd }) => [start, end, endWithLineEnd])).toEqual([
      [0, firstEnd - 1, firstEnd],
      [firstEnd - 1, bytes.length - 1, bytes.length],
    ]);
    expect(document.changedObjects(0)).toEqual([1, 2, 3, 4]);
    expect(document.changedObjects(1)).toEqual([3, 4, 5]);
  });

  it('shows each one as it was', () => {
    const document = open(bytes);
    expect(document.page(0).visualWidthPt).toBe(300);
    expect(document.get(pdfRef(4)).kind).toBe('null');
    const before = document.documentAt(0);
    expect(before.page(0).visualWidthPt).toBe(200);
    expect(before.get(pdfRef(4)).kind).toBe('stream');
    expect(before.get(pdfRef(5)).kind).toBe('null');
    expect(before.source.size).toBe(firstEnd);
    expect(() => before.source.read(firstEnd - 1, 2)).toThrow(RangeError);
    expect(document.documentAt(1)).toBe(document);
    expect(() => document.documentAt(2)).toThrow(RangeError);
  });

  it('does not call a repeated row a change', () => {
    const builder = onePage();
    const rows = new Map(
      [...builder.offsets].map(([n, at]) => [n, `${String(at).padStart(10, '0')} 00000 n`] as const),
    );
    builder.table();
    builder.object(5, '(new)').table({ previous: builder.lastXref, rows });
    expect(open(builder.bytes()).changedObjects(1)).toEqual([5]);
  });

  it('sees that a replaced object stream changes what is in it', () => {
    const builder = compressedPdf();
    const previous = builder.lastXref;
    const other = new Map([
      [1, catalogText],
      [2, pagesText],
      [3, pageText.replace('200 100', '400 100')],
    ]);
    const document = open(builder.objectStream(5, other).xrefStream(7, { previous, size: 8 }).bytes());
    expect(document.changedObjects(1)).toEqual([1, 2, 3, 5, 7]);
    expect(document.page(0).visualWidthPt).toBe(400);
    expect(document.documentAt(0).page(0).visualWidthPt).toBe(200);
  });

  it('sees what a late object stream brings to rows that waited for it', () => {
    const builder = onePage({ page: pageText.replace('/Contents', '/Extra 9 0 R/Contents') });
    builder.xrefStream(6, { fields: new Map([[9, [2, 7, 0]]]) });
    const previous = builder.lastXref;
    const document = open(
      builder
        .objectStream(7, new Map([[9, '(late)']]))
        .xrefStream(8, { previous, size: 10 })
        .bytes(),
    );
    expect(document.get(pdfRef(9)).kind).toBe('string');
    expect(document.changedObjects(1)).toEqual([7, 8, 9]);
  });

  it('stays encrypted when a later trailer leaves /Encrypt out', () => {
    const builder = onePage().table({ trailer: '/Encrypt<</Filter/Standard>>' });
    const later = builder.object(5, '1').table({ previous: builder.lastXref });
    expect(open(later.bytes()).encrypted).toBe(true);
  });

  it('keeps fifty of them linear', () => {
    const builder = onePage().table();
    for (let i = 0; i < 50; i++) {
      builder.object(5 + i, '(x)').table({ previous: builder.lastXref });
    }
    const document = open(builder.bytes());
    expect(document.revisions.length).toBe(51);
    expect(document.documentAt(20).highestObjectNumber).toBe(24);
    expect(document.changedObjects(50)).toEqual([54]);
  });
});

describe('reading', () => {
  /** 300 MB that exist only where somebody looks. */
  function hugeSource(): { source: ByteSource; reads: number[] } {
    const head = onePage().raw('5 0 obj\n<</Length 300000000>>\nstream\n');
    const start = head.length - '5 0 obj\n<</Length 300000000>>\nstream\n'.length;
    const tail = new PdfBuilder('\nendstream\nendobj\n');
    const shift = head.length + 300_000_000;
    for (const [number, at] of head.offsets) tail.offsets.set(number, at);
    tail.offsets.set(5, start);
    tail.table({ startxref: shift + tail.length });
    const [headBytes, tailBytes] = [head.bytes(), tail.bytes()];
    const reads: number[] = [];
    const size = shift + tailBytes.length;
    const source: ByteSource = {
      size,
      read(offset, length) {
        reads.push(length);
        const out = new Uint8Array(length);
        const fromHead = headBytes.subarray(Math.min(offset, headBytes.length), offset + length);
        out.set(fromHead);
        if (offset + length > shift) {
          const from = Math.max(offset, shift);
          out.set(tailBytes.subarray(from - shift, offset + length - shift), from - offset);
        }
        return out;
      },
    };
    return { source, reads };
  }

  it('opens 300 MB with a few small reads', () => {
    const { source, reads } = hugeSource();
    const document = openPdf(source);
    expect(document.pageCount).toBe(1);
    expect(document.get(pdfRef(5)).kind).toBe('stream');
    expect(reads.length).toBeLessThan(20);
    expect(Math.max(...reads)).toBeLessThanOrEqual(4096);
  });

  it('never unpacks a stream beyond its cap', () => {
    const { source } = hugeSource();
    const document = openPdf(source);
    const stream = document.get(pdfRef(5));
    if (stream.kind !== 'stream') throw new Error('not a stream');
    expectCode('pdf-limit', () => document.streamBytes(stream));
    expectCode('pdf-limit', () => document.rawStreamBytes(stream));
  });

  it('decodes streams and keeps image filters apart', () => {
    const packed = deflateSync('0 0 1 1 re f');
    const builder = onePage()
      .stream(5, '/Filter/FlateDecode', packed)
      .stream(6, '/Filter/DCTDecode', 'jpeg')
      .table();
    const document = open(builder.bytes());
    const [flate, image] = [document.get(pdfRef(5)), document.get(pdfRef(6))];
    if (flate.kind !== 'stream' || image.kind !== 'stream') throw new Error('not streams');
    expect(Buffer.from(document.streamBytes(flate)).toString()).toBe('0 0 1 1 re f');
    expect(document.rawStreamBytes(flate)).toEqual(new Uint8Array(packed));
    expect(document.decodedStream(image).undecoded).toEqual(['DCTDecode']);
    expectCode('pdf-stream-broken', () => document.streamBytes(image));
  });
});
