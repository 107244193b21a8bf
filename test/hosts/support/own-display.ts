/** A display of its own for the windows of a test process (Xvfb): on one display two windows take the focus from each other. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Wider and higher than any window of the specs, so that none is cut. */
const screen = '1600x1000x24';

let started: Promise<boolean> | undefined;

/**
 * Starts the display of this process on the first call and points DISPLAY at it; it ends with the process. Returns false where
 * there is no Xvfb: then the browser draws its windows for itself, which shows the same pages but no real window.
 */
export function ownDisplay(): Promise<boolean> {
  return (started ??= start());
}

async function start(): Promise<boolean> {
  const name = await displayOf(screen);
  if (name !== null) process.env['DISPLAY'] = name;
  return name !== null;
}

/** Starts another display, e.g. `910x472x24`, that ends with the process; its name, or null where there is no Xvfb. */
export async function displayOf(size: string): Promise<string | null> {
  const program = xvfbHere();
  if (program === null) return null;
  // It finds a free number itself and writes it to the fourth stream. No TCP: the specs see to it that nothing listens.
  const line = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const server = spawn(program, line, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  process.once('exit', () => server.kill());
  const name = `:${await numberOf(server)}`;
  server.unref();
  return name;
}

/** The X server for tests on PATH, or null; only Linux has one. */
export function xvfbHere(): string | null {
  if (process.platform !== 'linux') return null;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'Xvfb')).find((path) => existsSync(path)) ?? null;
}

/** Errors: when the server ends before it has a number. */
function numberOf(server: ChildProcess): Promise<string> {
  const told = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    told.once('data', (number: Buffer) => resolve(number.toString('utf8').trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The display (Xvfb) did not start: exit ${code}.`)));
  });
}
