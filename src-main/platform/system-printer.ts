/**
 * Paper, through the system's own print command (CUPS `lp`: Linux and macOS): no window, no driver and no printer dialog of ours.
 * Windows has no such command for PDF files; there reports are saved instead.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Gives a PDF file to the default printer; true when the print system has taken it. It has read the file by then. */
export type PrintFile = (path: string) => Promise<boolean>;

/** Longer than any spooler takes to copy a few pages. */
const PATIENCE_MS = 30_000;

/** The default printer of this machine; undefined where the system has no print command. Whether a printer is there it says itself. */
export function systemPrinter(program = '/usr/bin/lp'): PrintFile | undefined {
  return existsSync(program) ? (path) => taken(program, path) : undefined;
}

function taken(program: string, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    // Its words are those of the vendor; the exit code says enough.
    const child = spawn(program, ['--', path], { stdio: 'ignore', timeout: PATIENCE_MS });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
