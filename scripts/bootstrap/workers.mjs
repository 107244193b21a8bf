/** The bundle of the worker processes (scripts/desktop/bundle-workers.ts): made when stale. Without one everything runs from its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './shell.mjs';

/** Its folder from the root, or null: as `isFresh` of src-main/platform/bundled-workers.ts, which looks again before it uses the bundle. */
function freshFolder() {
  try {
    const { folder, sources } = JSON.parse(readFileSync(join(root, 'out/workers.json'), 'utf8'));
    const isSame = ([file, changed]) => statSync(join(root, file)).mtimeMs === changed;
    const isOwn = /^out\/workers-[0-9a-z]+$/.test(folder) && existsSync(join(root, folder));
    const isFresh =
      isOwn && 'scripts/desktop/bundle-workers.ts' in sources && Object.entries(sources).every(isSame);
    return isFresh ? folder : null;
  } catch {
    return null;
  }
}

/** The terminal program from the root, as it starts fastest. */
export function terminalProgram() {
  const folder = freshFolder();
  return folder === null ? 'src-main/cli/main.ts' : `${folder}/main.js`;
}

/** Runs on the Node that it is given. A bundle that cannot be made costs time only, and its words are shown. */
export function ensureWorkers(node) {
  if (freshFolder() !== null) return;
  const script = join(root, 'scripts/desktop/bundle-workers.ts');
  const { status, stderr } = spawnSync(node, ['--disable-warning=ExperimentalWarning', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) process.stderr.write(`· bundling the workers: failed\n${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureWorkers(process.execPath);
