/**
 * Where a new file goes. A browser has no chooser that tells main a path to write to, so the desktop's own is used where there
 * is one; otherwise a person is asked whether it may go where was suggested, which is beside the original.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Dialog {
  readonly program: string;
  readonly args: (suggested: string) => readonly string[];
}

const dialogs: readonly Dialog[] = [
  {
    program: '/usr/bin/kdialog',
    args: (suggested) => ['--title', '汴印', '--getsavefilename', suggested],
  },
  {
    program: '/usr/bin/zenity',
    args: (suggested) => ['--title=汴印', '--file-selection', '--save', `--filename=${suggested}`],
  },
];

/** The chosen path; null when the dialog was cancelled. Without a dialog on this machine: `suggested`, if `mayWrite` says so. */
export async function chooseSave(
  suggested: string,
  mayWrite: (path: string) => Promise<boolean>,
): Promise<string | null> {
  const dialog = dialogs.find(({ program }) => existsSync(program));
  if (!dialog) return (await mayWrite(suggested)) ? suggested : null;
  const answer = await outputOf(dialog.program, dialog.args(suggested));
  return answer === '' ? null : answer;
}

/** First line of what a program prints; empty when it fails. */
function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('error', () => resolve(''));
    child.on('close', (code) => resolve(code === 0 ? (text.split('\n')[0] ?? '') : ''));
  });
}
