/**
 * The Electron for trial with a program in it. It carries no program that would open another by its path, as a downloaded Electron
 * does: what it runs lies in its own `resources/app`. So each program gets a folder with this Electron, its files named there only.
 */
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Found by where they are themselves: a name for them elsewhere would lead back. */
const own = new Set(['electron', 'chrome_crashpad_handler']);

/** Makes `folder` anew, for the program whose package.json lies in `app`. Returns the executable. */
export function layOutTrial(runtime: string, folder: string, app: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of readdirSync(runtime).filter((each) => each !== 'resources')) {
    if (own.has(name)) linkOrCopy(join(runtime, name), join(folder, name));
    else symlinkSync(join(runtime, name), join(folder, name));
  }
  symlinkSync(app, join(folder, 'resources/app'));
  return join(folder, 'electron');
}

/** A second name costs nothing; another disk, or another's file, needs a copy. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
