/** The bundle of the Electron program in a folder of its own, laid out as an installation: out/main beside assets and modules. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleMain } from '../../../scripts/desktop/bundle-main.ts';

export interface BundledProgram {
  /** Root of the installation. */
  readonly root: string;
  /** Folder of the bundle. */
  readonly main: string;
  remove(): void;
}

/** `entries` are sources that are bundled besides the product's own. */
export async function bundleProgram(entries: readonly string[] = []): Promise<BundledProgram> {
  const root = mkdtempSync(join(tmpdir(), 'bianyin-bundle-'));
  const main = join(root, 'out/main');
  mkdirSync(main, { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', main: 'out/main/main.js' }));
  for (const folder of ['node_modules', 'assets', 'native'])
    symlinkSync(
      fileURLToPath(new URL(`../../../${folder}`, import.meta.url)),
      join(root, folder),
      'junction',
    );
  await bundleMain(main, entries);
  return { root, main, remove: () => rmSync(root, { recursive: true, force: true }) };
}
