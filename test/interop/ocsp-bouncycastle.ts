/** OCSP with SM2 and SM3: BouncyCastle's authority answers and we read it, ours answers and BouncyCastle reads it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { parseOcspResponse } from '../../src-main/pki/ocsp.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { makeOcspResponse } from '../pki/support/ocsp-response.ts';
import { issue, noon } from '../pki/support/test-authority.ts';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { bouncyCastleJars, compileJava } from './java-tools.ts';
import { askJava } from './sample-files.ts';

const name = 'BouncyCastle OCSP';
const program = 'OcspOracle';
const states = { good: '', revoked: 'CERT_REVOKED', unknown: 'REVOCATION_UNKNOWN' } as const;

export const bouncyCastleOcsp: Oracle = {
  name,
  async run(directory) {
    const compiled = await compileJava(directory, program, bouncyCastleJars);
    if (compiled.outcome === 'missing') return [skipped(name, compiled.why)];
    if (compiled.outcome === 'failed') return [compare(`${name} compiles`, 'compiled', compiled.why)];
    writeOurs(directory);
    const answers = await askJava(directory, program, bouncyCastleJars);
    return [compare(`${name}: our answer`, 'good', answers.get('ours')), ...readTheirs(directory)];
  },
};

function writeOurs(directory: string): void {
  const root = issue({ subject: 'our root', ca: true });
  const leaf = issue({ subject: 'our leaf', issuer: root });
  const answer = makeOcspResponse({
    issuer: root.certificate,
    responder: root.certificate,
    sign: (tbs) => root.signer.sign(tbs),
    answers: [{ certificate: leaf.certificate, thisUpdate: noon, nextUpdate: null }],
  });
  writeFileSync(join(directory, 'our-root.der'), root.certificate.der);
  writeFileSync(join(directory, 'our-answer.ors'), answer);
}

function readTheirs(directory: string): InteropCheck[] {
  const read = (file: string) => Uint8Array.from(readFileSync(join(directory, file)));
  return ['sha1', 'sm3'].flatMap((hash) =>
    Object.entries(states).map(([state, expected]) => {
      const { codes } = buildPath(parseCertificate(read('leaf.der')), {
        anchors: [parseCertificate(read('root.der'))],
        intermediates: [],
        crls: [],
        ocsp: [parseOcspResponse(read(`${hash}-${state}.ors`))],
        at: new Date(),
        purpose: 'signing',
      });
      return compare(`we read ${name}: ${state}, CertID by ${hash}`, expected, codes.join(' '));
    }),
  );
}
