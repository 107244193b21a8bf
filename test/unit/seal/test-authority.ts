/** A small SM2 authority for tests: keys, signatures and certificates from fixed seeds. It shares no code with the sandbox. */
import { sm2Sign } from '../../attacks/test-key.ts';
import { bigintToBytes, bytesToBigint, concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2Curve } from '../../../src-main/crypto/sm2-curve.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { encodeSignedAttributes } from '../../../src-main/pki/attribute.ts';
import { encodeSignedData } from '../../../src-main/pki/signed-data-writer.ts';

export interface TestKey {
  readonly d: bigint;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** GB/T 32918.2 §6.1 with a nonce derived from key and digest, so that tests repeat. */
export function testKey(seed: string): TestKey {
  const { n, Point } = sm2Curve;
  const d = (bytesToBigint(sm3(utf8Encode(seed))) % (n - 2n)) + 1n;
  const publicKey = Point.BASE.multiply(d).toBytes(false);
  return { d, publicKey, sign: (message) => sm2Sign({ d, publicKey }, message) };
}

const sm2WithSm3 = der.sequence(der.oid('1.2.156.10197.1.501'));

export interface CertificateSpec {
  readonly subject: string;
  readonly issuer: string;
  readonly subjectKey: TestKey;
  readonly issuerKey: TestKey;
  readonly serial: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly isAuthority?: boolean;
  /** OID of its critical extended key usage. */
  readonly purpose?: string;
  /** Octet of the KeyUsage BIT STRING: 0xc0 signs, 0x38 encrypts, 0x06 certifies. */
  readonly keyUsage?: number;
}

function name(commonName: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
}

function extension(oid: string, value: Uint8Array): Uint8Array {
  return der.sequence(der.oid(oid), der.boolean(true), der.octetString(value));
}

function testCertificate(spec: CertificateSpec): Uint8Array {
  const usage = spec.keyUsage ?? (spec.isAuthority ? 0x06 : 0xc0);
  const unused = usage & 1 ? 0 : Math.log2(usage & -usage);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(spec.serial),
    sm2WithSm3,
    name(spec.issuer),
    der.sequence(
      der.utcTime(spec.notBefore ?? new Date('2024-01-01T00:00:00Z')),
      der.utcTime(spec.notAfter ?? new Date('2034-01-01T00:00:00Z')),
    ),
    name(spec.subject),
    der.sequence(
      der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.156.10197.1.301')),
      der.bitString(spec.subjectKey.publicKey),
    ),
    der.explicit(
      3,
      der.sequence(
        extension('2.5.29.19', spec.isAuthority ? der.sequence(der.boolean(true)) : der.sequence()),
        extension('2.5.29.15', der.bitString(Uint8Array.of(usage), unused)),
        ...(spec.purpose === undefined ? [] : [extension('2.5.29.37', der.sequence(der.oid(spec.purpose)))]),
      ),
    ),
  );
  return der.sequence(tbs, sm2WithSm3, der.bitString(spec.issuerKey.sign(tbs)));
}

/** DER of a CRL of `issuer` with the given serial numbers and times; reason 1 is key compromise. */
export function testCrl(
  issuer: string,
  key: TestKey,
  revoked: readonly { serial: number; at: Date; reason?: number }[],
  times: { thisUpdate: Date; nextUpdate: Date },
): Uint8Array {
  const entries = revoked.map(({ serial, at, reason }) =>
    der.sequence(
      der.integer(serial),
      der.utcTime(at),
      ...(reason === undefined
        ? []
        : [der.sequence(der.sequence(der.oid('2.5.29.21'), der.octetString(der.enumerated(reason))))]),
    ),
  );
  const tbs = der.sequence(
    der.integer(1),
    sm2WithSm3,
    name(issuer),
    der.utcTime(times.thisUpdate),
    der.utcTime(times.nextUpdate),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
  );
  return der.sequence(tbs, sm2WithSm3, der.bitString(key.sign(tbs)));
}

export interface TokenSpec {
  /** What the imprint is over. */
  readonly stamped: Uint8Array;
  readonly time: Date;
  readonly certificate: Uint8Array;
  readonly key: TestKey;
}

/** A time-stamp token (RFC 3161) with SM3 and SM2. */
export function testToken({ stamped, time, certificate, key }: TokenSpec): Uint8Array {
  const imprint = der.sequence(der.sequence(der.oid('1.2.156.10197.1.401')), der.octetString(sm3(stamped)));
  const content = der.sequence(
    der.integer(1),
    der.oid('1.2.3.4.1'),
    imprint,
    der.integer(7),
    der.generalizedTime(time),
  );
  const signedAttributes = encodeSignedAttributes({
    contentType: '1.2.840.113549.1.9.16.1.4',
    messageDigest: sm3(content),
    signingCertificate: certificate,
  });
  const signer = {
    certificate,
    hash: 'sm3',
    signatureAlgorithm: '1.2.156.10197.1.501',
    signedAttributes,
  } as const;
  return encodeSignedData({
    flavour: 'cms',
    contentType: '1.2.840.113549.1.9.16.1.4',
    content,
    certificates: [certificate],
    signers: [{ ...signer, signature: key.sign(signedAttributes) }],
  });
}

/** A root, a seal maker and a signer under it. */
export function testCity() {
  const rootKey = testKey('root');
  const makerKey = testKey('maker');
  const signerKey = testKey('signer');
  const timeKey = testKey('time');
  const issued = (
    subject: string,
    subjectKey: TestKey,
    serial: number,
    more: Partial<CertificateSpec> = {},
  ) => testCertificate({ subject, subjectKey, serial, issuer: 'Test Root', issuerKey: rootKey, ...more });
  return {
    rootKey,
    makerKey,
    signerKey,
    timeKey,
    issued,
    root: issued('Test Root', rootKey, 1, { isAuthority: true }),
    maker: issued('Test Seal Maker', makerKey, 2, { purpose: projectOids.sealMakingPurpose }),
    signer: issued('410200000000001', signerKey, 3),
    timeAuthority: issued('Test Time', timeKey, 4, { purpose: '1.3.6.1.5.5.7.3.8' }),
  };
}

/** A PNG header that says `width` × `height`; enough for whoever only measures. */
export function pngHeader(width: number, height: number): Uint8Array {
  const size = (value: number): Uint8Array => bigintToBytes(BigInt(value), 4);
  return concatBytes(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52),
    size(width),
    size(height),
    Uint8Array.of(8, 6, 0, 0, 0),
  );
}
