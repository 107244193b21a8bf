/** Reading and writing SESeal: GB/T 38540-2020, GM/T 0031-2014 and -2025. */
import { describe, expect, it } from 'vitest';
import { concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { readDer, readSequence } from '../../../src-main/crypto/der.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2Verify } from '../../../src-main/crypto/sm2.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import { assembleSeal, encodeSealInfo } from '../../../src-main/seal/seal-writer.ts';
import { city, sealFromInfo, sealInfo, testSeal, version1Seal } from './test-seal.ts';

/** Replaces the element at `path` (child numbers) and encodes its parents anew. */
function replaceAt(
  bytes: Uint8Array,
  path: readonly number[],
  make: (old: Uint8Array) => Uint8Array,
): Uint8Array {
  const [head, ...rest] = path;
  if (head === undefined) return make(bytes);
  const node = readDer(bytes);
  const members = node
    .children()
    .map((child, i) => (i === head ? replaceAt(child.bytes, rest, make) : child.bytes));
  return der.raw(node.tag, ...members);
}

describe('what is DER but no seal', () => {
  const seal = testSeal().der;
  it.each([
    ['an empty sequence', der.sequence()],
    ['a list of numbers', der.sequence(der.integer(1), der.integer(2), der.integer(3))],
    [
      'a seal without its signature',
      der.raw(
        0x30,
        ...readSequence(readDer(seal))
          .slice(0, -1)
          .map(({ bytes }) => bytes),
      ),
    ],
  ])('%s', (_, octets) => {
    expect(() => parseSeal(octets)).toThrow(expect.objectContaining({ code: 'seal-malformed' }));
  });
});

describe('v4 seal', () => {
  it('comes back as it was written', () => {
    const seal = testSeal({ extensions: [{ oid: '1.2.3', critical: true, value: utf8Encode('x') }] });
    expect(seal.version).toBe(4);
    expect(seal.info).toMatchObject({
      header: { id: 'ES', version: 4, vendorId: 'BIANYIN' },
      esId: '41020000000001',
      type: 1,
      name: '开封示例科技有限公司',
      certificateList: { type: 'certificates', certificates: [city.signer] },
      validEnd: new Date('2029-01-05T02:00:00Z'),
      picture: { type: 'png', widthMm: 40, heightMm: 40 },
      extensions: [{ oid: '1.2.3', critical: true, value: utf8Encode('x') }],
    });
    expect(sm2Verify(city.makerKey.publicKey, seal.signedMessage, seal.signatureValue)).toBe(true);
  });

  it('lists certificate digests when certListType is 2', () => {
    const digests = [{ algorithm: 'SM3', value: new Uint8Array(32).fill(7) }];
    const seal = testSeal({ certificateList: { type: 'digests', digests } });
    expect(seal.info.certificateList).toEqual({ type: 'digests', digests });
  });

  it('keeps the octets of odd encodings that were signed', () => {
    const explicitFalse = der.sequence(
      der.oid('1.2.156.10197.6.7.2.2.1'),
      der.boolean(false),
      der.octetString(utf8Encode('2.1')),
    );
    const trueAsOne = der.sequence(
      der.oid('1.2.3'),
      Uint8Array.of(1, 1, 1),
      der.octetString(utf8Encode('y')),
    );
    const plain = encodeSealInfo(sealInfo());
    const members = readSequence(readDer(plain)).map((node) => node.bytes);
    const infoDer = der.sequence(...members, der.sequence(explicitFalse, trueAsOne));
    const seal = sealFromInfo(infoDer);
    expect(seal.infoDer).toEqual(infoDer);
    expect(seal.info.extensions.map((extension) => extension.critical)).toEqual([false, true]);
    expect(sm2Verify(city.makerKey.publicKey, seal.signedMessage, seal.signatureValue)).toBe(true);
  });

  it('reads extensions behind an explicit or implicit [0] too, and other string and time forms', () => {
    const one = der.sequence(der.oid('1.2.3'), der.octetString(utf8Encode('z')));
    const members = readSequence(readDer(encodeSealInfo(sealInfo()))).map((node) => node.bytes);
    for (const tagged of [
      der.explicit(0, der.sequence(one)),
      der.explicit(0, one),
      der.explicit(0, one, one),
    ]) {
      expect(sealFromInfo(der.sequence(...members, tagged)).info.extensions[0]?.oid).toBe('1.2.3');
    }
    const odd = replaceAt(
      replaceAt(encodeSealInfo(sealInfo()), [1], () => der.utf8('印-1')),
      [2, 6],
      () => der.raw(0x18, utf8Encode('20290105100000.5+0800')),
    );
    expect(sealFromInfo(odd).info).toMatchObject({
      esId: '印-1',
      validEnd: new Date('2029-01-05T02:00:00.500Z'),
    });
  });

  it.each<[string, readonly number[], Uint8Array]>([
    ['an unknown certListType', [0, 2, 2], der.integer(3)],
    ['a header that is not ES', [0, 0, 0], der.ia5('EX')],
    ['a picture size beyond sense', [0, 3, 2], der.integer(1n << 60n)],
    ['a missing picture', [0, 3], der.null()],
    ['a seal element too many', [3], concatBytes(der.null(), der.null(), der.null())],
  ])('refuses %s', (_what, path, replacement) => {
    const bytes = replaceAt(testSeal().der, path, () => replacement);
    expect(() => parseSeal(bytes)).toThrow(BianyinError);
  });

  it('refuses octets after the seal, and sizes beyond its limit', () => {
    expect(() => parseSeal(concatBytes(testSeal().der, Uint8Array.of(0)))).toThrow('der-malformed');
    expect(() => parseSeal(new Uint8Array(5 * 1024 * 1024))).toThrow('seal-too-large');
  });
});

describe('v5 seal', () => {
  const token = der.sequence(der.oid('1.2.840.113549.1.7.2'));

  it('is told by its header, with and without a time stamp', () => {
    expect(testSeal({ version: 5 })).toMatchObject({ version: 5, timeStamp: null });
    expect(testSeal({ version: 5 }, token)).toMatchObject({ version: 5, timeStamp: token });
  });

  it('reads an implicit [0] and a token directly inside [0]', () => {
    const members = readSequence(readDer(testSeal({ version: 5 }).der)).map((node) => node.bytes);
    for (const tagged of [der.implicit(0, der.bitString(token)), der.explicit(0, token)]) {
      expect(parseSeal(der.sequence(...members, tagged)).timeStamp).toEqual(token);
    }
  });

  it('is told by a fifth element even when the header says 4', () => {
    const members = readSequence(readDer(testSeal().der)).map((node) => node.bytes);
    const seal = parseSeal(der.sequence(...members, der.explicit(0, der.bitString(token))));
    expect(seal).toMatchObject({ version: 5, info: { header: { version: 4 } } });
  });
});

describe('v1 seal', () => {
  it('is told by two elements, and its maker signs info, certificate and algorithm', () => {
    const seal = parseSeal(version1Seal());
    expect(seal).toMatchObject({ version: 1, info: { header: { version: 11 }, name: '旧版测试章' } });
    expect(sm2Verify(city.makerKey.publicKey, seal.signedMessage, seal.signatureValue)).toBe(true);
    expect(sm2Verify(city.makerKey.publicKey, seal.infoDer, seal.signatureValue)).toBe(false);
  });

  it('keeps garbage in certList as octets that match nothing', () => {
    const bytes = replaceAt(version1Seal(), [0, 2, 2, 0], () => der.ia5('1'));
    expect(parseSeal(bytes).info.certificateList).toEqual({
      type: 'certificates',
      certificates: [utf8Encode('1')],
    });
  });
});

describe('writing', () => {
  it.each([
    ['validEnd', { validEnd: new Date('2025-01-01T00:00:00Z') }],
    ['certList', { certificateList: { type: 'certificates', certificates: [] } } as const],
    ['esID', { esId: '印章' }],
    ['picture', { picture: { type: 'png', data: new Uint8Array(1), widthMm: 40.5, heightMm: 40 } }],
  ])('refuses a bad %s by name', (field, changes) => {
    expect(() => encodeSealInfo(sealInfo(changes))).toThrow(
      expect.objectContaining({
        code: 'seal-value-invalid',
        detail: expect.objectContaining({ field }) as unknown,
      }),
    );
  });

  it('gives no v4 seal a time stamp', () => {
    const infoDer = encodeSealInfo(sealInfo());
    const parts = { infoDer, makerCertificate: city.maker, signatureValue: city.makerKey.sign(infoDer) };
    expect(() => assembleSeal({ ...parts, timeStamp: der.sequence() })).toThrow('seal-value-invalid');
  });

  it('writes a raw signature value as DER', () => {
    const infoDer = encodeSealInfo(sealInfo());
    const { r, s } = { r: 5n, s: 7n };
    const raw = new Uint8Array(64);
    raw[31] = Number(r);
    raw[63] = Number(s);
    const seal = parseSeal(assembleSeal({ infoDer, makerCertificate: city.maker, signatureValue: raw }));
    expect(seal.signatureValue).toEqual(der.sequence(der.integer(r), der.integer(s)));
  });
});
