/** What each test runs, and how long it takes: every test once over sources that note it (regions.ts). */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchTree } from './bench-tree.ts';
import { noting } from './regions.ts';

export interface Reach {
  readonly test: string;
  readonly ms: number;
  /** `FILE REGION` */
  readonly ran: ReadonlySet<string>;
}

/** Tests that are red, or slower than the limit, without any change are named and left out. Quickest first. */
export async function readReach(
  tree: BenchTree,
  files: readonly string[],
  tests: readonly string[],
  limitMs: number,
): Promise<Reach[]> {
  const notes = join(tree.folder, 'ran.txt');
  for (const file of files)
    tree.put(file, noting(readFileSync(join(tree.folder, file), 'utf8'), file, notes));
  const found: Reach[] = [];
  for (const [at, test] of tests.entries()) {
    rmSync(notes, { force: true });
    const answer = await tree.ask(test, limitMs);
    if (answer?.passed === true) found.push({ test, ms: answer.ms, ran: readNotes(notes) });
    else console.log(`${answer ? 'red' : 'too slow'} already, so not asked: ${test}`);
    if (at % 10 === 9) console.log(`${at + 1} of ${tests.length} test files without a change`);
  }
  for (const file of files) tree.put(file);
  return found.sort((a, b) => a.ms - b.ms);
}

function readNotes(path: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(path, 'utf8').split('\n'));
  } catch {
    return new Set();
  }
}
