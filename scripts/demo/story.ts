/** Tells the demo step by step: prints each command as a person would type it, runs it, and stops when it surprises. */
import { spawnSync } from 'node:child_process';
import { bundledEntry } from '../../src-main/platform/bundled-workers.ts';
import { installedFile } from '../../src-main/platform/installation.ts';

const program = bundledEntry(installedFile('src-main/cli/main.ts'));

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Prints a heading of the story. */
export function chapter(title: string): void {
  console.log(`\n${styled('1', `━━ ${title}`)}`);
}

export function say(text: string): void {
  console.log(text);
}

/**
 * Runs one command of the program in `folder`, showing it and what it prints (both streams).
 * Throws when the exit code is not the expected one: the story would go on with something untrue.
 */
export function bianyin(folder: string, args: readonly string[], expected = 0): CommandResult {
  console.log(styled('2', `$ bianyin ${args.map(quote).join(' ')}`));
  const result = runQuietly(folder, args);
  process.stdout.write(indent(result.output));
  if (result.code !== expected) throw new Error(`exit code ${result.code}, expected ${expected}`);
  return result;
}

/** The same without showing anything. */
export function runQuietly(folder: string, args: readonly string[]): CommandResult {
  const child = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: child.status ?? -1, output: child.stdout + child.stderr };
}

/** Bold or dim on a terminal; plain where the output goes to a file, or somebody has asked for no colour (no-color.org). */
function styled(code: string, text: string): string {
  const isPlain = (process.env['NO_COLOR'] ?? '') !== '' || !process.stdout.isTTY;
  return isPlain ? text : `\u001b[${code}m${text}\u001b[0m`;
}

function quote(argument: string): string {
  return /^[\w@%+=:,./一-鿿-]+$/.test(argument) ? argument : `'${argument}'`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
