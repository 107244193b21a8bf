/** Names of seals: written with characters that only look right, and those of another organisation than the certificate's, are noted. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { sealKindNames, type SealTypeCode } from '../../../src-main/domain/seal-kind.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { registeredSealName } from '../../../src-main/sandbox/registered-seal-name.ts';
import { checkHolderName, checkSealName } from '../../../src-main/seal/seal-name.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { identity } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';
import { makeSeal } from '../../attacks/test-seal.ts';

const holder = {
  name: '开封市汴京文化传媒有限公司',
  uscc: '91410200XXXX00019D',
  legalRepresentative: '沈𫖯',
};
const organization = holder.name;
const certificate = (commonName: string) =>
  parseCertificate(identity(commonName, 70, { organization }).certificate);

describe('characters of a seal name', () => {
  it.each([
    ['a Kangxi radical', '开封市汴京⽂化传媒有限公司', 'U+2F42'],
    ['a radical of the supplement', '⻅山有限公司', 'U+2EC5'],
    ['a stroke', '㇐品文化有限公司', 'U+31D0'],
    ['a compatibility ideograph', '\uf90a山有限公司', 'U+F90A'],
    ['one beyond the first plane', '\u{2f800}山有限公司', 'U+2F800'],
    ['a zero-width character', '汴京\u200b文化', 'U+200B'],
    ['a direction', '汴京\u202e文化', 'U+202E'],
    ['two of them', '⽂\u200b文', 'U+2F42 U+200B'],
  ])('SEAL_NAME_LOOKALIKE: %s', (_, name, characters) => {
    expect(checkSealName(name)).toMatchObject({ code: 'SEAL_NAME_LOOKALIKE', detail: { characters } });
  });

  it.each([
    '开封市汴京文化传媒有限公司合同专用章',
    '某某（河南）有限公司',
    'Ｂｉａｎ(汴) Ltd.',
    '戶部街３号〇二〇',
    '沈𫖯',
    '阿卜杜拉·买买提',
    'Café №1',
    'Cafe\u0301',
    '葛\u{e0100}',
  ])('%s is a name like others', (name) => {
    expect(checkSealName(name).outcome).toBe('ok');
  });

  it('says no more than five of many', () => {
    const all = Array.from({ length: 214 }, (_, i) => String.fromCodePoint(0x2f00 + i)).join('');
    expect(String(checkSealName(all).detail?.['characters']).split(' ')).toHaveLength(5);
  });
});

describe('the holder in a seal name', () => {
  it.each(Object.keys(sealKindNames) as SealTypeCode[])('is there in seal %s of the sandbox', (type) => {
    const name = registeredSealName(holder, type);
    const person = type === '05' ? holder.legalRepresentative : 'seal key 1';
    expect([checkSealName(name), checkHolderName(name, certificate(person))]).toMatchObject([
      { outcome: 'ok' },
      { outcome: 'ok' },
    ]);
  });

  it.each([
    ['another organisation', '开封市汴梁文化传媒有限公司公章', '开封市汴京文化传媒有限公司'],
    ['a part of it', '汴京文化公章', '开封市汴京文化传媒有限公司'],
    ['nothing', '', '开封市汴京文化传媒有限公司'],
  ])('SEAL_NAME_OTHER_HOLDER: %s', (_, name, organisation) => {
    expect(checkHolderName(name, certificate('沈某'))).toMatchObject({
      code: 'SEAL_NAME_OTHER_HOLDER',
      detail: { organisation },
    });
  });

  it.each([
    ['brackets of the other width', '某某(河南)有限公司公章', '某某（河南）有限公司'],
    ['letters of the other case', 'BIANYIN Ltd. 公章', 'Bianyin LTD.'],
    ['a radical, which has its own note', '汴京⽂化有限公司公章', '汴京文化有限公司'],
    ['an organisation named by its code', '别家公章', holder.uscc],
    ['no organisation at all', '别家公章', undefined],
  ])('is not missed for %s', (_, name, of) => {
    expect(
      checkHolderName(
        name,
        parseCertificate(identity('x', 71, of === undefined ? {} : { organization: of }).certificate),
      ).outcome,
    ).toBe('ok');
  });
});

it('both are said of a sealed file, which stays green', () => {
  const signer = identity('开封甲公司', 72, { organization: '开封甲公司' });
  const seal = makeSeal({ name: '开封⼄公司公章', certificates: [signer.certificate] });
  const report = verifyDocument(bytesSource(pdfBytes(sealPdf(basePdf(), { signer, seal }))), testContext());
  const notes = report.signatures.flatMap(({ checks }) => checks.flatMap(({ code }) => code ?? []));
  expect(report.level).toBe('PASS');
  expect(notes).toEqual(expect.arrayContaining(['SEAL_NAME_LOOKALIKE', 'SEAL_NAME_OTHER_HOLDER']));
});
