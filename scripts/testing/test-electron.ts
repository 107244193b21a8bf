/**
 * `npm run test:electron [-- FILES…]`: the conformance list of every host and all end-to-end specs in the real Electron: the pinned one
 * where its program is, else the one for trial, which is fetched once (docs/adr/0061). As an ordinary user with its sandbox on, also when
 * root asks. Where there is none to be had, one loud line and a counted skip say so.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from '../desktop/find-electron.ts';
import { fetchTrial, NoTrialRuntime } from '../desktop/trial/fetch-trial.ts';
import { isTrialRuntime, rootOnLinux, trialFolder, trialSource } from '../desktop/trial/trial-runtime.ts';
import { isOpenToOthers, ordinaryCheckout } from './ordinary-checkout.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;

/** Folder of the Electron to test with, or null with the reason said. */
async function electronFolderToTest(): Promise<string | null> {
  const own = findElectron(override);
  if (own !== null) return dirname(own);
  try {
    const folder = trialFolder();
    await fetchTrial(folder);
    console.log(`Electron ${trialSource.electron} for trial: out of support, for tests only.`);
    return folder;
  } catch (error) {
    if (!(error instanceof NoTrialRuntime)) throw error;
    return skip(error.message);
  }
}

function skip(why: string): null {
  console.log(`\n⚠ SKIPPED: ${why}. NOTHING RAN ON ELECTRON.\n\n0 passed, 0 failed, 1 skipped`);
  return null;
}

/** What runs on this host; files named by a person are looked for in all of it. */
function testsOf(named: readonly string[], isTrial: boolean): readonly string[] {
  const projects = ['parts', 'windows-electron', ...(isTrial ? ['store-stand-in'] : [])];
  const files =
    named.length > 0 ? named : ['test/hosts/electron-window.test.ts', 'test/e2e/', 'test/unit/store/'];
  return [...projects.map((name) => `--project=${name}`), ...files];
}

async function run(folder: string): Promise<void> {
  const line = ['--disable-warning=ExperimentalWarning', 'scripts/testing/run-tests.ts'];
  const tests = testsOf(process.argv.slice(2), isTrialRuntime(folder));
  const ordinary = rootOnLinux() ? ordinaryCheckout(root) : null;
  try {
    const child = spawn(process.execPath, [...line, ...tests], {
      stdio: 'inherit',
      ...(ordinary?.as ?? { cwd: root }),
      env: { ...process.env, ...ordinary?.as.env, ELECTRON_OVERRIDE_DIST_PATH: folder },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const [code] = (await once(child, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
    ordinary?.keepPictures();
  } finally {
    ordinary?.remove();
  }
}

const folder = await electronFolderToTest();
if (folder !== null) {
  if (rootOnLinux() && !isOpenToOthers(root)) skip('an ordinary user cannot reach this checkout');
  else await run(folder);
}
