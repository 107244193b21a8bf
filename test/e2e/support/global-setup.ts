/** Once for all end-to-end specs of a run: the pages are built into a folder of the run, and one sandbox home is made. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../src-main/host-chromium/find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built pages. */
    bundle: string;
    /** A sandbox home to copy, never to use. */
    homeTemplate: string;
    /** Path of Chromium; empty where there is none, and then the specs skip. */
    chromium: string;
  }
}

/** Returns what takes everything away again. Throws in CI when there is no Chromium: nothing would have been proven. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-e2e-'));
  const chromium = findChromium();
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  project.provide('chromium', chromium ?? '');
  project.provide('bundle', join(folder, 'renderer'));
  project.provide('homeTemplate', join(folder, 'home'));
  if (chromium === null) return withoutChromium(remove);
  try {
    buildPages(join(folder, 'renderer'));
    makeHome(join(folder, 'home'));
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

function withoutChromium(remove: () => void): () => void {
  const what = 'There is no Chromium on this machine (apt-get install chromium)';
  if (process.env['CI']) {
    remove();
    throw new Error(`${what}: the end-to-end specs cannot run, and CI must not pass without them.`);
  }
  console.warn(`\n⚠ SKIPPED: ${what}, so NO WINDOW WAS TESTED.\n`);
  return remove;
}

/** As `npm start` builds them: in a process of its own, whose NODE_ENV is not the test runner's. */
function buildPages(outDir: string): void {
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const cwd = fileURLToPath(new URL('../../../', import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production' };
  const line = [vite, 'build', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir'];
  const { status, stderr, stdout } = spawnSync(process.execPath, line, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The pages could not be built: ${stdout}${stderr}`);
}

/** In a process of its own: a PKCS#11 library belongs to the process that opened it. */
function makeHome(root: string): void {
  const script = fileURLToPath(new URL('prepare.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The sandbox home could not be made: ${stderr}`);
}
