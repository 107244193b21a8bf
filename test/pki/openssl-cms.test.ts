/** CMS and time stamps that openssl made, verified by us; and our time-stamp request answered by openssl. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { hash } from '../../src-main/crypto/hashes.ts';
import { parseCertificate, type Certificate } from '../../src-main/pki/certificate.ts';
import { parseSignedData } from '../../src-main/pki/signed-data.ts';
import { verifySignedData, type SignedContent } from '../../src-main/pki/signed-data-verification.ts';
import {
  buildTimeStampRequest,
  parseTimeStampResponse,
  parseTimeStampToken,
} from '../../src-main/pki/timestamp.ts';
import { verifyTimeStampToken } from '../../src-main/pki/timestamp-verification.ts';
import { hasOpenssl, openOpensslFolder, type OpensslFolder } from './support/openssl.ts';

const text = utf8Encode('开封市电子印章\r\n');
const changed = utf8Encode('开封市电子印章!\r\n');
const over = (bytes: Uint8Array): SignedContent => ({ digest: (name) => hash(name, bytes) });

const configuration = `
[req]
distinguished_name = dn
[dn]
[stamper]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = city
[city]
serial = serial
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
signer_digest = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

describe.skipIf(!hasOpenssl())('openssl CMS', () => {
  let folder: OpensslFolder;
  const selfSigned = (name: string, ...key: readonly string[]): Certificate => {
    const request = ['req', '-x509', '-config', 'city.cnf', '-nodes', '-days', '30', '-subj', `/CN=${name}`];
    const output = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    folder.run(...request, '-extensions', 'stamper', ...output, '-newkey', ...key);
    return parseCertificate(folder.run('x509', '-in', `${name}.pem`, '-outform', 'DER'));
  };
  beforeAll(() => {
    folder = openOpensslFolder();
    folder.write('city.cnf', configuration);
    folder.write('text', text);
    folder.write('serial', '0A\n');
    selfSigned('rsa', 'rsa:2048');
    selfSigned('ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384');
  });
  afterAll(() => {
    folder.remove();
  });

  it.each([
    ['RSA with attributes', 'rsa', [], 'attributes'],
    ['RSA without attributes', 'rsa', ['-noattr'], 'document'],
    ['RSA-PSS', 'rsa', ['-keyopt', 'rsa_padding_mode:pss'], 'attributes'],
    ['RSA with SHA-512', 'rsa', ['-md', 'sha512'], 'attributes'],
    ['ECDSA P-384', 'ec', ['-md', 'sha384'], 'attributes'],
    ['ECDSA by key identifier', 'ec', ['-keyid'], 'attributes'],
    ['ECDSA without attributes', 'ec', ['-noattr'], 'document'],
  ] as const)('%s, detached', (_case, name, options, flavour) => {
    const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
    const bytes = folder.run(
      'cms',
      '-sign',
      '-binary',
      '-in',
      'text',
      '-outform',
      'DER',
      ...signer,
      ...options,
    );
    const data = parseSignedData(bytes);
    expect(verifySignedData(data, over(text))).toMatchObject([{ ok: true, codes: [], notes: [], flavour }]);
    expect(verifySignedData(data, over(changed))).toMatchObject([{ ok: false }]);
    expect(verifySignedData(data)).toMatchObject([{ ok: false }]);
  });

  it('content inside, in DER and streamed in BER', () => {
    for (const stream of [[], ['-stream']]) {
      const signer = ['-signer', 'rsa.pem', '-inkey', 'rsa.key', '-nodetach', ...stream];
      const data = parseSignedData(
        folder.run('cms', '-sign', '-binary', '-in', 'text', '-outform', 'DER', ...signer),
      );
      expect(data.content).toEqual(text);
      expect(verifySignedData(data)).toMatchObject([{ ok: true, flavour: 'attributes' }]);
    }
  });

  it('SHA-1 is verified and called weak', () => {
    const signer = ['-signer', 'rsa.pem', '-inkey', 'rsa.key', '-md', 'sha1'];
    const data = parseSignedData(
      folder.run('cms', '-sign', '-binary', '-in', 'text', '-outform', 'DER', ...signer),
    );
    expect(verifySignedData(data, over(text))).toMatchObject([
      { ok: true, codes: ['ALG_WEAK'], weak: 'SHA-1' },
    ]);
  });

  it.each(['rsa', 'ec'])('answers our time-stamp request with the %s key', (name) => {
    const nonce = 0x1234_5678_9abcn;
    folder.write('query', buildTimeStampRequest({ hash: 'sha256', digest: hash('sha256', text), nonce }));
    const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
    folder.run('ts', '-reply', '-config', 'city.cnf', '-queryfile', 'query', '-out', 'reply', ...signer);
    const answer = parseTimeStampResponse(folder.read('reply'));
    const token = parseTimeStampToken(answer.token ?? new Uint8Array());
    const anchor = parseCertificate(folder.run('x509', '-in', `${name}.pem`, '-outform', 'DER'));
    const input = { token, nonce, anchors: [anchor], intermediates: [], crls: [] };
    expect(verifyTimeStampToken({ ...input, imprintOf: (each) => [hash(each, text)] })).toMatchObject({
      ok: true,
      codes: [],
    });
    const verdict = verifyTimeStampToken({ ...input, imprintOf: (each) => [hash(each, changed)] });
    expect(verdict.reasons).toEqual(['imprint']);
  });
});
