/** For electron-builder: Electron's own demonstration program does not belong into a package, whatever Electron came from. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export function afterExtract({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
