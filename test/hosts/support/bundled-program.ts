/**
 * The bundle of the Electron program, laid out as a packed one: out/main beside assets and modules in `app.asar` (here a folder),
 * and what the system itself opens in the folder beside it.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleMain, type BundleRuntime } from '../../../scripts/desktop/bundle-main.ts';

export interface BundledProgram {
  /** Root of the installation. */
  readonly root: string;
  /** Folder of the bundle. */
  readonly main: string;
  remove(): void;
}

/** `entries` are sources that are bundled besides the product's own. */
export async function bundleProgram(
  entries: readonly string[] = [],
  runtime: BundleRuntime = 'product',
): Promise<BundledProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-bundle-'));
  const root = join(folder, 'app.asar');
  const main = join(root, 'out/main');
  mkdirSync(main, { recursive: true });
  mkdirSync(join(folder, 'app.asar.unpacked'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', main: 'out/main/main.js' }));
  for (const name of ['app.asar/node_modules', 'app.asar/assets', 'app.asar.unpacked/native'])
    symlinkSync(projectFolder(basename(name)), join(folder, name), 'junction');
  await bundleMain(main, entries, runtime);
  return { root, main, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function projectFolder(name: string): string {
  return fileURLToPath(new URL(`../../../${name}`, import.meta.url));
}
