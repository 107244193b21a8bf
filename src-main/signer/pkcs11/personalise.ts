/** Writing keys, certificates and data objects to a token. */
import { der } from '../../crypto/der-writer.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { cka, cko, sm2CurveParameters, x509CertificateType } from './attributes.ts';
import type { TokenAttribute, Cryptoki, Handle } from './cryptoki.ts';
import { readAttribute } from './objects.ts';
import type { TokenCertificate } from './certificate-objects.ts';
import type { TokenSlot } from './token-slot.ts';

export interface DataObject {
  readonly application: string;
  readonly label: string;
  /** CKA_ID, hexadecimal. */
  readonly id: string;
  readonly value: Uint8Array;
}

/** A key pair on the token, the private key sensitive and not extractable; returns `04 ‖ X ‖ Y`. */
export function generateKeyPair(
  library: Cryptoki,
  session: Handle,
  token: TokenSlot,
  id: string,
  label: string,
): Uint8Array {
  const { profile } = token;
  if (profile?.keyPairGeneration === undefined || profile.keyType === undefined)
    throw new BianyinError('token-mechanism-missing');
  const shared: TokenAttribute[] = [
    { type: cka.token, value: true },
    { type: cka.keyType, value: profile.keyType },
    { type: cka.id, value: Buffer.from(id, 'hex') },
    { type: cka.label, value: label },
  ];
  const pair = library.C_GenerateKeyPair(
    session,
    { mechanism: profile.keyPairGeneration },
    [
      ...shared,
      { type: cka.verify, value: true },
      { type: cka.ecParams, value: Buffer.from(sm2CurveParameters) },
    ],
    [
      ...shared,
      { type: cka.private, value: true },
      { type: cka.sensitive, value: true },
      { type: cka.extractable, value: false },
      { type: cka.sign, value: true },
    ],
  );
  return publicPoint(readAttribute(library, session, pair.publicKey, cka.ecPoint));
}

/** CKA_EC_POINT is an OCTET STRING around the point; some vendors leave the wrapping out. */
function publicPoint(value: Uint8Array | undefined): Uint8Array {
  if (value?.length === 67 && value[0] === 0x04 && value[1] === 0x41) return value.slice(2);
  if (value?.length === 65 && value[0] === 0x04) return value;
  throw new BianyinError('token-device-error', { ckr: 'CKA_EC_POINT' });
}

/** Stores a certificate beside its key. Errors: `certificate-malformed`. */
export function storeCertificate(library: Cryptoki, session: Handle, certificate: TokenCertificate): void {
  const { subject, issuer, serialNumber } = parseCertificate(certificate.der);
  library.C_CreateObject(session, [
    { type: cka.class, value: cko.certificate },
    { type: cka.certificateType, value: x509CertificateType },
    { type: cka.token, value: true },
    { type: cka.private, value: false },
    { type: cka.id, value: Buffer.from(certificate.id, 'hex') },
    { type: cka.label, value: certificate.label },
    { type: cka.subject, value: Buffer.from(subject.der) },
    { type: cka.issuer, value: Buffer.from(issuer.der) },
    { type: cka.serialNumber, value: Buffer.from(der.integer(serialNumber)) },
    { type: cka.value, value: Buffer.from(certificate.der) },
  ]);
}

/** Stores a public data object. */
export function storeData(library: Cryptoki, session: Handle, object: DataObject): void {
  library.C_CreateObject(session, [
    { type: cka.class, value: cko.data },
    { type: cka.token, value: true },
    { type: cka.private, value: false },
    { type: cka.application, value: object.application },
    { type: cka.label, value: object.label },
    { type: cka.id, value: Buffer.from(object.id, 'hex') },
    { type: cka.value, value: Buffer.from(object.value) },
  ]);
}
