/** What `qpdf --check` says about a file, so that the sealed file can be held against the original. */
import { spawnSync } from 'node:child_process';

export interface QpdfFindings {
  /** 0 clean, 3 warnings, 2 errors; -1 when qpdf itself did not come to an end. */
  readonly status: number;
  /** Warnings and errors, without the name of the file. */
  readonly messages: readonly string[];
}

const LIMIT_MS = 30_000;

/** Runs qpdf over one file. Errors: when there is no qpdf. */
export function qpdfFindings(file: string): QpdfFindings {
  const child = spawnSync('qpdf', ['--check', '--', file], {
    encoding: 'latin1',
    timeout: LIMIT_MS,
    maxBuffer: 1 << 26,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (child.error && 'code' in child.error && child.error.code === 'ENOENT') throw child.error;
  const messages = child.stderr.split('\n').filter((line) => line.trim() !== '' && !isSummary(line));
  return { status: child.status ?? -1, messages: messages.map((line) => line.replaceAll(file, 'FILE')) };
}

/** A line that only counts what stands elsewhere. */
function isSummary(line: string): boolean {
  return line.startsWith('qpdf: operation succeeded with warnings');
}

/**
 * Findings of the second look that the first one did not have; each counts as often as it stands there. What qpdf says of an
 * object is the same finding when the object is written again elsewhere in the file, as a page with a seal is.
 */
export function newFindings(before: QpdfFindings, after: QpdfFindings): string[] {
  const known = new Map<string, number>();
  for (const message of before.messages)
    known.set(findingIn(message), (known.get(findingIn(message)) ?? 0) + 1);
  return after.messages.filter((message) => {
    const left = known.get(findingIn(message)) ?? 0;
    known.set(findingIn(message), left - 1);
    return left <= 0;
  });
}

/** A message about an object without the place of the object. */
function findingIn(message: string): string {
  return message.replace(/(\bobject \d+ \d+),? (?:at )?offset \d+/, '$1');
}
