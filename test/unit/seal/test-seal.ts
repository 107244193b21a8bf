/** Seals and seal signatures of the test authority, with every part open to change. */
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { assembleSealSignature, buildTbsSign } from '../../../src-main/seal/seal-signature-writer.ts';
import { parseSeal, type SESeal } from '../../../src-main/seal/seal-structure.ts';
import { assembleSeal, encodeSealInfo, type SealInfoToWrite } from '../../../src-main/seal/seal-writer.ts';
import { pngHeader, testCity, testToken } from './test-authority.ts';

export const city = testCity();
export const documentHash = sm3(Uint8Array.of(1, 2, 3));
export const signingTime = new Date('2026-11-23T08:30:00Z');

export function sealInfo(changes: Partial<SealInfoToWrite> = {}): SealInfoToWrite {
  return {
    version: 4,
    vendorId: 'BIANYIN',
    esId: '41020000000001',
    type: 1,
    name: '开封示例科技有限公司',
    certificateList: { type: 'certificates', certificates: [city.signer] },
    createDate: new Date('2026-01-05T02:00:00Z'),
    validStart: new Date('2026-01-05T02:00:00Z'),
    validEnd: new Date('2029-01-05T02:00:00Z'),
    picture: { type: 'png', data: pngHeader(945, 945), widthMm: 40, heightMm: 40 },
    ...changes,
  };
}

export function testSeal(changes: Partial<SealInfoToWrite> = {}, timeStamp?: Uint8Array): SESeal {
  return sealFromInfo(encodeSealInfo(sealInfo(changes)), timeStamp);
}

export function sealFromInfo(infoDer: Uint8Array, timeStamp?: Uint8Array): SESeal {
  const signatureValue = city.makerKey.sign(infoDer);
  const parts = { infoDer, makerCertificate: city.maker, signatureValue };
  return parseSeal(assembleSeal(timeStamp ? { ...parts, timeStamp } : parts));
}

/** A v5 seal whose maker had it stamped at `time`; `stamp` may turn the signature value into what is really stamped. */
export function stampedSeal(
  time: Date,
  stamp: (signatureValue: Uint8Array) => Uint8Array = (value) => value,
  changes: Partial<SealInfoToWrite> = {},
): SESeal {
  const { signatureValue } = testSeal({ ...changes, version: 5 });
  const { timeAuthority: certificate, timeKey: key } = city;
  return testSeal(
    { ...changes, version: 5 },
    testToken({ stamped: stamp(signatureValue), time, certificate, key }),
  );
}

export function testSignature(
  seal: SESeal,
  changes: { timeInfo?: Date; certificate?: Uint8Array; timeStamp?: Uint8Array } = {},
): Uint8Array {
  const tbs = buildTbsSign({
    seal,
    timeInfo: changes.timeInfo ?? signingTime,
    dataHash: documentHash,
    propertyInfo: '[0 10 20 30]',
  });
  const { timeStamp } = changes;
  const signed = {
    tbs,
    certificate: changes.certificate ?? city.signer,
    signature: city.signerKey.sign(tbs),
  };
  return assembleSealSignature(timeStamp ? { ...signed, timeStamp } : signed);
}

const sm2WithSm3 = der.oid('1.2.156.10197.1.501');

/** A v1 seal (GM/T 0031-2014): no certListType, UTCTime, the maker signs info, certificate and algorithm. */
export function version1Seal(): Uint8Array {
  const time = (text: string): Uint8Array => der.utcTime(new Date(text));
  const info = der.sequence(
    der.sequence(der.ia5('ES'), der.integer(11), der.ia5('V1MAKER')),
    der.ia5('esID-1'),
    der.sequence(
      der.integer(1),
      der.utf8('旧版测试章'),
      der.sequence(der.octetString(city.signer)),
      time('2025-01-01T00:00:00Z'),
      time('2025-01-01T00:00:00Z'),
      time('2030-01-01T00:00:00Z'),
    ),
    der.sequence(der.ia5('PNG'), der.octetString(pngHeader(10, 10)), der.integer(30), der.integer(30)),
  );
  const certificate = der.octetString(city.maker);
  const signature = city.makerKey.sign(der.sequence(info, certificate, sm2WithSm3));
  return der.sequence(info, der.sequence(certificate, sm2WithSm3, der.bitString(signature)));
}

/** A v1 signature; `eseal` may be wrapped, `timeInfo` is the content of the BIT STRING. */
export function version1Signature(
  eseal: Uint8Array,
  timeInfo: Uint8Array,
  dataHash = der.bitString(documentHash),
): Uint8Array {
  const tbs = der.sequence(
    der.integer(11),
    eseal,
    der.bitString(timeInfo),
    dataHash,
    der.ia5('/Doc_0/Signs/Sign_0/Signature.xml'),
    der.octetString(city.signer),
    sm2WithSm3,
  );
  return der.sequence(tbs, der.bitString(city.signerKey.sign(tbs)));
}
