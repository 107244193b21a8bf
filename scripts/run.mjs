/**
 * The one entry of every npm script: sets the machine up when something is missing or stale, then runs the task on
 * the pinned Node. No dependencies: it must run on a fresh clone with any Node from 20 on.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureDebianPackages } from './bootstrap/debian.mjs';
import { ensureModules, ensureNativeParts, pinnedNode } from './bootstrap/build.mjs';
import { aloneInCheckout } from './bootstrap/set-up-lock.mjs';
import { root } from './bootstrap/shell.mjs';
import { ensureWorkers, terminalProgram } from './bootstrap/workers.mjs';

/** task → program on the pinned Node, and the groups of Debian packages it needs (bootstrap/debian.mjs). */
const tasks = {
  start: { program: ['scripts/start.ts'], needs: hasElectron() ? ['build'] : ['build', 'window'] },
  demo: { program: ['scripts/demo/demo.ts'], needs: ['build', 'pages'] },
  test: {
    program: ['scripts/testing/run-tests.ts'],
    needs: ['build', 'pages', 'oracles', 'window', 'display'],
  },
  'test:electron': {
    program: ['scripts/testing/test-electron.ts'],
    needs: ['build', 'pages', 'display', 'electron'],
  },
  'test:interop': { program: ['test/interop/run.ts'], needs: ['build', 'pages', 'oracles', 'java'] },
  check: { program: ['scripts/check.ts'], needs: ['build', 'pages', 'oracles', 'window', 'display'] },
  format: {
    program: ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.'],
    needs: [],
  },
  bench: { program: ['test/bench/bench.ts'], needs: ['build', 'oracles'] },
  corpus: { program: ['scripts/corpus/corpus.ts'], needs: ['build', 'oracles'] },
  mutation: { program: ['scripts/mutation/mutation.ts'], needs: ['build', 'oracles'] },
  nightly: {
    program: ['scripts/nightly.ts'],
    needs: ['build', 'pages', 'oracles', 'painters', 'window', 'display'],
  },
  fuzz: { program: ['scripts/fuzz/fuzz.ts'], needs: ['pages', 'oracles', 'painters'] },
  screenshots: { program: ['scripts/screenshots.ts'], needs: ['build', 'pages', 'window'] },
  package: { program: ['scripts/desktop/package.ts'], needs: ['build'] },
  bianyin: { program: ['src-main/cli/main.ts'], needs: ['build'] },
};

/** Where Electron's program may be, no browser is needed to open a window (desktop/find-electron.ts looks closer). */
function hasElectron() {
  const own = fileURLToPath(new URL('../node_modules/electron/dist', import.meta.url));
  return Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH) || existsSync(own);
}

/** Compiled modules are kept from run to run; platform/worker-process.ts uses the same folder when it is there. */
function compileCache() {
  const folder = fileURLToPath(new URL('../node_modules/.cache/compiled/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function runOnPinnedNode(program, args) {
  const child = spawn(
    pinnedNode(),
    ['--disable-warning=ExperimentalWarning', '--disable-sigusr1', ...program, ...args],
    {
      cwd: process.env.INIT_CWD && name === 'bianyin' ? process.env.INIT_CWD : root,
      stdio: 'inherit',
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache() },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`run.mjs: no task "${name}"; known: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
aloneInCheckout(() => {
  ensureDebianPackages(task.needs);
  ensureModules();
  ensureNativeParts(task.needs.includes('build'));
  if (task.needs.includes('build')) ensureWorkers(pinnedNode());
});
const [entry, ...parts] = task.program;
const program = name === 'bianyin' ? terminalProgram() : entry;
runOnPinnedNode([fileURLToPath(new URL(`../${program}`, import.meta.url)), ...parts], args);
