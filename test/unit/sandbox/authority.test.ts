/** Certificates, lists and tokens of the city: read by our own reader, and by the openssl command where it is there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm2Verify } from '../../../src-main/crypto/sm2.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl, isRevoked } from '../../../src-main/pki/crl.ts';
import { buildPath } from '../../../src-main/pki/path.ts';
import { verifyTimeStampToken } from '../../../src-main/pki/timestamp-verification.ts';
import { parseTimeStampToken } from '../../../src-main/pki/timestamp.ts';
import type { CertificateKind } from '../../../src-main/sandbox/authority/certificate-kinds.ts';
import { issueCertificate } from '../../../src-main/sandbox/authority/issue-certificate.ts';
import { issueCrl } from '../../../src-main/sandbox/authority/issue-crl.ts';
import { createTimeStampToken } from '../../../src-main/sandbox/authority/time-stamp-token.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('authority');
const notBefore = new Date('2026-11-01T00:00:00Z');
const at = new Date('2026-11-23T08:00:00Z');
const signer = () => softwareSigner(newPrivateKey(random), random);
const rootIssuer = { name: { commonName: '测试根' }, signer: signer() };
const subIssuer = { name: { commonName: '测试子' }, signer: signer() };
const issue = (kind: CertificateKind, name: string, point: Uint8Array, issuer = subIssuer) =>
  issueCertificate({ kind, subject: { commonName: name }, publicPoint: point, notBefore }, issuer, random);
const root = issue('root', '测试根', rootIssuer.signer.publicPoint, rootIssuer);
const sub = issue('sub-ca', '测试子', subIssuer.signer.publicPoint, rootIssuer);
const personSigner = signer();
const person = issueCertificate(
  {
    kind: 'person',
    subject: {
      commonName: '沈𫖯',
      organization: '开封市汴京文化传媒有限公司',
      organizationIdentifier: '91410200XXXX00019D',
      serialNumber: 'soft-legal',
    },
    publicPoint: personSigner.publicPoint,
    notBefore,
  },
  subIssuer,
  random,
);
const list = (issuer: typeof subIssuer, revoked: Parameters<typeof issueCrl>[0]['revoked'] = []) =>
  issueCrl(
    { number: 7, thisUpdate: notBefore, nextUpdate: new Date('2026-12-01T00:00:00Z'), revoked },
    issuer,
  );
const trust = (crls: readonly Uint8Array[]) => ({
  anchors: [parseCertificate(root)],
  intermediates: [parseCertificate(sub)],
  crls: crls.map((crl) => parseCrl(crl)),
  at,
});

const folder = mkdtempSync(join(tmpdir(), 'bianyin-authority-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasOpenssl = spawnSync('openssl', ['version']).stdout.toString().startsWith('OpenSSL 3');
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', cwd: folder });
const save = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return name;
};
const savePem = (name: string, label: string, bytes: Uint8Array): string =>
  save(
    name,
    utf8Encode(
      `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`,
    ),
  );

describe('software signer', () => {
  it('signs the example of GB/T 32918.5 with its fixed number', () => {
    const d = fromHex('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8');
    const k = fromHex('59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21');
    const signature = toHex(softwareSigner(d, () => k).sign(utf8Encode('message digest')));
    expect(signature).toContain('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3');
    expect(signature).toContain('b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa');
  });

  it('verifies, and refuses what is no private key', () => {
    const message = utf8Encode('汴');
    expect(sm2Verify(personSigner.publicPoint, message, personSigner.sign(message))).toBe(true);
    expect(() => softwareSigner(new Uint8Array(32), random)).toThrow(RangeError);
    expect(() => softwareSigner(new Uint8Array(32).fill(255), random)).toThrow(RangeError);
  });
});

describe('certificates', () => {
  it('form a path to the root that our own rules accept', () => {
    const result = buildPath(parseCertificate(person), {
      ...trust([list(rootIssuer), list(subIssuer)]),
      purpose: 'signing',
    });
    expect(result.codes).toEqual([]);
    expect(result.ok).toBe(true);
  });

  it('name the person, the enterprise and its code', () => {
    const { subject, serialHex } = parseCertificate(person);
    expect(subject.toString()).toBe(
      'CN=沈𫖯,serialNumber=soft-legal,organizationIdentifier=91410200XXXX00019D,O=开封市汴京文化传媒有限公司,L=开封市,ST=河南省,C=CN',
    );
    expect(serialHex).toMatch(/^[4-7][0-9a-f]{31}$/);
    expect(parseCertificate(issue('person', 'A', signer().publicPoint)).serialHex).not.toBe(serialHex);
  });

  it('carry the usage of their kind only', () => {
    const purposes = (kind: CertificateKind) =>
      parseCertificate(issue(kind, 'x', signer().publicPoint)).extendedKeyUsage;
    expect(purposes('time-stamp')).toEqual({ critical: true, purposes: ['1.3.6.1.5.5.7.3.8'] });
    expect(purposes('status')).toEqual({ critical: true, purposes: [projectOids.statusSnapshotPurpose] });
    expect(purposes('seal-maker')?.purposes).toEqual([projectOids.sealMakingPurpose]);
    expect(purposes('person')).toBeUndefined();
    expect(parseCertificate(person).basicConstraints?.ca).toBe(false);
  });

  it('are not given out for a point that is not on the curve', () => {
    expect(() => issue('person', 'x', Uint8Array.from([4, ...new Uint8Array(64).fill(1)]))).toThrow();
  });

  it.skipIf(!hasOpenssl)('are accepted by openssl', () => {
    savePem('root.pem', 'CERTIFICATE', root);
    savePem('sub.pem', 'CERTIFICATE', sub);
    savePem('person.pem', 'CERTIFICATE', person);
    const text = openssl('x509', '-in', 'person.pem', '-noout', '-text');
    expect(text).toContain('Signature Algorithm: SM2-with-SM3');
    expect(text).toContain('Digital Signature, Non Repudiation');
    // The command applies the ID to the certificate it is given only, so the path is verified step by step.
    const step = (certificate: string, issuer: string): string =>
      openssl(
        ...['verify', '-vfyopt', 'distid:1234567812345678', '-x509_strict', '-partial_chain'],
        ...['-attime', String(at.getTime() / 1000), '-trusted', issuer, certificate],
      );
    expect(step('person.pem', 'sub.pem')).toContain('person.pem: OK');
    expect(step('sub.pem', 'root.pem')).toContain('sub.pem: OK');
    expect(step('root.pem', 'root.pem')).toContain('root.pem: OK');
  });
});

describe('revocation lists', () => {
  const revoked = [
    {
      serial: fromHex(parseCertificate(person).serialHex),
      date: new Date('2026-11-20T10:00:00Z'),
      reason: 'keyCompromise' as const,
      invalidityDate: new Date('2026-11-18T00:00:00Z'),
    },
  ];

  it('revoke with reason and invalidity date', () => {
    const entry = isRevoked(parseCrl(list(subIssuer, revoked)), parseCertificate(person));
    expect(entry?.reason).toBe('keyCompromise');
    expect(entry?.invalidityDate?.toISOString()).toBe('2026-11-18T00:00:00.000Z');
    const result = buildPath(parseCertificate(person), trust([list(rootIssuer), list(subIssuer, revoked)]));
    expect(result.codes).toEqual(['CERT_REVOKED']);
  });

  it.skipIf(!hasOpenssl)('are read by openssl, which also verifies the signature value', () => {
    const crl = list(subIssuer, revoked);
    savePem('sub.pem', 'CERTIFICATE', sub);
    savePem('revoking.pem', 'X509 CRL', crl);
    const text = openssl('crl', '-in', 'revoking.pem', '-noout', '-text');
    expect(text).toContain('Key Compromise');
    expect(text).toContain('X509v3 CRL Number: \n                7');
    save('crl.tbs', parseCrl(crl).tbs);
    save('crl.sig', parseCrl(crl).signature);
    save('sub.pub', utf8Encode(openssl('x509', '-in', 'sub.pem', '-noout', '-pubkey')));
    const verify = ['dgst', '-sm3', '-verify', 'sub.pub', '-sigopt', 'distid:1234567812345678'];
    expect(openssl(...verify, '-signature', 'crl.sig', 'crl.tbs')).toContain('Verified OK');
  });
});

describe('time stamp tokens', () => {
  const tsa = signer();
  const certificate = issue('time-stamp', '测试时间戳', tsa.publicPoint);
  const order = {
    imprint: sm3(utf8Encode('x')),
    nonce: 0x1234567890n,
    now: at,
    serial: Uint8Array.of(0x41),
    policy: '2.5.29.32.0',
  };
  const token = createTimeStampToken(order, { signer: tsa, certificate, chain: [sub] });

  it('refuse an imprint that is no SM3 digest', () => {
    const authority = { signer: tsa, certificate, chain: [] };
    expect(() => createTimeStampToken({ ...order, imprint: new Uint8Array(20) }, authority)).toThrow(
      RangeError,
    );
  });

  const verify = (nonce: bigint, digest = order.imprint) =>
    verifyTimeStampToken({
      ...{ token: parseTimeStampToken(token), imprintOf: () => [digest], nonce },
      ...trust([list(rootIssuer), list(subIssuer)]),
    });

  it('are accepted by our own verifier, for their own imprint and nonce only', () => {
    expect(verify(0x1234567890n).reasons).toEqual([]);
    expect(verify(0x1234567890n)).toMatchObject({ ok: true, time: at });
    expect(verify(1n).ok).toBe(false);
    expect(verify(0x1234567890n, sm3(utf8Encode('y'))).ok).toBe(false);
  });

  it.skipIf(!hasOpenssl)('are read by openssl', () => {
    save('token.der', token);
    const text = openssl('ts', '-reply', '-token_in', '-in', 'token.der', '-token_out', '-text');
    expect(text).toContain('Hash Algorithm: sm3');
    expect(text).toContain('Nov 23 08:00:00 2026 GMT');
    expect(text).toContain('Nonce: 0x1234567890');
    expect(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'token.der')).toContain(
      'SM2-with-SM3',
    );
  });
});
