/** The kinds of certificate that the city gives out and the extensions each one carries (GB/T 20518-2018 §5.2.5, RFC 3161 §2.3). */
import { sm3 } from '../../crypto/sm3.ts';
import { der } from '../../crypto/der-writer.ts';
import { projectOids } from '../../domain/project-oids.ts';

export type CertificateKind =
  'root' | 'sub-ca' | 'person' | 'seal' | 'seal-maker' | 'time-stamp' | 'status' | 'trust-pack';

interface KindRules {
  /** First octet of KeyUsage, with the number of its unused bits. */
  readonly keyUsage: readonly [number, number];
  readonly ca?: { readonly pathLength: number };
  readonly purpose?: { readonly oid: string; readonly critical: boolean };
}

/** digitalSignature + nonRepudiation. */
const signs = [0xc0, 6] as const;
/** keyCertSign + cRLSign. */
const certifies = [0x06, 1] as const;

const kinds: Readonly<Record<CertificateKind, KindRules>> = {
  root: { keyUsage: certifies, ca: { pathLength: 1 } },
  'sub-ca': { keyUsage: certifies, ca: { pathLength: 0 } },
  person: { keyUsage: signs },
  seal: { keyUsage: signs },
  'seal-maker': { keyUsage: signs, purpose: { oid: projectOids.sealMakingPurpose, critical: false } },
  'time-stamp': { keyUsage: signs, purpose: { oid: '1.3.6.1.5.5.7.3.8', critical: true } },
  status: { keyUsage: signs, purpose: { oid: projectOids.statusSnapshotPurpose, critical: true } },
  'trust-pack': { keyUsage: signs, purpose: { oid: projectOids.trustPackPurpose, critical: true } },
};

/** Years that a certificate of this kind is valid. */
export const validYears: Readonly<Record<CertificateKind, number>> = {
  root: 20,
  'sub-ca': 10,
  person: 3,
  seal: 3,
  'seal-maker': 5,
  'time-stamp': 5,
  status: 5,
  'trust-pack': 5,
};

/** DER of every extension of a certificate of this kind. Points are 65 octets. */
export function kindExtensions(
  kind: CertificateKind,
  subjectPoint: Uint8Array,
  issuerPoint: Uint8Array,
): Uint8Array[] {
  const { keyUsage, ca, purpose } = kinds[kind];
  const constraints = ca ? der.sequence(der.boolean(true), der.integer(ca.pathLength)) : der.sequence();
  return [
    encodeExtension(
      '2.5.29.35',
      false,
      der.sequence(der.implicit(0, der.octetString(keyIdentifier(issuerPoint)))),
    ),
    encodeExtension('2.5.29.14', false, der.octetString(keyIdentifier(subjectPoint))),
    encodeExtension('2.5.29.19', true, constraints),
    encodeExtension('2.5.29.15', true, der.bitString(Uint8Array.of(keyUsage[0]), keyUsage[1])),
    ...(purpose ? [encodeExtension('2.5.29.37', purpose.critical, der.sequence(der.oid(purpose.oid)))] : []),
  ];
}

/** One Extension; DEFAULT FALSE is left out. */
export function encodeExtension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

/** The first 20 octets of SM3 over the public key's bit string (RFC 5280 §4.2.1.2, with the national digest). */
export function keyIdentifier(point: Uint8Array): Uint8Array {
  return sm3(point).subarray(0, 20);
}
