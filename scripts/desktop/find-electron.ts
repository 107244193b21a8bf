/** Where the Electron program is: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, else in node_modules. Never downloaded. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const own = fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url));

/** Path of the program when it is there, else null. `folder` is the value of ELECTRON_OVERRIDE_DIST_PATH. */
export function findElectron(
  folder: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const place = folder === undefined || folder === '' ? own : folder;
  const program = join(place, programs[platform] ?? 'electron');
  return existsSync(program) ? program : null;
}
