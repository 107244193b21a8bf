/**
 * System calls that fail, for tests: `node:fs` and the statements that begin and end a transaction are counted, and one of them fails,
 * or the process is as good as dead from one of them on. Nothing in src-main knows of it: the test mocks the module (vi.mock).
 */
import type * as Fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { vi } from 'vitest';

/** `fail`: not done, and said so. `lost`: done, and said not to be. `dead`: neither this call nor any later one is done. */
export type Fault = 'fail' | 'lost' | 'dead';

interface Plan {
  readonly at: number;
  readonly fault: Fault;
  /** What the system says. */
  readonly code: string;
}

let plan: Plan | null = null;
let isCounting = false;
const calls: string[] = [];

/** Calls that were made since `count`, in order, e.g. `linkSync`. */
export function counted(): readonly string[] {
  return calls;
}

/** From now on calls are counted; the one with number `at` (from 0) has the fault. */
export function begin(faulty: Plan | null): void {
  calls.length = 0;
  plan = faulty;
  isCounting = true;
}

export function end(): void {
  isCounting = false;
  plan = null;
}

/** What the file system has that changes something. */
const changing = [
  ...['openSync', 'closeSync', 'writeSync', 'fsyncSync', 'ftruncateSync', 'linkSync', 'renameSync'],
  ...['unlinkSync', 'rmSync', 'mkdirSync', 'writeFileSync', 'write'],
] as const;

/** For `vi.mock('node:fs', faultyFs)`. */
export async function faultyFs(original: () => Promise<typeof Fs>): Promise<typeof Fs> {
  const fs = await original();
  const faulty: Record<string, unknown> = { ...fs };
  for (const name of changing) {
    const real = faulty[name] as (...parts: unknown[]) => unknown;
    faulty[name] = (...parts: unknown[]): unknown => {
      if (name !== 'write') return act(name, () => real(...parts), errno);
      const told = parts.at(-1) as (error: unknown) => void;
      try {
        return act(name, () => real(...parts), errno);
      } catch (error) {
        return told(error);
      }
    };
  }
  // What promisify makes of it answers as it does for the real one.
  Object.defineProperty(faulty['write'], promisify.custom, {
    value: (...parts: unknown[]) =>
      new Promise((resolve, reject) => {
        (faulty['write'] as (...all: unknown[]) => void)(
          ...parts,
          (error: Error | null, bytesWritten: number) => (error ? reject(error) : resolve({ bytesWritten })),
        );
      }),
  });
  return { ...faulty, default: faulty } as unknown as typeof Fs;
}

/** Transactions are counted as well. */
export function faultyDatabase(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const real = DatabaseSync.prototype.exec;
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    if (!/^(COMMIT|BEGIN IMMEDIATE)$/.test(sql)) return real.call(this, sql);
    // An answer to COMMIT that is lost is a process that dies then: SQLite itself says what it did.
    const isLost = plan?.fault === 'lost';
    return act(sql, () => real.call(this, sql), isLost ? null : ioError);
  });
}

function act(name: string, real: () => unknown, refusal: ((name: string) => Error) | null): unknown {
  if (!isCounting) return real();
  const number = calls.push(name) - 1;
  if (!plan || number < plan.at || refusal === null) return real();
  if (plan.fault === 'dead') throw refusal(name);
  if (number > plan.at) return real();
  // A handle that cannot be closed in order is closed all the same.
  if (plan.fault === 'lost' || name === 'closeSync') real();
  throw refusal(name);
}

function errno(name: string): Error {
  const code = plan?.code ?? 'EIO';
  return Object.assign(new Error(`${code}: made to fail, ${name}`), { code, syscall: name });
}

/** SQLITE_IOERR. */
function ioError(name: string): Error {
  return Object.assign(new Error(`disk I/O error in ${name}`), { errcode: 10 });
}
