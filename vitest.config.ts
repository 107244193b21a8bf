/** Test runner: plain Node; one process per file (native modules and environment variables stay apart), but for pure rooms (test/support/own-process.ts). */
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { nodeStandIns } from './scripts/desktop/trial/node-stand-ins.ts';
import { electronHere } from './test/hosts/support/electron-here.ts';
import { ClosingReporter } from './test/support/closing-reporter.ts';
import { sharingFiles } from './test/support/own-process.ts';

const endToEnd = 'test/e2e/**/*.test.ts';
const setUp = 'test/support/global-setup.ts';

/**
 * Tokens of tests keep their PINs behind the least that the software UKey allows (native/soft-ukey/README.md): a derivation of the
 * usual strength is paid at each login and each signature, and protects nobody here.
 * A graphics card that no machine of tests has is not imitated: Debian's start script of Chromium adds this to the flags of the product.
 */
const env = {
  BIANYIN_SOFT_UKEY_PIN_ITERATIONS: '1000',
  CHROMIUM_FLAGS: '--disable-gpu --disable-gpu-rasterization',
};
Object.assign(process.env, env);

const sharing = sharingFiles(import.meta.dirname);

/**
 * Tests mostly wait for processes and windows that they start; without a word the runner leaves one processor to itself. The same for
 * all, so that windows fill the time in which parts wait, and none of them runs last and alone.
 */
const maxWorkers = availableParallelism() + 2;

/** Everything that opens no window. */
function parts(
  name: string,
  which: Pick<NonNullable<TestProjectInlineConfiguration['test']>, 'include' | 'exclude' | 'isolate'>,
): TestProjectInlineConfiguration {
  return {
    test: {
      ...{ name, env, ...which },
      pool: 'forks',
      globalSetup: [setUp],
      maxWorkers,
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  };
}

/** Real windows over the real application. */
function windows(name: string): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      env,
      include: [endToEnd],
      pool: 'forks',
      globalSetup: [setUp, 'test/e2e/support/global-setup.ts'],
      maxWorkers,
      testTimeout: 240_000,
      hookTimeout: 240_000,
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    reporters: [process.env['CI'] ? 'default' : 'dot', new ClosingReporter()],
    projects: [
      parts('rooms', { include: sharing, isolate: false }),
      parts('parts', { include: ['test/**/*.test.ts'], exclude: [endToEnd, ...sharing] }),
      windows('windows'),
      // The same specs, where there is an Electron to open its windows (docs/adr/0016); elsewhere the setup says so.
      ...(electronHere().why === null ? [windows('windows-electron')] : []),
      // What an Electron for trial lacks of Node is stood in for there: the store is tested over that too (docs/adr/0061).
      ...(electronHere().isTrial
        ? [
            {
              plugins: [nodeStandIns()],
              ...parts('store-stand-in', { include: ['test/unit/store/**/*.test.ts'] }),
            },
          ]
        : []),
    ],
  },
});
