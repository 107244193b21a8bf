/** Whether the real Electron can be driven on this machine, and what is said where it cannot. */
import { dirname } from 'node:path';
import { findElectron } from '../../../scripts/desktop/find-electron.ts';
import { isTrialRuntime } from '../../../scripts/desktop/trial/trial-runtime.ts';

export type ElectronHere =
  | { readonly executable: string; readonly isTrial: boolean; readonly why: null }
  | { readonly executable: ''; readonly isTrial: false; readonly why: string };

/**
 * Looks for the program in node_modules/electron/dist or where ELECTRON_OVERRIDE_DIST_PATH says. `npm run test:electron` says where the one for
 * trial is (docs/adr/0061); a run of everything does not open each window twice because it lies in a cache.
 */
export function electronHere(): ElectronHere {
  const executable = findElectron(process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  if (executable === null)
    return missing('there is no Electron program on this machine (npm run test:electron fetches one)');
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return missing(
      'Electron does not start for root with its sandbox on (npm run test:electron starts it as another)',
    );
  return { executable, isTrial: isTrialRuntime(dirname(executable)), why: null };
}

function missing(why: string): ElectronHere {
  return { executable: '', isTrial: false, why };
}
