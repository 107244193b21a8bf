/** Where the Electron program is: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, else in node_modules. Never downloaded. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const own = fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url));

/** The folder where Electron is looked for. `override` is the value of ELECTRON_OVERRIDE_DIST_PATH. */
export function electronFolder(override: string | undefined): string {
  return override === undefined || override === '' ? own : override;
}

/** Path of the program when it is there, else null. */
export function findElectron(
  override: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const program = join(electronFolder(override), programs[platform] ?? 'electron');
  return existsSync(program) ? program : null;
}
