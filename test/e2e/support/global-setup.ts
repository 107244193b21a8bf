/** Once for all end-to-end specs of a run: the pages are built into a folder of the run, and one sandbox home is made. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../src-main/host-chromium/find-chromium.ts';
import { electronHere } from '../../hosts/support/electron-here.ts';
import { electronProgram } from '../../hosts/support/electron-program.ts';
import { xvfbHere } from '../../hosts/support/own-display.ts';
import type { HostSetting } from './hosts/desk-windows.ts';

/** Name of the project whose windows are Electron's. */
const electronProject = 'windows-electron';

declare module 'vitest' {
  interface ProvidedContext {
    /** What windows are opened with; null where there is nothing, and then the specs skip. */
    host: HostSetting | null;
    /** A sandbox home to copy, never to use. */
    homeTemplate: string;
  }
}

/**
 * The host is told by the name of the project (vitest.config.ts). Returns what takes everything away again. Throws in CI when there
 * is no Chromium: nothing would have been proven.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-e2e-'));
  const bundle = join(folder, 'renderer');
  const ends: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const remove = (): void => ends.forEach((end) => end());
  project.provide('homeTemplate', join(folder, 'home'));
  try {
    const host = project.name === electronProject ? await electronHost(bundle, ends) : chromiumHost(bundle);
    project.provide('host', host);
    if (host === null) return remove;
    buildPages(bundle);
    makeHome(join(folder, 'home'));
    return remove;
  } catch (error) {
    remove();
    throw error;
  }
}

function chromiumHost(bundle: string): HostSetting | null {
  sayWithoutElectron();
  const executable = findChromium();
  if (executable !== null) {
    sayWithoutDisplay();
    return { host: 'chromium', executable, bundle };
  }
  const what = 'There is no Chromium on this machine (apt-get install chromium)';
  if (process.env['CI'])
    throw new Error(`${what}: the end-to-end specs cannot run, and CI must not pass without them.`);
  console.warn(`\n⚠ SKIPPED: ${what}, so NO WINDOW WAS TESTED.\n`);
  return null;
}

function sayWithoutDisplay(): void {
  if (xvfbHere() === null)
    console.warn('\n⚠ There is no Xvfb on this machine: pages are drawn, but NO REAL WINDOW OPENS.\n');
}

/** The project for Electron is declared where its program is; where it is not, this line is what is left of it. */
function sayWithoutElectron(): void {
  const { why } = electronHere();
  if (why !== null)
    console.warn(`\n⚠ SKIPPED: ${why}, so NO END-TO-END SPEC RAN ON ELECTRON, only on Chromium.\n`);
}

async function electronHost(bundle: string, ends: (() => void)[]): Promise<HostSetting> {
  const program = await electronProgram('test/e2e/support/hosts/electron-desk-entry.ts');
  ends.push(() => program.remove());
  return { host: 'electron', executable: program.executable, bundle, opens: program.opens };
}

/** As `npm start` builds them: in a process of its own, whose NODE_ENV is not the test runner's. */
function buildPages(outDir: string): void {
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const cwd = fileURLToPath(new URL('../../../', import.meta.url));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    BIANYIN_PAGES_FOR: electronHere().isTrial ? 'trial' : 'product',
  };
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
