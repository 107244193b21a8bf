/** Chains and lists that openssl issued in SM2, RSA and ECDSA, judged by us; and openssl's own verdict on the same chain. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRevoked, parseCrl, type CertificateList } from '../../src-main/pki/crl.ts';
import { parseCertificate, type Certificate } from '../../src-main/pki/certificate.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { hasOpenssl, openOpensslFolder, type OpensslFolder } from './support/openssl.ts';

const configuration = `
[req]
distinguished_name = dn
[dn]
[ca]
default_ca = city
[city]
database = $ENV::BOOK/index.txt
crlnumber = $ENV::BOOK/crlnumber
default_crl_days = 30
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[sub]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[leaf]
basicConstraints = CA:false
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://crl.example/sub.crl
`;

const kinds = [
  {
    kind: 'sm2',
    genpkey: ['EC', 'ec_paramgen_curve:SM2'],
    digest: '-sm3',
    sig: ['-sigopt', 'distid:1234567812345678'],
  },
  { kind: 'rsa', genpkey: ['RSA', 'rsa_keygen_bits:2048'], digest: '-sha256', sig: [] },
  {
    kind: 'rsa-pss',
    genpkey: ['RSA', 'rsa_keygen_bits:2048'],
    digest: '-sha256',
    sig: ['-sigopt', 'rsa_padding_mode:pss'],
  },
  { kind: 'p-256', genpkey: ['EC', 'ec_paramgen_curve:P-256'], digest: '-sha256', sig: [] },
  { kind: 'p-384', genpkey: ['EC', 'ec_paramgen_curve:P-384'], digest: '-sha384', sig: [] },
  { kind: 'p-521', genpkey: ['EC', 'ec_paramgen_curve:P-521'], digest: '-sha512', sig: [] },
] as const;

interface City {
  readonly root: Certificate;
  readonly sub: Certificate;
  readonly leaf: Certificate;
  readonly crls: readonly CertificateList[];
}

describe.skipIf(!hasOpenssl())('paths from openssl', () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = openOpensslFolder();
    folder.write('city.cnf', configuration);
  });
  afterAll(() => {
    folder.remove();
  });

  it.each(kinds)('$kind: good, revoked, stale, forged', (kind) => {
    const city = createCity(folder, kind, false);
    const at = new Date(city.leaf.notBefore.getTime() + 60_000);
    const options = {
      anchors: [city.root],
      intermediates: [city.sub],
      crls: city.crls,
      at,
      purpose: 'signing' as const,
    };
    const good = buildPath(city.leaf, options);
    expect(good.codes).toEqual([]);
    expect(good.path.map((each) => each.subject.commonName)).toEqual(['叶', 'sub', 'root']);
    expect(good.revocationAsOf).toBeInstanceOf(Date);

    const revoked = buildPath(city.leaf, { ...options, crls: createCity(folder, kind, true, city).crls });
    expect(revoked.codes).toEqual(['CERT_REVOKED']);
    expect(revoked.problems[0]?.revocation).toMatchObject({ reason: 'keyCompromise' });
    expect(revoked.problems[0]?.date).toEqual(new Date('2026-01-02T03:04:05Z'));

    const late = new Date(at.getTime() + 60 * 86_400_000);
    expect(buildPath(city.leaf, { ...options, at: late }).codes).toEqual(['REVOCATION_STALE']);
    expect(buildPath(city.leaf, { ...options, crls: [] }).codes).toEqual(['REVOCATION_MISSING']);

    const forged = Uint8Array.from(city.leaf.der);
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    const result = buildPath(parseCertificate(forged), options);
    expect(result.problems[0]).toMatchObject({ code: 'CHAIN_INVALID', rule: 'signature' });
  });
});

/** Issues root, sub and leaf (or takes those of `known`), then a list of each authority. */
function createCity(
  folder: OpensslFolder,
  kind: (typeof kinds)[number],
  revoked: boolean,
  known?: City,
): City {
  if (!known) issueAll(folder, kind);
  const read = (name: string): Certificate =>
    parseCertificate(folder.run('x509', '-in', `${name}.pem`, '-outform', 'DER'));
  const [root, sub, leaf] = [read('root'), read('sub'), read('leaf')];
  const book = revoked
    ? `R\t400101000000Z\t260102030405Z,keyCompromise\t${evenHex(leaf.serialHex)}\tunknown\t/CN=leaf\n`
    : '';
  const crls = [writeList(folder, kind, 'root', ''), writeList(folder, kind, 'sub', book)];
  expect(isRevoked(crls[1] ?? neverList(), leaf) !== undefined).toBe(revoked);
  return { root, sub, leaf, crls };
}

function neverList(): never {
  throw new RangeError('no list');
}

function issueAll(folder: OpensslFolder, { genpkey, digest, sig }: (typeof kinds)[number]): void {
  process.env['BOOK'] = folder.dir;
  for (const name of ['root', 'sub', 'leaf']) {
    folder.run('genpkey', '-algorithm', genpkey[0], '-pkeyopt', genpkey[1], '-out', `${name}.key`);
    const subject = name === 'leaf' ? '/CN=叶' : `/CN=${name}`;
    const config = ['-config', 'city.cnf', '-utf8', '-subj', subject, digest, ...sig];
    folder.run('req', '-new', '-key', `${name}.key`, '-out', `${name}.csr`, ...config);
  }
  const sign = (name: string, ...issuer: readonly string[]) => {
    // openssl checks the request's own signature, which for SM2 needs the ID once more.
    const vfy = sig[1]?.startsWith('distid') === true ? ['-vfyopt', sig[1]] : [];
    const extensions = ['-extfile', 'city.cnf', '-extensions', name];
    folder.run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-days',
      '365',
      '-out',
      `${name}.pem`,
      digest,
      ...sig,
      ...vfy,
      ...extensions,
      ...issuer,
    );
  };
  sign('root', '-signkey', 'root.key');
  sign('sub', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial');
  sign('leaf', '-CA', 'sub.pem', '-CAkey', 'sub.key', '-CAcreateserial');
}

function writeList(
  folder: OpensslFolder,
  { digest, sig }: (typeof kinds)[number],
  name: string,
  book: string,
): CertificateList {
  process.env['BOOK'] = folder.dir;
  folder.write('index.txt', book);
  folder.write('crlnumber', '0A\n');
  const sign = ['-md', digest.slice(1), ...sig];
  folder.run(
    'ca',
    '-gencrl',
    '-config',
    'city.cnf',
    '-cert',
    `${name}.pem`,
    '-keyfile',
    `${name}.key`,
    ...sign,
    '-out',
    'list.pem',
  );
  return parseCrl(folder.run('crl', '-in', 'list.pem', '-outform', 'DER'));
}

function evenHex(serial: string): string {
  return serial.replace(/^00/, '').toUpperCase();
}
