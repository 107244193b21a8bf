/** Looks at every octet of a status image once, when it comes in: two bits and rows must agree, nothing out of order. */
import { compareBytes } from '../crypto/bytes.ts';
import { instantText } from '../domain/instant.ts';
import { BLOCK, blockReader, codeAt, otherDigest, otherEntry, type StatusImage } from './status-image.ts';
import { seconds } from './status-octets.ts';
import { sealCodes, snapshotMalformed } from './status-row.ts';

const HISTORY = sealCodes.indexOf('history');

/** Errors: `snapshot-malformed`. `thisUpdate`: nothing may be dated later. */
export function checkStatusImage(image: StatusImage, thisUpdate: Date): void {
  const latest = seconds(instantText(thisUpdate));
  let named = 0;
  for (let block = 0; block < Math.ceil(image.count / BLOCK); block += 1) {
    const reader = blockReader(image, block);
    const end = Math.min(image.count, (block + 1) * BLOCK);
    for (let number = block * BLOCK - 1; !reader.isDone; named += 1) {
      number += reader.varint() + 1;
      if (number >= end || codeAt(image.codes, number) !== HISTORY) throw snapshotMalformed('code');
      reader.checkRows(latest);
    }
  }
  if (named !== historiesIn(image)) throw snapshotMalformed('rows missing');
  if (firstRow(image) !== 0 || lastRow(image) !== image.rowsLength) throw snapshotMalformed('directory');
  checkOthers(image, latest);
}

function checkOthers(image: StatusImage, latest: number): void {
  let before: Uint8Array | undefined;
  for (let i = 0; i < image.others; i += 1) {
    const digest = otherDigest(image, i);
    if (before && compareBytes(before, digest) >= 0) throw snapshotMalformed('digests out of order');
    before = digest;
    if (otherEntry(image, i).rows.some(({ since }) => seconds(since) > latest)) {
      throw snapshotMalformed('a row of the future');
    }
  }
  const last = readU32(image.bytes, image.otherOffsetsAt + 4 * image.others);
  const first = readU32(image.bytes, image.otherOffsetsAt);
  if (first !== 0 || last !== image.bytes.length - image.otherRowsAt) throw snapshotMalformed('offsets');
}

/** How many of the two bits say that there are rows; the spare ones behind the last number must be zero. */
function historiesIn({ codes, count }: StatusImage): number {
  let found = 0;
  // Both bits of a pair are set: counted four pairs at a time.
  for (const octet of codes) found += pairs[octet & (octet >> 1) & 0x55] ?? 0;
  for (let number = count; number < codes.length * 4; number += 1) {
    if (codeAt(codes, number) !== 0) throw snapshotMalformed('spare bits');
  }
  return found;
}

const pairs = Uint8Array.from({ length: 256 }, (_, octet) =>
  [0, 2, 4, 6].reduce((sum, shift) => sum + ((octet >> shift) & 1), 0),
);

function firstRow({ bytes, directoryAt }: StatusImage): number {
  return readU32(bytes, directoryAt);
}

function lastRow({ bytes, directoryAt, count }: StatusImage): number {
  return readU32(bytes, directoryAt + 4 * Math.ceil(count / BLOCK));
}

function readU32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}
