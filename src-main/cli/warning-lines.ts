/** What is to be known of a file before it is sealed, as the terminal says it: on stderr before a PIN is asked for. */
import { sealingWarnings, type SealingWarning } from '../domain/sealing-warnings.ts';
import { warn } from './terminal.ts';

/** One line for each. */
export function warningLines(warnings: readonly SealingWarning[]): string[] {
  return warnings.map((code) => `  注意　${sealingWarnings[code].zh}（${code}）`);
}

export function sayWarnings(warnings: readonly SealingWarning[]): void {
  for (const line of warningLines(warnings)) warn(line);
}
