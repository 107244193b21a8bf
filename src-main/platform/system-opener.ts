/**
 * Hands a file to the system: its own viewer, the folder that it lies in, or a new letter of its mail program. The program is named, no shell reads the path, and
 * nothing of the file runs in ours.
 */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** `file`: in the program that the person uses for it; `folder`: where it lies; `mail`: attached to a letter that is not sent yet. */
export type OpenWhat = 'file' | 'folder' | 'mail';
/** True when the system has taken it. */
export type ShowFile = (path: string, what: OpenWhat) => Promise<boolean>;

/** Openers end at once where the viewer runs already; where they do not, it is open. */
const PATIENCE_MS = 3000;

interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** What the system is asked to do; undefined where we do not know how. */
export function openCommand(platform: string, path: string, what: OpenWhat): Command | undefined {
  if (what === 'mail') return mailCommand(platform, path);
  if (platform === 'linux') return { program: 'xdg-open', args: [what === 'file' ? path : dirname(path)] };
  if (platform === 'darwin') return { program: 'open', args: what === 'file' ? [path] : ['-R', path] };
  if (platform === 'win32')
    return { program: 'explorer.exe', args: what === 'file' ? [path] : [`/select,${path}`] };
  return undefined;
}

/** Windows has no command that attaches a file: people there drag it from its folder. */
function mailCommand(platform: string, path: string): Command | undefined {
  if (platform === 'linux') return { program: 'xdg-email', args: ['--utf8', '--attach', path] };
  return platform === 'darwin' ? { program: 'open', args: ['-a', 'Mail', path] } : undefined;
}

/** The way of this system. */
export const systemOpener: ShowFile = (path, what) => {
  const command = openCommand(process.platform, path, what);
  return command ? taken(command) : Promise.resolve(false);
};

function taken({ program, args }: Command): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    const timer = setTimeout(() => resolve(true), PATIENCE_MS);
    child.unref();
    child.on('error', () => {
      clearTimeout(timer);
      resolve(false);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      // Explorer says 1 whether it has opened something or not.
      resolve(code === 0 || process.platform === 'win32');
    });
  });
}
