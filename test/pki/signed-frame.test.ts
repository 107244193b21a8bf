/** The frame of certificates and lists has three parts (RFC 5280 §4.1.1, §5.1.1): one more, or one less, is no certificate and no list. */
import { expect, test } from 'vitest';
import { readDer, readSequence } from '../../src-main/crypto/der.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { parseCrl } from '../../src-main/pki/crl.ts';
import { issue, issueList } from './support/test-authority.ts';

const root = issue({ subject: 'root', ca: true });
const documents = [
  ['certificate', root.certificate.der, parseCertificate, 'certificate-malformed'],
  ['list', issueList(root, []).der, parseCrl, 'crl-malformed'],
] as const;

for (const [name, octets, parse, code] of documents) {
  const parts = readSequence(readDer(octets)).map(({ bytes }) => bytes);

  test(`a ${name} of its three parts is read`, () => {
    expect(() => parse(der.sequence(...parts))).not.toThrow();
  });

  test.each([
    ['a part more', [...parts, der.integer(0)]],
    ['its signature twice', [...parts, ...parts.slice(-1)]],
    ['a part less', parts.slice(0, -1)],
    ['nothing', []],
  ])(`a ${name} with %s is refused`, (_, members) => {
    expect(() => parse(der.sequence(...members))).toThrow(expect.objectContaining({ code }));
  });
}
