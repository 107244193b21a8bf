/**
 * The status of all seals of a city in one array of octets (docs/formats.md): two bits for each number that the city has
 * given out, rows for the exceptions. It is used as it lies there: nothing is decoded until a seal is asked for.
 * Longer: one layout, read in one place.
 */
import { compareBytes, fromHex, utf8Decode } from '../crypto/bytes.ts';
import { OctetReader } from './status-octets.ts';
import { sealCodes, sealDigest, sealOctetsDigest, snapshotMalformed, unissued } from './status-row.ts';
import type { SealHistory, StatusRow } from './status-row.ts';

export const imageMagic = Uint8Array.from([0x4b, 0x46, 0x53, 0x49, 0x02, 0x0d, 0x0a, 0x00]);
/** Numbers to one entry of the directory. */
export const BLOCK = 1024;
const DIGEST = 32;
/** Eight digits behind the division code. */
export const MOST_NUMBERS = 100_000_000;
const HISTORY = sealCodes.indexOf('history');

/** Where things are in an image; offsets and lengths in octets. */
export interface StatusImage {
  readonly bytes: Uint8Array;
  /** Division code, six digits. */
  readonly scope: string;
  /** The numbers 0 to `count` − 1 are known. */
  readonly count: number;
  readonly codes: Uint8Array;
  readonly directoryAt: number;
  readonly rowsAt: number;
  readonly rowsLength: number;
  /** Seals outside the numbering. */
  readonly others: number;
  readonly digestsAt: number;
  readonly otherOffsetsAt: number;
  readonly otherRowsAt: number;
}

/** Finds the parts of an image; the rows are not looked at. Errors: `snapshot-malformed`. */
export function openStatusImage(bytes: Uint8Array): StatusImage {
  const reader = new OctetReader(bytes);
  if (compareBytes(reader.octets(imageMagic.length), imageMagic) !== 0) throw snapshotMalformed('image');
  const scope = readScope(reader);
  const [count, rowsLength, others, otherRows] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
  if (reader.u32() !== 0 || reader.u32() !== 0) throw snapshotMalformed('reserved');
  if (count > MOST_NUMBERS || others > MOST_NUMBERS) throw snapshotMalformed('count');
  const codes = reader.octets(Math.ceil(count / 4));
  const directoryAt = reader.at;
  const rowsAt = directoryAt + 4 * (Math.ceil(count / BLOCK) + 1);
  const digestsAt = rowsAt + rowsLength;
  const otherOffsetsAt = digestsAt + others * DIGEST;
  const otherRowsAt = otherOffsetsAt + 4 * (others + 1);
  if (otherRowsAt + otherRows !== bytes.length) throw snapshotMalformed('length');
  return {
    ...{ bytes, scope, count, codes, directoryAt, rowsAt, rowsLength },
    ...{ others, digestsAt, otherOffsetsAt, otherRowsAt },
  };
}

/** What the city says of a number, whoever put it into a seal. Errors: `snapshot-malformed` for an image that contradicts itself. */
export function historyOf(image: StatusImage, esId: string): SealHistory {
  const number = numberIn(image.scope, esId);
  return number === null ? otherHistory(image, sealDigest(esId)) : numberedHistory(image, number);
}

/** What the city says of this one seal, by the digest of its octets. Errors: as `historyOf`. */
export function historyOfSeal(image: StatusImage, der: Uint8Array): SealHistory {
  return otherHistory(image, sealOctetsDigest(der));
}

/** The city's own number of a seal, or null when the esID is not one of its numbering. */
export function numberIn(scope: string, esId: string): number | null {
  return /^\d{14}$/.test(esId) && esId.startsWith(scope) ? Number(esId.slice(scope.length)) : null;
}

/** The two bits of a number; 0 beyond the end. */
export function codeAt(codes: Uint8Array, number: number): number {
  return ((codes[number >> 2] ?? 0) >> (2 * (number & 3))) & 3;
}

function numberedHistory(image: StatusImage, number: number): SealHistory {
  if (number >= image.count) return unissued;
  const code = codeAt(image.codes, number);
  if (code !== HISTORY) return { code: sealCodes[code] ?? 'unissued', rows: [] };
  for (const each of blockEntries(image, Math.floor(number / BLOCK))) {
    if (each.number === number) return { code: 'history', rows: each.rows };
  }
  throw snapshotMalformed('rows missing');
}

/** The exceptions of one block, ascending. */
export function* blockEntries(
  image: StatusImage,
  block: number,
): Generator<{ readonly number: number; readonly rows: StatusRow[] }> {
  const reader = blockReader(image, block);
  let number = block * BLOCK - 1;
  while (!reader.isDone) {
    number += reader.varint() + 1;
    if (number >= (block + 1) * BLOCK) throw snapshotMalformed('number');
    yield { number, rows: reader.rows() };
  }
}

/** Over the rows of one block. Errors: `snapshot-malformed`. */
export function blockReader(image: StatusImage, block: number): OctetReader {
  return new OctetReader(image.bytes, ...blockRange(image, block));
}

/** Octets of the rows of one block. */
export function blockOctets(image: StatusImage, block: number): Uint8Array {
  const [from, to] = blockRange(image, block);
  return image.bytes.subarray(from, to);
}

function blockRange({ bytes, directoryAt, rowsAt, rowsLength }: StatusImage, block: number) {
  const reader = new OctetReader(bytes, directoryAt + 4 * block);
  const [from, to] = [reader.u32(), reader.u32()];
  if (from > to || to > rowsLength) throw snapshotMalformed('directory');
  return [rowsAt + from, rowsAt + to] as const;
}

function otherHistory(image: StatusImage, digest: string): SealHistory {
  const wanted = fromHex(digest);
  let [low, high] = [0, image.others - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareBytes(otherDigest(image, middle), wanted);
    if (order === 0) return otherEntry(image, middle);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return unissued;
}

/** Digest of the esID, or of the seal, of an entry outside the numbering. */
export function otherDigest({ bytes, digestsAt }: StatusImage, index: number): Uint8Array {
  return bytes.subarray(digestsAt + index * DIGEST, digestsAt + (index + 1) * DIGEST);
}

/** Errors: `snapshot-malformed`. */
export function otherEntry(image: StatusImage, index: number): SealHistory {
  const offsets = new OctetReader(image.bytes, image.otherOffsetsAt + 4 * index);
  const [from, to] = [offsets.u32(), offsets.u32()];
  const reader = new OctetReader(image.bytes, image.otherRowsAt + from, image.otherRowsAt + to);
  return readEntry(reader, true);
}

/** A code and, for a history, its rows; `whole`: nothing may follow. */
export function readEntry(reader: OctetReader, whole: boolean): SealHistory {
  const code = sealCodes[reader.u8()];
  if (code === undefined || code === 'unissued') throw snapshotMalformed('code');
  const entry = { code, rows: code === 'history' ? reader.rows() : [] };
  if (whole && !reader.isDone) throw snapshotMalformed('code');
  return entry;
}

/** Six digits and two zero octets. */
export function readScope(reader: OctetReader): string {
  const octets = reader.octets(8);
  const scope = utf8Decode(octets.map((octet) => octet & 127)).slice(0, 6);
  if (!/^\d{6}$/.test(scope) || octets.some((octet, i) => (i < 6 ? octet > 127 : octet !== 0))) {
    throw snapshotMalformed('scope');
  }
  return scope;
}
