/**
 * The only way to the terminal. Names of files, people and companies come from others: an escape sequence in one would colour, move,
 * hide or answer (docs/attacks.md P27), so characters that are not seen are spelled out; tables and words of ours have none.
 */
import { unseenSpelled } from '../domain/unseen-characters.ts';

/** One line or more for people, on standard output. */
export function say(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${unseenSpelled(line)}\n`).join(''));
}

/** The same on standard error. */
export function warn(line: string): void {
  process.stderr.write(`${unseenSpelled(line)}\n`);
}

/** A question whose answer is typed behind it. */
export function ask(question: string): void {
  process.stderr.write(unseenSpelled(question));
}

/** A line that the next one takes the place of; `isLast` ends it. */
export function replaceLine(line: string, isLast: boolean): void {
  process.stderr.write(`\r\u001b[K${unseenSpelled(line)}${isLast ? '\n' : ''}`);
}

/** A value for programs. JSON leaves C1 controls and directions as they are; spelled as JSON spells them they are the same value. */
export function sayJson(value: unknown, indent?: number): void {
  const text = JSON.stringify(value, null, indent);
  process.stdout.write(`${text.split('\n').map(unseenSpelled).join('\n')}\n`);
}

/** A table for programs: as it is when it goes to a file or a program, and spelled like everything else on a screen. */
export function sayData(text: string): void {
  if (process.stdout.isTTY) say(text.replace(/^\ufeff/, '').split(/\r?\n/));
  else process.stdout.write(`${text}\n`);
}
