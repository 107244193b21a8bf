/**
 * `npm run mutation -- [--room NAME]… [--file PATH]… [--sample N] [--seed S] [--reach N] [--budget SECONDS] [--minutes M]`: small changes in the rooms
 * on which a verdict or a seal depends, each against the tests that can reach it. Writes out/mutation/results.json; ends with 0 however
 * many survive (docs/mutation.md says what is done about them), 2 for wrong use.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBenchTree } from './bench-tree.ts';
import { judge } from './judge.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { readOwners, type Owners } from '../testing/import-graph.ts';
import { readReach } from './reach-map.ts';
import { sampleOf } from './sample.ts';
import { tableOf, type Judged } from './score.ts';

const rooms = ['verification', 'pki', 'approval', 'signer', 'pdf', 'seal', 'store', 'trust-pack'];
const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'out', 'mutation');
/** Asked although nobody saw them run the line. */
const NEAREST = 2;

interface Options {
  readonly rooms: readonly string[];
  readonly files: readonly string[];
  /** So many mutants of each room. */
  readonly sample: number;
  readonly seed: number;
  /** So many tests of each file, the nearest by imports, are run once to see which lines they run. */
  readonly reach: number;
  /** Seconds of tests that may be asked for one mutant. */
  readonly budget: number;
  readonly minutes: number;
}

function readOptions(): Options | null {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  try {
    const { values } = parseArgs({
      options: { room: list, file: list, sample: text, seed: text, reach: text, budget: text, minutes: text },
    });
    const number = (value: string | undefined, other: number): number => Number(value ?? other);
    const options = {
      rooms: values.room ?? rooms,
      files: values.file ?? [],
      sample: number(values.sample, 12),
      seed: number(values.seed, Date.now() % 2 ** 31),
      reach: number(values.reach, 25),
      budget: number(values.budget, 60),
      minutes: number(values.minutes, 24 * 60),
    };
    const numbers = [options.sample, options.seed, options.reach, options.budget, options.minutes];
    const isGood = numbers.every((each) => each > 0) && options.rooms.every((each) => rooms.includes(each));
    return isGood ? options : null;
  } catch {
    return null;
  }
}

/** Files of each room, or those named. */
function sources({ rooms: wanted, files }: Options): (readonly string[])[] {
  if (files.length > 0) return [files];
  return wanted.map((room) =>
    readdirSync(join(root, 'src-main', room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
  );
}

/** End-to-end specs and those of other programs are asked by people, not here; what looks at the tree as a whole proves nothing. */
const tooSlow = /^test\/(e2e|hosts|corpus|interop|bench|architecture)\//;

function testsOf(owners: Owners, file: string, reach: number): string[] {
  return owners(file)
    .filter(({ test }) => !tooSlow.test(test))
    .slice(0, reach)
    .map(({ test }) => test);
}

async function run(options: Options): Promise<void> {
  const end = Date.now() + options.minutes * 60_000;
  const all = sources(options).map((files) =>
    files.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8'))),
  );
  const chosen = all.flatMap((mutants) => sampleOf(mutants, options.sample, options.seed));
  console.log(`${chosen.length} of ${all.flat().length} mutants, seed ${options.seed}`);
  const owners = readOwners(root);
  const near = (file: string): string[] => testsOf(owners, file, options.reach);
  const files = [...new Set(chosen.map(({ file }) => file))];
  const tests = [...new Set(files.flatMap(near))];
  const tree = makeBenchTree(root, join(out, 'tree'));
  const judged: Judged[] = [];
  const limits = {
    budgetMs: options.budget * 1000,
    nearest: (file: string) => near(file).slice(0, NEAREST),
  };
  try {
    const reach = await readReach(tree, files, tests, limits.budgetMs);
    for (const mutant of chosen) {
      if (Date.now() > end) break;
      const result = await judge(tree, mutant, readFileSync(join(root, mutant.file), 'utf8'), reach, limits);
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
    `npm run mutation -- [--room ${rooms.join('|')}]… [--file PATH]… [--sample N] [--seed S] [--reach N] [--budget SECONDS] [--minutes M]`,
  );
  process.exitCode = 2;
} else {
  mkdirSync(out, { recursive: true });
  await run(options);
}
