/** What certificates say, and what is refused before anybody believes it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { readDer } from '../../src-main/crypto/der.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { parseCrl } from '../../src-main/pki/crl.ts';
import { readName, sameName } from '../../src-main/pki/name.ts';
import { parsePublicKey } from '../../src-main/pki/public-key.ts';
import { parseSignedData } from '../../src-main/pki/signed-data.ts';
import { parseTimeStampToken } from '../../src-main/pki/timestamp.ts';
import { extension, issue, issueList } from './support/test-authority.ts';
import { createTestSigner } from './support/test-signer.ts';
import { propertyRuns } from '../support/property-runs.ts';

const root = issue({ subject: '测试根', ca: true });
const attribute = (oid: string, value: Uint8Array) => der.set(der.sequence(der.oid(oid), value));

describe('names', () => {
  const read = (...sets: Uint8Array[]) => readName(readDer(der.sequence(...sets)));
  it('are read in every string type and shown most specific first', () => {
    const wide = der.raw(0x1e, utf8Encode('\0开'.replace('开', 'A')));
    const name = read(
      attribute('2.5.4.6', der.printable('CN')),
      attribute('2.5.4.10', der.utf8('汴, "印"')),
      attribute('2.5.4.3', wide),
    );
    expect(name.toString()).toBe('CN=A,O=汴\\, \\"印\\",C=CN');
    expect(name).toMatchObject({ commonName: 'A', organization: '汴, "印"', country: 'CN' });
  });
  it('lose control, bidirectional and zero-width characters when shown', () => {
    const spoof = 'abc\u202Egro.knab\u200B\n\u0000x';
    expect(read(attribute('2.5.4.3', der.utf8(spoof))).commonName).toBe('abcgro.knab x');
  });
  it('match without regard to case, spaces and string type, and not otherwise', () => {
    const a = read(attribute('2.5.4.3', der.utf8('Bian  Yin ')));
    expect(sameName(a, read(attribute('2.5.4.3', der.printable('bian yin'))))).toBe(true);
    expect(sameName(a, read(attribute('2.5.4.3', der.printable('bianyin'))))).toBe(false);
    expect(sameName(a, read(attribute('2.5.4.10', der.utf8('Bian Yin'))))).toBe(false);
    expect(sameName(a, read())).toBe(false);
  });
});

describe('certificates', () => {
  it('give their parts as slices of the original', () => {
    const { certificate, signer } = issue({ subject: '签章人', issuer: root, serial: 0x8001 });
    expect(certificate).toMatchObject({
      version: 3,
      serialNumber: 0x8001n,
      serialHex: '008001',
      publicKey: { kind: 'sm2', sm2Point: signer.publicKey },
      keyUsage: { digitalSignature: true, nonRepudiation: true, keyCertSign: false },
    });
    expect(certificate.tbs.buffer).toBe(certificate.der.buffer);
    expect(certificate.issuer.toString()).toBe('CN=测试根');
    expect(certificate.subject.commonName).toBe('签章人');
  });
  it('keep the extensions of GB/T 20518 raw', () => {
    const value = der.printable('914102000000000000');
    const { certificate } = issue({
      subject: 'x',
      extensions: [extension('1.2.156.10260.4.1.4', false, value)],
    });
    const [found] = certificate.extensions;
    expect(found).toMatchObject({ oid: '1.2.156.10260.4.1.4', critical: false });
    expect(toHex(found?.value ?? new Uint8Array())).toBe(toHex(value));
  });
  it.each([
    [
      'an extension twice',
      [
        extension('2.5.29.14', false, der.octetString(Uint8Array.of(1))),
        extension('2.5.29.14', false, der.octetString(Uint8Array.of(1))),
      ],
    ],
    ['a damaged extension', [extension('2.5.29.15', true, Uint8Array.of(3, 9))]],
    [
      'a negative path length',
      [extension('2.5.29.19', true, der.sequence(der.boolean(true), der.integer(-1)))],
    ],
  ])('refuse %s', (_case, extensions) => {
    expect(() => issue({ subject: 'x', extensions })).toThrow(
      expect.objectContaining({ code: 'certificate-malformed' }),
    );
  });
  it('refuse octets behind them', () => {
    const bytes = concatBytes(root.certificate.der, Uint8Array.of(0));
    expect(() => parseCertificate(bytes)).toThrow(expect.objectContaining({ code: 'certificate-malformed' }));
  });
});

describe('public keys', () => {
  it('with explicit curve parameters are not supported (CVE-2020-0601)', () => {
    const { publicKey } = createTestSigner();
    const explicit = der.sequence(der.oid('1.2.840.10045.2.1'), der.sequence(der.integer(1)));
    expect(parsePublicKey(der.sequence(explicit, der.bitString(publicKey))).kind).toBe('unsupported');
  });
  it('off the curve are refused', () => {
    const { publicKey } = createTestSigner();
    const p256 = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.840.10045.3.1.7'));
    expect(() => parsePublicKey(der.sequence(p256, der.bitString(publicKey)))).toThrow(
      expect.objectContaining({ code: 'public-key-invalid' }),
    );
  });
  it.each([
    ['an even modulus', 2n ** 2048n, 65537n],
    ['exponent 1', 2n ** 2048n + 1n, 1n],
    ['a huge exponent', 2n ** 2048n + 1n, 2n ** 65n + 1n],
    ['a huge modulus', 2n ** 17000n + 1n, 65537n],
  ])('of RSA with %s are refused', (_case, n, e) => {
    const rsa = der.sequence(der.oid('1.2.840.113549.1.1.1'), der.null());
    const bits = der.bitString(der.sequence(der.integer(n), der.integer(e)));
    expect(() => parsePublicKey(der.sequence(rsa, bits))).toThrow(
      expect.objectContaining({ code: 'public-key-invalid' }),
    );
  });
});

it('mutated certificates, lists, SignedData and tokens never throw anything but BianyinError', () => {
  const leaf = issue({ subject: 'leaf', issuer: root });
  const samples = [
    leaf.certificate.der,
    issueList(root, [{ certificate: leaf.certificate, date: new Date(0) }]).der,
  ];
  const parsers = [parseCertificate, parseCrl, parseSignedData, parseTimeStampToken];
  const mutation = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.constantFrom(...parsers),
      mutation,
      (sample, parse, changes) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(BianyinError);
        }
      },
    ),
    { numRuns: propertyRuns(400) },
  );
});
