/** Which enterprise a certificate names, in the places where authorities write it, and not in free text. */
import { expect, test } from 'vitest';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { readDer } from '../../src-main/crypto/der.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { readName } from '../../src-main/pki/name.ts';
import { organisationCodes } from '../../src-main/pki/organisation-code.ts';
import { testSigner } from '../unit/approval/test-signer.ts';

const code = '91410200XXXX00019D';
const bare = parseCertificate(testSigner('某人', 'organisation', 1, '').certificate);

function named(oid: string, text: string) {
  const name = der.sequence(der.set(der.sequence(der.oid(oid), der.utf8(text))));
  return { ...bare, subject: readName(readDer(name)) };
}

test.each([
  ['O, the code alone', '2.5.4.10', code],
  ['O, code and name', '2.5.4.10', `${code}开封市汴京文化传媒有限公司`],
  ['organizationIdentifier with its scheme', '2.5.4.97', `NTRCN-${code}`],
  ['serialNumber', '2.5.4.5', code],
])('%s', (_, oid, text) => {
  expect(organisationCodes(named(oid, text))).toEqual([code]);
});

test.each([
  ['OU is free text', '2.5.4.11', code],
  ['CN is free text', '2.5.4.3', code],
  ['part of a longer number', '2.5.4.10', `1${code}`],
  ['a wrong check character', '2.5.4.10', '91410200XXXX00019E'],
  ['a citizen number', '2.5.4.5', '410202199001011234'],
])('nothing in: %s', (_, oid, text) => {
  expect(organisationCodes(named(oid, text))).toEqual([]);
});

test.each([
  ['a PrintableString', der.printable(code)],
  ['bare text', utf8Encode(code)],
])('the identity extension of GB/T 20518 as %s', (_, value) => {
  const extensions = [{ oid: '1.2.156.10260.4.1.4', critical: false, value }];
  expect(organisationCodes({ ...bare, extensions })).toEqual([code]);
  expect(organisationCodes({ ...bare, extensions: [{ oid: '1.2.3.4', critical: false, value }] })).toEqual(
    [],
  );
});

test.each([
  ['a zero-width space', '\u200b'],
  ['an override of the direction', '\u202e'],
  ['a line end', '\n'],
])('a code is not put together over %s', (_, unseen) => {
  expect(organisationCodes(named('2.5.4.10', `${code.slice(0, 9)}${unseen}${code.slice(9)}`))).toEqual([]);
});
