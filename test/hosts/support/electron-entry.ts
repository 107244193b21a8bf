/**
 * What the conformance suite has Electron run: the host as the product starts it, but without the judgement of the command line,
 * because the suite itself drives it through a debugger. The pages are the suite's own.
 */
import { startElectron } from '../../../src-main/host-electron/start-electron.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { installedFile } from '../../../src-main/platform/installation.ts';

startElectron({
  home: homeDirectory(),
  bundle: process.env['BIANYIN_TEST_PAGES'] ?? '',
  preload: installedFile('out/main/preload.cjs'),
});
