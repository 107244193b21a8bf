/** SM2 both ways with openssl: it verifies what our arithmetic signs, we verify what it signs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm2Verify } from '../../src-main/crypto/sm2.ts';
import { encodeSm2PublicKey, parsePublicKey } from '../../src-main/pki/public-key.ts';
import { hasOpenssl, openOpensslFolder, type OpensslFolder } from './support/openssl.ts';
import { createTestSigner } from './support/test-signer.ts';

const sm2Options = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
const messages = ['', 'a', '汴印：先审批，后用印', 'x'.repeat(5000)];

describe.skipIf(!hasOpenssl())('openssl and SM2', () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = openOpensslFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  it.each(messages)('verifies ours (message %#)', (text) => {
    const signer = createTestSigner();
    folder.write('ours.pub', encodeSm2PublicKey(signer.publicKey));
    folder.write('ours.msg', text);
    const check = () =>
      folder.succeeds(
        'pkeyutl',
        '-verify',
        '-pubin',
        '-keyform',
        'DER',
        '-inkey',
        'ours.pub',
        '-in',
        'ours.msg',
        '-sigfile',
        'ours.sig',
        ...sm2Options,
      );
    folder.write('ours.sig', signer.sign(utf8Encode(text)));
    expect(check()).toBe(true);
    folder.write('ours.sig', signer.sign(utf8Encode(text + ' ')));
    expect(check()).toBe(false);
  });

  it.each(messages)('signs what we verify (message %#)', (text) => {
    folder.run('ecparam', '-genkey', '-name', 'SM2', '-noout', '-out', 'theirs.pem');
    const key = parsePublicKey(folder.run('pkey', '-in', 'theirs.pem', '-pubout', '-outform', 'DER'));
    if (key.kind !== 'sm2') throw new RangeError(`kind ${key.kind}`);
    folder.write('theirs.msg', text);
    folder.run(
      'pkeyutl',
      '-sign',
      '-inkey',
      'theirs.pem',
      '-in',
      'theirs.msg',
      '-out',
      'theirs.sig',
      ...sm2Options,
    );
    const signature = folder.read('theirs.sig');
    expect(sm2Verify(key.sm2Point, utf8Encode(text), signature)).toBe(true);
    expect(sm2Verify(key.sm2Point, utf8Encode(text + ' '), signature)).toBe(false);
    expect(sm2Verify(key.sm2Point, utf8Encode(text), concatBytes(signature, Uint8Array.of(0)))).toBe(false);
  });

  it('reads the key under the SM2 algorithm OID too', () => {
    const { publicKey } = createTestSigner();
    const spki = der.sequence(der.sequence(der.oid('1.2.156.10197.1.301')), der.bitString(publicKey));
    expect(parsePublicKey(spki)).toMatchObject({ kind: 'sm2', sm2Point: publicKey });
  });
});
