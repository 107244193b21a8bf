/**
 * `npm run fuzz -- [--structural] [--runs N] [--seed S]`: damaged sealed files by the ten thousand against the rule that none of
 * them is ever green, ends in an error of the engine, or takes more of the processor than the time limit of a verification. The first file that
 * breaks the rule is kept under out/fuzz with its seed. Exit 1 when there is one, 2 for wrong use. `--structural`: structural.ts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { honestStateOf } from '../../test/attacks/green-oracle.ts';
import { mutants, type Mutant } from '../../test/attacks/mutations.ts';
import { testContext } from '../../test/attacks/test-context.ts';
import { pdfBytes } from '../../test/attacks/test-pdf.ts';
import { fuzzStructure } from './structural.ts';

const slowest = { ms: 0, recipe: '' };
const limitMs = 5000;
const context = testContext();

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly structural: boolean;
}

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: { runs: { type: 'string' }, seed: { type: 'string' }, structural: { type: 'boolean' } },
    });
    const [runs, seed] = [Number(values.runs ?? 20_000), Number(values.seed ?? Date.now() % 2 ** 31)];
    return Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(seed)
      ? { runs, seed, structural: values.structural === true }
      : null;
  } catch {
    return null;
  }
}

/** What is wrong with the verdict over a mutant; null when nothing is. */
function complaint({ text, recipe }: Mutant): string | null {
  const bytes = pdfBytes(text);
  const began = process.cpuUsage();
  const { level, codes } = verifyDocument(bytesSource(bytes), context);
  const { user, system } = process.cpuUsage(began);
  const ms = (user + system) / 1000;
  if (ms > slowest.ms) Object.assign(slowest, { ms, recipe });
  if (ms > limitMs) return `took ${Math.round(ms)} ms`;
  if (codes.includes('ENGINE_ERROR')) return 'ENGINE_ERROR';
  return level === 'PASS' && honestStateOf(bytes) === null ? 'green' : null;
}

function keep(mutant: Mutant, why: string, { seed }: Options, path: string | null): string {
  const folder = new URL('../../out/fuzz/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${seed}.pdf`, folder);
  writeFileSync(file, pdfBytes(mutant.text));
  writeFileSync(
    new URL(`${seed}.json`, folder),
    JSON.stringify({ seed, path, why, recipe: mutant.recipe }, null, 2),
  );
  return file.pathname;
}

function run(options: Options): number {
  let tried = 0;
  const property = fc.property(mutants, (mutant) => {
    tried += 1;
    if (tried % 1000 === 0) process.stderr.write(`${tried}/${options.runs}\n`);
    return complaint(mutant) === null;
  });
  const result = fc.check(property, { numRuns: options.runs, seed: options.seed });
  console.log(
    `${tried} files, seed ${options.seed}, slowest ${Math.round(slowest.ms)} ms (${slowest.recipe})`,
  );
  const [mutant] = result.counterexample ?? [];
  if (!mutant) return 0;
  const why = complaint(mutant) ?? 'not again';
  console.log(`${why}: ${mutant.recipe}\nkept as ${keep(mutant, why, options, result.counterexamplePath)}`);
  return 1;
}

const options = readOptions();
if (options?.structural) process.exitCode = await fuzzStructure(options);
else if (options) process.exitCode = run(options);
else {
  console.error('npm run fuzz -- [--structural] [--runs N] [--seed S]');
  process.exitCode = 2;
}
