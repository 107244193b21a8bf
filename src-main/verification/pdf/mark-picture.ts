/**
 * What a mark draws, read exactly: an appearance as this product writes it (pdf/appearance.ts) draws one image, whole or behind a
 * narrower box, and that image is compared pixel by pixel with the picture in the signed seal. Any other appearance is not
 * interpreted: then nothing is claimed about it.
 */
import { equalBytes } from '../../crypto/bytes.ts';
import { DARK, luma, MOST_DARK } from '../../domain/dark-look.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfStream } from '../../pdf/objects.ts';
import { readBox } from '../../pdf/pages.ts';
import { decodePng, isPng, type PngPixels } from '../../pdf/png-image.ts';

/** `not-compared`: a foreign appearance, or a picture of a kind that cannot be compared. */
export type MarkPicture = 'same' | 'differs' | 'not-compared';

export interface DrawnMark {
  /** 骑缝章: which slice of how many, from 1. */
  readonly slice?: { readonly index: number; readonly count: number };
  readonly picture: MarkPicture;
}

const notRead: DrawnMark = { picture: 'not-compared' };

/** The picture of a seal as signed (null: there is none), and what was found about the images that were compared with it. */
export class SignedPicture {
  readonly #picture: Uint8Array | null;
  /** By the place of the image in the file: all marks of a signature share one image. */
  readonly #compared = new Map<number, MarkPicture>();

  constructor(picture: Uint8Array | null) {
    this.#picture = picture;
  }

  compare(document: PdfDocument, form: PdfStream): MarkPicture {
    if (this.#picture === null) return 'not-compared';
    const image = imageOf(document, form);
    if (!image) return 'differs';
    const place = image.range?.start ?? -1;
    const known = this.#compared.get(place) ?? compareImage(document, image, this.#picture);
    if (place >= 0) this.#compared.set(place, known);
    return known;
  }

  /** Whether a slice of it (from 1), on white, is so dark that words under it are lost. A JPEG is judged where pages are drawn. */
  isDark({ index, count }: NonNullable<DrawnMark['slice']>): boolean {
    const pixels = this.#picture !== null && isPng(this.#picture) ? pixelsOf(this.#picture) : null;
    if (!pixels) return false;
    const [from, to] = [index - 1, index].map((i) => Math.round((i * pixels.width) / count));
    return darkShare(pixels, from ?? 0, Math.max((from ?? 0) + 1, to ?? 0)) > MOST_DARK;
  }
}

/** Share of dark pixels in the columns `from` to `to`. */
function darkShare({ width, height, rgb, alpha }: PngPixels, from: number, to: number): number {
  let dark = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = from; x < to; x += 1) {
      const at = y * width + x;
      const light = luma(rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0);
      const opacity = (alpha?.[at] ?? 255) / 255;
      if (255 - (255 - light) * opacity < DARK) dark += 1;
    }
  }
  return dark / ((to - from) * height);
}

/** Reads the normal appearance of an annotation and compares what it draws. */
export function readDrawnMark(document: PdfDocument, annotation: PdfDict, signed: SignedPicture): DrawnMark {
  try {
    const form = ownForm(document, annotation);
    const slice = form && sliceOf(document, form, annotation);
    if (!form || !slice) return notRead;
    const picture = signed.compare(document, form);
    return slice.count > 1 ? { slice, picture } : { picture };
  } catch (error) {
    // An appearance that cannot be read, or is longer than ours ever are, is none of ours.
    if (error instanceof BianyinError || error instanceof RangeError) return notRead;
    throw error;
  }
}

const formKeys = new Set(['Type', 'Subtype', 'BBox', 'Matrix', 'Resources', 'Length']);

function ownForm(document: PdfDocument, annotation: PdfDict): PdfStream | null {
  const appearance = document.value(annotation, 'AP');
  if (appearance?.kind !== 'dict' || [...appearance.entries.keys()].join() !== 'N') return null;
  const form = document.value(appearance, 'N');
  if (form?.kind !== 'stream' || !hasOnly(form.dict, formKeys) || annotation.entries.has('OC')) return null;
  const resources = document.value(form.dict, 'Resources');
  const isOurs =
    resources?.kind === 'dict' &&
    soleKey(document, resources, 'XObject') === 'Seal' &&
    soleKey(document, resources, 'ExtGState') === 'Blend' &&
    resources.entries.size === 2 &&
    isVisibleBlend(document, resources) &&
    isTurn(document, form.dict);
  return isOurs ? form : null;
}

function soleKey(document: PdfDocument, resources: PdfDict, key: string): string | undefined {
  const dict = document.value(resources, key);
  return dict?.kind === 'dict' && dict.entries.size === 1 ? [...dict.entries.keys()][0] : undefined;
}

/** Less than this is nearly invisible. */
const leastOpacity = 0.2;

function isVisibleBlend(document: PdfDocument, resources: PdfDict): boolean {
  const states = document.value(resources, 'ExtGState');
  const state = states?.kind === 'dict' ? document.value(states, 'Blend') : undefined;
  if (state?.kind !== 'dict' || !hasOnly(state, new Set(['Type', 'BM', 'ca', 'CA']))) return false;
  const [mode, opacity] = [document.value(state, 'BM'), document.value(state, 'ca')];
  return (
    mode?.kind === 'name' &&
    mode.value === 'Multiply' &&
    opacity?.kind === 'number' &&
    opacity.value >= leastOpacity &&
    opacity.value <= 1
  );
}

/** /Matrix is one of the four turns (§8.3.3). */
function isTurn(document: PdfDocument, form: PdfDict): boolean {
  const matrix = document.value(form, 'Matrix');
  if (matrix?.kind !== 'array' || matrix.items.length !== 6) return false;
  const [a, b, c, d] = matrix.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  return ['1 0 0 1', '0 1 -1 0', '-1 0 0 -1', '0 -1 1 0'].includes([a, b, c, d].join(' '));
}

const drawing = /^q \/Blend gs ([\d.]+) 0 0 ([\d.]+) (-?[\d.]+) 0 cm \/Seal Do Q$/;
/** Rounding of numbers in the file, in units. */
const tolerance = 0.02;

/** Which part of the image is seen: the whole image stands behind a box of a whole fraction of its width, at a whole step. */
function sliceOf(
  document: PdfDocument,
  form: PdfStream,
  annotation: PdfDict,
): { index: number; count: number } | null {
  const box = readBox(document, document.value(form.dict, 'BBox'));
  const rect = readBox(document, document.value(annotation, 'Rect'));
  const found = drawing.exec(new TextDecoder('latin1').decode(document.streamBytes(form, 1024)));
  if (!box || !rect || !found || box[0] !== 0 || box[1] !== 0) return null;
  const [whole, high, shift] = found.slice(1).map(Number);
  const [, , width, height] = box;
  if (whole === undefined || high === undefined || shift === undefined || !isSameSize(rect, width, height))
    return null;
  const count = Math.round(whole / width);
  const index = Math.round(-shift / width);
  const isExact =
    Math.abs(whole - width * count) <= tolerance * count &&
    Math.abs(-shift - width * index) <= tolerance * count &&
    Math.abs(high - height) <= tolerance;
  return isExact && index >= 0 && index < count ? { index: index + 1, count } : null;
}

/** The box is not stretched into another rectangle; upright or turned. */
function isSameSize(
  [left, bottom, right, top]: readonly [number, number, number, number],
  width: number,
  height: number,
): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= 0.1;
  const [across, up] = [right - left, top - bottom];
  return (near(across, width) && near(up, height)) || (near(across, height) && near(up, width));
}

function imageOf(document: PdfDocument, form: PdfStream): PdfStream | undefined {
  const resources = document.value(form.dict, 'Resources');
  const images = resources?.kind === 'dict' ? document.value(resources, 'XObject') : undefined;
  const image = images?.kind === 'dict' ? document.value(images, 'Seal') : undefined;
  return image?.kind === 'stream' ? image : undefined;
}

function compareImage(document: PdfDocument, image: PdfStream, sealPicture: Uint8Array): MarkPicture {
  if (isPng(sealPicture)) return isPngImage(document, image, sealPicture) ? 'same' : 'differs';
  if (sealPicture[0] !== 0xff || sealPicture[1] !== 0xd8) return 'not-compared';
  const isJpeg = isPlainImage(document, image.dict, 'DCTDecode') && !image.dict.entries.has('SMask');
  return isJpeg && equalBytes(document.rawStreamBytes(image), sealPicture) ? 'same' : 'differs';
}

const imageKeys = new Set(
  'Type Subtype Width Height ColorSpace BitsPerComponent Filter SMask Length'.split(' '),
);

/** An image without anything that changes its look: no /Decode, no /Mask, no /Matte. */
function isPlainImage(document: PdfDocument, dict: PdfDict, filter: string): boolean {
  const isNamed = (key: string, name: string) => {
    const value = document.value(dict, key);
    return value?.kind === 'name' && value.value === name;
  };
  return hasOnly(dict, imageKeys) && isNamed('Subtype', 'Image') && isNamed('Filter', filter);
}

function isPngImage(document: PdfDocument, image: PdfStream, sealPicture: Uint8Array): boolean {
  const pixels = pixelsOf(sealPicture);
  if (!pixels || !isPixels(document, image, pixels, 'DeviceRGB', pixels.rgb)) return false;
  const mask = document.value(image.dict, 'SMask');
  if (pixels.alpha === null || mask === undefined) return pixels.alpha === null && mask === undefined;
  return (
    mask.kind === 'stream' &&
    !mask.dict.entries.has('SMask') &&
    isPixels(document, mask, pixels, 'DeviceGray', pixels.alpha)
  );
}

function isPixels(
  document: PdfDocument,
  stream: PdfStream,
  { width, height }: PngPixels,
  space: string,
  wanted: Uint8Array,
): boolean {
  const number = (key: string) => {
    const value = document.value(stream.dict, key);
    return value?.kind === 'number' ? value.value : undefined;
  };
  const named = document.value(stream.dict, 'ColorSpace');
  return (
    isPlainImage(document, stream.dict, 'FlateDecode') &&
    number('Width') === width &&
    number('Height') === height &&
    number('BitsPerComponent') === 8 &&
    named?.kind === 'name' &&
    named.value === space &&
    equalBytes(document.streamBytes(stream, wanted.length + 1), wanted)
  );
}

/** The pixels last decoded: all marks of a signature show one picture. */
let last: { readonly picture: Uint8Array; readonly pixels: PngPixels | null } | null = null;

/** Null for a PNG that cannot be decoded. */
function pixelsOf(picture: Uint8Array): PngPixels | null {
  if (last && equalBytes(last.picture, picture)) return last.pixels;
  let pixels: PngPixels | null = null;
  try {
    pixels = decodePng(picture);
  } catch {
    // Whatever the decoder says: a picture that cannot be decoded is the same as nothing.
  }
  last = { picture, pixels };
  return pixels;
}

function hasOnly(dict: PdfDict, keys: ReadonlySet<string>): boolean {
  return dict.duplicateKeys.length === 0 && [...dict.entries.keys()].every((key) => keys.has(key));
}
