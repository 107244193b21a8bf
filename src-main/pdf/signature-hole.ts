/**
 * The signature dictionary before it is signed (ISO 32000-2 §12.8.1, Table 255): a hole for the signature, a /ByteRange of
 * fixed width, and the search for both in the finished update.
 */
import { utf8Encode } from '../crypto/bytes.ts';
import { pdfArray, pdfDict, pdfInteger, pdfName, pdfString } from './objects.ts';
import type { PdfDict, PdfNumber, PdfObject } from './objects.ts';
import type { FieldLock } from './signature-dictionary.ts';
import { textString } from './text-string.ts';

/** What the signature calls itself: /Filter and /SubFilter. */
export interface SignatureProfile {
  readonly filter: string;
  readonly subFilter: string;
}

/** /Contents holds a GB/T 38540 seal signature. */
export const sealProfile: SignatureProfile = { filter: 'GM.PKILite', subFilter: 'GM.sm2seal' };
/** /Contents holds a GB/T 35275 SignedData: more readers open it. */
export const interopProfile: SignatureProfile = { filter: 'Adobe.PPKLite', subFilter: 'adbe.pkcs7.detached' };

/** /Contents holds an RFC 3161 token over the file. */
const timeStampProfile: SignatureProfile = { filter: 'Adobe.PPKLite', subFilter: 'ETSI.RFC3161' };

export interface UnsignedSignature {
  readonly profile: SignatureProfile;
  /** Room for the signature in octets. */
  readonly contentsBytes: number;
  /** /M: claimed, not proven. */
  readonly signedAt: Date;
  /** /Name: who signs. */
  readonly signerName: string;
  readonly reason: string | null;
}

/** A signature that locks fields as its field asks. */
interface LockingSignature extends UnsignedSignature {
  readonly lock: FieldLock | null;
}

/** Where a signature goes; absolute offsets in the sealed file. */
export interface SignaturePlace {
  /** [0, start of the hole, end of the hole, rest]. */
  readonly byteRange: readonly [number, number, number, number];
  /** The hexadecimal string with its brackets. */
  readonly hole: { readonly start: number; readonly end: number };
}

/** /ByteRange and /Contents come before every text that somebody chose, so that they can be found again for certain. */
export function signatureWithHole(request: LockingSignature): PdfDict {
  const { profile, reason } = request;
  return pdfDict({
    ...holeEntries('Sig', profile, request.contentsBytes),
    M: textString(pdfDate(request.signedAt)),
    Name: textString(request.signerName),
    ...(reason === null ? {} : { Reason: textString(reason) }),
    ...(request.lock === null ? {} : { Reference: pdfArray([fieldMdp(request.lock)]) }),
  });
}

/** A document time stamp before it is there (§12.8.5, Table 258): its time is in the token and nowhere else. */
export function timeStampWithHole(contentsBytes: number): PdfDict {
  return pdfDict(holeEntries('DocTimeStamp', timeStampProfile, contentsBytes));
}

function holeEntries(
  type: 'Sig' | 'DocTimeStamp',
  { filter, subFilter }: SignatureProfile,
  contentsBytes: number,
): Record<string, PdfObject> {
  return {
    Type: pdfName(type),
    Filter: pdfName(filter),
    SubFilter: pdfName(subFilter),
    ByteRange: pdfArray([pdfInteger(0), wideNumber(0), wideNumber(0), wideNumber(0)]),
    Contents: pdfString(new Uint8Array(contentsBytes), 'hex'),
  };
}

/** §12.8.2.4: what the /Lock of the field asks for, said by the signature itself. */
function fieldMdp({ action, fields, permission }: FieldLock): PdfDict {
  return pdfDict({
    Type: pdfName('SigRef'),
    TransformMethod: pdfName('FieldMDP'),
    TransformParams: pdfDict({
      Type: pdfName('TransformParams'),
      V: pdfName('1.2'),
      Action: pdfName(action),
      ...(action === 'All' ? {} : { Fields: pdfArray(fields.map((field) => textString(field))) }),
      ...(permission === null ? {} : { P: pdfInteger(permission) }),
    }),
  });
}

const wideDigits = 12;

/** A number that can be overwritten by any offset: padded with spaces. */
function wideNumber(value: number): PdfNumber {
  return { ...pdfInteger(value), text: String(value).padEnd(wideDigits) };
}

/** `D:20261123091500Z` (§7.9.4). */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

/**
 * Writes the /ByteRange into an update that is complete otherwise. `before` is the size of the file behind which it goes,
 * `object` the absolute offset of the signature dictionary.
 */
export function fillByteRange(bytes: Uint8Array, before: number, object: number): SignaturePlace {
  const range = after(bytes, '/ByteRange [', object - before);
  const open = after(bytes, '/Contents ', range);
  const hole = { start: before + open, end: before + bytes.indexOf(0x3e, open) + 1 };
  const byteRange = [0, hole.start, hole.end, before + bytes.length - hole.end] as const;
  const text = byteRange.map((value, i) => (i === 0 ? '0' : String(value).padEnd(wideDigits))).join(' ');
  bytes.set(utf8Encode(text), range);
  return { byteRange, hole };
}

/** The position behind the first occurrence of an ASCII text. */
function after(bytes: Uint8Array, text: string, from: number): number {
  const wanted = utf8Encode(text);
  for (let at = from; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at + wanted.length;
  }
  throw new RangeError(`no ${text}`);
}
