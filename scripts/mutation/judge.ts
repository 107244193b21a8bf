/** Asks the tests that run a changed line, the quickest first, until one notices or the time for one change is over. */
import type { BenchTree } from './bench-tree.ts';
import type { Mutant } from './mutants.ts';
import type { Reach } from './reach-map.ts';
import { regionOf } from './regions.ts';
import type { Judged } from './score.ts';

export interface Limits {
  /** How long all tests asked for one mutant may take together, by what they take without it. */
  readonly budgetMs: number;
  /** Asked in any case when no test was seen to run the line: what runs in a process that may not write is not seen. */
  readonly nearest: (file: string) => readonly string[];
}

/** How much longer than without a change a test may take before the mutant counts as endless. */
const PATIENCE = 4;
const LEAST_MS = 20_000;
/** A test that takes longer than this waits for others, so what it says is asked twice. */
const QUICK_MS = 3_000;

export async function judge(
  tree: Pick<BenchTree, 'put' | 'ask'>,
  mutant: Mutant,
  source: string,
  reach: readonly Reach[],
  limits: Limits,
): Promise<Judged> {
  const { file, start, end, text } = mutant;
  const line = `${file} ${regionOf(source, start)}`;
  const running = reach.filter(({ ran }) => ran.has(line));
  const near = limits.nearest(file);
  const asked = within(
    running.length > 0 ? running : reach.filter(({ test }) => near.includes(test)),
    limits.budgetMs,
  );
  const changed = source.slice(0, start) + text + source.slice(end);
  tree.put(file, changed);
  try {
    for (const { test, ms } of asked) {
      const limitMs = LEAST_MS + PATIENCE * ms;
      const answer = await tree.ask(test, limitMs);
      if (answer?.passed === true || !(await isWitness(tree, { file, changed, test, ms }, limitMs))) continue;
      return { ...mutant, fate: answer ? 'killed' : 'endless', by: test, asked: asked.length };
    }
    return { ...mutant, fate: running.length > 0 ? 'survived' : 'not run', by: null, asked: asked.length };
  } finally {
    tree.put(file);
  }
}

interface Accusation {
  readonly file: string;
  readonly changed: string;
  readonly test: string;
  readonly ms: number;
}

/** A slow test may fail because the machine is busy: it counts when it is green again without the change. */
async function isWitness(
  tree: Pick<BenchTree, 'put' | 'ask'>,
  { file, changed, test, ms }: Accusation,
  limitMs: number,
): Promise<boolean> {
  if (ms < QUICK_MS) return true;
  tree.put(file);
  const answer = await tree.ask(test, limitMs);
  tree.put(file, changed);
  return answer?.passed === true;
}

/** As many as the budget pays for, and one at least. */
function within(tests: readonly Reach[], budgetMs: number): Reach[] {
  let spent = 0;
  return tests.filter(({ ms }, at) => {
    spent += ms;
    return at === 0 || spent <= budgetMs;
  });
}
