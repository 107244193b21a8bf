/**
 * What a signed status snapshot says (KFSS1), and its one spelling: JSON with the names in the order of RFC 8785, so that
 * the same statement always has the same digest. A row says that a seal has had a status since some time; rows are only
 * ever added, so that the status at an earlier signing time can still be read.
 */
import { z } from 'zod';
import { toHex, utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isInstant } from '../domain/instant.ts';

/** Names of the status numbers of the national registers. */
export const sealStatusNames = ['valid', 'expired', 'frozen', 'cancelled'] as const;
export type SealStatusName = (typeof sealStatusNames)[number];

/** Why a status changed: 暂行办法 Art. 17 and 18, and 挂失. */
export const sealStatusReasons = [
  'TYPE_CHANGED',
  'NAME_CHANGED',
  'PRINCIPAL_CHANGED',
  'KEY_COMPROMISE',
  'UNUSABLE',
  'ENTITY_DEREGISTERED',
  'ENTITY_MERGED_OR_REVOKED',
  'PHYSICAL_SEAL_INVALID',
  'NO_LONGER_USED',
  'HOLD',
] as const;
export type SealStatusReason = (typeof sealStatusReasons)[number];

const instant = z.string().refine(isInstant, 'not a point in time');
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const row = z.strictObject({
  /** SM3 of the esID, so that the list does not tell strangers which seals exist. */
  h: digest,
  /** With KEY_COMPROMISE: since when the key must not be relied on. */
  inv: instant.optional(),
  r: z.enum(sealStatusReasons).optional(),
  s: z.int().min(0).max(3),
  since: instant,
});
const body = z.strictObject({
  entries: z.array(row).max(2_000_000),
  fmt: z.literal('KFSS1'),
  full: z.boolean(),
  issuer: z.string().min(1).max(200),
  nextUpdate: instant,
  /** The rules in force, e.g. `kaifeng-2022-22`. */
  policy: z.string().min(1).max(64),
  /** SM3 of the body before this one; null for the first. */
  prevSm3: digest.nullable(),
  purpose: z.literal('bianyin.status-snapshot'),
  /** SM3 over all rows of all seals, this snapshot applied: a list put together wrongly does not go unseen. */
  root: digest,
  /** Division code of the city, six digits. */
  scope: z.string().regex(/^\d{6}$/),
  seq: z.int().min(1),
  thisUpdate: instant,
  v: z.literal(1),
});

export type StatusRow = z.infer<typeof row>;
export type SnapshotBody = z.infer<typeof body>;

/** Longest body that is read, octets. */
const maxBodyBytes = 128 * 1024 * 1024;

/** The octets that are signed. */
export function encodeSnapshotBody(value: SnapshotBody): Uint8Array {
  const { entries, fmt, full, issuer, nextUpdate, policy, prevSm3, purpose, root, scope, seq } = value;
  const rows = `[${entries.map(rowText).join(',')}]`;
  const rest = { fmt, full, issuer, nextUpdate, policy, prevSm3, purpose, root, scope, seq };
  const tail = JSON.stringify({ ...rest, thisUpdate: value.thisUpdate, v: value.v });
  return utf8Encode(`{"entries":${rows},${tail.slice(1)}`);
}

/** Reads a body. Errors: `snapshot-malformed` for everything but the one spelling, rows in order and dates that make sense. */
export function parseSnapshotBody(bytes: Uint8Array): SnapshotBody {
  if (bytes.length > maxBodyBytes) throw snapshotMalformed('too long');
  const parsed = body.safeParse(readJson(bytes));
  if (!parsed.success) throw snapshotMalformed(parsed.error.issues[0]?.path.join('.') ?? 'body');
  const value = parsed.data;
  if (toHex(sm3(encodeSnapshotBody(value))) !== toHex(sm3(bytes))) throw snapshotMalformed('not canonical');
  if (!isOrdered(value.entries)) throw snapshotMalformed('rows out of order');
  if (value.nextUpdate <= value.thisUpdate) throw snapshotMalformed('nextUpdate');
  if (value.entries.some(({ since }) => since > value.thisUpdate))
    throw snapshotMalformed('a row of the future');
  return value;
}

/** The digest over all rows, in their order. */
export function rowsDigest(rows: readonly StatusRow[]): string {
  return toHex(sm3(utf8Encode(`[${rows.map(rowText).join(',')}]`)));
}

/** By seal, then by time; of two rows of one second the graver one comes last and so counts. */
export function compareRows(a: StatusRow, b: StatusRow): number {
  const [left, right] = [`${a.h}${a.since}${a.s}`, `${b.h}${b.since}${b.s}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How a snapshot names a seal: SM3 of the esID's UTF-8 octets, hexadecimal. */
export function sealDigest(esId: string): string {
  return toHex(sm3(utf8Encode(esId)));
}

export function snapshotMalformed(what: string, cause?: unknown): BianyinError {
  return new BianyinError('snapshot-malformed', { what }, { cause });
}

function rowText({ h, inv, r, s, since }: StatusRow): string {
  return JSON.stringify({ h, inv, r, s, since });
}

function isOrdered(rows: readonly StatusRow[]): boolean {
  return rows.every((each, i) => {
    const before = rows[i - 1];
    return before === undefined || compareRows(before, each) < 0;
  });
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decode(bytes));
  } catch (cause) {
    throw snapshotMalformed('not JSON', cause);
  }
}
