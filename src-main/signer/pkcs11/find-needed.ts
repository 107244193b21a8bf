/** Whether the libraries that a driver names are on this machine: where the loader looks (ld.so(8); the folders of Windows). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LibraryNeeds } from './library-needs.ts';

export interface Needed {
  readonly name: string;
  /** Null: this system does not let it be known without loading. */
  readonly isFound: boolean | null;
}

const linuxFolders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/local/lib'];
const windowsFolders = ['C:\\Windows\\System32', 'C:\\Windows'];

/** `path`: the driver. Nothing is loaded. */
export function findNeeded(path: string, { needs, folders }: LibraryNeeds): readonly Needed[] {
  if (process.platform === 'darwin') return needs.map((name) => ({ name, isFound: null }));
  const own = folders.map((folder) => folder.replaceAll(/\$\{?ORIGIN\}?/gu, dirname(path)));
  const places =
    process.platform === 'win32' ? [dirname(path), ...windowsFolders] : [...own, ...loaderFolders()];
  return needs.map((name) => ({ name, isFound: isPartOfSystem(name) || isIn(places, name) }));
}

/** Sets of functions of Windows that are no files. */
function isPartOfSystem(name: string): boolean {
  return /^(api|ext)-ms-/iu.test(name);
}

function isIn(places: readonly string[], name: string): boolean {
  return name.includes('/') ? existsSync(name) : places.some((place) => existsSync(join(place, name)));
}

/** Those of ld.so, with what `/etc/ld.so.conf.d` adds. */
function loaderFolders(): readonly string[] {
  return [...linesOf('/etc/ld.so.conf'), ...namesIn('/etc/ld.so.conf.d').flatMap(linesOf), ...linuxFolders];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function linesOf(file: string): readonly string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.map((line) => line.trim()).filter((line) => line.startsWith('/'));
  } catch {
    return [];
  }
}
