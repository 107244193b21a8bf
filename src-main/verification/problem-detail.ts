/** What a report says of an error: its name and, where a reader told it, what is wrong and at which octet; never its text. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { CheckInputs } from './report.ts';

/** The text of an error may hold a path or the words of a file; its name and the fixed words of a reader do not. */
export function problemDetail(error: unknown): CheckInputs {
  const reason = nameOf(error);
  if (!(error instanceof BianyinError)) return { reason };
  const { what, at } = error.detail;
  return { reason, ...(what === undefined ? {} : { what }), ...(at === undefined ? {} : { at }) };
}

function nameOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
