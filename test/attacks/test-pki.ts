/** Certificates, CRLs and time-stamp tokens of a test authority, byte by byte (GB/T 20518, RFC 5280, RFC 3161). */
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm2Sign, type TestKey } from './test-key.ts';

export const oids = {
  sm2sm3: '1.2.156.10197.1.501',
  sm3: '1.2.156.10197.1.401',
  ecPublicKey: '1.2.840.10045.2.1',
  sm2Curve: '1.2.156.10197.1.301',
  signedData: '1.2.840.113549.1.7.2',
  data: '1.2.840.113549.1.7.1',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const sm2sm3 = der.sequence(der.oid(oids.sm2sm3));
const sm3Algorithm = der.sequence(der.oid(oids.sm3));

export interface CertificateOptions {
  readonly subject: string;
  readonly organization?: string;
  readonly key: TestKey;
  readonly issuer: string;
  readonly issuerKey: TestKey;
  readonly serial: number;
  readonly from: string;
  readonly to: string;
  readonly ca?: boolean;
  /** pathLenConstraint of a certificate authority. */
  readonly pathLength?: number;
  /** KeyUsage octet, e.g. 0xc0 = digitalSignature + nonRepudiation, 0x06 = certificate and CRL signing; null: no extension. */
  readonly usage?: number | null;
  readonly extendedUsage?: string;
  /** Further extensions. */
  readonly extensions?: readonly {
    readonly oid: string;
    readonly critical: boolean;
    readonly value: Uint8Array;
  }[];
}

/** Name with CN (and O), UTF8String. */
function distinguishedName(commonName: string, organization?: string): Uint8Array {
  const part = (oid: string, text: string) => der.set(der.sequence(der.oid(oid), der.utf8(text)));
  return der.sequence(
    ...(organization === undefined ? [] : [part('2.5.4.10', organization)]),
    part('2.5.4.3', commonName),
  );
}

const organizations = new Map<string, string>();

export function makeCertificate(options: CertificateOptions): Uint8Array {
  if (options.organization !== undefined) organizations.set(options.subject, options.organization);
  const time = (text: string) => der.utcTime(new Date(text));
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(options.serial),
    sm2sm3,
    distinguishedName(options.issuer, organizations.get(options.issuer)),
    der.sequence(time(options.from), time(options.to)),
    distinguishedName(options.subject, options.organization),
    der.sequence(
      der.sequence(der.oid(oids.ecPublicKey), der.oid(oids.sm2Curve)),
      der.bitString(options.key.publicKey),
    ),
    der.explicit(3, der.sequence(...certificateExtensions(options))),
  );
  return der.sequence(tbs, sm2sm3, der.bitString(sm2Sign(options.issuerKey, tbs)));
}

function certificateExtensions(options: CertificateOptions): Uint8Array[] {
  const extension = (oid: string, critical: boolean, value: Uint8Array) =>
    der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
  const usage = options.usage === undefined ? (options.ca ? 0x06 : 0xc0) : options.usage;
  let unused = 0;
  while (unused < 7 && (((usage ?? 0) >> unused) & 1) === 0) unused += 1;
  const pathLength = options.pathLength === undefined ? [] : [der.integer(options.pathLength)];
  return [
    ...(options.ca ? [extension('2.5.29.19', true, der.sequence(der.boolean(true), ...pathLength))] : []),
    ...(usage === null ? [] : [extension('2.5.29.15', true, der.bitString(Uint8Array.of(usage), unused))]),
    ...(options.extensions ?? []).map(({ oid, critical, value }) => extension(oid, critical, value)),
    ...(options.extendedUsage
      ? [extension('2.5.29.37', true, der.sequence(der.oid(options.extendedUsage)))]
      : []),
  ];
}

export interface RevokedEntry {
  readonly serial: number;
  readonly at: string;
  /** CRLReason; 1 = keyCompromise. */
  readonly reason?: number;
  readonly invalidityDate?: string;
}

export function makeCrl(options: {
  issuer: string;
  issuerKey: TestKey;
  thisUpdate: string;
  nextUpdate: string;
  revoked?: readonly RevokedEntry[];
}): Uint8Array {
  const entries = (options.revoked ?? []).map(revokedEntry);
  const tbs = der.sequence(
    der.integer(1),
    sm2sm3,
    distinguishedName(options.issuer, organizations.get(options.issuer)),
    der.utcTime(new Date(options.thisUpdate)),
    der.utcTime(new Date(options.nextUpdate)),
    ...(entries.length === 0 ? [] : [der.sequence(...entries)]),
  );
  return der.sequence(tbs, sm2sm3, der.bitString(sm2Sign(options.issuerKey, tbs)));
}

function revokedEntry(entry: RevokedEntry): Uint8Array {
  const extensions: Uint8Array[] = [];
  const add = (oid: string, value: Uint8Array) =>
    extensions.push(der.sequence(der.oid(oid), der.octetString(value)));
  if (entry.reason !== undefined) add('2.5.29.21', der.enumerated(entry.reason));
  if (entry.invalidityDate !== undefined)
    add('2.5.29.24', der.generalizedTime(new Date(entry.invalidityDate)));
  return der.sequence(
    der.integer(entry.serial),
    der.utcTime(new Date(entry.at)),
    ...(extensions.length === 0 ? [] : [der.sequence(...extensions)]),
  );
}

/** A TimeStampToken with SM3 and SM2 over `imprinted` (the bytes, not their digest). */
export function makeTimeStampToken(options: {
  imprinted: Uint8Array;
  time: string;
  key: TestKey;
  certificate: Uint8Array;
  issuer: string;
  serial: number;
}): Uint8Array {
  const info = der.sequence(
    der.integer(1),
    der.oid('1.2.156.10260.4.99'),
    der.sequence(sm3Algorithm, der.octetString(sm3(options.imprinted))),
    der.integer(77),
    der.generalizedTime(new Date(options.time)),
  );
  return makeSignedData({ ...options, contentType: oids.tstInfo, content: info });
}

/** CMS SignedData with signed attributes (content type, message digest, signing certificate left out). */
export function makeSignedData(options: {
  contentType: string;
  /** Absent: detached; then `digest` is what messageDigest holds. */
  content?: Uint8Array;
  digest?: Uint8Array;
  key: TestKey;
  certificate: Uint8Array;
  issuer: string;
  serial: number;
  outerOid?: string;
  innerOid?: string;
  unsigned?: readonly Uint8Array[];
  /** What lies in the SignedData; `certificate` unless told otherwise. */
  certificates?: readonly Uint8Array[];
  /** How often the one SignerInfo stands there; once unless told otherwise. */
  signerInfos?: number;
}): Uint8Array {
  const attribute = (oid: string, value: Uint8Array) => der.sequence(der.oid(oid), der.set(value));
  const digest = options.digest ?? sm3(options.content ?? new Uint8Array());
  const attributes = der.set(
    attribute('1.2.840.113549.1.9.3', der.oid(options.contentType)),
    attribute('1.2.840.113549.1.9.4', der.octetString(digest)),
  );
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(
      distinguishedName(options.issuer, organizations.get(options.issuer)),
      der.integer(options.serial),
    ),
    sm3Algorithm,
    der.implicit(0, attributes),
    sm2sm3,
    der.octetString(sm2Sign(options.key, attributes)),
    ...(options.unsigned ? [der.implicit(1, der.set(...options.unsigned))] : []),
  );
  const content = options.content ? [der.explicit(0, der.octetString(options.content))] : [];
  return der.sequence(
    der.oid(options.outerOid ?? oids.signedData),
    der.explicit(
      0,
      der.sequence(
        der.integer(3),
        der.set(sm3Algorithm),
        der.sequence(der.oid(options.innerOid ?? options.contentType), ...content),
        der.implicit(0, der.set(...(options.certificates ?? [options.certificate]))),
        der.set(...Array.from({ length: options.signerInfos ?? 1 }, () => signerInfo)),
      ),
    ),
  );
}
