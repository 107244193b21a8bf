/** What the person at the desk would answer, in a file that any host can read: an Electron is another process than the test. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface DeskAnswers {
  /** What the next choosers of files give. */
  readonly chosen: readonly string[];
  /** Where the next new files go; null takes the suggestion. */
  readonly saved: string | null;
  /** How much later than the machine's the clock of the application is, ms. */
  readonly shiftMs: number;
}

export const noAnswers: DeskAnswers = { chosen: [], saved: null, shiftMs: 0 };

export function readAnswers(path: string): DeskAnswers {
  return JSON.parse(readFileSync(path, 'utf8')) as DeskAnswers;
}

/** In one step: somebody may be reading. */
export function writeAnswers(path: string, answers: DeskAnswers): void {
  writeFileSync(`${path}.new`, JSON.stringify(answers));
  renameSync(`${path}.new`, path);
}

/** The clock of the application. */
export function answeredTime(path: string): Date {
  return new Date(Date.now() + readAnswers(path).shiftMs);
}
