/**
 * Where the Electron program is: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, else in node_modules, else the one for trial
 * that `npm run test:electron` has fetched (docs/adr/0061). Nothing is downloaded here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTrialRuntime, isTrialSystem, trialFolder } from './trial/trial-runtime.ts';

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

export interface FoundElectron {
  readonly executable: string;
  /** It is the one for trial: bundles for it need stand-ins, and packages of it are not given away. */
  readonly isTrial: boolean;
}

/** The product's own program, or else the one for trial where it was fetched. Null where neither is. */
export function findAnyElectron(override: string | undefined, cache = trialFolder()): FoundElectron | null {
  const executable = findElectron(override);
  if (executable !== null) return { executable, isTrial: isTrialRuntime(electronFolder(override)) };
  if (override || !isTrialSystem() || !isTrialRuntime(cache)) return null;
  return { executable: join(cache, 'electron'), isTrial: true };
}
