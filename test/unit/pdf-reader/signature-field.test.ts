/** Signatures: found wherever they are, with exact places, and judged by what their ranges cover. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { ByteRangeProblem } from '../../../src-main/pdf/byte-range.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { listFields } from '../../../src-main/pdf/form-fields.ts';
import { listSignatures, signedFields } from '../../../src-main/pdf/signature-field.ts';
import type { SignatureDictionary } from '../../../src-main/pdf/signature-dictionary.ts';
import { expectCode } from './expect-code.ts';
import { PdfBuilder } from './pdf-builder.ts';
import {
  closeRange,
  fieldText,
  signatureText,
  signedBuilder,
  signedCatalog,
  signedPage,
  signedTwice,
} from './signed-pdf.ts';

const list = (bytes: Uint8Array) => listSignatures(openPdf(bytesSource(bytes)));
const only = (bytes: Uint8Array): SignatureDictionary => {
  const signed = signedFields(list(bytes));
  expect(signed.length).toBe(1);
  return (signed[0] as (typeof signed)[0]).signature;
};

describe('a sound signature', () => {
  it('is listed with its field, widget, bytes and revision', () => {
    const bytes = closeRange(signedBuilder().bytes());
    const [field, ...others] = list(bytes);
    expect(others).toEqual([]);
    expect(field).toMatchObject({
      found: 'field',
      fieldName: 'Seal',
      fieldRef: { number: 10 },
      widgets: [{ pageIndex: 0, rect: [10, 10, 60, 60], hidden: false }],
      lock: null,
    });
    const signature = only(bytes);
    expect(signature).toMatchObject({
      ref: { number: 11 },
      filter: 'GM.PKILite',
      subFilter: 'GM.sm2seal',
      problems: [],
      structureProblems: [],
      revisionIndex: 0,
      coveredRevision: 0,
      coversWholeFile: true,
      certifies: false,
      docMdp: null,
    });
    const { contents, byteRange } = signature;
    expect(Buffer.from(bytes.slice(contents?.fileStart, contents?.fileEnd)).toString()).toBe(
      `<${'30'.repeat(64)}>`,
    );
    expect(byteRange).toEqual([
      0,
      contents?.fileStart,
      contents?.fileEnd,
      bytes.length - (contents?.fileEnd ?? 0),
    ]);
  });

  it('may leave out the last line end of the file', () => {
    const bytes = signedBuilder().bytes();
    expect(only(closeRange(bytes, (range) => range, bytes.length - 1))).toMatchObject({
      problems: [],
      coversWholeFile: true,
    });
  });

  it('covers its own revision after a second one came', () => {
    const { bytes } = signedTwice();
    const signed = signedFields(list(bytes));
    expect(signed.map(({ fieldName }) => fieldName)).toEqual(['Seal', 'Second']);
    expect(signed.map(({ signature }) => [signature.revisionIndex, signature.coveredRevision])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(signed.map(({ signature }) => signature.coversWholeFile)).toEqual([false, true]);
  });

  it('reads the words around it', () => {
    const entries = '/Filter/F/SubFilter/S/M(D:20261123)/Name<feff5f00>/Reason(r)/Location(l)/ContactInfo(c)';
    expect(only(closeRange(signedBuilder({ signature: signatureText({ entries }) }).bytes()))).toMatchObject({
      type: null,
      claimedTime: 'D:20261123',
      name: '开',
      reason: 'r',
      location: 'l',
      contactInfo: 'c',
    });
  });
});

describe('ranges', () => {
  const sound = signedBuilder().bytes();
  const shifted = (delta: readonly number[]) => (range: readonly number[]) =>
    range.map((n, i) => n + (delta[i] ?? 0));
  const cases: [string, () => Uint8Array, ByteRangeProblem[]][] = [
    ['start after 0', () => closeRange(sound, shifted([1, -1, 0, 0])), ['byte-range-not-at-start']],
    ['gap too wide', () => closeRange(sound, shifted([0, -2, 0, 0])), ['gap-not-contents']],
    ['gap too narrow', () => closeRange(sound, shifted([0, 5, 0, 0])), ['gap-not-contents']],
    ['brackets signed', () => closeRange(sound, shifted([0, 1, -1, 1])), ['gap-inside-brackets']],
    [
      'overlap',
      () => closeRange(sound, ([a, b, c, d]) => [a, c, b, d + c - b]),
      ['byte-range-order', 'gap-not-contents'],
    ],
    ['beyond the end', () => closeRange(sound, shifted([0, 0, 0, 1])), ['byte-range-beyond-end']],
    ['tail not covered', () => closeRange(sound, shifted([0, 0, 0, -9])), ['not-at-revision-end']],
    ['two numbers', () => closeRange(sound, ([a, b]) => [a, b]), ['byte-range-malformed']],
    ['six numbers', () => closeRange(sound, (range) => [...range, 0, 0]), ['byte-range-malformed']],
    ['negative', () => closeRange(sound, ([a, b, c]) => [a, b, c, -1]), ['byte-range-malformed']],
    ['real', () => closeRange(sound, ([a, b, c, d]) => [a, b, c, `${d}.0`]), ['byte-range-malformed']],
    [
      'beyond 2^53',
      () => closeRange(sound, ([a, b, c]) => [a, b, c, '9007199254740993']),
      ['byte-range-malformed'],
    ],
    ['reference', () => closeRange(sound, ([a, b, c]) => [a, b, c, '9 0 R']), ['byte-range-malformed']],
  ];
  it.each(cases)('%s', (_, bytes, problems) => {
    expect(only(bytes()).problems).toEqual(problems);
  });
});

describe('contents', () => {
  const withContents = (contents: string) =>
    closeRange(signedBuilder({ signature: signatureText({ contents }) }).bytes());
  it.each([
    ['white space between digits', '<30 30>', ['contents-white-space']],
    ['odd digit', '<303>', ['contents-white-space']],
    ['nothing', '<>', ['contents-empty']],
  ])('%s', (_, contents, problems) => {
    expect(only(withContents(contents)).problems).toEqual(problems);
  });

  it('is no literal string, no null, and not left out', () => {
    const signature = (text: string) => only(signedBuilder({ signature: text }).bytes()).problems;
    expect(signature('<</Filter/F/ByteRange[0 1 2 3]/Contents(abc)>>')).toContain('contents-not-hex');
    expect(signature('<</Filter/F/ByteRange[0 1 2 3]/Contents null>>')).toContain('contents-missing');
    expect(signature('<</Filter/F/Contents<30>>>')).toContain('byte-range-missing');
  });

  it('is refused when it is there twice', () => {
    const twice = signatureText({ between: '/#43ontents<31>' });
    expectCode('pdf-ambiguous', () => list(closeRange(signedBuilder({ signature: twice }).bytes())));
  });

  it('has no place in the file when it lies in an object stream', () => {
    const bodies = new Map([
      [1, signedCatalog('10 0 R')],
      [2, '<</Type/Pages/Kids[3 0 R]/Count 1>>'],
      [3, signedPage('10 0 R')],
      [10, fieldText('Seal', '11 0 R')],
      [11, '<</Filter/F/ByteRange[0 10 20 30]/Contents<30>>>'],
    ]);
    const builder = new PdfBuilder().objectStream(5, bodies);
    const fields = new Map([...bodies.keys()].map((n, i) => [n, [2, 5, i]] as const));
    const signature = only(builder.xrefStream(6, { fields }).bytes());
    expect(signature.problems).toContain('contents-in-object-stream');
    expect(signature.revisionIndex).toBeNull();
  });
});

describe('where signatures hide', () => {
  it('finds one in a widget that no field list names', () => {
    const bytes = closeRange(signedBuilder({ catalog: signedCatalog('') }).bytes());
    expect(list(bytes)).toMatchObject([{ found: 'widget', fieldName: 'Seal', widgets: [{ pageIndex: 0 }] }]);
  });

  it('finds one that only /Perms names', () => {
    const catalog = signedCatalog('', '/Perms<</DocMDP 11 0 R>>');
    const bytes = closeRange(signedBuilder({ catalog, page: signedPage('') }).bytes());
    expect(list(bytes)).toMatchObject([{ found: 'perms', fieldName: null, signature: { certifies: true } }]);
  });

  it('finds one that a later revision took out', () => {
    const first = closeRange(signedBuilder().bytes());
    const later = new PdfBuilder(first)
      .object(1, signedCatalog(''))
      .object(3, signedPage(''))
      .table({ previous: signedBuilder().lastXref, size: 12 });
    expect(list(later.bytes())).toMatchObject([
      { found: 'unreferenced', signature: { coveredRevision: 0, coversWholeFile: false } },
    ]);
  });

  it('finds one that a revision brought and nothing names', () => {
    const first = signedBuilder({ field: fieldText('Seal', 'null') });
    const later = first.object(13, signatureText()).table({ previous: first.lastXref });
    expect(list(closeRange(later.bytes())).map(({ found }) => found)).toEqual(['field', 'unreferenced']);
  });

  it('finds one whose field says another type, and one whose value is no dictionary', () => {
    const other = fieldText('Seal', '11 0 R').replace('/FT/Sig', '/FT/Tx');
    expect(list(closeRange(signedBuilder({ field: other }).bytes()))).toMatchObject([{ found: 'field' }]);
    expect(list(signedBuilder({ field: fieldText('Seal', '(x)') }).bytes())).toMatchObject([
      { signature: 'malformed' },
    ]);
  });

  it('finds the value a child field covers up', () => {
    const builder = new PdfBuilder()
      .object(1, signedCatalog('9 0 R'))
      .object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
      .object(3, signedPage(''))
      .object(9, '<</FT/Sig/T(Above)/V 11 0 R/Kids[10 0 R]>>')
      .object(10, '<</Parent 9 0 R/T(Below)/V null/V2 0>>')
      .object(11, signatureText())
      .table();
    expect(list(closeRange(builder.bytes()))).toMatchObject([
      { fieldName: 'Above.Below', signature: { ref: { number: 11 } } },
    ]);
    const covered = replacedField(builder.bytes());
    expect(list(closeRange(covered)).map(({ found, fieldName }) => [found, fieldName])).toEqual([
      ['field', 'Above.Below'],
      ['unreferenced', null],
    ]);
  });

  function replacedField(bytes: Uint8Array): Uint8Array {
    return new Uint8Array(
      Buffer.from(Buffer.from(bytes).toString('latin1').replace('/V null/V2 0', '/V (other)  '), 'latin1'),
    );
  }
});

describe('fields', () => {
  it('joins names, inherits types and flags, and takes kids without names for widgets', () => {
    const builder = new PdfBuilder()
      .object(1, signedCatalog('9 0 R'))
      .object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
      .object(3, signedPage('11 0 R 12 0 R'))
      .object(9, '<</FT/Tx/Ff 3/T(a)/V(v)/Kids[10 0 R 13 0 R]>>')
      .object(10, '<</Parent 9 0 R/T(b)/Kids[11 0 R 12 0 R]>>')
      .object(11, '<</Parent 10 0 R/Subtype/Widget/Rect[0 0 1 1]>>')
      .object(12, '<</Parent 10 0 R/Subtype/Widget/Rect[0 0 1 1]>>')
      .object(13, '<</Parent 9 0 R/T(c)/FT/Btn/Ff 5/V/On>>')
      .table();
    expect(listFields(openPdf(bytesSource(builder.bytes())))).toMatchObject([
      {
        name: 'a.b',
        type: 'Tx',
        flags: 3,
        value: { kind: 'string' },
        widgets: [{ ref: { number: 11 } }, { ref: { number: 12 } }],
      },
      { name: 'a.c', type: 'Btn', flags: 5, value: { value: 'On' }, hiddenValues: [{ kind: 'string' }] },
    ]);
  });

  it('refuses loops and shared fields', () => {
    const loop = signedBuilder({ field: '<</FT/Sig/T(a)/Kids[10 0 R]>>' }).bytes();
    expectCode('pdf-form-broken', () => list(loop));
    const twice = signedBuilder({ catalog: signedCatalog('10 0 R 10 0 R') }).bytes();
    expectCode('pdf-form-broken', () => list(twice));
  });

  it('bounds depth and number', () => {
    const builder = new PdfBuilder()
      .object(1, signedCatalog('100 0 R'))
      .object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>');
    builder.object(3, signedPage(''));
    for (let i = 100; i < 200; i++) builder.object(i, `<</T(x)/Kids[${i + 1} 0 R]>>`);
    expectCode('pdf-limit', () => list(builder.table().bytes()));
  });
});

describe('permissions', () => {
  const certified = (parameters: string) => {
    const entries = `/Type/Sig/Filter/F/Reference[<</TransformMethod/DocMDP/TransformParams<<${parameters}>>>>]`;
    const catalog = signedCatalog('10 0 R', '/Perms<</DocMDP 11 0 R>>');
    return only(closeRange(signedBuilder({ catalog, signature: signatureText({ entries }) }).bytes()));
  };

  it.each([
    ['/P 1', 1, []],
    ['/P 3', 3, []],
    ['', 2, []],
    ['/P 4', 1, ['doc-mdp-permission']],
    ['/P 0', 1, ['doc-mdp-permission']],
    ['/P(2)', 1, ['doc-mdp-permission']],
  ])('DocMDP %j permits %i', (parameters, docMdp, structureProblems) => {
    expect(certified(parameters)).toMatchObject({ docMdp, structureProblems, certifies: true });
  });

  it('reads FieldMDP and locks', () => {
    const entries =
      '/Filter/F/Reference[<</TransformMethod/FieldMDP/TransformParams<</Action/Include/Fields[(a)(b.c)]>>>>]';
    const field = fieldText('Seal', '11 0 R', '/Lock<</Action/All/P 1>>');
    const [found] = list(closeRange(signedBuilder({ field, signature: signatureText({ entries }) }).bytes()));
    expect(found).toMatchObject({
      lock: { action: 'All', fields: [], permission: 1 },
      signature: { fieldMdp: { action: 'Include', fields: ['a', 'b.c'] } },
    });
  });

  it('says so when a transform or a lock cannot be understood', () => {
    const entries =
      '/Filter/F/Reference[<</TransformMethod/FieldMDP/TransformParams<</Action/Some>>>> <</TransformMethod/X>>]';
    const field = fieldText('Seal', '11 0 R', '/Lock<</Action/Include>>');
    const [found] = list(closeRange(signedBuilder({ field, signature: signatureText({ entries }) }).bytes()));
    expect(found).toMatchObject({
      lock: null,
      lockMalformed: true,
      signature: { structureProblems: ['field-mdp-malformed', 'reference-malformed'] },
    });
  });
});
