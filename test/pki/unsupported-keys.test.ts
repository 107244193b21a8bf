/** Keys and algorithms that nothing here computes with: what was not checked is never called wrong, and never right. */
import { describe, expect, it } from 'vitest';
import { der } from '../../src-main/crypto/der-writer.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { checkSigned } from '../../src-main/pki/signature-algorithm.ts';
import { caExtensions, issue, noon } from './support/test-authority.ts';

const point = (octets: number) => der.bitString(new Uint8Array(2 * octets + 1).fill(0x5a).with(0, 4));
const ec = (oid: string, octets: number) =>
  der.sequence(der.sequence(der.oid('1.2.840.10045.2.1'), der.oid(oid)), point(octets));

/** brainpool r1 and t1 (RFC 5639), small and binary NIST curves, secp256k1, FRP256v1, GOST, Edwards, DSA, explicit parameters. */
const keys: readonly (readonly [string, Uint8Array])[] = [
  ...Array.from({ length: 14 }, (_, i): readonly [string, Uint8Array] => [
    `brainpool ${i + 1}`,
    ec(`1.3.36.3.3.2.8.1.1.${i + 1}`, [20, 20, 24, 24, 28, 28, 32, 32, 40, 40, 48, 48, 64, 64][i] ?? 32),
  ]),
  ['P-192', ec('1.2.840.10045.3.1.1', 24)],
  ['P-224', ec('1.3.132.0.33', 28)],
  ['secp256k1', ec('1.3.132.0.10', 32)],
  ['sect233r1', ec('1.3.132.0.27', 30)],
  ['sect571k1', ec('1.3.132.0.38', 72)],
  ['FRP256v1', ec('1.2.250.1.223.101.256.1', 32)],
  ['a curve of nobody', ec('1.2.3.4.5', 32)],
  [
    'explicit parameters',
    der.sequence(der.sequence(der.oid('1.2.840.10045.2.1'), der.sequence()), point(32)),
  ],
  ['implicit parameters', der.sequence(der.sequence(der.oid('1.2.840.10045.2.1'), der.null()), point(32))],
  ['Ed25519', der.sequence(der.sequence(der.oid('1.3.101.112')), der.bitString(new Uint8Array(32)))],
  ['Ed448', der.sequence(der.sequence(der.oid('1.3.101.113')), der.bitString(new Uint8Array(57)))],
  ['GOST 2012', der.sequence(der.sequence(der.oid('1.2.643.7.1.1.1.1')), der.bitString(new Uint8Array(66)))],
  ['DSA', der.sequence(der.sequence(der.oid('1.2.840.10040.4.1')), der.bitString(new Uint8Array(131)))],
  ['SM9', der.sequence(der.sequence(der.oid('1.2.156.10197.1.302')), der.bitString(new Uint8Array(64)))],
];
const algorithms = [
  '1.2.156.10197.1.501',
  '1.2.840.10045.4.3.1',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '2.16.840.1.101.3.4.3.10',
  '1.2.840.113549.1.1.4',
  '1.3.36.3.3.1.2',
  '1.3.101.112',
];

const root = issue({ subject: 'root', ca: true });
const message = Uint8Array.of(1, 2, 3);

describe.each(keys)('%s', (name, spki) => {
  const holder = issue({ subject: name, issuer: root, extensions: caExtensions, spki });
  it('signs nothing that is called right or wrong', () => {
    const { publicKey } = holder.certificate;
    expect(publicKey.kind).toBe('unsupported');
    for (const algorithm of algorithms) {
      expect(checkSigned(publicKey, algorithm, message, message)).toBe('unsupported');
    }
  });
  it('as an authority it cannot be judged, and its own certificate can', () => {
    const under = issue({ subject: 'under', issuer: holder, extensions: [] }).certificate;
    const options = {
      anchors: [root.certificate],
      intermediates: [holder.certificate],
      crls: [],
      at: noon,
      revocation: 'skip',
    } as const;
    expect(buildPath(under, options).codes).toEqual(['ALG_UNSUPPORTED']);
    expect(buildPath(holder.certificate, options).codes).toEqual([]);
    // Beside it the same authority with a key that is known: that one counts.
    const known = issue({ subject: name, issuer: root, ca: true, signer: holder.signer }).certificate;
    const both = { ...options, intermediates: [holder.certificate, known] };
    expect(buildPath(under, both).codes).toEqual([]);
  });
});

it.each(['1.2.840.113549.1.1.4', '1.3.36.3.3.1.2', '2.16.840.1.101.3.4.3.10'])(
  'an algorithm nobody here knows, %s, under a known key is not checked either',
  (oid) => {
    expect(checkSigned(root.certificate.publicKey, oid, message, message)).toBe('unsupported');
    const signatureAlgorithm = der.sequence(der.oid(oid));
    const under = issue({ subject: 'under', issuer: root, signatureAlgorithm }).certificate;
    const options = { anchors: [root.certificate], intermediates: [], crls: [], at: noon } as const;
    expect(buildPath(under, options).codes).toEqual(['ALG_UNSUPPORTED']);
  },
);

it('known keys with a signature that is none are wrong', () => {
  expect(checkSigned(root.certificate.publicKey, '1.2.156.10197.1.501', message, message)).toBe('wrong');
  expect(checkSigned(root.certificate.publicKey, '1.2.840.10045.4.3.2', message, message)).toBe('wrong');
});
