/** The product's own pages and home, and a second look at the command line through Chromium's eyes. */
import { app } from 'electron';
import { homeDirectory } from '../platform/home-directory.ts';
import { installedFile } from '../platform/installation.ts';
import { refusalSentence, switchesThatMustBeAbsent } from './refused-start.ts';
import { showRefusal } from './show-refusal.ts';
import { startElectron } from './start-electron.ts';

/** Refuses switches that Chromium saw, then starts the application when Electron is ready. */
export function startProduct(): void {
  const present = switchesThatMustBeAbsent.find((name) => app.commandLine.hasSwitch(name));
  if (present !== undefined) {
    const sentence = refusalSentence(`--${present}`);
    process.stderr.write(sentence);
    showRefusal(sentence, process.platform);
    app.exit(2);
    return;
  }
  startElectron({
    home: homeDirectory(),
    bundle: installedFile('out/renderer'),
    preload: installedFile('out/main/preload.cjs'),
  });
}
