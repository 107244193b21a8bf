/**
 * `npm run mutation -- [--room NAME]… [--file PATH]… [--sample N] [--seed S] [--reach N] [--minutes M]`: small changes in the rooms
 * on which a verdict or a seal depends, each against the tests that can reach it. Writes out/mutation/results.json; ends with 0 however
 * many survive (docs/mutation.md says what is done about them), 2 for wrong use.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBenchTree, type BenchTree } from './bench-tree.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { readOwners, type Owners } from '../testing/import-graph.ts';
import { sampleOf } from './sample.ts';
import { tableOf, type Judged } from './score.ts';

const rooms = ['verification', 'pki', 'approval', 'signer', 'pdf', 'seal', 'store', 'trust-pack'];
const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'out', 'mutation');
/** Tests that are asked first; most mutants die here. */
const NEAREST = 5;
/** How much longer than ever before a run may take before the mutant counts as endless. */
const PATIENCE = 4;
const LEAST_MS = 60_000;

interface Options {
  readonly rooms: readonly string[];
  readonly files: readonly string[];
  readonly sample: number;
  readonly seed: number;
  /** At most so many tests are asked for one mutant. */
  readonly reach: number;
  readonly minutes: number;
}

function readOptions(): Options | null {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  try {
    const { values } = parseArgs({
      options: { room: list, file: list, sample: text, seed: text, reach: text, minutes: text },
    });
    const number = (value: string | undefined, other: number): number => Number(value ?? other);
    const options = {
      rooms: values.room ?? rooms,
      files: values.file ?? [],
      sample: number(values.sample, 100),
      seed: number(values.seed, Date.now() % 2 ** 31),
      reach: number(values.reach, 40),
      minutes: number(values.minutes, 24 * 60),
    };
    const numbers = [options.sample, options.seed, options.reach, options.minutes];
    const isGood = numbers.every((each) => each > 0) && options.rooms.every((each) => rooms.includes(each));
    return isGood ? options : null;
  } catch {
    return null;
  }
}

function sources({ rooms: wanted, files }: Options): string[] {
  if (files.length > 0) return [...files];
  return wanted.flatMap((room) =>
    readdirSync(join(root, 'src-main', room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
  );
}

/** Tests that are red, or slow, without any change; the red ones are asked nothing. */
async function askHealthy(tree: BenchTree, tests: readonly string[]): Promise<ReadonlyMap<string, number>> {
  console.log(`${tests.length} test files without a change first`);
  const { durations, failed } = await tree.run(tests, { bail: false, timeoutMs: 3_600_000 });
  for (const each of failed) console.log(`red already, so not asked: ${each}`);
  return new Map([...durations].filter(([test]) => !failed.includes(test)));
}

class Judge {
  readonly #tree: BenchTree;
  readonly #owners: Owners;
  readonly #healthy: ReadonlyMap<string, number>;
  readonly #reach: number;

  constructor(tree: BenchTree, owners: Owners, healthy: ReadonlyMap<string, number>, reach: number) {
    this.#tree = tree;
    this.#owners = owners;
    this.#healthy = healthy;
    this.#reach = reach;
  }

  async judge(mutant: Mutant): Promise<Judged> {
    const tests = testsOf(this.#owners, mutant.file, this.#reach).filter((test) => this.#healthy.has(test));
    if (tests.length === 0) return { ...mutant, fate: 'survived', by: [], asked: 0 };
    this.#tree.mutate(mutant);
    try {
      for (const part of [tests.slice(0, NEAREST), tests.slice(NEAREST)]) {
        if (part.length === 0) continue;
        const { status, failed } = await this.#tree.run(part, { bail: true, timeoutMs: this.#limit(part) });
        if (status !== 'passed') return { ...mutant, fate: fates[status], by: failed, asked: tests.length };
      }
      return { ...mutant, fate: 'survived', by: [], asked: tests.length };
    } finally {
      this.#tree.restore(mutant);
    }
  }

  #limit(tests: readonly string[]): number {
    const usual = tests.reduce((sum, test) => sum + (this.#healthy.get(test) ?? 0) + 1000, 0);
    return LEAST_MS + PATIENCE * usual;
  }
}

/** End-to-end specs and those of other programs are asked by people, not here; what looks at the tree as a whole proves nothing. */
const tooSlow = /^test\/(e2e|hosts|corpus|interop|bench|architecture)\//;

const fates = { failed: 'killed', timeout: 'endless' } as const;

function testsOf(owners: Owners, file: string, reach: number): string[] {
  return owners(file)
    .filter(({ test }) => !tooSlow.test(test))
    .slice(0, reach)
    .map(({ test }) => test);
}

async function run(options: Options): Promise<void> {
  const end = Date.now() + options.minutes * 60_000;
  const all = sources(options).flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
  const chosen = sampleOf(all, options.sample, options.seed);
  console.log(`${chosen.length} of ${all.length} mutants, seed ${options.seed}`);
  const owners = readOwners(root);
  const tests = [...new Set(chosen.flatMap(({ file }) => testsOf(owners, file, options.reach)))];
  const tree = makeBenchTree(root, join(out, 'tree'));
  const judged: Judged[] = [];
  try {
    const judge = new Judge(tree, owners, await askHealthy(tree, tests), options.reach);
    for (const mutant of chosen) {
      if (Date.now() > end) break;
      const result = await judge.judge(mutant);
      judged.push(result);
      console.log(`${judged.length}/${chosen.length} ${result.fate} ${describe(result)}`);
      writeFileSync(join(out, 'results.json'), JSON.stringify({ seed: options.seed, judged }, null, 2));
    }
  } finally {
    tree.remove();
  }
  console.log(tableOf(judged));
}

function describe({ file, line, start, end, text, kind }: Mutant): string {
  const was = readFileSync(join(root, file), 'utf8').slice(start, end).replaceAll(/\s+/g, ' ');
  return `${file}:${line} ${kind}: ${was.slice(0, 90)} -> ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
}

const options = readOptions();
if (options === null) {
  console.error(
    `npm run mutation -- [--room ${rooms.join('|')}]… [--file PATH]… [--sample N] [--seed S] [--reach N] [--minutes M]`,
  );
  process.exitCode = 2;
} else {
  mkdirSync(out, { recursive: true });
  await run(options);
}
