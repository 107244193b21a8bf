/** The test files that what was changed since a commit can break. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readOwners } from './import-graph.ts';

/** What every test stands on. */
const standsUnderAll =
  /^(package(-lock)?\.json|tsconfig.*\.json|vitest\.config\.ts|native\/|scripts\/bootstrap\/|test\/support\/)/;
/** These look at the whole tree, so any change is theirs. */
const seesAll = /^test\/architecture\//;

/** Paths from the root; null means all of them. Without a commit: since the branch left `main`, and what is not committed. */
export function changedTests(root: string, since?: string): readonly string[] | null {
  const changed = changedFiles(root, since ?? branchPoint(root));
  if (changed.some((file) => standsUnderAll.test(file))) return null;
  const owners = readOwners(root);
  const tests = allTests(root);
  const found = new Set(changed.length === 0 ? [] : tests.filter((test) => seesAll.test(test)));
  for (const file of changed) {
    for (const { test } of owners(file)) found.add(test);
    // Documents, tables and pictures are read by name.
    if (!/\.tsx?$/.test(file)) for (const test of readersOf(root, tests, basename(file))) found.add(test);
  }
  return [...found].filter((test) => existsSync(join(root, test))).sort();
}

function branchPoint(root: string): string {
  return git(root, 'merge-base', 'HEAD', 'main').trim() || 'HEAD';
}

function changedFiles(root: string, since: string): string[] {
  const lists = [git(root, 'diff', '--name-only', since), git(root, 'ls-files', '-o', '--exclude-standard')];
  return lists.flatMap((list) => list.split('\n')).filter((line) => line !== '');
}

/** Errors: when git does not know the commit. Without a `main` the branch has no point to ask for. */
function git(root: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0 && args[0] !== 'merge-base') throw new Error(stderr.trim());
  return status === 0 ? stdout : '';
}

function allTests(root: string): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$/.test(path))
    .map((path) => `test/${path.replaceAll('\\', '/')}`);
}

function readersOf(root: string, tests: readonly string[], name: string): string[] {
  return tests.filter((test) => readFileSync(join(root, test), 'utf8').includes(name));
}
