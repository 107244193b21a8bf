/** What is weak or unknown in the chain behind a signer is said of the signer, never of the signature: each on the axis it bears on. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { verdictCodes, type VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import type { Certificate } from '../../../src-main/pki/certificate.ts';
import { checkSignerPath } from '../../../src-main/seal/path-checks.ts';
import { createTestSigner } from '../../pki/support/test-signer.ts';
import { caExtensions, extension, issue, noon } from '../../pki/support/test-authority.ts';

const about: readonly VerdictCode[] = [
  'CERT_ALG_WEAK',
  'CERT_ALG_UNSUPPORTED',
  'ALG_WEAK',
  'ALG_UNSUPPORTED',
];

function codesOf(certificate: Certificate, anchor: Certificate): VerdictCode[] {
  const context = { anchors: [anchor], intermediates: [], crls: [], at: noon, now: noon, isTimeProven: true };
  return checkSignerPath(certificate, context).flatMap(({ code }) => code ?? []);
}

/** An authority with an RSA key of so many bits. */
function rsaRoot(bits: number) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const signer = {
    ...createTestSigner(),
    sign: (bytes: Uint8Array) => new Uint8Array(sign('sha256', bytes, privateKey)),
  };
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  return issue({
    subject: `RSA ${bits}`,
    extensions: caExtensions,
    spki,
    signer,
    signatureAlgorithm: rsaSha256,
  });
}
const rsaSha256 = der.sequence(der.oid('1.2.840.113549.1.1.11'), der.null());

describe('the chain', () => {
  it.each([
    [1024, ['CERT_ALG_WEAK']],
    [2048, []],
  ])('of an RSA key of %i bits: %j', (bits, expected) => {
    const root = rsaRoot(bits);
    const { certificate } = issue({ subject: 'holder', issuer: root, signatureAlgorithm: rsaSha256 });
    expect(codesOf(certificate, root.certificate).filter((code) => about.includes(code))).toEqual(expected);
  });

  it('CERT_ALG_UNSUPPORTED for an algorithm that is not known', () => {
    const root = issue({ subject: 'root', ca: true });
    const signatureAlgorithm = der.sequence(der.oid('1.3.36.3.3.1.2'));
    const { certificate } = issue({ subject: 'holder', issuer: root, signatureAlgorithm });
    const codes = codesOf(certificate, root.certificate).filter((code) => about.includes(code));
    expect(codes).toEqual(['CERT_ALG_UNSUPPORTED']);
  });

  it('bears on identity', () => {
    for (const code of [
      'CERT_ALG_WEAK',
      'CERT_ALG_UNSUPPORTED',
      'SIGNER_MAKES_SEALS',
      'SIGNER_PURPOSE_OTHER',
    ] as const)
      expect(verdictCodes[code]).toMatchObject({ level: 'UNSURE', axis: 'identity' });
  });
});

const purposesExtension = (purposes: readonly string[], critical = false) =>
  extension('2.5.29.37', critical, der.sequence(...purposes.map(der.oid)));
const signing = extension('2.5.29.15', true, der.bitString(Uint8Array.of(0xc0), 6));
const root = issue({ subject: 'root', ca: true });
const signer = (...purposes: readonly string[]) =>
  issue({ subject: 'maker', issuer: root, extensions: [signing, purposesExtension(purposes)] }).certificate;

const [server, client, program, mail] = ['1', '2', '3', '4'].map((id) => `1.3.6.1.5.5.7.3.${id}`) as [
  string,
  string,
  string,
  string,
];

describe('SIGNER_PURPOSE_OTHER', () => {
  it.each([
    ['servers', [server], true],
    ['logging on', [client], true],
    ['programs', [program], true],
    ['servers and clients', [server, client], true],
    ['smart cards', [client, '1.3.6.1.4.1.311.20.2.2'], true],
    ['status snapshots', [projectOids.statusSnapshotPurpose], true],
    ['trust packs', [projectOids.trustPackPurpose], true],
    ['clients and mail', [client, mail], false],
    ['anything', [server, '2.5.29.37.0'], false],
    ['a purpose that nobody knows', [client, '1.2.156.112.7'], false],
    ['documents', ['1.3.6.1.5.5.7.3.36'], false],
  ])('a certificate for %s', (_, purposes, isTold) => {
    for (const critical of [false, true]) {
      const extensions = [signing, purposesExtension(purposes, critical)];
      const { certificate } = issue({ subject: 'holder', issuer: root, extensions });
      expect(codesOf(certificate, root.certificate).includes('SIGNER_PURPOSE_OTHER')).toBe(isTold);
    }
  });

  it.each([
    ['servers', [server], true],
    ['clients and mail', [client, mail], false],
  ])('an issuing authority for %s', (_, purposes, isTold) => {
    const authority = issue({
      subject: 'authority',
      issuer: root,
      extensions: [...caExtensions, purposesExtension(purposes)],
    });
    const { certificate } = issue({ subject: 'holder', issuer: authority });
    const context = { anchors: [root.certificate], intermediates: [authority.certificate], crls: [] };
    const checks = checkSignerPath(certificate, { ...context, at: noon, now: noon, isTimeProven: true });
    expect(checks.some(({ code }) => code === 'SIGNER_PURPOSE_OTHER')).toBe(isTold);
  });

  it('says nothing of a certificate without purposes', () => {
    const { certificate } = issue({ subject: 'holder', issuer: root, extensions: [signing] });
    expect(codesOf(certificate, root.certificate)).not.toContain('SIGNER_PURPOSE_OTHER');
  });
});

describe('SIGNER_MAKES_SEALS', () => {
  it.each([
    ['seals only', [projectOids.sealMakingPurpose], true],
    ['seals and a service', [projectOids.sealMakingPurpose, '1.3.6.1.5.5.7.3.2'], true],
    ['seals and documents', [projectOids.sealMakingPurpose, '1.3.6.1.5.5.7.3.36'], false],
    ['documents only', ['1.3.6.1.5.5.7.3.36'], false],
  ])('a certificate for %s', (_, purposes, isTold) => {
    expect(codesOf(signer(...purposes), root.certificate).includes('SIGNER_MAKES_SEALS')).toBe(isTold);
  });
});
