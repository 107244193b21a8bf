/** How long the stories of docs/stories.md take in a real window, people who never think, beside the start of that window. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stories, type StoryName } from '../e2e/support/counted-stories.ts';
import type { BenchRow } from './bench-row.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const specs = ['test/e2e/counted-stories.test.ts', 'test/e2e/month-end.test.ts'];

interface Kept {
  readonly name: StoryName;
  readonly seconds: number;
  readonly opening: number;
}

export function benchStories(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-stories-'));
  try {
    return Promise.resolve(firstOfEach(countedIn(join(folder, 'kept'))).map(rowOf));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Errors: when a story costs more, or less, than the table says, or could not be told at all. */
function countedIn(path: string): Kept[] {
  const runner = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'windows',
    '--maxWorkers',
    '1',
    ...specs,
  ];
  const env = { ...process.env, BIANYIN_STORIES: path, BIANYIN_EVERY_CASE: '1' };
  const { status, stdout } = spawnSync(process.execPath, runner, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Kept);
}

/** The stories are told once more in a small window: that time is not the table's. */
function firstOfEach(kept: readonly Kept[]): Kept[] {
  return kept.filter(({ name }, i) => kept.findIndex((each) => each.name === name) === i);
}

function rowOf({ name, seconds, opening }: Kept): BenchRow {
  const { what, presses, pins } = stories[name];
  return {
    what,
    figure: seconds,
    unit: 's',
    beside: `${presses} presses, ${pins} PINs; ${(seconds / opening).toFixed(1)} × the opening of its window (${opening.toFixed(2)} s)`,
  };
}
