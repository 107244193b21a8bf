/** Updates behind tables, streams and hybrids: what is kept in the trailer, and that our reader and qpdf find every object. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import type { PdfDocument } from '../../../src-main/pdf/document.ts';
import { IncrementBuilder } from '../../../src-main/pdf/increment.ts';
import {
  dictValue,
  pdfArray,
  pdfDict,
  pdfInteger,
  pdfName,
  withEntries,
} from '../../../src-main/pdf/objects.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-increment-'));
afterAll(() => rmSync(folder, { recursive: true }));
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const bodies = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>>>',
];
const id = '/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]';

/** Objects with a table; `hidden` are objects that only a stream names: a hybrid file (ISO 32000-2 §7.5.8.4). */
function tableFile(ending: string, trailerExtra = '', hidden: readonly string[] = []): Uint8Array {
  let text = '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n';
  const offsets = [...bodies, ...hidden].map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  let extra = trailerExtra;
  const size = bodies.length + hidden.length + (hidden.length > 0 ? 2 : 1);
  if (hidden.length > 0) {
    const rows = offsets.slice(bodies.length).map((offset) => `01${offset.toString(16).padStart(4, '0')}00`);
    extra += `/XRefStm ${text.length}`;
    const hex = `${rows.join('')}>`;
    text += `${size - 1} 0 obj\n<</Type/XRef/Size ${size}/W[1 2 1]/Index[4 ${hidden.length}]/Root 1 0 R/Filter/ASCIIHexDecode/Length ${hex.length}>>\nstream\n${hex}\nendstream\nendobj\n`;
  }
  const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const startxref = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.slice(0, 3).map(entry).join('')}`;
  text += `trailer\n<</Size ${size}/Root 1 0 R${extra}>>\nstartxref\n${startxref}\n%%EOF${ending}`;
  return latin1(text);
}

function extend(
  original: Uint8Array,
  secondId = new Uint8Array(16).fill(7),
): { bytes: Uint8Array; document: PdfDocument; added: number } {
  const before = openPdf(bytesSource(original));
  const builder = new IncrementBuilder(before);
  const added = builder.add(pdfArray([pdfName('New one'), pdfInteger(-3)]));
  builder.put(before.catalogRef, withEntries(before.catalog, { Extra: added }));
  const bytes = concatBytes(original, builder.finish(secondId).bytes);
  return { bytes, document: openPdf(bytesSource(bytes)), added: added.number };
}

describe('an update', () => {
  it.each(['', '\n', '\r\n', '\r'])('begins on a line of its own (%j)', (ending) => {
    const original = tableFile(ending);
    const { bytes, document, added } = extend(original);
    expect(bytes.subarray(0, original.length)).toEqual(original);
    expect(bytes[original.length]).toBe(ending === '' ? 0x0a : '1'.charCodeAt(0) + added - 1);
    expect(document.value(document.catalog, 'Extra')).toMatchObject({
      items: [{ value: 'New one' }, { value: -3 }],
    });
    const path = join(folder, `table-${ending.length}.pdf`);
    writeFileSync(path, bytes);
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });

  it('keeps /Root, /Info, the first /ID and entries that it does not know, and changes the second /ID', () => {
    const { document } = extend(tableFile('\n', `${id}/Info 3 0 R/Odd[1(a)]`));
    const { trailer } = document;
    expect([...trailer.entries.keys()].sort()).toEqual(['ID', 'Info', 'Odd', 'Prev', 'Root', 'Size']);
    const ids = dictValue(trailer, 'ID');
    const parts =
      ids?.kind === 'array' ? ids.items.map((part) => (part.kind === 'string' ? [...part.bytes] : [])) : [];
    expect(parts).toEqual([
      [0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255],
      Array(16).fill(7),
    ]);
    expect(dictValue(trailer, 'Size')).toMatchObject({ value: 5 });
  });

  it('behind a hybrid file is a table, and the hidden objects stay reachable', () => {
    const original = tableFile('\n', '', ['(hidden)']);
    expect(openPdf(bytesSource(original)).revisions.map(({ kind }) => kind)).toEqual(['hybrid']);
    const { bytes, document, added } = extend(original);
    expect(document.revisions.map(({ kind }) => kind)).toEqual(['hybrid', 'table']);
    expect(added).toBe(6);
    expect(document.get({ kind: 'ref', number: 4, generation: 0, range: null })).toMatchObject({
      kind: 'string',
    });
    const path = join(folder, 'hybrid.pdf');
    writeFileSync(path, bytes);
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
    expect(execFileSync('qpdf', ['--show-object=4', path], { encoding: 'utf8' })).toContain('hidden');
  });

  it('names offsets beyond 4 GiB in a stream', () => {
    const size = 5 * 1024 ** 3;
    const trailer = pdfDict({ Size: pdfInteger(10), Root: pdfDict({}) });
    const base = {
      source: { size, read: () => Uint8Array.of(0x0a) },
      trailer,
      highestObjectNumber: 9,
      revisions: [{ kind: 'stream', xrefOffset: size - 100 } as PdfDocument['revisions'][number]],
    };
    const builder = new IncrementBuilder(base);
    builder.add(pdfInteger(1));
    const { bytes, offsets } = builder.finish(new Uint8Array(16));
    expect(offsets.get(10)).toBe(size);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('/W [1 5 2]');
    expect(text).toContain(`/Prev ${size - 100}`);
    // Row of object 10: type 1, five octets of offset 0x140000000, generation 0.
    expect(Buffer.from(bytes).includes(Buffer.from('0101400000000000', 'hex'))).toBe(true);
  });
});
