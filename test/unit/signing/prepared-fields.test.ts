/** Empty signature fields of the other side, forms that readers draw, and what earlier signers permit: written as they ask, or refused. */
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { fieldPlacement } from '../../../src-main/domain/placement-field.ts';
import type { Placement } from '../../../src-main/domain/placement.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { needsAppearances } from '../../../src-main/pdf/drawn-fields.ts';
import { emptyFields } from '../../../src-main/pdf/empty-fields.ts';
import { listFields } from '../../../src-main/pdf/form-fields.ts';
import { sealImage } from '../../../src-main/pdf/seal-image.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { listSignatures } from '../../../src-main/pdf/signature-field.ts';
import { prepareSealing } from '../../../src-main/signing/pdf/prepare-sealing.ts';
import { openSealablePdf } from '../../../src-main/signing/pdf/sealable-pdf.ts';
import { expectCode } from '../pdf-reader/expect-code.ts';
import { PdfBuilder } from '../pdf-reader/pdf-builder.ts';
import { closeRange, fieldText, signatureText, signedBuilder } from '../pdf-reader/signed-pdf.ts';
import { testPicture } from './rendered-mark.ts';

const size = { widthMm: 40, heightMm: 30 };
const image = sealImage({ type: 'png', data: testPicture(400, 300) });
const open = (bytes: Uint8Array) => openPdf(bytesSource(bytes));
const empty = (bytes: Uint8Array) => emptyFields(open(bytes), listSignatures(open(bytes)));
const at = (xMm: number, yMm: number): Placement => ({ kind: 'at', pages: [1], xMm, yMm });

function sealed(original: Uint8Array, placements: readonly Placement[]) {
  const prepared = prepareSealing({
    document: open(original),
    placements,
    size,
    image,
    sealName: '合同专用章',
    signerName: '汴京样章有限公司',
    signedAt: new Date('2026-11-23T09:15:00Z'),
    signatureBytes: 100,
  });
  return { prepared, document: open(concatBytes(original, prepared.increment)) };
}

interface Shape {
  readonly field?: string;
  readonly widget?: string;
  readonly form?: string;
}

/** Two pages of A4; object 6 is the field 甲方签章 around the point (300, 200) pt, object 7 its widget when they are two. */
function withField({ field = '', widget, form = '' }: Shape = {}): Uint8Array {
  const name = '/FT/Sig/T<FEFF753265B97B7E7AE0>';
  const shown = '/Type/Annot/Subtype/Widget/F 4/Rect[200 150 400 250]/P 3 0 R';
  const builder = new PdfBuilder()
    .object(1, `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]${form}>>>>`)
    .object(2, '<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<<>>>>')
    .object(3, `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[${widget === undefined ? 6 : 7} 0 R]>>`)
    .stream(4, '', '0 0 10 10 re f')
    .object(5, '<</Type/Page/Parent 2 0 R>>');
  if (widget === undefined) builder.object(6, `<<${name}${shown}${field}>>`);
  else builder.object(6, `<<${name}/Kids[7 0 R]${field}>>`).object(7, `<<${shown}/Parent 6 0 R${widget}>>`);
  return builder.table().bytes();
}
/** Inside the field: its middle is at 105.83 mm, 226.48 mm. */
const inside = at(110, 226);

describe('empty fields of the other side', () => {
  it('are offered, and told when they are not chosen', () => {
    const [field] = empty(withField());
    expect(field).toMatchObject({ name: '甲方签章', page: 1 });
    expect(inspectForSealing(open(withField())).warnings).toContain('empty-signature-fields');
    const { prepared, document } = sealed(withField(), [at(60, 60)]);
    expect(prepared.fieldName).toBe('Seal1');
    expect(listFields(document).map(({ name }) => name)).toEqual(['甲方签章', 'Seal1']);
  });

  it.each([
    ['one object', {}],
    ['field and widget', { widget: '' }],
  ])('are filled by a seal put inside: %s', (_, shape) => {
    const original = withField(shape);
    const { prepared, document } = sealed(original, [at(60, 60), inside]);
    expect(prepared.fieldName).toBe('甲方签章');
    const [field, ...others] = listSignatures(document);
    expect(others).toEqual([]);
    expect(field?.signature).not.toBeNull();
    // The picture is the seal at its true size, where it was put; the other place is a mark of the same signature.
    const [mark] = prepared.marks;
    const apart = field?.widgets[0]?.rect?.map((edge, i) => Math.abs(edge - (mark?.rect[i] ?? NaN)));
    expect(Math.max(...(apart ?? [NaN]))).toBeLessThan(0.001);
    expect(document.page(0).annots).toHaveLength(2);
    expect(listFields(document)).toHaveLength(1);
  });

  it('are filled on the page that has them only', () => {
    expect(sealed(withField(), [{ ...inside, pages: [2] }]).prepared.fieldName).toBe('Seal1');
  });

  it.each([
    ['hidden', { field: '/Tag 1' }, (bytes: Uint8Array) => swap(bytes, '/F 4', '/F 2')],
    ['without a place', {}, (bytes: Uint8Array) => swap(bytes, '[200 150 400 250]', '[200 150 200 150]')],
    ['with a lock that nobody can read', { field: '/Lock<</Action/Some>>' }, (bytes: Uint8Array) => bytes],
  ])('%s ones are no places', (_, shape, change) => {
    expect(empty(change(withField(shape)))).toEqual([]);
  });

  it.each([
    ['another size', (bytes: Uint8Array) => bytes],
    ['another place', (bytes: Uint8Array) => swap(bytes, '[200 150 400 250]', '[243 142 357 226]')],
  ])('that others signed with %s: refused, never a field of our own in their stead', (_, change) => {
    const signed = signedElsewhere(change(withField()));
    expectCode('signature-field-size', () => sealed(signed, [inside]));
    // Beside it, the seal has a field of its own, and is told that the other one stays empty.
    expect(sealed(signed, [at(150, 60)]).prepared.fieldName).toBe('Seal2');
  });

  it('that others signed in the size and place of the seal are filled', () => {
    const signed = signedElsewhere(swap(withField(), '[200 150 400 250]', '[255 159 369 244]'));
    expect(sealed(signed, [inside]).prepared.fieldName).toBe('甲方签章');
  });

  it('are not told as left empty when the seal goes into the only one', () => {
    const document = openSealablePdf(bytesSource(withField()));
    expect(document.warningsFor([inside], size)).not.toContain('empty-signature-fields');
    expect(document.warningsFor([at(60, 60)], size)).toContain('empty-signature-fields');
  });

  it('lock what they ask for', () => {
    const original = withField({ field: '/Lock<</Type/SigFieldLock/Action/Include/Fields[(sum)]/P 2>>' });
    const [field] = listSignatures(sealed(original, [inside]).document);
    const signature = field?.signature;
    if (!signature || signature === 'malformed') throw new Error('not signed');
    expect(signature.fieldMdp).toEqual({ action: 'Include', fields: ['sum'], permission: 2 });
    expect(signature.structureProblems).toEqual([]);
  });

  it.each([
    ['another handler', '/SV<</Ff 1/Filter/Adobe.PPKLite>>', '/Filter'],
    ['another format', '/SV<</Ff 2/SubFilter[/ETSI.CAdES.detached]>>', '/SubFilter'],
    ['reasons', '/SV<</Ff 8/Reasons[(x)]>>', '/SV'],
    ['a certification', '/SV<</MDP<</P 2>>>>', '/SV'],
    ['what cannot be read', '/SV 1', '/SV'],
  ])('that insist on %s are not filled', (_, field, what) => {
    const detail = expectCode('signature-field-demands', () => sealed(withField({ field }), [inside]));
    expect(detail).toEqual({ field: '甲方签章', what });
  });

  it.each([
    ['our handler', '/SV<</Ff 1/Filter/GM.PKILite>>'],
    ['our format among others', '/SV<</Ff 2/SubFilter[/adbe.pkcs7.detached/GM.sm2seal]>>'],
    ['a wish that is none', '/SV<</Filter/Adobe.PPKLite/Reasons[(x)]>>'],
  ])('that ask for %s are', (_, field) => {
    expect(sealed(withField({ field }), [inside]).prepared.fieldName).toBe('甲方签章');
  });

  it('are named on the command line', () => {
    const fields = empty(withField()).map(({ visual, ...field }) => ({ ...field, rect: visual }));
    expect(fieldPlacement(' Field＝甲方签章 ', fields)).toEqual(at(105.83, 226.48));
    expect(fieldPlacement('page=1,x=1mm,y=1mm', fields)).toBeNull();
    expectCode('signature-field-missing', () => fieldPlacement('field=乙方', fields));
  });
});

/** The same with a signature at another place. */
function signedElsewhere(original: Uint8Array): Uint8Array {
  return concatBytes(original, sealed(original, [at(60, 60)]).prepared.increment);
}

/** Exchanges a text; the file is closed anew where the length differs. */
function swap(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toContain(from);
  expect(from.length).toBe(to.length);
  return new Uint8Array(Buffer.from(text.replace(from, to), 'latin1'));
}

describe('forms that readers draw', () => {
  const refusals = (bytes: Uint8Array) => inspectForSealing(open(bytes)).refusals.map(({ code }) => code);
  const need = (field: string) => withField({ form: '/NeedAppearances true', field });

  it('are drawn as they are from the seal on', () => {
    const original = need('');
    expect(refusals(original)).toEqual([]);
    expect(needsAppearances(open(original))).toBe(true);
    for (const place of [at(60, 60), inside])
      expect(needsAppearances(sealed(original, [place]).document)).toBe(false);
  });

  it('are refused where a value has no picture yet', () => {
    const text = swap(need('/V(48000)'), '/FT/Sig', '/FT/Tx ');
    expect(refusals(text)).toEqual(['pdf-need-appearances']);
  });

  it('are refused where somebody has signed the flag', () => {
    const catalog =
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]/SigFlags 3/NeedAppearances true>>>>';
    expect(refusals(closeRange(signedBuilder({ catalog }).bytes()))).toContain('pdf-need-appearances');
  });
});

describe('what earlier signers permit', () => {
  const one = at(30, 17);
  const signed = (entries: string, field?: string) =>
    closeRange(
      signedBuilder({
        signature: signatureText({ entries }),
        ...(field === undefined ? {} : { field: fieldText('Seal', '11 0 R', field) }),
      }).bytes(),
    );
  const docMdp = (p: number) => `/Filter/F/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${p}>>>>]`;
  const tiny = { widthMm: 4, heightMm: 3 };
  const prepare = (bytes: Uint8Array, places: readonly Placement[]) =>
    prepareSealing({
      document: open(bytes),
      placements: places,
      size: tiny,
      image,
      sealName: 'x',
      signerName: 'x',
      signedAt: new Date(0),
      signatureBytes: 100,
    });
  const strict: readonly (readonly [string, Uint8Array])[] = [
    ['a certification with P 2', signed(docMdp(2))],
    ['a lock with P 2', signed('/Filter/F', '/Lock<</Action/All/P 2>>')],
    [
      'a FieldMDP with P 2',
      signed('/Filter/F/Reference[<</TransformMethod/FieldMDP/TransformParams<</Action/All/P 2>>>>]'),
    ],
  ];

  it.each(strict)('%s: one mark, no more', (_, bytes) => {
    expect(prepare(bytes, [one]).marks).toHaveLength(1);
    expectCode('pdf-certified-one-mark', () => prepare(bytes, [one, at(40, 17)]));
  });

  it.each([
    ['a certification with P 3', signed(docMdp(3))],
    ['a plain signature', signed('/Filter/F')],
  ])('%s: as many as wanted', (_, bytes) => {
    expect(prepare(bytes, [one, at(40, 17)]).marks).toHaveLength(2);
  });
});
