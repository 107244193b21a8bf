/** The product's own pages and home, and a second look at the command line through Chromium's eyes. */
import { app } from 'electron';
import { homeDirectory } from '../platform/home-directory.ts';
import { installedFile } from '../platform/installation.ts';
import { refusalSentence, switchesThatMustBeAbsent } from './refused-start.ts';
import { startElectron } from './start-electron.ts';

export function startProduct(): void {
  const present = switchesThatMustBeAbsent.find((name) => app.commandLine.hasSwitch(name));
  if (present !== undefined) {
    process.stderr.write(refusalSentence(`--${present}`));
    app.exit(2);
    return;
  }
  startElectron({
    home: homeDirectory(),
    bundle: installedFile('out/renderer'),
    preload: installedFile('out/main/preload.cjs'),
  });
}
