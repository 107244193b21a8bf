/**
 * The seal status of a whole city on a counter PC: size of the pack, what taking it in costs beside `openssl dgst -sm3` of the
 * same file, what a look-up costs beside one in a JavaScript Map, and the size of a day's changes.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTrustPack } from '../../src-main/app/trust/trust-packs.ts';
import { believedForReading } from '../../src-main/home/believed-trust.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { historyOf, type StatusImage } from '../../src-main/seal/status-image.ts';
import { median, spread, timed, type BenchRow } from './bench-row.ts';
import { generatedCity, generatedImage, scope } from './generated-city.ts';

/** Two megabytes, decimal: what a pack of four million seals may have. */
const MOST_MB = 2;
const MOST_IMPORT_S = 1;
const LOOKUPS = 200_000;
/** A Map of all four million keys would take most of a gigabyte; this many are enough to miss every cache. */
const MAP_KEYS = 1_000_000;

export async function benchCity(folder: string, seals: number, rounds: number): Promise<BenchRow[]> {
  const now = new Date();
  const city = await generatedCity(join(folder, 'city'), seals, 0.03, now);
  const file = join(folder, 'city.btp');
  writeFileSync(file, city.full);
  const taken: number[] = [];
  const digests: number[] = [];
  const home = homeDirectory(join(folder, 'counter'));
  for (let i = 0; i < rounds; i += 1) {
    rmSync(home.root, { recursive: true, force: true });
    taken.push((await timed(() => importTrustPack(home, city.full, { now, pinned: city.root }))).seconds);
    digests.push((await timed(() => execFileSync('openssl', ['dgst', '-sm3', file]))).seconds);
  }
  const opened = await timed(() => believedForReading(home).status.read());
  const delta = await timed(() => importTrustPack(home, city.delta, { now }));
  return [
    ...sizeRows(city.full.length, seals, now),
    importRow(taken, digests),
    {
      what: 'the same, in seconds',
      figure: median(taken),
      unit: 's',
      atMost: MOST_IMPORT_S,
      beside: `${spread(taken)} s`,
    },
    {
      ...{ what: 'opened and verified again, once a start', figure: opened.seconds * 1000, unit: 'ms' },
      beside: 'the whole image is hashed, nothing is decoded',
    },
    ...lookupRows(city.image, seals),
    {
      ...{ what: 'status in the pack of a day', figure: city.deltaOctets / 1000, unit: 'kB' },
      beside: `the pack ${(city.delta.length / 1000).toFixed(1)} kB with all certificates and lists`,
    },
    {
      what: 'pack of a day taken in',
      figure: delta.seconds,
      unit: 's',
      atMost: MOST_IMPORT_S,
      beside: 'image rebuilt, hashed, checked, written',
    },
  ];
}

function sizeRows(octets: number, seals: number, now: Date): BenchRow[] {
  const image = (share: number): string => {
    const { bytes } = generatedImage(seals, share, now);
    return `${(share * 100).toFixed(0)} %: ${(bytes.length / 1e6).toFixed(2)}`;
  };
  return [
    {
      ...{
        what: `pack of ${seals / 1e6} million seals, 3 % with a history`,
        figure: octets / 1e6,
        unit: 'MB',
      },
      ...{
        atMost: MOST_MB,
        beside: `image by share of histories, MB: ${[0, 0.01, 0.02, 0.04].map(image).join(', ')}`,
      },
    },
  ];
}

function importRow(taken: readonly number[], digests: readonly number[]): BenchRow {
  const ratios = taken.map((seconds, i) => seconds / (digests[i] ?? seconds));
  return {
    ...{ what: 'pack taken in by an empty counter', figure: median(ratios), unit: '×' },
    beside: `openssl dgst -sm3 of the file, process and all, ${spread(digests, 3)} s`,
  };
}

function lookupRows(image: StatusImage, seals: number): BenchRow[] {
  const ids = Array.from(
    { length: LOOKUPS },
    (_, i) => scope + String(1 + ((i * 7919) % seals)).padStart(8, '0'),
  );
  const known = new Map<string, number>();
  for (let i = 1; i <= MAP_KEYS; i += 1) known.set(scope + String(i).padStart(8, '0'), i & 3);
  const compact = nanoseconds(ids, (id) => historyOf(image, id).code.length);
  const plain = nanoseconds(ids, (id) => known.get(id) ?? 0);
  const beside = `${(compact / 1000).toFixed(2)} µs against ${(plain / 1000).toFixed(2)} µs in a Map of a million`;
  return [
    { what: 'one look-up', figure: compact / 1000, unit: 'µs', atMost: 10, beside: 'one in 33 reads rows' },
    { what: 'the same, beside a Map', figure: compact / plain, unit: '×', beside },
  ];
}

/** Of one look-up, after a first round that is not counted. */
function nanoseconds(ids: readonly string[], look: (id: string) => number): number {
  let sum = 0;
  for (const id of ids) sum += look(id);
  const start = performance.now();
  for (const id of ids) sum += look(id);
  const taken = performance.now() - start;
  if (sum < 0) throw new Error('never');
  return (taken * 1e6) / ids.length;
}
