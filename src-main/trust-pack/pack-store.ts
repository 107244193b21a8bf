/**
 * The trust pack of a home: `trust/packs/<SM3>.btp`, always with the image of all seals, and `trust/current.json`, which names it.
 * A new pack is written beside the old one and counts from the moment at which the manifest is replaced, so that a crash leaves
 * the one or the other. What is read back is verified again.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, isInstant } from '../domain/instant.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { readOwnFile, readOwnText } from '../platform/own-file.ts';
import { sweepStaleFiles } from '../platform/stale-files.ts';
import { LARGEST_PACK, readTrustPack, type TrustPack } from './read-trust-pack.ts';
import { verifyTrustPack } from './verify-trust-pack.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().refine(isInstant);
/** Packs that are remembered by number and digest, to recognise a fork later. */
const MOST_HEADS = 400;

const manifest = z.strictObject({
  v: z.literal(1),
  /** SM3 of the header of the pack that counts. */
  pack: digest,
  seq: z.int().min(1),
  scope: z.string(),
  /** SM3 of the roots that are trusted because of it. */
  roots: z.array(digest).min(1),
  /** The newest time seen, by the clock or in a pack. */
  latestSeen: instant,
  /** Packs that were taken, the newest last. */
  heads: z.array(z.strictObject({ seq: z.int(), sm3: digest })).min(1),
});
export type PackManifest = z.infer<typeof manifest>;

export interface StoredPack {
  readonly pack: TrustPack;
  readonly manifest: PackManifest;
  readonly file: string;
}

/** The pack that counts, verified; null when there is none. Errors: `trust-pack-store-damaged` for whatever is wrong with it. */
export function readStoredPack(folder: string): StoredPack | null {
  const known = readPackManifest(folder);
  if (!known) return null;
  const file = packFile(folder, known.pack);
  const pack = believed(octetsOf(file), known);
  const isSame =
    pack.sm3 === known.pack && pack.header.seq === known.seq && pack.header.scope === known.scope;
  if (!isSame) throw damaged('current.json');
  if (pack.status?.form === 'delta') throw damaged('btp');
  return { pack, manifest: known, file };
}

/** Whatever is wrong with a pack that was taken before, the person can do one thing: take it again. */
function believed(octets: Uint8Array, { roots }: PackManifest): TrustPack {
  try {
    const pack = readTrustPack(octets);
    const at = new Date(pack.header.thisUpdate);
    verifyTrustPack(pack, { roots: new Set(roots), crls: [], at, revocation: 'if-known' });
    return pack;
  } catch (cause) {
    if (cause instanceof BianyinError) throw damaged(cause.code, cause);
    throw cause;
  }
}

/** What the folder says about its pack, unverified. Errors: `trust-pack-store-damaged`. */
export function readPackManifest(folder: string): PackManifest | null {
  const file = join(folder, 'current.json');
  if (!existsSync(file)) return null;
  try {
    return manifest.parse(JSON.parse(readOwnText(file)));
  } catch (cause) {
    throw damaged('current.json', cause);
  }
}

export interface NewPack {
  /** In its full form. */
  readonly pack: TrustPack;
  readonly roots: readonly string[];
  readonly now: Date;
  readonly before: PackManifest | null;
}

/** Makes a verified pack the one that counts. Errors: `output-not-writable`; then the one before still counts. */
export function storePack(folder: string, { pack, roots, now, before }: NewPack): void {
  const { seq, scope, thisUpdate } = pack.header;
  mkdirSync(join(folder, 'packs'), { recursive: true, mode: 0o700 });
  replaceFile(packFile(folder, pack.sm3), pack.bytes);
  const seen = [instantText(now), thisUpdate, ...(before ? [before.latestSeen] : [])].sort();
  const heads = [...(before?.heads ?? []).filter(({ sm3 }) => sm3 !== pack.sm3), { seq, sm3: pack.sm3 }];
  const next: PackManifest = {
    ...{ v: 1, pack: pack.sm3, seq, scope, roots: [...roots] },
    latestSeen: seen.at(-1) ?? thisUpdate,
    heads: heads.slice(-MOST_HEADS),
  };
  replaceFile(join(folder, 'current.json'), JSON.stringify(manifest.parse(next)));
  removeOthers(folder, pack.sm3);
  for (const place of [folder, join(folder, 'packs')]) sweepStaleFiles(place, now);
}

/** The clock was ahead when the pack was taken: the time that its publisher states still counts. Errors: `output-not-writable`. */
export function correctPackClock(folder: string, now: Date): void {
  const stored = readStoredPack(folder);
  if (!stored) return;
  const [latestSeen = ''] = [instantText(now), stored.pack.header.thisUpdate].sort().reverse();
  replaceFile(join(folder, 'current.json'), JSON.stringify({ ...stored.manifest, latestSeen }));
}

/** The packs before are of no use any more; one that cannot be removed does no harm. */
function removeOthers(folder: string, current: string): void {
  for (const name of readdirSync(join(folder, 'packs'))) {
    if (/^[0-9a-f]{64}\.btp$/.test(name) && name !== `${current}.btp`) {
      rmSync(join(folder, 'packs', name), { force: true });
    }
  }
}

function packFile(folder: string, sm3: string): string {
  return join(folder, 'packs', `${sm3}.btp`);
}

function octetsOf(file: string): Uint8Array {
  try {
    return new Uint8Array(readOwnFile(file, LARGEST_PACK));
  } catch (cause) {
    throw damaged('btp', cause);
  }
}

function damaged(what: string, cause?: unknown): BianyinError {
  return new BianyinError('trust-pack-store-damaged', { what }, { cause });
}
