/**
 * Streams that are drawn and that their filters cannot undo (ISO 32000-2 §7.3.8, §7.4): readers save what they can, one more than
 * the next, so that the same file shows other words, fonts or pictures. Object and cross-reference streams are read elsewhere.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../document-model.ts';
import { dictValue, pdfRef, type PdfStream } from '../objects.ts';
import type { DecodedStream } from '../filters.ts';
import type { Sighted } from './content-kinds.ts';
import type { ReachedNumbers } from './link-table.ts';
import { nameAt } from './object-links.ts';
import { jpegProblem, jpxProblem } from './picture-data.ts';
import { isPictureShort } from './picture-dictionary.ts';
import { quietly } from './quietly.ts';

/** Decoded octets of pictures that are looked through; of all else everything is. */
const maxPictures = 64 * 1024 * 1024;

/** Short names, which are for pictures inside contents only: one reader takes them here too, and another does not (Table 91). */
const shortKeys: readonly string[] = ['DP'];
/** Read as files or as tables, never drawn. */
const otherTypes: ReadonlySet<string> = new Set(['EmbeddedFile', 'ObjStm', 'XRef', 'Metadata']);

const short: Sighted = { kind: 'ambiguous-content', word: 'data of a picture' };

export interface DrawnData {
  /** Number and problem of each stream that cannot be undone. */
  readonly broken: readonly (readonly [number: number, problem: string])[];
  readonly sighted: readonly Sighted[];
}

/** What there is to say of the data of streams that something leads to. Errors: `pdf-limit`. */
export function drawnData(document: PdfDocument, reached: ReachedNumbers): DrawnData {
  const broken: (readonly [number, string])[] = [];
  const sighted: Sighted[] = [];
  if (document.encrypted) return { broken, sighted };
  const pictures: (readonly [number, PdfStream])[] = [];
  for (let number = 1; number <= document.highestObjectNumber; number += 1) {
    const stream = reached.has(number) ? streamAt(document, number) : undefined;
    if (!stream) continue;
    if (shortKeys.some((key) => dictValue(stream.dict, key)))
      broken.push([number, 'short names of a picture in the content']);
    if (nameAt(stream.dict, 'Subtype') === 'Image') pictures.push([number, stream]);
    else if (quietly(() => document.decodedStream(stream)) === undefined)
      broken.push([number, 'data that its filters cannot undo']);
  }
  let left = maxPictures;
  for (const [number, stream] of pictures) {
    const data = pictureData(document, stream, left);
    if (data === null) broken.push([number, 'a picture that its filters cannot undo']);
    else if (data === 'too-much') sighted.push({ kind: 'pictures-not-checked', word: 'pictures' });
    else if (data.undecoded.length === 0) {
      left -= data.bytes.length;
      if (isPictureShort(document, stream.dict, data.bytes.length)) sighted.push(short);
    } else sighted.push(...picturesSighted(document, stream, data));
  }
  return { broken, sighted };
}

function picturesSighted(
  document: PdfDocument,
  { dict }: PdfStream,
  { bytes, undecoded: [filter] }: DecodedStream,
): Sighted[] {
  const number = (key: string) => {
    const value = quietly(() => document.value(dict, key));
    return value?.kind === 'number' ? value.value : null;
  };
  const size = { width: number('Width'), height: number('Height') };
  const problem =
    filter === 'DCTDecode' ? jpegProblem(bytes, size) : filter === 'JPXDecode' ? jpxProblem(bytes) : null;
  return problem === null ? [] : [{ kind: 'ambiguous-content', word: problem }];
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

/** Null when the data cannot be decoded; beyond the bound a picture is not looked through. */
function pictureData(
  document: PdfDocument,
  stream: PdfStream,
  cap: number,
): DecodedStream | 'too-much' | null {
  try {
    return quietly(() => document.decodedStream(stream, Math.max(cap, 0))) ?? null;
  } catch (error) {
    if (error instanceof BianyinError && error.code === 'pdf-limit') return 'too-much';
    throw error;
  }
}
