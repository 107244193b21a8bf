/** The picture inside a seal as PDF image XObjects (ISO 32000-2 §8.9.5): PNG with a soft mask, JPEG passed through. */
import { zlibSync } from 'fflate';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { IncrementBuilder } from './increment.ts';
import { pdfDict, pdfInteger, pdfName, pdfStream, withEntries } from './objects.ts';
import type { PdfRef, PdfStream } from './objects.ts';
import { decodePng, isPng } from './png-image.ts';

/** The picture of a seal: `type` as the seal names it, for messages only; what counts is in the data. */
export interface PictureBytes {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Made once for a seal and used for any number of files. */
export interface SealImage {
  readonly image: PdfStream;
  readonly softMask: PdfStream | null;
}

/** Decoding and packing a picture takes longer than all else in a seal; a signer works with a handful of them. */
const maxKept = 8;
const kept = new Map<string, SealImage>();

/**
 * The image of a seal; the last few are kept, by the SM3 of their data.
 * Errors: `seal-picture-unsupported` (GIF, BMP, SVG, OFD, CMYK JPEG), `seal-picture-broken`.
 */
export function sealImage(picture: PictureBytes): SealImage {
  const key = toHex(sm3(picture.data));
  const known = kept.get(key);
  if (known) return known;
  const made = makeSealImage(picture.data, printableType(picture.type));
  const [oldest] = kept.keys();
  if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

function makeSealImage(data: Uint8Array, type: string): SealImage {
  try {
    if (isPng(data)) return pngImage(data);
    const jpeg = data[0] === 0xff && data[1] === 0xd8 ? jpegFrame(data) : undefined;
    if (jpeg) return jpegImage(data, jpeg, type);
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('seal-picture-broken', { type }, { cause });
  }
  throw new BianyinError('seal-picture-unsupported', { type });
}

/** Writes the image, and its soft mask before it; gives the image's reference. */
export function addSealImage(builder: IncrementBuilder, { image, softMask }: SealImage): PdfRef {
  if (!softMask) return builder.add(image);
  const mask = builder.add(softMask);
  return builder.add({ ...image, dict: withEntries(image.dict, { SMask: mask }) });
}

function pngImage(data: Uint8Array): SealImage {
  const { width, height, rgb, alpha } = decodePng(data);
  return {
    image: imageStream(width, height, 'DeviceRGB', 'FlateDecode', zlibSync(rgb, { level: 6 })),
    softMask: alpha && imageStream(width, height, 'DeviceGray', 'FlateDecode', zlibSync(alpha, { level: 6 })),
  };
}

function jpegImage(data: Uint8Array, frame: JpegFrame, type: string): SealImage {
  const space = frame.components === 3 ? 'DeviceRGB' : frame.components === 1 ? 'DeviceGray' : undefined;
  if (!space || frame.bits !== 8) throw new BianyinError('seal-picture-unsupported', { type });
  return { image: imageStream(frame.width, frame.height, space, 'DCTDecode', data.slice()), softMask: null };
}

function imageStream(
  width: number,
  height: number,
  space: string,
  filter: string,
  data: Uint8Array,
): PdfStream {
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Image'),
    Width: pdfInteger(width),
    Height: pdfInteger(height),
    ColorSpace: pdfName(space),
    BitsPerComponent: pdfInteger(8),
    Filter: pdfName(filter),
  });
  return pdfStream(dict, data);
}

interface JpegFrame {
  readonly bits: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** The first start-of-frame segment (ITU-T T.81 §B.2.2). Errors: `RangeError` when there is none. */
function jpegFrame(data: Uint8Array): JpegFrame {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { bits: view.getUint8(at + 4), width, height, components: view.getUint8(at + 9) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  throw new RangeError('no frame');
}

/** The type comes from the seal: short and plain enough for a message. */
function printableType(type: string): string {
  return (
    type
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 8)
      .toUpperCase() || '?'
  );
}
