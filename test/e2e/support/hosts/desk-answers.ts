/** What the person at the desk would answer, in a file that any host can read: an Electron is another process than the test. */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface DeskAnswers {
  /** What the next choosers of files give. */
  readonly chosen: readonly string[];
  /** Where the next new files go; null takes the suggestion. */
  readonly saved: string | null;
  /** How much later than the machine's the clock of the application is, ms. */
  readonly shiftMs: number;
  /** Whether the printer takes what it is given, where there is one. */
  readonly printerTakes: boolean;
}

export const noAnswers: DeskAnswers = { chosen: [], saved: null, shiftMs: 0, printerTakes: true };

export function readAnswers(path: string): DeskAnswers {
  return JSON.parse(readFileSync(path, 'utf8')) as DeskAnswers;
}

/** In one step: somebody may be reading. */
export function writeAnswers(path: string, answers: DeskAnswers): void {
  writeFileSync(`${path}.new`, JSON.stringify(answers));
  renameSync(`${path}.new`, path);
}

/** The clock of the application; a call that outlives the desk's folder reads what it showed last. */
export function answeredClock(path: string): () => Date {
  let shiftMs = 0;
  return () => {
    if (existsSync(path)) ({ shiftMs } = readAnswers(path));
    return new Date(Date.now() + shiftMs);
  };
}

/** Beside the answers: the first octets of everything that the printer took, a line each. */
export function printedBy(answers: string): string {
  return `${answers}.printed`;
}

/** A printer of the desk: it writes down what it took. */
export function answeringPrinter(answers: string): (path: string) => Promise<boolean> {
  return (path) => {
    if (!readAnswers(answers).printerTakes) return Promise.resolve(false);
    appendFileSync(printedBy(answers), `${readFileSync(path).subarray(0, 5).toString('latin1')}\n`);
    return Promise.resolve(true);
  };
}
