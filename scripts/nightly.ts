/**
 * `npm run nightly`: what is too long for every push. All tests with their properties in full, damaged files by the ten thousand,
 * every corpus that is here through the gate, and a sample of small changes in the rooms a verdict depends on. One closing line
 * counts the parts; a corpus that is absent is a counted skip.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const corpora = process.env['BIANYIN_CORPORA'] ?? join(root, '../shared/corpora');
/** Those with PDF files in them. */
const pdfCorpora = ['pdfjs', 'pdfbox', 'pyhanko'].map((name) => join(corpora, name));

/** title → program on this Node; the seed of a day is its date, so that it can be said again. */
const seed = new Date().toISOString().slice(0, 10).replaceAll('-', '');
const parts: readonly (readonly [string, readonly string[]])[] = [
  ['tests, properties in full', ['scripts/testing/run-tests.ts']],
  ['fuzz', ['scripts/fuzz/fuzz.ts', '--runs', '50000', '--seed', seed]],
  ['fuzz, structural', ['scripts/fuzz/fuzz.ts', '--structural', '--runs', '50000', '--seed', seed]],
  ...pdfCorpora.map((folder) => [`corpus ${folder}`, ['scripts/corpus/corpus.ts', folder]] as const),
  ['mutation', ['scripts/mutation/mutation.ts', '--sample', '25', '--seed', seed]],
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [title, program] of parts) {
  console.log(`\n════ ${title}`);
  if (title.startsWith('corpus') && !existsSync(program[1] ?? '')) {
    console.log('not here (BIANYIN_CORPORA)');
    total.skipped += 1;
    continue;
  }
  const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...program], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BIANYIN_NIGHTLY: '1', BIANYIN_FUZZ_RUNS: '5000' },
  });
  total[status === 0 ? 'passed' : 'failed'] += 1;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
