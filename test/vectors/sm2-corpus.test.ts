/** SM2 signatures, certificates and SignedData that Tongsuo and gmsm test themselves with. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { sm2VerifyDigest } from '../../src-main/crypto/sm2.ts';
import { parseCertificate, type Certificate } from '../../src-main/pki/certificate.ts';
import { sameName } from '../../src-main/pki/name.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { verifySigned } from '../../src-main/pki/signature-algorithm.ts';
import { parseSignedData } from '../../src-main/pki/signed-data.ts';
import { verifySignedData } from '../../src-main/pki/signed-data-verification.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { corpusFolder, pemBlocks } from './corpus.ts';

const folder = corpusFolder('sm2');
const tongsuo = join(folder ?? '', 'tongsuo/test');

describe.skipIf(folder === undefined)('Tongsuo', () => {
  const vectors =
    folder === undefined ? [] : digestVectors(join(tongsuo, 'recipes/30-test_evp_data/evppkey_sm2.txt'));
  it.each(vectors)('digest signature %#', ({ publicKey, input, output }) => {
    expect(sm2VerifyDigest(publicKey, fromHex(input), fromHex(output))).toBe(true);
    expect(sm2VerifyDigest(publicKey, fromHex(input.replace(/^../, '00')), fromHex(output))).toBe(false);
  });
  it('has such vectors', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(2);
  });
  it('builds the dual-certificate chains, and tells the expired ones', () => {
    const dir = join(tongsuo, 'certs/sm2');
    const chain = pemBlocks(join(dir, 'chain-ca.crt'), 'CERTIFICATE').map(parseCertificate);
    const [root, sub] = chain;
    const judge = (file: string) => {
      const [leaf] = pemBlocks(join(dir, file), 'CERTIFICATE').map(parseCertificate);
      if (!root || !sub || !leaf) throw new RangeError('certificates missing');
      const at = new Date(
        leaf.notAfter.getTime() > sub.notBefore.getTime() ? leaf.notAfter.getTime() - 1000 : 0,
      );
      const options = { anchors: [root], intermediates: [sub], crls: [], revocation: 'skip' as const };
      return {
        inTime: buildPath(leaf, { ...options, at }),
        late: buildPath(leaf, { ...options, at: new Date('2200-01-01') }),
      };
    };
    for (const file of ['server_sign.crt', 'server_enc.crt', 'client_sign.crt', 'client_enc.crt']) {
      const { inTime, late } = judge(file);
      expect([file, inTime.ok, inTime.path.length]).toEqual([file, true, 3]);
      expect(late.codes).toContain('CERT_EXPIRED');
    }
  });
  it('refuses signatures made without ZA', () => {
    const file = (name: string) =>
      pemBlocks(join(tongsuo, 'certs', name), 'CERTIFICATE').map(parseCertificate);
    const [noZa] = file('sm2-noza-root-cert.pem');
    if (!noZa) throw new RangeError('certificate missing');
    expect(verifySigned(noZa.publicKey, noZa.signatureAlgorithm, noZa.tbs, noZa.signature)).toBe(false);
  });
});

describe.skipIf(folder === undefined)('gmsm', () => {
  const files = folder === undefined ? [] : allFiles(join(folder, 'gmsm'));
  const certificates = files.flatMap((file) => pemBlocks(file, 'CERTIFICATE').flatMap(readable));
  it('reads nearly all certificates, and what it reads verifies with the issuer in the set', () => {
    expect(certificates.length).toBeGreaterThan(70);
    const pairs = certificates.flatMap((each) =>
      issuersOf(each, certificates).map((issuer) => [each, issuer] as const),
    );
    const selfSigned = pairs.filter(([each, issuer]) => each === issuer);
    const wrong = selfSigned
      .filter(([each]) => !verifies(each, each))
      .map(([each]) => each.subject.toString());
    // MD5, an OID no longer used, Ed25519 and DSA: not supported, and reported so.
    expect(wrong.every((subject) => /MD5|mytest|Ed25519|Jon Allie|LAMPS|SLH-DSA|RootCA/.test(subject))).toBe(
      true,
    );
    expect(selfSigned.length - wrong.length).toBeGreaterThan(15);
  });
  it('verifies SignedData in BER and DER, and refuses enveloped data by a code', () => {
    const blobs = files.flatMap((file) => pemBlocks(file, 'PKCS7'));
    const outcomes = blobs.map((blob) => {
      try {
        return verifySignedData(parseSignedData(blob)).map((each) => (each.ok ? 'ok' : each.codes.join()));
      } catch (error) {
        if (!(error instanceof BianyinError)) throw error;
        return [error.code];
      }
    });
    expect(outcomes.flat().filter((each) => each === 'ok').length).toBeGreaterThanOrEqual(3);
    expect(outcomes.flat().filter((each) => each === 'signed-data-malformed').length).toBeGreaterThanOrEqual(
      3,
    );
  });
});

/** Verify blocks with digest SM3 and no other result, with the key their file declares. */
function digestVectors(file: string) {
  const text = readFileSync(file, 'latin1');
  const point = /PrivateKey=SM2_key1\n-----BEGIN PRIVATE KEY-----\n([^-]*)/.exec(text)?.[1] ?? '';
  const keyBytes = Buffer.from(point, 'base64');
  const publicKey = Uint8Array.from(keyBytes.subarray(keyBytes.length - 65));
  const block = /Verify = SM2_key1\nCtrl = digest:SM3\nInput = ([0-9A-F]+)\nOutput = ([0-9A-F]+)\n\n/g;
  return [...text.matchAll(block)].map(([, input = '', output = '']) => ({ publicKey, input, output }));
}

function allFiles(dir: string): readonly string[] {
  return readdirSync(dir)
    .map((each) => join(dir, each))
    .filter((each) => statSync(each).isFile());
}

function readable(bytes: Uint8Array): readonly Certificate[] {
  try {
    return [parseCertificate(bytes)];
  } catch (error) {
    if (error instanceof BianyinError) return [];
    throw error;
  }
}

function issuersOf(certificate: Certificate, among: readonly Certificate[]): readonly Certificate[] {
  return among.filter((each) => sameName(each.subject, certificate.issuer));
}

function verifies(certificate: Certificate, issuer: Certificate): boolean {
  return verifySigned(
    issuer.publicKey,
    certificate.signatureAlgorithm,
    certificate.tbs,
    certificate.signature,
  );
}
