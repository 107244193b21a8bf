/** The two ends of a PDF file: `%PDF-x.y` at its first byte, `startxref N %%EOF` at its last (ISO 32000-2 §7.5.2, §7.5.5). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { BlockReader } from './block-reader.ts';
import { isSpace } from './lexer.ts';
import type { NoteSink } from './parser.ts';

export interface FileTail {
  readonly startxref: number;
  /** After the last `%%EOF`. */
  readonly end: number;
}

const headerSearchBytes = 1024;
const tailBytes = 2048;
/** How far from the end readers look for `startxref` (Acrobat, MuPDF); whoever does not find it there repairs the file. */
const searchedByOthers = 1024;
const farTailBytes = 64 * 1024;
/** The version in the header, like `1.7`. Errors: `pdf-not-a-pdf`, `pdf-header-offset`. */
export function readHeader(reader: BlockReader): string {
  const text = latin1(reader.slice(0, headerSearchBytes));
  const version = /^%PDF-(1\.[0-7]|2\.0)(?!\d)/.exec(text)?.[1];
  if (version) return version;
  const at = text.search(/%PDF-\d\.\d/);
  if (at > 0) throw new BianyinError('pdf-header-offset', { bytes: at });
  throw new BianyinError('pdf-not-a-pdf');
}

/**
 * The last `startxref`. White space and NULs behind the end are no content, however many: writers save whole buffers and
 * transfers fill blocks. Errors: `pdf-trailing-data`, `pdf-xref-broken`.
 */
export function readTail(reader: BlockReader, note: NoteSink): FileTail {
  const size = endOfContent(reader);
  const from = Math.max(0, size - tailBytes);
  const text = latin1(reader.slice(from, size));
  const at = text.lastIndexOf('startxref');
  const ending =
    at < 0 ? null : /^startxref[ \t\r\n\f]{1,64}(\d{1,15})[ \t\r\n\f]{1,64}%%EOF/.exec(text.slice(at));
  if (!ending) throw noTail(reader, size, from + at, at >= 0);
  const end = from + at + ending[0].length;
  if (end < size) throw new BianyinError('pdf-trailing-data', { at: end });
  if (!/^(\r\n|\r|\n)?$/.test(latin1(reader.slice(end, end + 3)))) note('trailing-space', end);
  if (reader.size - (from + at) > searchedByOthers) note('trailing-space-far', end);
  return { startxref: Number(ending[1]), end };
}

/** After the last byte that is no white space (§7.2.3, Table 1: NUL is one). */
function endOfContent(reader: BlockReader): number {
  for (let end = reader.size; end > 0;) {
    const from = Math.max(0, end - tailBytes);
    const last = reader.slice(from, end).findLastIndex((byte) => !isSpace(byte));
    if (last >= 0) return from + last + 1;
    end = from;
  }
  return 0;
}

/** Nothing is read from further up: this only tells data behind the end from an end that is missing. */
function noTail(reader: BlockReader, size: number, startxref: number, isThere: boolean): BianyinError {
  if (isThere) return new BianyinError('pdf-xref-broken', { what: 'xref-startxref', at: startxref });
  const from = Math.max(0, size - farTailBytes);
  const mark = latin1(reader.slice(from, size)).lastIndexOf('%%EOF');
  const end = from + mark + 5;
  if (mark < 0 || end >= size) return new BianyinError('pdf-xref-broken', { what: 'xref-eof', at: size });
  return new BianyinError('pdf-trailing-data', { at: end });
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
