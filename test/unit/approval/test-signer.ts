/** People with real SM2 keys and bare certificates, for tests only: nothing but tests and the sandbox may sign in software. */
import { sm2Sign } from '../../attacks/test-key.ts';
import { bytesToBigint, concatBytes, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2Curve } from '../../../src-main/crypto/sm2-curve.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';

export interface TestSigner {
  readonly name: string;
  readonly certificate: Uint8Array;
  readonly certificateSm3: string;
  sign(octets: Uint8Array): Uint8Array;
}

const { n, Point } = sm2Curve;
const oids = {
  ecPublicKey: '1.2.840.10045.2.1',
  sm2: '1.2.156.10197.1.301',
  sm2WithSm3: '1.2.156.10197.1.501',
};

/** The enterprise of everybody here who has not another one. */
export const testUscc = '91410200MA40000045';

/** Somebody new. The same seed gives the same key; `serial` makes further certificates of one key. */
export function testSigner(name: string, seed: string, serial = 1, uscc = testUscc): TestSigner {
  const d = (bytesToBigint(sm3(utf8Encode(`test key ${seed}`))) % (n - 2n)) + 1n;
  const publicKey = Point.BASE.multiply(d).toBytes(false);
  const sign = (octets: Uint8Array): Uint8Array => sm2Sign({ d, publicKey }, octets);
  const certificate = selfSigned({ name, serial, uscc }, publicKey, sign);
  return { name, certificate, certificateSm3: toHex(sm3(certificate)), sign };
}

function selfSigned(
  { name, serial, uscc }: { readonly name: string; readonly serial: number; readonly uscc: string },
  publicKey: Uint8Array,
  sign: TestSigner['sign'],
): Uint8Array {
  const attribute = (oid: string, text: string): Uint8Array =>
    der.set(der.sequence(der.oid(oid), der.utf8(text)));
  const subject = der.sequence(attribute('2.5.4.97', uscc), attribute('2.5.4.3', name));
  const algorithm = der.sequence(der.oid(oids.sm2WithSm3));
  const key = der.sequence(
    der.sequence(der.oid(oids.ecPublicKey), der.oid(oids.sm2)),
    der.bitString(publicKey),
  );
  const validity = der.sequence(
    der.utcTime(new Date('2026-01-01T00:00:00Z')),
    der.utcTime(new Date('2029-01-01T00:00:00Z')),
  );
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial),
    algorithm,
    subject,
    validity,
    subject,
    key,
  );
  return concatBytes(der.sequence(tbs, algorithm, der.bitString(sign(tbs))));
}
