/** SQLite's result codes, mapped once to ours (https://www.sqlite.org/rescode.html). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';

/** Primary result code → our code. */
const codes: Readonly<Record<number, ErrorCode>> = Object.freeze({
  5: 'store-busy',
  6: 'store-busy',
  8: 'store-read-only',
  10: 'store-not-writable',
  11: 'store-damaged',
  13: 'store-disk-full',
  14: 'store-not-writable',
  26: 'store-damaged',
});

/** SQLITE_CONSTRAINT_TRIGGER: a RAISE of ours. */
const constraintTrigger = 1811;
/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. */
const constraintUnique = [2067, 1555];

/** The error to throw for whatever a database call threw; our own errors pass through. */
export function storeError(cause: unknown): unknown {
  const errcode = sqliteCode(cause);
  if (errcode === undefined) return cause;
  if (errcode === constraintTrigger) return new BianyinError('store-append-only', {}, { cause });
  if (constraintUnique.includes(errcode))
    return new BianyinError('store-duplicate', { what: 'key' }, { cause });
  const code = codes[errcode & 0xff];
  return code ? new BianyinError(code, {}, { cause }) : cause;
}

function sqliteCode(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('errcode' in cause)) return undefined;
  return typeof cause.errcode === 'number' ? cause.errcode : undefined;
}
