/** A city of millions of seals as a signed trust pack: generated from a seed, signed by the keys of a sandbox city. */
import { randomBytes } from 'node:crypto';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { roleCertificate, roleSigner } from '../../src-main/sandbox/city-authority.ts';
import { readCityState } from '../../src-main/sandbox/city-state.ts';
import { createSandboxCity } from '../../src-main/sandbox/sandbox-city.ts';
import {
  encodeStatusDelta,
  type NumberedChange,
  type StatusDelta,
} from '../../src-main/seal/status-delta.ts';
import { applyStatusDelta, emptyStatusImage } from '../../src-main/seal/status-image-build.ts';
import type { StatusImage } from '../../src-main/seal/status-image.ts';
import { encodeSnapshotBody } from '../../src-main/seal/status-snapshot-body.ts';
import { statementLine } from '../../src-main/seal/status-snapshot.ts';
import { sealStatusReasons, type StatusRow } from '../../src-main/seal/status-row.ts';
import { readTrustPack } from '../../src-main/trust-pack/read-trust-pack.ts';
import { partsOf, remadePack } from '../unit/trust-pack/pack-bench.ts';

export const scope = '410200';
const random = (length: number): Uint8Array => randomBytes(length);
/** Years over which the seals were issued, in the order of their numbers; each is good for three. */
const YEARS = 8;
const YEAR_MS = 365.25 * 86_400_000;

export interface GeneratedCity {
  readonly image: StatusImage;
  readonly full: Uint8Array;
  /** The pack of the next day: what changed. */
  readonly delta: Uint8Array;
  /** Octets of the status in it. */
  readonly deltaOctets: number;
  /** SM3 of the root, for the first import. */
  readonly root: string;
}

/** `share`: seals with a history of their own: frozen, cancelled, compromised. */
export function generatedImage(seals: number, share: number, now: Date): StatusImage {
  const chance = chanceFrom(seals);
  const numbered: NumberedChange[] = [];
  for (let number = 1; number <= seals; number += 1) {
    const issued = now.getTime() - YEARS * YEAR_MS * (1 - number / seals);
    const code = issued + 3 * YEAR_MS < now.getTime() ? 'expired' : 'valid';
    const last = numbered.at(-1);
    if (chance() < share)
      numbered.push({ number, run: 1, code: 'history', rows: [rowOf(chance, issued, now)] });
    else if (last?.code === code) numbered[numbered.length - 1] = { ...last, run: last.run + 1 };
    else numbered.push({ number, run: 1, code, rows: [] });
  }
  const delta: StatusDelta = { scope, fromCount: 0, toCount: seals + 1, numbered, others: [] };
  return applyStatusDelta(emptyStatusImage(scope), delta);
}

/** The city with its full pack and that of the next day. `directory`: where its keys are. */
export async function generatedCity(
  directory: string,
  seals: number,
  share: number,
  now: Date,
): Promise<GeneratedCity> {
  const city = createSandboxCity({ directory, random, now: () => now });
  const small = await city.publishTrustPack({});
  const image = generatedImage(seals, share, now);
  const next = aDay(image, now);
  const nextImage = applyStatusDelta(image, next);
  const octets = encodeStatusDelta(next);
  const first = statement(directory, { seq: 1, prevSm3: null, image: image.bytes, delta: null, now });
  const second = statement(directory, {
    seq: 2,
    prevSm3: first.sm3,
    image: nextImage.bytes,
    delta: octets,
    now,
  });
  const remade = (line: Uint8Array, data: Uint8Array, header: Record<string, unknown>): Uint8Array => {
    const parts = partsOf(small).map((part) => (part.kind === 'status' ? { ...part, octets: line } : part));
    return remadePack(small, { directory, random, now, parts, data, header });
  };
  const full = remade(first.line, image.bytes, {});
  const { sm3: prevSm3, roots } = readTrustPack(full);
  const delta = remade(second.line, octets, { seq: 2, prevSm3 });
  const root = toHex(sm3(roots[0]?.der ?? new Uint8Array()));
  return { image, full, delta, deltaOctets: octets.length, root };
}

interface StatementParts {
  readonly seq: number;
  readonly prevSm3: string | null;
  readonly image: Uint8Array;
  readonly delta: Uint8Array | null;
  readonly now: Date;
}

function statement(directory: string, { seq, prevSm3, image, delta, now }: StatementParts) {
  const state = readCityState(directory);
  if (!state) throw new Error('no city');
  const named = (octets: Uint8Array) => ({ length: octets.length, sm3: toHex(sm3(octets)) });
  const body = encodeSnapshotBody({
    ...{
      v: 2,
      fmt: 'KFSS2',
      purpose: 'bianyin.status-snapshot',
      scope,
      policy: 'kaifeng-2022-22',
      seq,
      prevSm3,
    },
    issuer: 'generated',
    thisUpdate: instantText(now),
    nextUpdate: instantText(new Date(now.getTime() + 3 * 86_400_000)),
    image: named(image),
    delta: delta && named(delta),
  });
  const certificates = [roleCertificate(state, 'status'), roleCertificate(state, 'sub')];
  const line = statementLine(body, certificates, roleSigner(state, 'status', random).sign(body));
  return { line, sm3: toHex(sm3(body)) };
}

/** One day of such a city: new seals, those that reach their end, and some that are frozen or cancelled. */
function aDay({ count, codes }: StatusImage, now: Date): StatusDelta {
  const chance = chanceFrom(count + 1);
  const aday = Math.round(count / (YEARS * 365));
  const isHistory = (n: number): boolean => (((codes[n >> 2] ?? 0) >> (2 * (n & 3))) & 3) === 3;
  const ended = Math.ceil((count * (YEARS - 3)) / YEARS) + 1;
  const changed = new Map<number, NumberedChange>();
  for (let i = 0; i < aday; i += 1) {
    const over = ended + i;
    if (!isHistory(over)) changed.set(over, { number: over, run: 1, code: 'expired', rows: [] });
    changed.set(count + i, { number: count + i, run: 1, code: 'valid', rows: [] });
  }
  // One in eight thousand of all seals changes in a day.
  for (let i = 0; i < count / 8000; i += 1) {
    const number = 1 + Math.floor(chance() * (count - 1));
    const row = rowOf(chance, now.getTime() - 86_400_000, now);
    if (!isHistory(number)) changed.set(number, { number, run: 1, code: 'history', rows: [row] });
  }
  const sorted = [...changed.values()].sort((a, b) => a.number - b.number);
  return { scope, fromCount: count, toCount: count + aday, numbered: runsOf(sorted), others: [] };
}

function runsOf(changes: readonly NumberedChange[]): NumberedChange[] {
  const runs: NumberedChange[] = [];
  for (const each of changes) {
    const last = runs.at(-1);
    const goesOn = last && last.code === each.code && last.number + last.run === each.number;
    if (goesOn && each.code !== 'history') runs[runs.length - 1] = { ...last, run: last.run + 1 };
    else runs.push(each);
  }
  return runs;
}

function rowOf(chance: () => number, issued: number, now: Date): StatusRow {
  const since = instantText(new Date(issued + chance() * (now.getTime() - issued)));
  const r = sealStatusReasons[Math.floor(chance() * sealStatusReasons.length)] ?? 'HOLD';
  // One in fifty of them is a leak, and says since when.
  return {
    s: chance() < 0.3 ? 2 : 3,
    since,
    r,
    ...(r === 'KEY_COMPROMISE' && chance() < 0.2 ? { inv: since } : {}),
  };
}

/** Numbers from 0 to 1, the same ones in each run (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
