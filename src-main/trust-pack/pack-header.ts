/** The signed text of a trust pack (BTP1) and its one spelling, RFC 8785: what is in it, by kind, length and digest (docs/formats.md). */
import { z } from 'zod';
import { canonicalJson } from '../approval/canonical-json.ts';
import { utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isInstant } from '../domain/instant.ts';

/** In the order in which they stand in the file. One part is one certificate, one list, one response, one text. */
export const packPartKinds = [
  'root',
  'intermediate',
  'seal-maker',
  'time-stamp',
  'crl',
  'ocsp',
  'policy-profile',
  'vendor-profile',
  'status',
] as const;
export type PackPartKind = (typeof packPartKinds)[number];

const packPurpose = 'bianyin.trust-pack';
const instant = z.string().refine(isInstant, 'not a point in time');
const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Longest part, octets: a revocation list of a large city. */
const MOST_PART = 32 * 1024 * 1024;

const header = z.strictObject({
  fmt: z.literal('BTP1'),
  issuer: z.string().min(1).max(200),
  nextUpdate: instant,
  parts: z
    .array(
      z.strictObject({ kind: z.enum(packPartKinds), length: z.int().min(1).max(MOST_PART), sm3: digest }),
    )
    .min(1)
    .max(4000),
  /** SM3 of the header before this one; null for the first. */
  prevSm3: digest.nullable(),
  purpose: z.literal(packPurpose),
  /** Division code of the city, six digits. */
  scope: z.string().regex(/^\d{6}$/),
  seq: z.int().min(1),
  thisUpdate: instant,
  v: z.literal(1),
});
export type PackHeader = z.infer<typeof header>;

/** The octets that are signed. */
export function encodePackHeader(value: PackHeader): Uint8Array {
  return utf8Encode(canonicalJson(header.parse(value)));
}

/**
 * Errors: `trust-pack-other-purpose` for a signed text that is something else, `trust-pack-malformed` for any other than the
 * one spelling, parts in order, none twice, and dates that make sense.
 */
export function parsePackHeader(bytes: Uint8Array): PackHeader {
  const value = readJson(bytes);
  requirePurpose(value);
  const parsed = header.safeParse(value);
  if (!parsed.success) throw packMalformed(parsed.error.issues[0]?.path.join('.') ?? 'header');
  const { parts, thisUpdate, nextUpdate } = parsed.data;
  if (canonicalJson(value) !== utf8Decode(bytes)) throw packMalformed('not canonical');
  const places = parts.map(({ kind }) => packPartKinds.indexOf(kind));
  if (places.some((place, i) => place < (places[i - 1] ?? 0))) throw packMalformed('order');
  const named = new Set(parts.map(({ kind, sm3 }) => `${kind} ${sm3}`));
  if (named.size !== parts.length) throw packMalformed('a part twice');
  const single = ({ kind }: PackHeader['parts'][number]) => kind === 'status' || kind === 'policy-profile';
  const singles = parts.filter(single).map(({ kind }) => kind);
  if (new Set(singles).size !== singles.length) throw packMalformed('a part twice');
  if (nextUpdate <= thisUpdate) throw packMalformed('nextUpdate');
  return parsed.data;
}

/** Says what a signed thing is when it is no trust pack. Errors: `trust-pack-other-purpose`. */
export function requirePurpose(value: unknown): void {
  const purpose = (value as { purpose?: unknown } | null)?.purpose;
  if (typeof purpose === 'string' && purpose !== packPurpose) {
    throw new BianyinError('trust-pack-other-purpose', { found: purpose.slice(0, 60) });
  }
}

/** A trust pack that is not in its format. */
export function packMalformed(what: string, cause?: unknown): BianyinError {
  return new BianyinError('trust-pack-malformed', { what }, { cause });
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decode(bytes));
  } catch (cause) {
    throw packMalformed('header', cause);
  }
}
