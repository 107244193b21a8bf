/**
 * What the stories have Electron run: the host as the product starts it, but with a clock and choosers that the test answers, and
 * without the judgement of the command line, because Playwright's debugger is on it. The last argument is the home.
 */
import { dialog } from 'electron';
import { startElectron } from '../../../../src-main/host-electron/start-electron.ts';
import { homeDirectory } from '../../../../src-main/platform/home-directory.ts';
import { installedFile } from '../../../../src-main/platform/installation.ts';
import { answeredClock, answeringPrinter, readAnswers } from './desk-answers.ts';

const answers = process.env['BIANYIN_TEST_ANSWERS'] ?? '';

dialog.showOpenDialog = () => {
  const { chosen } = readAnswers(answers);
  return Promise.resolve({ canceled: chosen.length === 0, filePaths: [...chosen] });
};
dialog.showSaveDialog = (...given: unknown[]) => {
  const { defaultPath = '' } = given.at(-1) as { readonly defaultPath?: string };
  return Promise.resolve({ canceled: false, filePath: readAnswers(answers).saved ?? defaultPath });
};
// Whoever sits here says yes to what main asks; what a no does is asked without a window (trust-calls.test.ts, call-effects.test.ts).
dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
startElectron({
  home: homeDirectory(process.argv.at(-1)),
  bundle: process.env['BIANYIN_TEST_PAGES'] ?? '',
  preload: installedFile('out/main/preload.cjs'),
  now: answeredClock(answers),
  printer: process.env['BIANYIN_TEST_PRINTER'] === undefined ? null : answeringPrinter(answers),
});
