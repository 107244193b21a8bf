/** A minimal SM2 certificate around a given public key. Its own signature is not checked by the code under test. */
import { der } from '../../src-main/crypto/der-writer.ts';

const sm2WithSm3 = der.sequence(der.oid('1.2.156.10197.1.501'));

/** SubjectPublicKeyInfo (DER) of an SM2 point of 65 octets. */
export function sm2PublicKeyInfo(point: Uint8Array): Uint8Array {
  const algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.156.10197.1.301'));
  return der.sequence(algorithm, der.bitString(point));
}

/** A certificate (DER) valid in 2026. */
export function testCertificate(point: Uint8Array, commonName: string): Uint8Array {
  const name = der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
  const validity = der.sequence(
    der.utcTime(new Date('2026-01-01T00:00:00Z')),
    der.utcTime(new Date('2027-01-01T00:00:00Z')),
  );
  const version = der.explicit(0, der.integer(2));
  const body = [version, der.integer(4711), sm2WithSm3, name, validity, name, sm2PublicKeyInfo(point)];
  return der.sequence(der.sequence(...body), sm2WithSm3, der.bitString(Uint8Array.of(0)));
}
