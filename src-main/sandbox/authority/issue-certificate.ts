/** Certificates from a public point (GB/T 20518-2018 §5.2, RFC 5280 §4.1): SM2 keys, SM2-with-SM3, random serial numbers. */
import { der } from '../../crypto/der-writer.ts';
import { parseSm2PublicKey } from '../../crypto/sm2.ts';
import type { Random, SoftwareSigner } from '../software-signer.ts';
import { kindExtensions, validYears } from './certificate-kinds.ts';
import type { CertificateKind } from './certificate-kinds.ts';
import { encodeSubjectName } from './subject-name.ts';
import type { SubjectName } from './subject-name.ts';

/** A key that signs certificates and lists, with its own name. */
export interface Issuer {
  readonly name: SubjectName;
  readonly signer: SoftwareSigner;
}

export interface CertificateRequest {
  readonly kind: CertificateKind;
  readonly subject: SubjectName;
  /** 04 ‖ X ‖ Y, 65 octets. */
  readonly publicPoint: Uint8Array;
  readonly notBefore: Date;
}

/** AlgorithmIdentifier of SM2 with SM3, parameters absent (GM/T 0006). */
export const sm2WithSm3Identifier = der.sequence(der.oid('1.2.156.10197.1.501'));

/** DER of a certificate. Errors: `public-key-invalid`. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer, random: Random): Uint8Array {
  parseSm2PublicKey(request.publicPoint);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(randomSerial(random)),
    sm2WithSm3Identifier,
    encodeSubjectName(issuer.name),
    der.sequence(
      encodeTime(request.notBefore),
      encodeTime(yearsLater(request.notBefore, validYears[request.kind])),
    ),
    encodeSubjectName(request.subject),
    publicKeyInfo(request.publicPoint),
    der.explicit(
      3,
      der.sequence(...kindExtensions(request.kind, request.publicPoint, issuer.signer.publicPoint)),
    ),
  );
  return der.sequence(tbs, sm2WithSm3Identifier, der.bitString(issuer.signer.sign(tbs)));
}

/** Sixteen octets, positive and never short: RFC 5280 §4.1.2.2 allows up to twenty. */
function randomSerial(random: Random): Uint8Array {
  const serial = Uint8Array.from(random(16));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** SubjectPublicKeyInfo with the SM2 curve as parameter of ecPublicKey (GM/T 0015 §5.2.3.7). */
function publicKeyInfo(point: Uint8Array): Uint8Array {
  const algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.156.10197.1.301'));
  return der.sequence(algorithm, der.bitString(point));
}

/** UTCTime up to 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5). */
export function encodeTime(time: Date): Uint8Array {
  return time.getUTCFullYear() < 2050 ? der.utcTime(time) : der.generalizedTime(time);
}

/** The same day and hour some years later; 29 February becomes 1 March. */
export function yearsLater(time: Date, years: number): Date {
  const later = new Date(time);
  later.setUTCFullYear(time.getUTCFullYear() + years);
  return later;
}
