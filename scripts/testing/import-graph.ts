/** Which tests can notice a change of a file: the import graph backwards, nearest first. Worker processes count as imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** `from './x.ts'`, `import('./x.ts')`, JSON beside them, and `new URL('./x-process.ts', import.meta.url)`. */
const named = /(?:from|import|URL)\s*\(?\s*'(\.[^']+)'/g;
const isTest = /^test\/.*\.test\.tsx?$/;

export interface Owner {
  /** Path of a test file from the root. */
  readonly test: string;
  /** Imports between the test and the file. */
  readonly distance: number;
}

/** Asks for the tests that reach a file (a path from the root). */
export type Owners = (file: string) => readonly Owner[];

export function readOwners(root: string): Owners {
  const importers = new Map<string, Set<string>>();
  for (const file of sourcesBelow(root)) {
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(named)) {
      const target = normalize(join(dirname(file), path));
      importers.set(target, (importers.get(target) ?? new Set()).add(file));
    }
  }
  return (file) => walk(file, importers);
}

function walk(file: string, importers: ReadonlyMap<string, ReadonlySet<string>>): Owner[] {
  const distances = new Map([[file, 0]]);
  const queue = [file];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of importers.get(at) ?? []) {
      if (distances.has(next)) continue;
      distances.set(next, (distances.get(at) ?? 0) + 1);
      queue.push(next);
    }
  }
  return [...distances]
    .filter(([path]) => isTest.test(path))
    .map(([test, distance]) => ({ test, distance: distance - closeness(test, file) }))
    .sort((a, b) => a.distance - b.distance);
}

/** A test that is named like the file, or lies in the room's own folder, is asked before its equals. */
function closeness(test: string, file: string): number {
  const [, room = ''] = file.split('/');
  const stem = file.split('/').at(-1)?.replace('.ts', '') ?? '';
  return (test.includes(`/${stem}.`) ? 4 : 0) + (test.includes(`/${room}/`) ? 1 : 0);
}

function sourcesBelow(root: string): string[] {
  return ['src-main', 'src-renderer', 'scripts', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}
