/**
 * Worker processes of a checkout, and its terminal program, start from a bundle where one was made of exactly these sources (scripts/desktop/bundle-workers.ts),
 * and from the sources otherwise. A packaged program is a bundle already and never comes here.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { installedFile } from './installation.ts';

export interface BundledWorkers {
  /** From the root of the checkout. */
  readonly folder: string;
  /** Sources of the entries, from the root. */
  readonly entries: readonly string[];
  /** Every source that may be in it, from the root, with the time of its last change, ms. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Where bundles are made, and nowhere else. */
const ownFolder = /^out\/workers-[0-9a-z]+$/;

/** Nothing that it was made of has changed. A source that is new is imported by one that has. */
export function isFresh(root: string, { folder, entries, sources }: BundledWorkers): boolean {
  if (!ownFolder.test(folder) || !existsSync(join(root, folder))) return false;
  if (!entries.every((entry) => Object.hasOwn(sources, entry))) return false;
  return Object.entries(sources).every(
    ([file, changed]) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs === changed,
  );
}

/** Asked once in a process: what runs goes together. */
let bundle: BundledWorkers | null | undefined;

/** The bundled entry for the source of a program, or the source itself. */
export function bundledEntry(source: string): string {
  const root = installedFile('');
  const name = relative(root, source).split(sep).join('/');
  if (!source.endsWith('.ts')) return source;
  bundle ??= readBundle(root);
  if (!bundle?.entries.includes(name)) return source;
  return join(root, bundle.folder, `${basename(source, '.ts')}.js`);
}

function readBundle(root: string): BundledWorkers | null {
  try {
    const found = JSON.parse(readFileSync(join(root, 'out/workers.json'), 'utf8')) as BundledWorkers;
    return isFresh(root, found) ? found : null;
  } catch {
    return null;
  }
}
