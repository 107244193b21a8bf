/** What the terminal program prints: sentences for people, or one JSON value with `--json`; errors as code and sentence. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sentenceFor, type Language } from '../domain/errors/sentence.ts';
import { commandHint } from './command-hints.ts';
import { say, sayData, sayJson, warn } from './terminal.ts';

export interface OutputOptions {
  readonly json?: boolean;
  readonly lang?: Language;
}

/** Prints a result: `value` as JSON, or the lines, or a table for programs. */
export function printResult(
  options: OutputOptions,
  value: unknown,
  lines: readonly string[],
  data?: string,
): void {
  if (options.json === true) sayJson(value, 2);
  else if (data !== undefined) sayData(data);
  else say(lines.flatMap((line) => line.split('\n')));
}

/** Prints an error and returns the exit code: 2, the code for everything that is no verdict. */
export function printError(options: OutputOptions, error: unknown): number {
  const known = error instanceof BianyinError ? error : new BianyinError('internal', { diagnostic: 'cli' });
  if (!(error instanceof BianyinError))
    for (const line of (error instanceof Error ? (error.stack ?? error.name) : 'unknown').split('\n'))
      warn(line);
  const message = sentenceFor(known, options.lang ?? 'zh');
  if (options.json === true) {
    sayJson({ ok: false, error: { code: known.code, detail: known.detail, message } }, 2);
  }
  warn(`${message} [${known.code}]`);
  const hint = commandHint(known.code, options.lang ?? 'zh');
  if (hint !== null) warn(hint);
  return 2;
}

/** A table with columns as wide as their widest cell; CJK characters count two columns. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, columnsOf(cell))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - columnsOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  // East Asian wide ranges as far as our own texts use them: CJK, kana, full-width forms, supplementary ideographs.
  return [...text].reduce(
    (sum, c) => sum + (/[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦\u{20000}-\u{3fffd}]/u.test(c) ? 2 : 1),
    0,
  );
}
