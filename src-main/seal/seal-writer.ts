/** Writes seals of GB/T 38540-2020 (v4) and GM/T 0031-2025 (v5), for whoever makes seals. Signing is the caller's business. */
import { readDer, readSequence } from '../crypto/der.ts';
import { der } from '../crypto/der-writer.ts';
import { parseSm2Signature, encodeSm2Signature } from '../crypto/sm2.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { readNumber } from './seal-fields.ts';
import type { SealCertificateList, SealPicture } from './seal-structure.ts';

/** SM2 with SM3 (GM/T 0006). */
export const sm2WithSm3 = '1.2.156.10197.1.501';

/** An extension to write: `value` becomes the content of extnValue. */
export interface ExtensionToWrite {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Everything of SES_SealInfo. Times are written in whole seconds; sizes are whole millimetres. */
export interface SealInfoToWrite {
  readonly version: 4 | 5;
  /** SES_Header.Vid: who makes the seal, ASCII. */
  readonly vendorId: string;
  /** Seal identifier, ASCII. */
  readonly esId: string;
  readonly type: number;
  readonly name: string;
  readonly certificateList: SealCertificateList;
  readonly createDate: Date;
  readonly validStart: Date;
  readonly validEnd: Date;
  readonly picture: SealPicture;
  readonly extensions?: readonly ExtensionToWrite[];
}

/** DER of SES_SealInfo: the message the seal maker signs. Throws `seal-value-invalid`. */
export function encodeSealInfo(info: SealInfoToWrite): Uint8Array {
  if (info.validEnd <= info.validStart) throw invalid('validEnd', 'not after validStart');
  return der.sequence(
    der.sequence(der.ia5('ES'), der.integer(info.version), ascii('Vid', info.vendorId)),
    ascii('esID', info.esId),
    der.sequence(
      der.integer(info.type),
      der.utf8(info.name),
      der.integer(info.certificateList.type === 'certificates' ? 1 : 2),
      encodeCertificateList(info.certificateList),
      ...[info.createDate, info.validStart, info.validEnd].map((time) => der.generalizedTime(time)),
    ),
    encodePicture(info.picture),
    ...(info.extensions?.length ? [encodeExtensions(info.extensions)] : []),
  );
}

/** The parts of a finished seal. `signatureValue` is over `infoDer`; `timeStamp` (v5 only) over `signatureValue`. */
export interface SealParts {
  readonly infoDer: Uint8Array;
  /** DER certificate of the seal maker. */
  readonly makerCertificate: Uint8Array;
  readonly signatureValue: Uint8Array;
  readonly timeStamp?: Uint8Array;
}

/** DER of SESeal. The signature value is written as DER whatever the token returned. Throws `seal-value-invalid`. */
export function assembleSeal(parts: SealParts): Uint8Array {
  if (parts.timeStamp && headerVersion(parts.infoDer) !== 5) {
    throw invalid('timeStamp', 'only a v5 seal has one');
  }
  return der.sequence(
    parts.infoDer,
    der.octetString(parts.makerCertificate),
    der.oid(sm2WithSm3),
    der.bitString(toDerSignature(parts.signatureValue)),
    ...(parts.timeStamp ? [der.explicit(0, der.bitString(parts.timeStamp))] : []),
  );
}

/**
 * ExtensionDatas with `critical` always written, FALSE too: DER leaves it out, but the seals in the field (the tax bureaus'
 * among them) write it, and common readers lose an extension that has no flag and then refuse the signature.
 */
export function encodeExtensions(extensions: readonly ExtensionToWrite[]): Uint8Array {
  return der.sequence(
    ...extensions.map(({ oid, critical, value }) =>
      der.sequence(der.oid(oid), der.boolean(critical), der.octetString(value)),
    ),
  );
}

/** The DER form of a signature value in either encoding. Throws `signature-value-malformed`. */
export function toDerSignature(value: Uint8Array): Uint8Array {
  const { r, s } = parseSm2Signature(value);
  return encodeSm2Signature(r, s);
}

/** An IA5String, with the field's name in the error. */
export function ascii(field: string, value: string): Uint8Array {
  if (!/^[\x20-\x7e]{1,255}$/.test(value)) throw invalid(field, '1 to 255 printable ASCII characters');
  return der.ia5(value);
}

function encodeCertificateList(list: SealCertificateList): Uint8Array {
  if (list.type === 'certificates') {
    if (list.certificates.length === 0) throw invalid('certList', 'empty');
    return der.sequence(...list.certificates.map((certificate) => der.octetString(certificate)));
  }
  if (list.digests.length === 0) throw invalid('certList', 'empty');
  return der.sequence(
    ...list.digests.map(({ algorithm, value }) =>
      der.sequence(der.printable(algorithm), der.octetString(value)),
    ),
  );
}

function encodePicture({ type, data, widthMm, heightMm }: SealPicture): Uint8Array {
  for (const size of [widthMm, heightMm]) {
    if (!Number.isInteger(size) || size < 1 || size > 1000) throw invalid('picture', 'whole mm, 1 to 1000');
  }
  return der.sequence(
    ascii('picture type', type.toUpperCase()),
    der.octetString(data),
    der.integer(widthMm),
    der.integer(heightMm),
  );
}

/** SES_Header.version of an encoded SES_SealInfo. */
function headerVersion(infoDer: Uint8Array): number {
  const [header] = readSequence(readDer(infoDer));
  return readNumber(readSequence(header)[1], 'version');
}

function invalid(field: string, what: string): BianyinError {
  return new BianyinError('seal-value-invalid', { field, what });
}
