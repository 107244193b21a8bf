/**
 * A status image from the one before and what changed. Nothing is ever taken back: an issued seal stays issued, rows stay,
 * and a seal that is over does not come to life again without a row that says so. Blocks that did not change are copied.
 */
import { concatBytes, fromHex, toHex, utf8Encode } from '../crypto/bytes.ts';
import type { NumberedChange, StatusDelta } from './status-delta.ts';
import {
  BLOCK,
  blockEntries,
  blockOctets,
  codeAt,
  historyOf,
  imageMagic,
  openStatusImage,
  otherDigest,
  otherEntry,
  type StatusImage,
} from './status-image.ts';
import { OctetWriter } from './status-octets.ts';
import { compareRows, sealCodes, snapshotMalformed, type SealHistory, type StatusRow } from './status-row.ts';

/** The image of a city that has issued nothing. */
export function emptyStatusImage(scope: string): StatusImage {
  return assemble(scope, { count: 0, codes: new Uint8Array(), blocks: [], others: [] });
}

/** Errors: `snapshot-malformed` for a delta that does not fit or takes something back. */
export function applyStatusDelta(before: StatusImage, delta: StatusDelta): StatusImage {
  if (delta.scope !== before.scope || delta.fromCount !== before.count) throw snapshotMalformed('delta');
  const codes = new Uint8Array(Math.ceil(delta.toCount / 4));
  codes.set(before.codes);
  const changed = new Map<number, Map<number, readonly StatusRow[]>>();
  for (const change of delta.numbered) {
    setCodes(before, codes, change);
    if (change.code === 'history') rowsOfBlock(changed, change.number).set(change.number, change.rows);
  }
  const blocks = Array.from({ length: Math.ceil(delta.toCount / BLOCK) }, (_, block) => {
    const old = block * BLOCK < before.count ? blockOctets(before, block) : new Uint8Array();
    const rows = changed.get(block);
    return rows ? mergeBlock(before, block, rows) : old;
  });
  const others = mergeOthers(before, delta);
  return assemble(before.scope, { count: delta.toCount, codes, blocks, others });
}

function rowsOfBlock(blocks: Map<number, Map<number, readonly StatusRow[]>>, number: number) {
  const block = Math.floor(number / BLOCK);
  const rows = blocks.get(block) ?? new Map<number, readonly StatusRow[]>();
  blocks.set(block, rows);
  return rows;
}

function setCodes(before: StatusImage, codes: Uint8Array, { number, run, code, rows }: NumberedChange): void {
  const bits = sealCodes.indexOf(code);
  for (let n = number; n < number + run; n += 1) {
    if (n < before.count) {
      const esId = before.scope + String(n).padStart(8, '0');
      if (codeAt(before.codes, n) !== 0) requireMore(historyOf(before, esId), { code, rows });
    }
    const shift = 2 * (n & 3);
    codes[n >> 2] = ((codes[n >> 2] ?? 0) & ~(3 << shift)) | (bits << shift);
  }
}

/** What was said stays said. */
function requireMore(old: SealHistory, now: SealHistory): void {
  const order = sealCodes.indexOf(now.code) - sealCodes.indexOf(old.code);
  const keepsRows = old.rows.every((row, i) => {
    const same = now.rows[i];
    return same && compareRows(row, same) === 0 && row.r === same.r && row.inv === same.inv;
  });
  const isMore = order > 0 || now.rows.length > old.rows.length;
  if (order < 0 || !keepsRows || !isMore) throw snapshotMalformed('something taken back');
}

function mergeBlock(
  before: StatusImage,
  block: number,
  changed: ReadonlyMap<number, readonly StatusRow[]>,
): Uint8Array {
  const old = block * BLOCK < before.count ? [...blockEntries(before, block)] : [];
  const merged = new Map([...old.map(({ number, rows }) => [number, rows] as const), ...changed]);
  const out = new OctetWriter();
  let next = block * BLOCK;
  for (const [number, rows] of [...merged].sort(([a], [b]) => a - b)) {
    out.varint(number - next);
    out.rows(rows);
    next = number + 1;
  }
  return out.done();
}

function mergeOthers(before: StatusImage, { others }: StatusDelta): [string, SealHistory][] {
  const merged = new Map<string, SealHistory>();
  for (let i = 0; i < before.others; i += 1) merged.set(toHex(otherDigest(before, i)), otherEntry(before, i));
  for (const { digest, code, rows } of others) {
    const old = merged.get(digest);
    if (old) requireMore(old, { code, rows });
    merged.set(digest, { code, rows });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1));
}

interface ImageParts {
  readonly count: number;
  readonly codes: Uint8Array;
  /** Rows of each block. */
  readonly blocks: readonly Uint8Array[];
  readonly others: readonly (readonly [string, SealHistory])[];
}

function assemble(scope: string, { count, codes, blocks, others }: ImageParts): StatusImage {
  const [directory, rows] = withOffsets(blocks);
  const entries = others.map(([, entry]) => encodeEntry(entry));
  const [otherOffsets, otherRows] = withOffsets(entries);
  const head = new OctetWriter();
  head.octets(imageMagic);
  head.octets(utf8Encode(`${scope}\0\0`));
  for (const value of [count, rows.length, others.length, otherRows.length, 0, 0]) head.u32(value);
  const digests = new OctetWriter();
  for (const [digest] of others) digests.octets(fromHex(digest));
  const parts = [head.done(), codes, directory, rows, digests.done(), otherOffsets, otherRows];
  return openStatusImage(concatBytes(...parts));
}

function encodeEntry({ code, rows }: SealHistory): Uint8Array {
  const out = new OctetWriter();
  out.u8(sealCodes.indexOf(code));
  out.rows(rows);
  return out.done();
}

/** The offsets, one more than there are pieces, and the pieces behind one another. */
function withOffsets(pieces: readonly Uint8Array[]): [Uint8Array, Uint8Array] {
  const offsets = new OctetWriter();
  const rows = new OctetWriter();
  offsets.u32(0);
  for (const piece of pieces) {
    rows.octets(piece);
    offsets.u32(rows.length);
  }
  return [offsets.done(), rows.done()];
}
