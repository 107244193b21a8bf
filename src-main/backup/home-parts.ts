/**
 * The parts of a home that go into a backup, in the order in which they belong together: what says how far registers had come, the
 * databases, then all other files. Nothing that a database names can be missing then, and no mark is ahead of what it marks.
 */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isArchivePath, isLeftOut } from './archive-path.ts';

export interface HomePart {
  /** Below the home, names joined by `/`. */
  readonly path: string;
  readonly kind: 'mark' | 'database' | 'file';
}

export interface HomeParts {
  readonly parts: readonly HomePart[];
  /** Neither saved nor left out by rule: links, devices, names that no archive may hold. People are told of them. */
  readonly skipped: readonly string[];
}

const order = ['mark', 'database', 'file'] as const;

export function homeParts(root: string): HomeParts {
  const skipped: string[] = [];
  const parts = [...walk(root, '', skipped)].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.path < b.path ? -1 : 1),
  );
  return { parts, skipped };
}

function* walk(root: string, below: string, skipped: string[]): Iterable<HomePart> {
  for (const name of readdirSync(join(root, below))) {
    const path = below === '' ? name : `${below}/${name}`;
    if (isLeftOut(path)) continue;
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!found) continue;
    if (found.isDirectory() && isArchivePath(path)) yield* walk(root, path, skipped);
    else if (found.isFile() && isArchivePath(path)) yield { path, kind: kindOf(name) };
    else skipped.push(path);
  }
}

function kindOf(name: string): HomePart['kind'] {
  if (name.endsWith('.head.json')) return 'mark';
  return name.endsWith('.db') ? 'database' : 'file';
}
