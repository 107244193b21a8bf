/** The object model and its bytes: what is written is read back as the same object. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkBudget, defaultPdfLimits } from '../../../src-main/pdf/limits.ts';
import {
  dictValue,
  pdfArray,
  pdfBoolean,
  pdfDict,
  pdfInteger,
  pdfName,
  pdfNull,
  pdfReal,
  pdfRef,
  pdfStream,
  pdfString,
  sameObject,
  withEntries,
} from '../../../src-main/pdf/objects.ts';
import type { PdfObject } from '../../../src-main/pdf/objects.ts';
import { Parser } from '../../../src-main/pdf/parser.ts';
import { serializeIndirectObject, serializeObject } from '../../../src-main/pdf/serialize-object.ts';
import { textOf, textString } from '../../../src-main/pdf/text-string.ts';
import { expectCode } from './expect-code.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const textOfBytes = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function parse(bytes: Uint8Array): PdfObject {
  const input = { size: bytes.length, byteAt: (at: number) => bytes[at] ?? -1 };
  const parser = new Parser(input, 0, new WorkBudget(defaultPdfLimits, 0), true);
  const object = parser.object();
  expect(parser.lexer.next().kind).toBe('end');
  return object;
}

const nameArbitrary = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)),
});
const { tree: objectArbitrary } = fc.letrec<{ tree: PdfObject }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constant<PdfObject>(pdfNull),
    fc.boolean().map(pdfBoolean),
    fc.maxSafeInteger().map(pdfInteger),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(pdfReal),
    nameArbitrary.map(pdfName),
    fc.tuple(fc.uint8Array(), fc.constantFrom('literal', 'hex')).map(([b, form]) => pdfString(b, form)),
    fc.tuple(fc.nat(8_000_000), fc.nat(65535)).map(([n, g]) => pdfRef(n, g)),
    fc.array(tie('tree')).map(pdfArray),
    fc.array(fc.tuple(nameArbitrary, tie('tree'))).map((entries) => pdfDict(new Map(entries))),
  ),
}));

describe('serializer', () => {
  it('writes what the parser reads as the same object', () => {
    fc.assert(
      fc.property(objectArbitrary, (object) => {
        expect(sameObject(parse(serializeObject(object)), object)).toBe(true);
      }),
      { numRuns: propertyRuns(400) },
    );
  });

  it('keeps the text of numbers and the form of strings', () => {
    const source = '[+1.50 007 <61B2> (a\\)b) /A#20B null]';
    const written = textOfBytes(serializeObject(parse(bytesOf(source))));
    expect(written).toBe('[+1.50 007 <61b2> (a\\)b) /A#20B null]');
  });

  it('sets /Length of a stream and frames indirect objects', () => {
    const stream = pdfStream(pdfDict({ Length: pdfInteger(999), Type: pdfName('X') }), bytesOf('abc'));
    expect(textOfBytes(serializeIndirectObject(7, 0, stream))).toBe(
      '7 0 obj\n<</Length 3/Type /X>>\nstream\nabc\nendstream\nendobj\n',
    );
  });

  it('refuses what has no one meaning', () => {
    const twice = parse(bytesOf('<</A 1/A 2/B 3>>'));
    expectCode('pdf-ambiguous', () => serializeObject(twice));
    expect(() =>
      serializeObject({ kind: 'stream', dict: pdfDict({}), data: { start: 0, end: 3 }, range: null }),
    ).toThrow(TypeError);
    expect(() => pdfInteger(1.5)).toThrow(RangeError);
    expect(() => pdfReal(Infinity)).toThrow(RangeError);
  });

  it('never writes an exponent', () => {
    expect(pdfReal(1e-7).text).toBe('0');
    expect(pdfReal(-0.000001).text).toBe('0');
    expect(pdfReal(123456.789).text).toBe('123456.789');
    expect(pdfReal(100).text).toBe('100');
  });
});

describe('dictionaries', () => {
  it('knows duplicate keys, and refuses only when one is asked for', () => {
    const dict = parse(bytesOf('<</A 1/B 2/#41 3>>'));
    if (dict.kind !== 'dict') throw new Error('not a dictionary');
    expect(dict.duplicateKeys).toEqual(['A']);
    expect(dictValue(dict, 'B')).toMatchObject({ value: 2 });
    expectCode('pdf-ambiguous', () => dictValue(dict, 'A'));
    expectCode('pdf-ambiguous', () => withEntries(dict, {}));
    expect(sameObject(dict, dict)).toBe(false);
  });

  it('treats null as missing and copies with changes', () => {
    const dict = pdfDict({ A: pdfNull, B: pdfInteger(1), C: pdfInteger(2) });
    expect(dictValue(dict, 'A')).toBeUndefined();
    expect(textOfBytes(serializeObject(withEntries(dict, { B: undefined, D: pdfName('x') })))).toBe(
      '<</A null/C 2/D /x>>',
    );
  });
});

describe('text strings', () => {
  it('round-trips any well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textOf(textString(text.toWellFormed()))).toBe(text.toWellFormed());
      }),
    );
  });

  it('reads every encoding of the standard', () => {
    expect(textOf(pdfString(bytesOf('\xfe\xff\x5f\x00\x5c\x01')))).toBe('开封');
    expect(textOf(pdfString(bytesOf('\xef\xbb\xbf\xe6\xb1\xb4')))).toBe('汴');
    expect(textOf(pdfString(bytesOf('\x80\xa0\x9e\xe9')))).toBe('•€žé');
  });
});
