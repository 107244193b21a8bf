/** Tokens and objects: what the grammar allows is read, everything else is `pdf-object-broken` or `pdf-limit`. */
import { describe, expect, it } from 'vitest';
import { WorkBudget, defaultPdfLimits } from '../../../src-main/pdf/limits.ts';
import type { PdfLimits } from '../../../src-main/pdf/limits.ts';
import type { PdfObject } from '../../../src-main/pdf/objects.ts';
import { Parser } from '../../../src-main/pdf/parser.ts';
import { expectCode } from './expect-code.ts';

function parse(text: string, limits: Partial<PdfLimits> = {}): PdfObject {
  const bytes = Buffer.from(text, 'latin1');
  const input = { size: bytes.length, byteAt: (at: number) => bytes[at] ?? -1 };
  return new Parser(input, 0, new WorkBudget({ ...defaultPdfLimits, ...limits }, 0), true).object();
}

const stringText = (text: string) => {
  const object = parse(text);
  return object.kind === 'string' ? Buffer.from(object.bytes).toString('latin1') : object.kind;
};

describe('tokens', () => {
  it.each([
    ['42', 42, true],
    ['-.5', -0.5, false],
    ['+17', 17, true],
    ['4.', 4, false],
    ['0000000012', 12, true],
  ])('reads the number %s', (text, value, integer) => {
    expect(parse(text)).toMatchObject({ kind: 'number', value, integer, text });
  });

  it.each(['--5', '1e5', '5-3', '.', '+', '0x10', '1.2.3'])('refuses the number %s', (text) => {
    expectCode('pdf-object-broken', () => parse(text));
  });

  it.each([
    ['(a(b)c)', 'a(b)c'],
    ['(\\n\\r\\t\\b\\f\\(\\)\\\\)', '\n\r\t\b\f()\\'],
    ['(\\1012\\7\\400x)', 'A2\x07\x00x'],
    ['(a\\\r\nb\\\nc)', 'abc'],
    ['(a\r\nb\rc)', 'a\nb\nc'],
    ['(\\q)', 'q'],
    ['<4 1\n4>', 'A@'],
    ['<>', ''],
  ])('reads the string %j', (text, value) => {
    expect(stringText(text)).toBe(value);
  });

  it.each([
    '(abc',
    '<4g>',
    '<41',
    '(a(b)',
    '>',
    '}',
    '<<',
    '[1 2',
    '<</A>>',
    '<</A 1 2>>',
    '<<1 2>>',
    'foo',
    '/A#00',
  ])('refuses %s', (text) => {
    expectCode('pdf-object-broken', () => parse(`${text} `));
  });

  it('reads names with escapes, and keeps a number sign that escapes nothing', () => {
    expect(parse('/#43ontents')).toMatchObject({ kind: 'name', value: 'Contents' });
    expect(parse('/A#B')).toMatchObject({ value: 'A#B' });
    expect(parse('/ ')).toMatchObject({ value: '' });
  });

  it('takes comments and every white space between tokens', () => {
    expect(parse('[%x]\r1\0\f2%\n]')).toMatchObject({ kind: 'array', items: [{ value: 1 }, { value: 2 }] });
  });
});

describe('objects', () => {
  it('tells references from numbers', () => {
    expect(parse('[1 0 R 2 3 4 0 R 5 6]')).toMatchObject({
      items: [
        { kind: 'ref', number: 1 },
        { value: 2 },
        { value: 3 },
        { kind: 'ref', number: 4 },
        { value: 5 },
        { value: 6 },
      ],
    });
    expectCode('pdf-object-broken', () => parse('[1.0 0 R]'));
  });

  it('knows the bytes each object takes in the file', () => {
    const dict = parse('  <</A <4142>/B[1 0 R]>>');
    if (dict.kind !== 'dict') throw new Error('not a dictionary');
    expect(dict.range).toEqual({ start: 2, end: 24 });
    expect(dict.entries.get('A')?.range).toEqual({ start: 7, end: 13 });
    expect(dict.entries.get('B')?.range).toEqual({ start: 15, end: 22 });
  });

  it('stops at the limits', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parse(deep(100))).toMatchObject({ kind: 'array' });
    expect(expectCode('pdf-limit', () => parse(deep(100_000)))).toMatchObject({ what: 'object depth' });
    expectCode('pdf-limit', () => parse(`[${'<<>>'.repeat(2000)}]`, { maxObjectValues: 1000 }));
    expectCode('pdf-limit', () => parse(`(${'a'.repeat(2000)})`, { maxTokenBytes: 1000 }));
    expectCode('pdf-limit', () => parse(`/${'a'.repeat(5000)}`));
    expectCode('pdf-limit', () => parse(`[${'1 '.repeat(2000)}]`, { maxSteps: 1000 }));
  });
});
