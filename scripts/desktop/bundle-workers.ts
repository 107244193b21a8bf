/**
 * Bundles the terminal program and the worker processes of a checkout into `out/workers-…/`, so that each starts in a fifth of the time
 * that hundreds of sources take. `out/workers.json` names the bundle and the sources that it was made of; platform/bundled-workers.ts uses it only as long as
 * none of them has changed. Run by scripts/run.mjs and by the tests' setup.
 */
import { globSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceFile } from '../../src-main/platform/atomic-file.ts';
import { isFresh, type BundledWorkers } from '../../src-main/platform/bundled-workers.ts';
import { bundleWorkerEntries } from './bundle-main.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const index = join(root, 'out/workers.json');
/** Running programs may still load parts of the bundle before. */
const KEPT = 3;

/** Looks at the sources first: what changes while they are bundled makes the bundle stale. */
function sourcesNow(): Record<string, number> {
  // Whatever the language: profiles of vendors are part of the signer.
  const files = globSync(['src-main/**/*.*', 'scripts/desktop/bundle-*.ts', 'package-lock.json'], {
    cwd: root,
  });
  const named = files.map((file) => file.split(sep).join('/')).sort();
  return Object.fromEntries(named.map((file) => [file, statSync(join(root, file)).mtimeMs]));
}

function known(): BundledWorkers | null {
  try {
    return JSON.parse(readFileSync(index, 'utf8')) as BundledWorkers;
  } catch {
    return null;
  }
}

async function bundle(): Promise<void> {
  const sources = sourcesNow();
  const folder = `out/workers-${Date.now().toString(36)}${process.pid.toString(36)}`;
  const entries = await bundleWorkerEntries(join(root, folder));
  replaceFile(index, JSON.stringify({ folder, entries, sources } satisfies BundledWorkers));
  const old = readdirSync(join(root, 'out')).filter((name) => /^workers-[0-9a-z]+$/.test(name));
  for (const name of old.sort().slice(0, -KEPT))
    rmSync(join(root, 'out', name), { recursive: true, force: true });
}

const found = known();
if (!found || !isFresh(root, found)) await bundle();
