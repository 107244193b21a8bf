/**
 * Streams that are drawn and that their filters cannot undo (ISO 32000-2 §7.3.8, §7.4): readers save what they can, one more than
 * the next, so that the same file shows other words, fonts or pictures. Object and cross-reference streams are read elsewhere.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../document-model.ts';
import { dictValue, pdfRef, type PdfStream } from '../objects.ts';
import type { ReachedNumbers } from './link-table.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

/** Decoded octets of pictures that are looked through; of all else everything is. */
const maxPictures = 64 * 1024 * 1024;

/** Short names, which are for pictures inside contents only: one reader takes them here too, and another does not (Table 91). */
const shortKeys: readonly string[] = ['DP'];
/** Read as files or as tables, never drawn. */
const otherTypes: ReadonlySet<string> = new Set(['EmbeddedFile', 'ObjStm', 'XRef', 'Metadata']);

/** Number and problem of each among those that something leads to. Errors: `pdf-limit`. */
export function* undecodable(
  document: PdfDocument,
  reached: ReachedNumbers,
): Generator<readonly [number: number, problem: string]> {
  if (document.encrypted) return;
  let left = maxPictures;
  const pictures: (readonly [number, PdfStream])[] = [];
  for (let number = 1; number <= document.highestObjectNumber; number += 1) {
    const stream = reached.has(number) ? streamAt(document, number) : undefined;
    if (!stream) continue;
    if (shortKeys.some((key) => dictValue(stream.dict, key)))
      yield [number, 'short names of a picture in the content'];
    if (nameAt(stream.dict, 'Subtype') === 'Image') pictures.push([number, stream]);
    else if (lengthOf(document, stream) === null) yield [number, 'data that its filters cannot undo'];
  }
  for (const [number, stream] of pictures) {
    const length = left > 0 ? pictureLength(document, stream, left) : 0;
    if (length === null) yield [number, 'a picture that its filters cannot undo'];
    left -= length ?? 0;
  }
}

/** Streams with filters; without them there is nothing to undo. */
function streamAt(document: PdfDocument, number: number): PdfStream | undefined {
  // No stream stands inside an object stream (§7.5.7).
  const entry = document.entry(number);
  if (entry?.kind !== 'in-file') return undefined;
  const object = quietly(() => document.get(pdfRef(number, entry.generation)));
  if (object?.kind !== 'stream' || !dictValue(object.dict, 'Filter')) return undefined;
  return otherTypes.has(nameAt(object.dict, 'Type') ?? '') || dictValue(object.dict, 'F')
    ? undefined
    : object;
}

/** Null when the data cannot be decoded. */
function lengthOf(document: PdfDocument, stream: PdfStream, cap?: number): number | null {
  return quietly(() => document.decodedStream(stream, cap).bytes.length) ?? null;
}

/** A picture beyond the bound is not looked through, and is the last. */
function pictureLength(document: PdfDocument, stream: PdfStream, cap: number): number | null {
  try {
    return lengthOf(document, stream, cap);
  } catch (error) {
    if (error instanceof BianyinError && error.code === 'pdf-limit') return cap;
    throw error;
  }
}
