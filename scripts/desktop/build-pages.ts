/** Builds the pages into out/renderer when they are missing or older than what they are made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BundleRuntime } from './bundle-main.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const bundle = at('out/renderer');
/** Beside the pages, where they are for the Electron for trial. */
const trialMark = `${bundle}/for-trial`;

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Math.max(0, ...files.map((each) => statSync(`${each.parentPath}/${each.name}`).mtimeMs));
}

/** The pages import the contract and the domain besides their own sources. */
export function arePagesStale(runtime: BundleRuntime): boolean {
  if (existsSync(trialMark) !== (runtime === 'trial')) return true;
  const built = statSync(`${bundle}/index.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src-renderer', 'src-main/contract', 'src-main/domain'].map(at);
  return sources.some((folder) => newest(folder) > built);
}

/** Folder of the built pages. Throws when they cannot be built; what is wrong has been printed then. */
export function buildPages(runtime: BundleRuntime = 'product'): string {
  const vite = [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, vite, {
    cwd: at('.'),
    stdio: 'inherit',
    env: { ...process.env, BIANYIN_PAGES_FOR: runtime },
  });
  if (status !== 0) throw new Error('the pages could not be built');
  if (runtime === 'trial') writeFileSync(trialMark, '');
  return bundle;
}
