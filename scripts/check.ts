/**
 * `npm run check`: format → lint → layers → types → dead code → tests, each once, and one closing line that counts.
 * A gate counts as one; tests count as the test runner counted them. Every case is asked (test/support/every-case.ts).
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readResults, resultsFile } from './testing/test-results.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** name → program on the pinned Node. */
const gates = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  lint: [
    'node_modules/eslint/bin/eslint.js',
    '--max-warnings=0',
    'src-main',
    'src-renderer',
    'test',
    'scripts',
  ],
  layers: [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'src-main',
    'src-renderer',
  ],
  types: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  'types of pure rooms': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.pure.json'],
  'types of pages': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.renderer.json'],
  'dead code': ['node_modules/knip/bin/knip.js'],
} as const;

function run(title: string, args: readonly string[]): boolean {
  console.log(`\n── ${title}`);
  const env = { ...process.env, BIANYIN_EVERY_CASE: '1' };
  const child = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  return child.status === 0;
}

function runTests(): Tally {
  rmSync(resultsFile, { force: true });
  const good = run('tests', ['scripts/testing/run-tests.ts']);
  const { passed, failed, skipped } = readResults();
  return { passed, failed: good ? failed : Math.max(1, failed), skipped };
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const [title, args] of Object.entries(gates)) {
  if (run(title, args)) total.passed += 1;
  else {
    total.failed += 1;
    console.log(`✗ ${title}`);
  }
}
const tests = runTests();
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 ? 0 : 1);
