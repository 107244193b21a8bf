/** Whether the real Electron can be driven on this machine, and what is said where it cannot. */
import { findElectron } from '../../../scripts/desktop/find-electron.ts';

export type ElectronHere =
  { readonly executable: string; readonly why: null } | { readonly executable: ''; readonly why: string };

/** Looks for the program in node_modules/electron/dist or where ELECTRON_OVERRIDE_DIST_PATH says. Nothing is downloaded. */
export function electronHere(): ElectronHere {
  const executable = findElectron(process.env['ELECTRON_OVERRIDE_DIST_PATH']);
  if (executable === null)
    return missing('there is no Electron program on this machine (node node_modules/electron/install.js)');
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return missing('Electron does not start for root with its sandbox on');
  return { executable, why: null };
}

function missing(why: string): ElectronHere {
  return { executable: '', why };
}
