/** Writes TBS_Sign and SES_Signature of GB/T 38540-2020 §6.2 (v4) and GM/T 0031-2025 (v5); the seal decides which. */
import { derHeader, der } from '../crypto/der-writer.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SESeal } from './seal-structure.ts';
import { ascii, encodeExtensions, sm2WithSm3, toDerSignature, type ExtensionToWrite } from './seal-writer.ts';

/** What TBS_Sign is built from. */
export interface TbsSignParts {
  /** The seal; its own slice goes in, byte for byte, and its version is the version written. */
  readonly seal: SESeal;
  /** The signer's own statement of the time, written in whole seconds. */
  readonly timeInfo: Date;
  /** SM3 of the protected octets, 32 octets, without ZA. */
  readonly dataHash: Uint8Array;
  /** What was protected: for PDF the text of the byte range. ASCII. */
  readonly propertyInfo: string;
  readonly extDatas?: readonly ExtensionToWrite[];
}

/** DER of TBS_Sign: the message that is signed (not hashed before). Throws `seal-value-invalid`. */
export function buildTbsSign(parts: TbsSignParts): Uint8Array {
  const { seal, dataHash, extDatas } = parts;
  if (seal.version === 1) throw invalid('version', 'v1 seals are read, not used for signing');
  if (dataHash.length !== 32) throw invalid('dataHash', '32 octets of SM3');
  return der.sequence(
    der.integer(seal.version),
    seal.der,
    der.generalizedTime(parts.timeInfo),
    der.bitString(dataHash),
    ascii('propertyInfo', parts.propertyInfo),
    ...(extDatas?.length ? [der.explicit(0, encodeExtensions(extDatas))] : []),
  );
}

/** The parts of a finished seal signature. `signature` is over `tbs`; `timeStamp` over the DER signature value. */
export interface SealSignatureParts {
  readonly tbs: Uint8Array;
  /** DER certificate of the signer. */
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
  readonly timeStamp?: Uint8Array;
}

/**
 * DER of SES_Signature. The signature value is written as DER, so ask for the time stamp over `toDerSignature(signature)`.
 * Throws `signature-value-malformed`.
 */
export function assembleSealSignature(parts: SealSignatureParts): Uint8Array {
  return der.sequence(
    parts.tbs,
    der.octetString(parts.certificate),
    der.oid(sm2WithSm3),
    der.bitString(toDerSignature(parts.signature)),
    ...(parts.timeStamp ? [der.explicit(0, der.bitString(parts.timeStamp))] : []),
  );
}

/** Two INTEGERs of at most 33 octets in one SEQUENCE. */
const longestSignatureValue = 72;

/**
 * The most octets an SES_Signature of these parts can have, so that /Contents is sized before anything is signed.
 * All lengths are octets of DER; `timeStamp` is 0 or absent when there will be none.
 */
export function sealSignatureLength(lengths: {
  readonly tbs: number;
  readonly certificate: number;
  readonly timeStamp?: number;
}): number {
  const timeStamp = lengths.timeStamp ? tlvLength(tlvLength(lengths.timeStamp + 1)) : 0;
  const value = tlvLength(longestSignatureValue + 1);
  return tlvLength(
    lengths.tbs + tlvLength(lengths.certificate) + der.oid(sm2WithSm3).length + value + timeStamp,
  );
}

function tlvLength(contentLength: number): number {
  return derHeader(0x30, contentLength).length + contentLength;
}

function invalid(field: string, what: string): BianyinError {
  return new BianyinError('seal-value-invalid', { field, what });
}
