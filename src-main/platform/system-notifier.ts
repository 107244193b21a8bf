/** A notice of the system for hosts that have none of their own: the program is named, no shell reads the words, and it makes no sound. */
import { spawn } from 'node:child_process';

/** Nobody waits for it, and one that is not shown is no error. */
export type Notify = (words: string) => void;

interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** What the system is asked to do; undefined where we do not know how. */
export function notifyCommand(platform: string, words: string): Command | undefined {
  if (platform === 'linux')
    return { program: 'notify-send', args: ['--app-name=汴印', '--urgency=low', '--', '汴印', words] };
  const script = 'on run argv\ndisplay notification (item 1 of argv) with title "汴印"\nend run';
  if (platform === 'darwin') return { program: 'osascript', args: ['-e', script, words] };
  return undefined;
}

/** The way of this system; undefined where there is none. */
export function systemNotifier(): Notify | undefined {
  if (!notifyCommand(process.platform, '')) return undefined;
  return (words) => {
    const command = notifyCommand(process.platform, words);
    if (!command) return;
    const child = spawn(command.program, command.args, { stdio: 'ignore' });
    child.on('error', () => undefined);
    child.unref();
  };
}
