/** The terminal program: `npm run -s bianyin -- …`. Exit codes: 0 done or all PASS, 1 FAIL, 2 error, 3 UNSURE, 4 nothing signed. */
import { CommanderError } from 'commander';
import { requireGuardedStart } from '../platform/start-guard.ts';
import { printError } from './output.ts';
import { program } from './program.ts';
import { outputOptionsIn, usageError } from './usage-error.ts';

/** The last word on the exit code of a run without a command, or with a wrong one. */
const USAGE = 2;

/** Whatever goes wrong is a 2: a crash must never look like a verdict (1, 3, 4) or a success. */
function fail(error: unknown): void {
  const output = outputOptionsIn(process.argv);
  process.exitCode = printError(
    output,
    error instanceof CommanderError ? usageError(error, output.lang) : error,
  );
}

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});
// Whoever reads our output may go away before its end (`| head`).
process.stdout.on('error', () => process.exit(USAGE));

try {
  requireGuardedStart();
  await program().parseAsync(process.argv);
} catch (error) {
  // Help and version are no errors.
  if (!(error instanceof CommanderError && error.exitCode === 0)) fail(error);
}
