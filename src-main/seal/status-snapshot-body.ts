/**
 * What a city signs about the status of its seals (KFSS2), and its one spelling: JSON with the names in the order of RFC 8785.
 * The text is short: it names the image of all seals by length and digest, so that whoever has text and image has everything.
 */
import { z } from 'zod';
import { toHex, utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { isInstant } from '../domain/instant.ts';
import { snapshotMalformed } from './status-row.ts';

const instant = z.string().refine(isInstant, 'not a point in time');
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Octets: an image of all numbers that eight digits can give, and rows besides. */
const length = z
  .int()
  .min(1)
  .max(128 * 1024 * 1024);
const body = z.strictObject({
  /** What leads from the image of `prevSm3` to this one; null for the first. */
  delta: z.strictObject({ length, sm3: digest }).nullable(),
  fmt: z.literal('KFSS2'),
  /** All seals as they are now. */
  image: z.strictObject({ length, sm3: digest }),
  issuer: z.string().min(1).max(200),
  nextUpdate: instant,
  /** The rules in force, e.g. `kaifeng-2022-22`. */
  policy: z.string().min(1).max(64),
  /** SM3 of the body before this one; null for the first. */
  prevSm3: digest.nullable(),
  purpose: z.literal('bianyin.status-snapshot'),
  /** Division code of the city, six digits. */
  scope: z.string().regex(/^\d{6}$/),
  seq: z.int().min(1),
  thisUpdate: instant,
  v: z.literal(2),
});
export type SnapshotBody = z.infer<typeof body>;

/** The octets that are signed. */
export function encodeSnapshotBody(value: SnapshotBody): Uint8Array {
  const { delta, fmt, image, issuer, nextUpdate, policy, prevSm3, purpose, scope, seq, thisUpdate, v } =
    value;
  const parts = { delta: delta && inOrder(delta), fmt, image: inOrder(image), issuer, nextUpdate, policy };
  return utf8Encode(JSON.stringify({ ...parts, prevSm3, purpose, scope, seq, thisUpdate, v }));
}

function inOrder(named: { readonly length: number; readonly sm3: string }) {
  return { length: named.length, sm3: named.sm3 };
}

/** Reads a body. Errors: `snapshot-malformed` for everything but the one spelling and dates that make sense. */
export function parseSnapshotBody(bytes: Uint8Array): SnapshotBody {
  const parsed = body.safeParse(readJson(bytes));
  if (!parsed.success) throw snapshotMalformed(parsed.error.issues[0]?.path.join('.') ?? 'body');
  const value = parsed.data;
  if (toHex(sm3(encodeSnapshotBody(value))) !== toHex(sm3(bytes))) throw snapshotMalformed('not canonical');
  if (value.nextUpdate <= value.thisUpdate) throw snapshotMalformed('nextUpdate');
  return value;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decode(bytes));
  } catch (cause) {
    throw snapshotMalformed('not JSON', cause);
  }
}
