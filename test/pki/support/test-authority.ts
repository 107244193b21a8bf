/** Certificates and lists made for tests from the project's own DER writer, signed with in-memory SM2 keys. */
import { der } from '../../../src-main/crypto/der-writer.ts';
import { parseCertificate, type Certificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl, type CertificateList } from '../../../src-main/pki/crl.ts';
import { encodeSm2PublicKey } from '../../../src-main/pki/public-key.ts';
import { createTestSigner, type TestSigner } from './test-signer.ts';

export const day = 86_400_000;
export const noon = new Date('2026-06-01T12:00:00Z');

export interface Holder {
  readonly signer: TestSigner;
  readonly certificate: Certificate;
}

export interface CertificateFields {
  readonly subject: string;
  readonly issuer?: Holder;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly serial?: number;
  /** Encoded Extensions; by default those of a CA when `ca` is true, of a signer otherwise. */
  readonly extensions?: readonly Uint8Array[];
  readonly ca?: boolean;
  readonly signer?: TestSigner;
  /** SubjectPublicKeyInfo; by default that of `signer`. */
  readonly spki?: Uint8Array;
  /** AlgorithmIdentifier of the signature, which stays SM2 whatever this says; by default SM2 with SM3. */
  readonly signatureAlgorithm?: Uint8Array;
}

const sm2WithSm3 = der.sequence(der.oid('1.2.156.10197.1.501'));
let nextSerial = 100;

/** One Extension. */
export function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

export const caExtensions = [
  extension('2.5.29.19', true, der.sequence(der.boolean(true))),
  extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x06), 1)),
];
const signerExtensions = [extension('2.5.29.15', true, der.bitString(Uint8Array.of(0xc0), 6))];
export const stampExtensions = [
  extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x80), 7)),
  extension('2.5.29.37', true, der.sequence(der.oid('1.3.6.1.5.5.7.3.8'))),
];

/** subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280 §4.2.1.1, §4.2.1.2). */
export const subjectKey = (id: number) => extension('2.5.29.14', false, der.octetString(Uint8Array.of(id)));
export const authorityKey = (id: number) =>
  extension('2.5.29.35', false, der.sequence(der.implicit(0, der.octetString(Uint8Array.of(id)))));

/** A name with one common name. */
function name(commonName: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
}

/** Issues a certificate; without an issuer it signs itself. */
export function issue(fields: CertificateFields): Holder {
  const signer = fields.signer ?? createTestSigner();
  const issuerSigner = fields.issuer?.signer ?? signer;
  const issuerName = fields.issuer?.certificate.subject.der ?? name(fields.subject);
  const algorithm = fields.signatureAlgorithm ?? sm2WithSm3;
  const extensions = fields.extensions ?? (fields.ca === true ? caExtensions : signerExtensions);
  nextSerial += 1;
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(fields.serial ?? nextSerial),
    algorithm,
    issuerName,
    der.sequence(
      der.utcTime(fields.notBefore ?? new Date(noon.getTime() - 365 * day)),
      der.utcTime(fields.notAfter ?? new Date(noon.getTime() + 365 * day)),
    ),
    name(fields.subject),
    fields.spki ?? encodeSm2PublicKey(signer.publicKey),
    ...(extensions.length > 0 ? [der.explicit(3, der.sequence(...extensions))] : []),
  );
  const bytes = der.sequence(tbs, algorithm, der.bitString(issuerSigner.sign(tbs)));
  return { signer, certificate: parseCertificate(bytes) };
}

export interface RevokedEntry {
  readonly certificate: Certificate;
  readonly date: Date;
  readonly reason?: number;
  readonly invalidityDate?: Date;
}

/** A list signed by `issuer`. */
export function issueList(
  issuer: Holder,
  entries: readonly RevokedEntry[] = [],
  times: { thisUpdate?: Date; nextUpdate?: Date } = {},
): CertificateList {
  const revoked = entries.map((entry) => encodeEntry(entry));
  const tbs = der.sequence(
    der.integer(1),
    sm2WithSm3,
    issuer.certificate.subject.der,
    der.utcTime(times.thisUpdate ?? new Date(noon.getTime() - day)),
    der.utcTime(times.nextUpdate ?? new Date(noon.getTime() + 7 * day)),
    ...(revoked.length > 0 ? [der.sequence(...revoked)] : []),
    der.explicit(0, der.sequence(extension('2.5.29.20', false, der.integer(7)))),
  );
  return parseCrl(der.sequence(tbs, sm2WithSm3, der.bitString(issuer.signer.sign(tbs))));
}

function encodeEntry(entry: RevokedEntry): Uint8Array {
  const extensions = [
    ...(entry.reason === undefined ? [] : [extension('2.5.29.21', false, der.enumerated(entry.reason))]),
    ...(entry.invalidityDate
      ? [extension('2.5.29.24', false, der.generalizedTime(entry.invalidityDate))]
      : []),
  ];
  return der.sequence(
    der.integer(entry.certificate.serialNumber),
    der.utcTime(entry.date),
    ...(extensions.length > 0 ? [der.sequence(...extensions)] : []),
  );
}
