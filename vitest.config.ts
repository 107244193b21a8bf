/** Test runner: plain Node, one process per file (native modules and environment variables stay apart). */
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { electronHere } from './test/hosts/support/electron-here.ts';

const endToEnd = 'test/e2e/**/*.test.ts';

/** Real windows over the real application: after the parts, so that they do not fight for the processors. */
function windows(name: string, groupOrder: number): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [endToEnd],
      pool: 'forks',
      globalSetup: ['test/e2e/support/global-setup.ts'],
      sequence: { groupOrder },
      maxWorkers: 2,
      testTimeout: 240_000,
      hookTimeout: 240_000,
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    reporters: process.env['CI'] ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [endToEnd],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      windows('windows', 1),
      // The same specs, where there is an Electron to open its windows (docs/adr/0016); elsewhere the setup says so.
      ...(electronHere().why === null ? [windows('windows-electron', 2)] : []),
    ],
  },
});
