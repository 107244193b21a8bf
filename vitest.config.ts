/** Test runner: plain Node, one process per file (native modules and environment variables stay apart). */
import { defineConfig } from 'vitest/config';

const endToEnd = 'test/e2e/**/*.test.ts';

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
      {
        test: {
          // Real windows over the real application: after the parts, so that they do not fight for the processors.
          name: 'windows',
          include: [endToEnd],
          pool: 'forks',
          globalSetup: ['test/e2e/support/global-setup.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
