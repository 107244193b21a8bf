/** The DER reader: what it accepts, what it refuses, and that hostile octets never get past `der-malformed`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes, fromHex, toHex } from '../../../src-main/crypto/bytes.ts';
import {
  readBitString,
  readBoolean,
  readDer,
  readExplicit,
  readInteger,
  readOctetString,
  readOid,
  readSequence,
  readSmallInteger,
  readString,
  readTime,
  type DerNode,
} from '../../../src-main/crypto/der.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const malformed = expect.objectContaining({ code: 'der-malformed' }) as Error;
const tree = fc.letrec<{ node: Uint8Array }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }).map((v) => der.integer(v)),
    fc.uint8Array({ maxLength: 300 }).map((v) => der.octetString(v)),
    fc.string({ unit: 'binary' }).map((v) => der.utf8(v)),
    fc.constant(der.oid('1.2.156.10197.1.501')),
    fc.boolean().map((v) => der.boolean(v)),
    fc.array(tie('node'), { maxLength: 5 }).map((v) => der.sequence(...v)),
    fc.array(tie('node'), { maxLength: 5 }).map((v) => der.set(...v)),
    fc.array(tie('node'), { maxLength: 2 }).map((v) => der.explicit(3, ...v)),
  ),
})).node;

describe('round trip', () => {
  it('numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 520n), max: 2n ** 520n }), (value) => {
        expect(readInteger(readDer(der.integer(value)))).toBe(value);
      }),
    );
  });
  it('object identifiers', () => {
    const arcs = fc.array(fc.bigInt({ min: 0n, max: 2n ** 70n }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(2), fc.nat(39), arcs, (top, second, rest) => {
        const oid = [top, second, ...rest].join('.');
        expect(readOid(readDer(der.oid(oid)))).toBe(oid);
      }),
    );
    expect(readOid(readDer(der.oid('2.999.3')))).toBe('2.999.3');
  });
  it('times to the second', () => {
    const options = {
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2049-12-31T23:59:59Z'),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(options), (date) => {
        const whole = Math.floor(date.getTime() / 1000) * 1000;
        expect(readTime(readDer(der.generalizedTime(date))).getTime()).toBe(whole);
        expect(readTime(readDer(der.utcTime(date))).getTime()).toBe(whole);
      }),
    );
  });
  it('any structure: nodes are slices that join to the original', () => {
    fc.assert(
      fc.property(tree, (bytes) => {
        const node = readDer(bytes);
        expect(equalBytes(rebuild(node), bytes)).toBe(true);
        expect(node.bytes.buffer).toBe(bytes.buffer);
        expect(equalBytes(rebuild(readDer(bytes, { ber: true })), bytes)).toBe(true);
      }),
    );
  });
});

describe('hostile octets', () => {
  it('mutations end in a reading or in der-malformed, in both modes', () => {
    const mutation = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tree, mutation, fc.boolean(), (bytes, changes, ber) => {
        const mutated = Uint8Array.from(bytes);
        for (const [at, value] of changes) mutated[at % mutated.length] = value;
        expectReadingOrRefusal(() => visit(readDer(mutated, { ber })));
      }),
      { numRuns: propertyRuns(500) },
    );
  });
  it('random octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, ber) => {
        expectReadingOrRefusal(() => visit(readDer(bytes, { ber })));
      }),
      { numRuns: propertyRuns(500) },
    );
  });
  it('nesting of any depth is cut', () => {
    const deep = '3080'.repeat(100_000);
    expect(() => readDer(fromHex(deep), { ber: true })).toThrow(malformed);
    let nested = der.null();
    for (let i = 0; i < 200; i += 1) nested = der.sequence(nested);
    expect(() => visit(readDer(nested))).toThrow(malformed);
  });
  it('so is the number of elements', () => {
    const wide = der.sequence(...Array.from({ length: 1001 }, () => der.null()));
    expect(() => readSequence(readDer(wide, { maxNodes: 1000 }))).toThrow(malformed);
    expect(readSequence(readDer(wide, { maxNodes: 1002 }))).toHaveLength(1001);
  });
});

describe('strictness', () => {
  it.each([
    ['indefinite length', '3080020101' + '0000'],
    ['long form for a short length', '30810502010102' + '0101'.slice(0, 2)],
    ['leading zero in a length', '3082000302' + '0101'],
    ['length past the end', '300402'],
    ['trailing octet', '050000'],
    ['high tag number', '1f8101' + '00'],
    ['empty', ''],
    ['a tag alone', '30'],
    ['reserved length', '30ff'],
  ])('%s is refused', (_case, hex) => {
    expect(() => visit(readDer(fromHex(hex)))).toThrow(malformed);
  });
  it('values that are not DER are refused, and read in BER mode', () => {
    const both = (hex: string, read: (node: DerNode) => unknown): unknown => {
      expect(() => read(readDer(fromHex(hex)))).toThrow(malformed);
      return read(readDer(fromHex(hex), { ber: true }));
    };
    expect(both('02020001', readInteger)).toBe(1n);
    expect(both('0202ffff', readInteger)).toBe(-1n);
    expect(both('010101', readBoolean)).toBe(true);
    expect(both('03020701', (node) => readBitString(node).unusedBits)).toBe(7);
    expect(both('248004020102040103' + '0000', (node) => toHex(readOctetString(node)))).toBe('010203');
    expect(both('30800500' + '0000', (node) => node.children().length)).toBe(1);
  });
  it.each(['0200', '0600', '060180', '06028001', '0101', '010200ff', '0300', '030108', '0102'])(
    '%s is never a value',
    (hex) => {
      const readers = [readInteger, readOid, readBoolean, readBitString];
      for (const read of readers) expect(() => read(readDer(fromHex(hex)))).toThrow(malformed);
    },
  );
  it('trailing octets are allowed on request and not swallowed', () => {
    const node = readDer(fromHex('0500' + '0000'), { allowTrailing: true });
    expect(node.bytes).toHaveLength(2);
  });
  it('numbers too large for a number are refused, not rounded', () => {
    expect(() => readSmallInteger(readDer(der.integer(2n ** 53n)))).toThrow(malformed);
  });
  it('an explicit tag holds exactly one element', () => {
    expect(() => readExplicit(readDer(der.explicit(0)), 0)).toThrow(malformed);
    expect(() => readExplicit(readDer(der.explicit(0, der.null(), der.null())), 0)).toThrow(malformed);
  });
});

describe('text and time', () => {
  it.each([
    ['0c06e6b1b4e58db0', '汴印'],
    ['1e046c74' + '5370', '汴印'],
    ['1c0400006c74', '汴'],
    ['1406' + '416cf8e9e4fc', 'Aløéäü'],
    ['1306e6b1b4e58db0', '汴印'],
    ['1602' + 'ff41', 'ÿA'],
  ])('%s reads %s', (hex, text) => {
    expect(readString(readDer(fromHex(hex)))).toBe(text);
  });
  it.each(['0c02c328', '1e0141', '1c04ffffffff', '040141'])('%s is no text', (hex) => {
    expect(() => readString(readDer(fromHex(hex)))).toThrow(malformed);
  });
  it.each([
    ['20260601120000Z', '2026-06-01T12:00:00.000Z'],
    ['20260601120000.5Z', '2026-06-01T12:00:00.500Z'],
    ['20260601120000+0800', '2026-06-01T04:00:00.000Z'],
    ['202606011200Z', '2026-06-01T12:00:00.000Z'],
  ])('GeneralizedTime %s', (text, iso) => {
    expect(readTime(readDer(der.raw(0x18, new TextEncoder().encode(text)))).toISOString()).toBe(iso);
  });
  it('UTCTime turns over in 1950', () => {
    const read = (text: string): number =>
      readTime(readDer(der.raw(0x17, new TextEncoder().encode(text)))).getUTCFullYear();
    expect([read('491231235959Z'), read('500101000000Z'), read('991231235959Z')]).toEqual([2049, 1950, 1999]);
  });
  it.each(['20260231120000Z', '20260601250000Z', '20260601120000', '2026060112', '20261301000000Z', '汴'])(
    '%s is no time',
    (text) => {
      expect(() => readTime(readDer(der.raw(0x18, new TextEncoder().encode(text))))).toThrow(malformed);
    },
  );
});

it('the writer refuses what has no encoding', () => {
  expect(() => der.oid('3.1')).toThrow(RangeError);
  expect(() => der.oid('1')).toThrow(RangeError);
  expect(() => der.printable('@')).toThrow(RangeError);
  expect(() => der.ia5('汴')).toThrow(RangeError);
  expect(() => der.utcTime(new Date('2050-01-01T00:00:00Z'))).toThrow(RangeError);
});

function rebuild(node: DerNode): Uint8Array {
  if (!node.constructed) return node.bytes;
  return der.raw(node.tag, ...node.children().map(rebuild));
}

/** Reads everything there is in a structure, values included. */
function visit(node: DerNode): void {
  const readers = [
    readInteger,
    readOid,
    readBoolean,
    readBitString,
    readOctetString,
    readString,
    readTime,
    readSmallInteger,
  ];
  for (const read of readers) expectReadingOrRefusal(() => void read(node));
  if (node.constructed) node.children().forEach(visit);
}

function expectReadingOrRefusal(read: () => void): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(BianyinError);
    expect((error as BianyinError).code).toBe('der-malformed');
  }
}
