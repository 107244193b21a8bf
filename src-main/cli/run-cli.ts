/** One command line from its words to its exit code, in this process; main.ts is the program around it. */
import { CommanderError } from 'commander';
import { printError } from './output.ts';
import { program } from './program.ts';
import { outputOptionsIn, usageError } from './usage-error.ts';

/** `argv` as Node gives it: two words, then those of the person. Leaves the exit code in `process.exitCode`; never rejects. */
export async function runCli(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    // Help and version are no errors.
    if (!(error instanceof CommanderError && error.exitCode === 0)) failCli(argv, error);
  }
}

/** Whatever goes wrong is a 2: a crash must never look like a verdict (1, 3, 4) or a success. */
export function failCli(argv: readonly string[], error: unknown): void {
  const output = outputOptionsIn(argv);
  process.exitCode = printError(
    output,
    error instanceof CommanderError ? usageError(error, output.lang) : error,
  );
}
