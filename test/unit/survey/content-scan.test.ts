/** What readers mend in different ways in contents: each fault alone is seen, and what the rule allows is none. */
import { describe, expect, it } from 'vitest';
import { scanContent } from '../../../src-main/pdf/survey/content-scan.ts';

const scan = (...parts: string[]) =>
  scanContent(parts.map((part) => new Uint8Array(Buffer.from(part, 'latin1'))));
const faultsOf = (...parts: string[]) => [...scan(...parts).faults];

describe('faults of contents', () => {
  it.each([
    ['an unknown operator', 'BT (a) TjET', 'operator'],
    ['too few operands', 'BT 700 Td (a) Tj ET', 'Td'],
    ['too many operands', 'BT 72 70 0 Td (a) Tj ET', 'Td'],
    ['a name cut in two', 'BT /F 1 24 Tf (a) Tj ET', 'Tf'],
    ['operands in another order', 'BT 24 /F1 Tf (a) Tj ET', 'Tf'],
    ['a string for a number', 'BT /F1 (24) Tf (a) Tj ET', 'Tf'],
    ['a list for a string', 'BT [(a)] Tj ET', 'Tj'],
    ['a list that was never begun', '0 g ] 0 0 1 1 re f', 're'],
    ['a reference', 'BT 72 700 0 R Td (a) Tj ET', 'operator'],
    ['a number that is too large', 'BT 72 4294968006 Td (a) Tj ET', 'number'],
    ['a sign alone', 'BT 72 - Td (a) Tj ET', 'number'],
    ['a name that is too long', `BT /${'x'.repeat(200)} 24 Tf (a) Tj ET`, 'name'],
    ['a picture that is shorter than it says', 'BI /W 4 /H 4 /BPC 8 /CS /G ID 0123 EI Q 0 g', 'ID'],
    ['a picture that is longer than it says', 'BI /W 1 /H 1 /BPC 8 /CS /G ID 0 1 2 3 EI Q', 'ID'],
    ['a picture with EI inside', 'BI /W 8 /H 2 /BPC 8 /CS /G ID 0123 EI Q (a) Tj EI Q', 'ID'],
    ['a picture without an end', 'BI /W 1 /H 1 /IM true ID 0 Q', 'ID'],
    ['two signs', '0 0 --7 1 re f', 'number'],
    ['a sign in a number', '0 0 7-0 1 re f', 'number'],
    ['an exponent', '0 0 7e2 1 re f', 'number'],
    ['two points', '0 0 7.5.5 1 re f', 'number'],
    ['letters in a hexadecimal string', 'BT <50ZZ> Tj ET', 'hexadecimal string'],
    ['an operator in a list', '[ 1 0 d', 'list'],
    ['a Q too many, and something behind it', 'q Q Q 0 0 1 1 re f', 'Q'],
  ])('%s', (_, content, fault) => {
    expect(faultsOf(content)).toContain(fault);
  });

  it.each([
    ['text', 'q BT /F1 12 Tf 1 0 0 1 72 -7.5 Tm [(a\\)b) -20 <41 4a>] TJ (c) \' 1 2 (d) " T* ET Q'],
    ['paths', '+1 .5 m 5. 0 l 1 2 3 4 v h W* n [3 2] 0 d 0.1 g 1 0 0 RG'],
    ['marked content', '/Span << /MCID 0 /A [1 (>>)] /B << /C true >> >> BDC EMC /P /Q BDC EMC'],
    ['colours', '/CS0 cs 1 2 3 sc /P0 scn'],
    ['thin things', '0 0 9 .1 re f 0 w 0 0 m 9 0 l S 1 J 0 0 m 0 0 l S [0 3] 0 d 0 0 m 9 9 l S'],
    ['an operator that readers may not know', 'BX 1 2 foo EX'],
    ['a picture', 'BI /W 1 /H 1 /BPC 8 /CS /G ID ( EI Q\n'],
    [
      'a picture at the end',
      'BI /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceRGB ID 0123456789ab\nEI',
    ],
    ['a picture with a filter', 'BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 01020304> EI Q'],
    ['a Q too many at the end', 'q Q Q ET\n'],
    ['more q than are remembered', `${'q '.repeat(400)}${'Q '.repeat(400)}0 0 1 1 re f`],
  ])('none: %s', (_, content) => {
    expect(faultsOf(content)).toEqual([]);
    expect(scan(content).isCut).toBe(false);
  });
});

describe('content inside of other content', () => {
  const inside = (content: string) =>
    scanContent([new Uint8Array(Buffer.from(content, 'latin1'))], { matrix: [1, 0, 0, 1], isInside: true });

  it.each([
    ['a path for whoever draws it', '0 0 9 9 re', ['path left open']],
    ['a Q for whoever draws it', 'Q', ['Q']],
    ['nothing', 'q 0 0 9 9 re f', []],
  ])('leaves %s', (_, content, faults) => {
    expect([...inside(content).drawnFaults]).toEqual(faults);
  });

  it('says whether it takes over how text is scaled and raised', () => {
    expect(inside('BT (a) Tj ET').takesTextState).toBe(true);
    expect(inside('BT 100 Tz (a) Tj ET').takesTextState).toBe(true);
    expect(inside('BT 100 Tz 0 Ts (a) Tj ET').takesTextState).toBe(false);
  });

  it('is looked at through the matrix of its place', () => {
    const flat = scanContent([new Uint8Array(Buffer.from('BT (a) Tj ET'))], {
      matrix: [1, 0, 0, 0.01],
      isInside: true,
    });
    expect([...flat.drawnFaults]).toEqual(['flat text']);
  });
});

describe('faults that are seen', () => {
  it.each([
    ['a place with too few numbers, and text', 'BT 700 Td (a) Tj ET', ['Td']],
    ['text with a number', 'BT 5 Tj ET', ['Tj']],
    ['two operators in one word', 'BT (a) TjET', ['operator']],
    ['a Q too many, and a path', 'Q 0 0 1 1 re f', ['Q']],
    ['two faults and a picture', 'Q 7e2 w /X Do', ['Q', 'number']],
    ['text outside of a text object', '(a) Tj', ['Tj']],
    ['a mode that there is not', 'BT 8 Tr (a) Tj ET', ['Tr']],
    ['a width that there is not', '-1 w 0 0 m 9 9 l S', ['w']],
    ['a clip by no path', 'W n 0 0 1 1 re f', ['W']],
    ['a clip after the path has ended', '0 0 1 1 re n W* n 0 0 1 1 re f', ['W*']],
    ['a number and an operator in one word', '0 0 1 1 re 0f', ['number']],
    ['white space to one reader', '0 0 1 1 re /x\u0080f', ['white space']],
    ['letters pressed flat', 'BT /F1 9 Tf 1 0 0 .01 0 0 Tm (a) Tj ET', ['flat text']],
    ['letters pressed flat by both', 'q .2 0 0 1 0 0 cm BT 20 Tz (a) Tj ET Q', ['flat text']],
    ['an area without a width', '0 0 .01 9 re f', ['area without a width']],
    ['a second area without one', '0 0 9 9 re 3 3 m 9 9 l f', ['area without a width']],
    ['a picture without a height', '9 0 0 0 0 0 cm BI /W 1 /H 1 /IM true ID 0 EI', ['area without a width']],
    ['a line to where it began', '0 0 m 0 0 l S', ['line without a length']],
    ['a line pressed flat', '1 0 0 .001 0 0 cm 0 0 m 9 9 l S', ['flat line']],
    ['dashes of nothing', '[0] 0 d 0 0 m 9 9 l S', ['dashes']],
    ['points as long as a page', '900 M 0 0 m 9 9 l S', ['points of lines']],
    ['a piece that begins nowhere', '9 9 l S', ['path without a beginning']],
    ['a path that waits', '0 0 9 9 re /X Do f', ['path left open']],
    ['half an octet', 'BT <414> Tj ET', ['hexadecimal string']],
    ['a picture that is shorter than it says', 'BI /W 4 /H 4 /BPC 8 /CS /G ID 0123 EI Q', ['ID']],
  ])('%s', (_, content, faults) => {
    expect([...scan(content).drawnFaults].sort()).toEqual(faults);
  });

  it.each([
    ['a place and no text behind it', 'BT (a) Tj 700 Td ET'],
    ['a path that is not painted', '0 0 --7 1 re n'],
    ['an unknown operator at the end', 'BT (a) Tj ET zzz'],
  ])('none: %s', (_, content) => {
    const { faults, drawnFaults } = scan(content);
    expect(faults.size).toBeGreaterThan(0);
    expect([...drawnFaults]).toEqual([]);
  });

  it('are those of all parts', () => {
    expect([...scan('BT 700 Td', '(a) Tj ET').drawnFaults]).toEqual(['Td']);
  });
});

describe('contents in parts', () => {
  it('keep font and mode from one part to the next, and end words', () => {
    const use = scan('BT /F1 12 Tf 3', 'Tr (a) Tj ET');
    expect(use).toMatchObject({ hidesText: true, isCut: false });
    expect(scan('BT /F1 12 Tf', '(a) Tj ET').fonts).toEqual(new Set(['F1']));
  });

  it.each([
    ['a string', ['(a', 'b) Tj']],
    ['a hexadecimal string', ['<41', '42> Tj']],
    ['the last string', ['(a) Tj (b']],
    ['an escape at the end', ['(a\\', ') Tj']],
    ['the end of a stream in it', ['0 0 1 1 re f endstream 0 g']],
  ])('cut: %s', (_, parts) => {
    expect(scan(...parts).isCut).toBe(true);
  });
});
