/**
 * What changed between two status images, in a few octets a seal (docs/formats.md). An entry is everything that is now known
 * of a seal; runs of equal codes are one entry, so that new seals, which come with consecutive numbers, cost next to nothing.
 */
import { compareBytes, fromHex, toHex, utf8Encode } from '../crypto/bytes.ts';
import { MOST_NUMBERS, numberIn, readEntry, readScope } from './status-image.ts';
import { OctetReader, OctetWriter } from './status-octets.ts';
import {
  sealCodes,
  sealDigest,
  sealOctetsDigest,
  snapshotMalformed,
  type SealHistory,
} from './status-row.ts';

const deltaMagic = Uint8Array.from([0x4b, 0x46, 0x53, 0x44, 0x02, 0x0d, 0x0a, 0x00]);
const DIGEST = 32;

/** `run` consecutive numbers with one code; of a history there is one number and its rows. */
export interface NumberedChange extends SealHistory {
  readonly number: number;
  readonly run: number;
}

export interface StatusDelta {
  readonly scope: string;
  /** Numbers known before and after. */
  readonly fromCount: number;
  readonly toCount: number;
  readonly numbered: readonly NumberedChange[];
  /** By SM3 of the esID or of the seal, hexadecimal, ascending. */
  readonly others: readonly (SealHistory & { readonly digest: string })[];
}

/**
 * Sorts changes into the numbering of the city and the rest, ascending, equal codes of neighbours as one. A seal is named by
 * its esID, or by its DER where the number would not say which one is meant.
 */
export function deltaOf(
  scope: string,
  fromCount: number,
  changes: Iterable<readonly [seal: string | Uint8Array, history: SealHistory]>,
): StatusDelta {
  const numbered: NumberedChange[] = [];
  const others: (SealHistory & { digest: string })[] = [];
  for (const [seal, history] of changes) {
    const number = typeof seal === 'string' ? numberIn(scope, seal) : null;
    const digest = typeof seal === 'string' ? sealDigest(seal) : sealOctetsDigest(seal);
    if (number === null) others.push({ digest, ...history });
    else numbered.push({ number, run: 1, ...history });
  }
  numbered.sort((a, b) => a.number - b.number);
  const end = numbered.at(-1);
  return {
    ...{ scope, fromCount, toCount: Math.max(fromCount, end ? end.number + 1 : 0) },
    numbered: joinRuns(numbered),
    others: others.sort((a, b) => (a.digest < b.digest ? -1 : 1)),
  };
}

function joinRuns(changes: readonly NumberedChange[]): NumberedChange[] {
  const joined: NumberedChange[] = [];
  for (const each of changes) {
    const last = joined.at(-1);
    const goesOn = last && last.code === each.code && last.number + last.run === each.number;
    if (goesOn && each.code !== 'history') joined[joined.length - 1] = { ...last, run: last.run + each.run };
    else joined.push(each);
  }
  return joined;
}

/** The octets of a delta, as docs/formats.md has them. */
export function encodeStatusDelta({ scope, fromCount, toCount, numbered, others }: StatusDelta): Uint8Array {
  const out = new OctetWriter();
  out.octets(deltaMagic);
  out.octets(utf8Encode(`${scope}\0\0`));
  for (const value of [fromCount, toCount, numbered.length, others.length]) out.u32(value);
  let next = 0;
  for (const { number, run, code, rows } of numbered) {
    out.varint((number - next) * 8 + (run > 1 ? 4 : 0) + sealCodes.indexOf(code));
    if (run > 1) out.varint(run - 2);
    out.rows(rows);
    next = number + run;
  }
  for (const { digest, code, rows } of others) {
    out.octets(fromHex(digest));
    out.u8(sealCodes.indexOf(code));
    out.rows(rows);
  }
  return out.done();
}

/** Errors: `snapshot-malformed`. */
export function parseStatusDelta(bytes: Uint8Array): StatusDelta {
  const reader = new OctetReader(bytes);
  if (compareBytes(reader.octets(deltaMagic.length), deltaMagic) !== 0) throw snapshotMalformed('delta');
  const scope = readScope(reader);
  const [fromCount, toCount, entries, otherEntries] = [
    reader.u32(),
    reader.u32(),
    reader.u32(),
    reader.u32(),
  ];
  if (fromCount > toCount || toCount > MOST_NUMBERS) throw snapshotMalformed('count');
  const numbered: NumberedChange[] = [];
  for (let i = 0, next = 0; i < entries; i += 1) {
    const entry = readNumbered(reader, next);
    next = entry.number + entry.run;
    if (next > toCount) throw snapshotMalformed('number');
    numbered.push(entry);
  }
  const others = Array.from({ length: otherEntries }, () => ({
    digest: toHex(reader.octets(DIGEST)),
    ...readEntry(reader, false),
  }));
  if (others.some(({ digest }, i) => digest <= (others[i - 1]?.digest ?? '')))
    throw snapshotMalformed('order');
  if (!reader.isDone) throw snapshotMalformed('length');
  return { scope, fromCount, toCount, numbered, others };
}

function readNumbered(reader: OctetReader, next: number): NumberedChange {
  const head = reader.varint();
  const code = sealCodes[head & 3];
  const number = next + Math.floor(head / 8);
  if (code === undefined || code === 'unissued') throw snapshotMalformed('code');
  const isRun = (head & 4) !== 0;
  if (code === 'history') {
    if (isRun) throw snapshotMalformed('run');
    return { number, run: 1, code, rows: reader.rows() };
  }
  return { number, run: isRun ? reader.varint() + 2 : 1, code, rows: [] };
}
