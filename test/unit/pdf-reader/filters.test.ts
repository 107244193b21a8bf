/** Filters: right bytes out, damaged data refused, bombs stopped early. */
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStream } from '../../../src-main/pdf/filters.ts';
import type { DecodedStream } from '../../../src-main/pdf/filters.ts';
import { WorkBudget, defaultPdfLimits } from '../../../src-main/pdf/limits.ts';
import { pdfArray, pdfDict, pdfInteger, pdfName, pdfNull, pdfStream } from '../../../src-main/pdf/objects.ts';
import type { PdfObject } from '../../../src-main/pdf/objects.ts';
import { processorMs } from '../../support/processor-time.ts';
import { expectCode } from './expect-code.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

function decode(data: Uint8Array, entries: Record<string, PdfObject>, cap?: number): DecodedStream {
  const none = () => new Uint8Array(0);
  const budget = new WorkBudget(defaultPdfLimits, 0);
  return decodeStream(pdfStream(pdfDict(entries), data), none, (object) => object, budget, cap);
}

const one = (name: string, parameters: Record<string, number> = {}): Record<string, PdfObject> => ({
  Filter: pdfName(name),
  DecodeParms: pdfDict(
    Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, pdfInteger(value)] as const)),
  ),
});
const textOf = (decoded: DecodedStream) => Buffer.from(decoded.bytes).toString('latin1');

describe('FlateDecode', () => {
  it('undoes what zlib made, whatever follows it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 5000 }),
        fc.nat(9),
        fc.uint8Array({ maxLength: 20 }),
        (data, level, junk) => {
          const packed = Buffer.concat([deflateSync(data, { level }), junk]);
          expect(decode(new Uint8Array(packed), one('FlateDecode')).bytes).toEqual(data);
        },
      ),
    );
  });

  it('needs neither a checksum nor little data after the last block', () => {
    const data = latin1('abcabcabc'.repeat(50_000));
    const packed = deflateSync(data);
    expect(decode(new Uint8Array(packed.subarray(0, -4)), one('FlateDecode')).bytes).toEqual(data);
    const long = Buffer.concat([packed, Buffer.alloc(3_000_000, 0x55)]);
    expect(decode(new Uint8Array(long), one('FlateDecode')).bytes.length).toBe(data.length);
  });

  it('refuses truncated data and foreign headers', () => {
    const packed = deflateSync(Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * 7919) % 251)));
    expectCode('pdf-stream-broken', () =>
      decode(new Uint8Array(packed.subarray(0, 100)), one('FlateDecode')),
    );
    expectCode('pdf-stream-broken', () => decode(new Uint8Array(deflateRawSync('abc')), one('FlateDecode')));
  });

  it('stops a bomb long before it is unpacked', () => {
    const bomb = new Uint8Array(deflateSync(Buffer.alloc(200 * 1024 * 1024)));
    const unpack = () => decode(bomb, one('FlateDecode'), 1024 * 1024);
    expect(processorMs(() => expectCode('pdf-limit', unpack))).toBeLessThan(1000);
  });
});

describe('predictors', () => {
  it('undoes each PNG row algorithm', () => {
    // Rows of three one-byte pixels; every row decodes to 10 20 30.
    const rows = [
      [0, 10, 20, 30],
      [1, 10, 10, 10],
      [2, 0, 0, 0],
      [3, 5, 5, 5],
      [4, 0, 0, 0],
    ];
    const packed = new Uint8Array(deflateSync(Buffer.from(rows.flat())));
    const { bytes } = decode(packed, one('FlateDecode', { Predictor: 15, Columns: 3 }));
    expect([...bytes]).toEqual(Array.from({ length: 5 }, () => [10, 20, 30]).flat());
  });

  it('undoes the TIFF predictor and refuses nonsense', () => {
    const packed = new Uint8Array(deflateSync(Buffer.from([1, 2, 3, 10, 10, 10])));
    expect([...decode(packed, one('FlateDecode', { Predictor: 2, Columns: 3 })).bytes]).toEqual([
      1, 3, 6, 10, 20, 30,
    ]);
    expectCode('pdf-stream-broken', () => decode(packed, one('FlateDecode', { Predictor: 7 })));
    expectCode('pdf-stream-broken', () =>
      decode(packed, one('FlateDecode', { Predictor: 12, Columns: 2 ** 30 })),
    );
    expectCode('pdf-stream-broken', () => decode(packed, one('FlateDecode', { Predictor: 12, Columns: 0 })));
  });
});

describe('other filters', () => {
  it('reads the LZW example of the standard (§7.4.4.2)', () => {
    const packed = new Uint8Array([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...decode(packed, one('LZWDecode')).bytes]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  it('reads LZW through every code width', () => {
    const data = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + (i >> 3)) % 97);
    expect(decode(lzw(data), one('LZWDecode')).bytes).toEqual(data);
    expectCode('pdf-stream-broken', () => decode(new Uint8Array([0x80, 0x7f, 0xff]), one('LZWDecode')));
  });

  it('reads ASCIIHex, ASCII85 and RunLength', () => {
    expect(textOf(decode(latin1('61 62\n7>zz'), one('ASCIIHexDecode')))).toBe('abp');
    expect(textOf(decode(latin1('87cURD]i,"Ebo7~>'), one('ASCII85Decode')))).toBe('Hello World');
    expect([...decode(latin1('z~>'), one('ASCII85Decode')).bytes]).toEqual([0, 0, 0, 0]);
    expect(textOf(decode(new Uint8Array([2, 97, 98, 99, 254, 100, 128, 1]), one('RunLengthDecode')))).toBe(
      'abcddd',
    );
  });

  it.each([
    ['ASCIIHexDecode', '6g>'],
    ['ASCII85Decode', 'uuuuu~>'],
    ['ASCII85Decode', 'a~>'],
    ['ASCII85Decode', 'v~>'],
    ['RunLengthDecode', '\x05ab'],
    ['NoSuchDecode', ''],
  ])('refuses damaged %s data %j', (name, data) => {
    expectCode('pdf-stream-broken', () => decode(latin1(data), one(name)));
  });

  it('goes through a chain, leaves image filters on, and bounds its length', () => {
    const chain = (...names: string[]) => ({
      Filter: pdfArray(names.map(pdfName)),
      DecodeParms: pdfArray([pdfNull]),
    });
    const hex = latin1(`${Buffer.from(deflateSync('abc')).toString('hex')}>`);
    expect(textOf(decode(hex, chain('ASCIIHexDecode', 'FlateDecode')))).toBe('abc');
    expect(decode(hex, chain('ASCIIHexDecode', 'DCTDecode')).undecoded).toEqual(['DCTDecode']);
    expectCode('pdf-limit', () => decode(hex, chain(...Array<string>(100).fill('ASCIIHexDecode'))));
    expectCode('pdf-stream-broken', () => decode(hex, { F: pdfName('elsewhere') }));
  });
});

/** A plain LZW encoder with early change, for the test alone. */
function lzw(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let [buffer, bits, width] = [0n, 0, 9];
  const emit = (code: number): void => {
    buffer = (buffer << BigInt(width)) | BigInt(code);
    for (bits += width; bits >= 8; bits -= 8) out.push(Number((buffer >> BigInt(bits - 8)) & 255n));
    buffer &= (1n << BigInt(bits)) - 1n;
  };
  let table = new Map<string, number>();
  let piece = '';
  const codeOf = (key: string) => (key.length === 1 ? key.charCodeAt(0) : (table.get(key) ?? -1));
  emit(256);
  for (const byte of data) {
    const longer = piece + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      piece = longer;
      continue;
    }
    emit(codeOf(piece));
    table.set(longer, 258 + table.size);
    if (258 + table.size === 4095) {
      emit(256);
      table = new Map<string, number>();
      width = 9;
    } else if (258 + table.size + 1 > 1 << width) width++;
    piece = String.fromCharCode(byte);
  }
  emit(codeOf(piece));
  emit(257);
  if (bits > 0) out.push(Number((buffer << BigInt(8 - bits)) & 255n));
  return Uint8Array.from(out);
}
