/**
 * Files for people lie outside the home: among its own files they would be swept, mistaken for one of them, or lost with it. The folder
 * of a sandbox's samples is people's own.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { displayName } from './display-name.ts';
import type { HomeDirectory } from './home-directory.ts';

/** `target` need not be there yet; links on the way to it are followed. Errors: `output-inside-home`. */
export function requireOutsideHome(
  { root, samples }: Pick<HomeDirectory, 'root' | 'samples'>,
  target: string,
): void {
  const folder = realPath(dirname(resolve(target)));
  if (!isWithin(realPath(root), folder) || isWithin(realPath(samples), folder)) return;
  throw new BianyinError('output-inside-home', { file: displayName(target) });
}

/** What only a home has. */
const ofHomes = ['home.json', 'bianyin.db'];

/** `target` lies below no home, this one's or another one's. Errors: `output-inside-home`. */
export function requireOutsideHomes(target: string): void {
  for (let each = realPath(dirname(resolve(target))); ; each = dirname(each)) {
    if (ofHomes.some((name) => existsSync(join(each, name))))
      throw new BianyinError('output-inside-home', { file: displayName(target) });
    if (each === dirname(each)) return;
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Of what is not there, the part that is: nobody can make a link of the rest meanwhile and be found out only later. */
export function realPath(path: string): string {
  const real = orElse(() => resolved(path), null);
  if (real !== null) return real;
  const above = dirname(path);
  return above === path ? path : resolve(realPath(above), relative(above, path));
}

/** Errors: any of the system, as one of ours. */
function resolved(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
}
