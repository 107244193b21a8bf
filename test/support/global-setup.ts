/** Before the tests of a project: our native parts and the bundle of the workers are made where they are stale, and the run gets a folder for what is made once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** What one test file makes and others copy (gate/support/sandbox.ts). It goes away with the run. */
    runFolder: string;
  }
}

/** Throws with the compiler's words when the UKey cannot be built. Returns what takes the folder away again. */
export function setup(project: TestProject): () => void {
  for (const name of ['native-parts', 'workers']) {
    const script = fileURLToPath(new URL(`../../scripts/bootstrap/${name}.mjs`, import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-run-'));
  project.provide('runFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
