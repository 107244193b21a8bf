/** RFC 8785: its own examples, and that strict reading accepts canonical texts only. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { propertyRuns } from '../../support/property-runs.ts';

/** IEEE 754 bits and their text, RFC 8785 appendix B. */
const numbers: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

describe('canonical JSON', () => {
  it.each(numbers)('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  it('orders names by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('escapes what the RFC escapes and nothing else (§3.2.2.2)', () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"',
    );
  });

  it.each([
    undefined,
    NaN,
    Infinity,
    1n,
    Symbol('s'),
    () => 1,
    new Date(0),
    new Map(),
    [undefined],
    { a: undefined },
    '\ud800',
    { '\udc00': 1 },
    [, 1],
  ])('refuses %s, which is not JSON', (value) => {
    expect(() => canonicalJson(value)).toThrow('json-not-canonical');
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":2}',
    ' {}',
    '{} ',
    '1.0',
    '-0',
    '1e2',
    '"\\u0041"',
    '"\\/"',
    '"\\ud800"',
    '1e400',
    '[1,]',
    '',
    '\ufeff{}',
    '{"a":1}x',
  ])('does not read %s', (text) => {
    expect(() => parseCanonicalJson(text)).toThrow('json-not-canonical');
  });

  it('stops at circles and abysses', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => canonicalJson(circle)).toThrow('json-not-canonical');
    expect(() => parseCanonicalJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow('json-not-canonical');
  });

  it('reads 64 levels and no more', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parseCanonicalJson(nested(65))).not.toThrow();
    expect(() => parseCanonicalJson(nested(66))).toThrow('json-not-canonical');
  });

  it('reads back what it writes, and writes one text for one value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(parseCanonicalJson(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});
