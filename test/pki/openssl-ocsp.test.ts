/** OCSP responses that openssl made, RSA and ECDSA, delegated and direct: what it says, we read and believe; one bit changed, we do not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate, type Certificate } from '../../src-main/pki/certificate.ts';
import { parseOcspResponse } from '../../src-main/pki/ocsp.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { hasOpenssl, openOpensslFolder, type OpensslFolder } from './support/openssl.ts';

const keys = [
  ['RSA', ['-newkey', 'rsa:2048']],
  ['P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
] as const;

const configuration = `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[leaf]
keyUsage = critical,digitalSignature,nonRepudiation
[responder]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = yes
[watched]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
`;

describe.skipIf(!hasOpenssl())('responses of openssl', () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = openOpensslFolder();
    folder.write('openssl.cnf', configuration);
  });
  afterAll(() => folder.remove());

  const certificate = (name: string): Certificate => {
    folder.run('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
    return parseCertificate(folder.read(`${name}.der`));
  };
  const make = (name: string, serial: number, section: string, key: readonly string[], issuer?: string) => {
    const signing = issuer ? ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`] : [];
    const own = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-set_serial', String(serial)];
    const common = ['-x509', '-config', 'openssl.cnf', '-extensions', section, '-nodes', '-days', '30'];
    folder.run('req', ...common, ...key, '-subj', `/CN=${name}`, ...own, ...signing);
  };
  const respond = (issuer: string, signer: string, leaf: string, ...more: readonly string[]) => {
    const asked = ['-issuer', `${issuer}.pem`, ...more, '-cert', `${leaf}.pem`];
    const signing = ['-CA', `${issuer}.pem`, '-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`];
    const out = ['-respout', 'answer.der', '-ndays', '7', '-noverify'];
    folder.run('ocsp', '-index', 'index.txt', ...signing, ...asked, ...out);
    return folder.read('answer.der');
  };

  it.each(keys)('%s: good, revoked and unknown, by the issuer and by its delegate', (kind, key) => {
    const [ca, responder, watched] = [`${kind} ca`, `${kind} responder`, `${kind} watched`];
    make(ca, 1, 'ca', key);
    make(responder, 2, 'responder', key, ca);
    make(watched, 3, 'watched', key, ca);
    const leaves = ['good', 'revoked', 'unknown'].map((state) => `${kind} ${state}`);
    for (const [i, leaf] of leaves.entries()) make(leaf, 16 + i, 'leaf', key, ca);
    const row = (state: string, revoked: string, serial: string, name: string) =>
      [state, '361231235959Z', revoked, serial, 'unknown', `/CN=${name}`].join('\t');
    folder.write(
      'index.txt',
      `${row('V', '', '10', `${kind} good`)}\n${row('R', '260101000000Z,keyCompromise', '11', `${kind} revoked`)}\n`,
    );
    const anchor = certificate(ca);
    const state = (leaf: string, bytes: Uint8Array): readonly string[] => {
      const response = parseOcspResponse(bytes);
      return buildPath(certificate(leaf), {
        anchors: [anchor],
        intermediates: [],
        crls: [],
        ocsp: [response],
        at: new Date(response.producedAt.getTime() + 1000),
        purpose: 'signing',
      }).codes;
    };
    const expected = [[], ['CERT_REVOKED'], ['REVOCATION_UNKNOWN']];
    for (const [i, leaf] of leaves.entries()) {
      expect(state(leaf, respond(ca, ca, leaf)), `${leaf} by the issuer`).toEqual(expected[i]);
      expect(state(leaf, respond(ca, ca, leaf, '-sha256')), `${leaf}, SHA-256`).toEqual(expected[i]);
    }
    for (const [i, leaf] of leaves.entries())
      expect(state(leaf, respond(ca, responder, leaf)), `${leaf} by the delegate`).toEqual(expected[i]);
    const [asked = '', another = ''] = leaves;
    expect(state(asked, respond(ca, watched, asked))).toEqual(['REVOCATION_MISSING']);
    expect(state(asked, respond(ca, another, asked))).toEqual(['REVOCATION_MISSING']);
    expect(state(another, respond(ca, ca, asked))).toEqual(['REVOCATION_MISSING']);
    const changed = respond(ca, ca, asked, '-resp_no_certs');
    expect(state(asked, changed)).toEqual([]);
    // The last octet is one of the signature.
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(state(asked, changed)).toEqual(['REVOCATION_MISSING']);
  });
});
