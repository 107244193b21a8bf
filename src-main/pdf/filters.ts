/** Stream filters (ISO 32000-2 §7.4) under caps. Image filters are left as they are. */
import { Inflate } from 'fflate';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { decodeAscii85, decodeAsciiHex, decodeLzw, decodeRunLength } from './simple-filters.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue, printable } from './objects.ts';
import type { FileRange, PdfDict, PdfObject, PdfStream } from './objects.ts';
import { undoPredictor } from './predictor.ts';

export interface DecodedStream {
  readonly bytes: Uint8Array;
  /** Image filters that are still on the bytes, outermost first; empty when all were undone. */
  readonly undecoded: readonly string[];
}

/** Names of Table 92, which readers take for filters of any stream. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['AHx', 'ASCIIHexDecode'],
  ['A85', 'ASCII85Decode'],
  ['LZW', 'LZWDecode'],
  ['Fl', 'FlateDecode'],
  ['RL', 'RunLengthDecode'],
]);

interface Filter {
  readonly name: string;
  readonly parameters: PdfDict | null;
}

const imageFilters: ReadonlySet<string> = new Set([
  'DCTDecode',
  'JPXDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
]);

/**
 * Decodes a stream. `read` gets encoded bytes of the file, `resolve` follows references inside the stream dictionary.
 * Errors: `pdf-stream-broken`; `pdf-limit` beyond `cap` bytes at any stage.
 */
export function decodeStream(
  stream: PdfStream,
  read: (range: FileRange) => Uint8Array,
  resolve: (object: PdfObject) => PdfObject,
  budget: WorkBudget,
  cap: number = budget.limits.maxStreamBytes,
): DecodedStream {
  const filters = filtersOf(stream.dict, resolve);
  if (filters.length > budget.limits.maxFilters) throw limitError('filters', budget.limits.maxFilters);
  const size = stream.data instanceof Uint8Array ? stream.data.length : stream.data.end - stream.data.start;
  if (size > Math.max(cap, budget.limits.maxStreamBytes)) throw limitError('stream bytes', cap);
  let bytes = stream.data instanceof Uint8Array ? stream.data : read(stream.data);
  for (const [i, filter] of filters.entries()) {
    if (imageFilters.has(filter.name)) return { bytes, undecoded: filters.slice(i).map(({ name }) => name) };
    bytes = applyFilter(filter, bytes, cap, budget, resolve);
    budget.decoded(bytes.length);
  }
  if (bytes.length > cap) throw limitError('stream bytes', cap);
  return { bytes, undecoded: [] };
}

/** /Filter and /DecodeParms side by side (§7.3.8.2). */
function filtersOf(dict: PdfDict, resolve: (object: PdfObject) => PdfObject): Filter[] {
  if (dictValue(dict, 'F')) throw streamError('data in another file');
  const names = list(dictValue(dict, 'Filter'), resolve);
  const parameters = list(dictValue(dict, 'DecodeParms'), resolve);
  return names.map((name, i) => {
    if (name.kind !== 'name') throw streamError('/Filter');
    const own = parameters[i];
    if (own && own.kind !== 'dict' && own.kind !== 'null') throw streamError('/DecodeParms');
    return { name: shortNames.get(name.value) ?? name.value, parameters: own?.kind === 'dict' ? own : null };
  });
}

function list(object: PdfObject | undefined, resolve: (object: PdfObject) => PdfObject): PdfObject[] {
  if (!object) return [];
  const value = resolve(object);
  if (value.kind === 'null') return [];
  return value.kind === 'array' ? value.items.map(resolve) : [value];
}

function applyFilter(
  filter: Filter,
  bytes: Uint8Array,
  cap: number,
  budget: WorkBudget,
  resolve: (object: PdfObject) => PdfObject,
): Uint8Array {
  const number = (key: string, fallback: number) => parameter(filter.parameters, key, fallback, resolve);
  switch (filter.name) {
    case 'FlateDecode':
      return undoPredictor(inflate(bytes, cap), number);
    case 'LZWDecode':
      return undoPredictor(decodeLzw(bytes, number('EarlyChange', 1) !== 0, cap), number);
    case 'ASCIIHexDecode':
      return decodeAsciiHex(bytes);
    case 'ASCII85Decode':
      return decodeAscii85(bytes, cap);
    case 'RunLengthDecode':
      return decodeRunLength(bytes, cap);
    default:
      budget.spend(1);
      throw streamError(`filter ${printable(filter.name)}`);
  }
}

function parameter(
  dict: PdfDict | null,
  key: string,
  fallback: number,
  resolve: (object: PdfObject) => PdfObject,
): number {
  const value = dict && dictValue(dict, key);
  const number = value ? resolve(value) : null;
  if (!number || number.kind === 'null') return fallback;
  if (number.kind !== 'number' || !number.integer) throw streamError(`/${key}`);
  return number.value;
}

/** RFC 1950 around RFC 1951. The checksum is not looked at: other readers do not, and the same bytes come out. */
function inflate(bytes: Uint8Array, cap: number): Uint8Array {
  const [method, flags] = [bytes[0] ?? -1, bytes[1] ?? -1];
  if (bytes.length === 0) return bytes;
  // The library takes a header with nothing behind it for whole.
  if (bytes.length === 2) throw streamError('deflate data');
  if ((method & 0x0f) !== 8 || (method * 256 + flags) % 31 !== 0 || (flags & 0x20) !== 0) {
    throw streamError('zlib header');
  }
  const chunks: Uint8Array[] = [];
  let [total, idle] = [0, 0];
  const inflater = new Inflate((chunk) => {
    total += chunk.length;
    idle = chunk.length === 0 ? idle + 1 : 0;
    if (total > cap) throw limitError('stream bytes', cap);
    chunks.push(chunk);
  });
  try {
    // Small steps: deflate expands a thousandfold at most, so no step allocates more than a few megabytes.
    // After its last block the library only collects what follows, so stop when nothing comes out any more.
    for (let at = 2; at < bytes.length && idle < 64; at += 4096) inflater.push(bytes.subarray(at, at + 4096));
    // Throws unless the last block has been seen.
    inflater.push(new Uint8Array(0), true);
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('pdf-stream-broken', { what: 'deflate data' }, { cause });
  }
  return joined(chunks, total);
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array {
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A stream that its filter cannot decode. */
export function streamError(what: string): BianyinError {
  return new BianyinError('pdf-stream-broken', { what });
}
