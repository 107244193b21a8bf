/**
 * Whether packs and statements from several machines tell one story: a publisher that gives different people different packs
 * under one number is found as soon as two of them compare. Files are packs (.btp) or what `trust show --json` prints elsewhere.
 */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { toHex, utf8Decode } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import { believedForReading } from '../../home/believed-trust.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { readTrustPack } from '../../trust-pack/read-trust-pack.ts';
import { verifyTrustPack } from '../../trust-pack/verify-trust-pack.ts';
import { packView, readPackFile, type TrustPackView } from './trust-packs.ts';

/** What one machine says stands behind one number. */
interface Head {
  readonly from: string;
  readonly line: 'pack' | 'status';
  readonly scope: string;
  readonly seq: number;
  readonly sm3: string;
  /** Undefined: not known. */
  readonly prevSm3?: string | null;
}

interface Fork {
  readonly line: 'pack' | 'status';
  readonly seq: number;
  /** The two that disagree, by the name of the file; the home is `本机`. */
  readonly first: string;
  readonly second: string;
}

export interface ForkCheck {
  readonly compared: number;
  /** Numbers that two or more sources speak about; none: they cannot be compared. */
  readonly shared: number;
  /** Files without a signature that was verified here: they may be wrong about themselves. */
  readonly unsigned: readonly string[];
  readonly forks: readonly Fork[];
}

const OWN = '本机';
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const told = z.object({
  scope: z.string(),
  seq: z.int(),
  sm3: digest,
  prevSm3: digest.nullable(),
  status: z.object({ seq: z.int(), sm3: digest, prevSm3: digest.nullable() }).nullable(),
});
/** Longest text of another machine, octets. */
const MOST_TOLD = 1024 * 1024;

/** Errors: `file-not-readable`, those of `readTrustPack` and `verifyTrustPack`: what is forged proves nothing about the city. */
export function checkForks(home: HomeDirectory, files: readonly string[]): ForkCheck {
  const sources = files.map((file) => readSource(home, file));
  const heads = [...ownHeads(home), ...sources.flatMap((source) => source.heads)];
  return {
    compared: heads.length,
    shared: sharedNumbers(heads),
    unsigned: sources.flatMap((source) => (source.isSigned ? [] : [source.name])),
    forks: forksIn(heads),
  };
}

function readSource(home: HomeDirectory, file: string) {
  const name = displayName(file);
  const asText = textOf(file);
  if (asText !== null) return { name, isSigned: false, heads: headsOf(name, asText) };
  const pack = readTrustPack(readPackFile(file));
  const { anchors, crls } = believedForReading(home).trust;
  // Machines that trust nothing yet can still compare packs: under the roots that these name themselves.
  const isSigned = anchors.length > 0;
  const roots = new Set((isSigned ? anchors : pack.roots).map(({ der }) => toHex(sm3(der))));
  verifyTrustPack(pack, { roots, crls, at: new Date(pack.header.thisUpdate), revocation: 'if-known' });
  return { name, isSigned, heads: headsOf(name, packView(pack)) };
}

/** What `trust show --json` printed, or null when the file is none. */
function textOf(file: string): z.infer<typeof told> | null {
  try {
    if (statSync(file).size > MOST_TOLD) return null;
    const parsed = told.safeParse(JSON.parse(utf8Decode(new Uint8Array(readFileSync(file)))));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw new BianyinError('file-not-readable', { file: displayName(file) }, { cause: error });
  }
}

function headsOf(from: string, view: z.infer<typeof told> | TrustPackView): Head[] {
  const { scope, seq, sm3: own, prevSm3, status } = view;
  const pack: Head = { from, line: 'pack', scope, seq, sm3: own, prevSm3 };
  if (!status) return [pack];
  return [pack, { from, line: 'status', scope, seq: status.seq, sm3: status.sm3, prevSm3: status.prevSm3 }];
}

function ownHeads(home: HomeDirectory): Head[] {
  const { pack } = believedForReading(home).trust;
  if (!pack) return [];
  const { scope, heads } = pack.manifest;
  const past = heads.map((head): Head => ({ from: OWN, line: 'pack', scope, ...head }));
  return [...past, ...headsOf(OWN, packView(pack.pack))];
}

/** A head also speaks about the one before it. */
function claims(heads: readonly Head[]): Omit<Head, 'prevSm3'>[] {
  return heads.flatMap(({ prevSm3, ...head }) =>
    prevSm3 ? [head, { ...head, seq: head.seq - 1, sm3: prevSm3 }] : [head],
  );
}

function forksIn(heads: readonly Head[]): Fork[] {
  const first = new Map<string, Omit<Head, 'prevSm3'>>();
  const forks = new Map<string, Fork>();
  for (const claim of claims(heads)) {
    const place = placeOf(claim);
    const known = first.get(place);
    if (!known) first.set(place, claim);
    else if (known.sm3 !== claim.sm3) {
      const { line, seq } = claim;
      forks.set(place, { line, seq, first: known.from, second: claim.from });
    }
  }
  return [...forks.values()];
}

function sharedNumbers(heads: readonly Head[]): number {
  const speakers = new Map<string, Set<string>>();
  for (const claim of claims(heads)) {
    const place = placeOf(claim);
    speakers.set(place, (speakers.get(place) ?? new Set()).add(claim.from));
  }
  return [...speakers.values()].filter(({ size }) => size > 1).length;
}

function placeOf({ line, scope, seq }: Omit<Head, 'prevSm3'>): string {
  return `${line} ${scope} ${seq}`;
}
