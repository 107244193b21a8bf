/**
 * What the terminal program and the window under plain Node are not started with: variables and options that put somebody else's code
 * into the process that reads the PIN, or open it for a debugger. It is a guard against accidents and traps that were laid for another
 * program: code that runs already can hide itself (SECURITY.md). Electron has a stricter one (host-electron/refused-start.ts).
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

const refusedVariables = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_REPL_EXTERNAL_MODULE',
  'NODE_REPL_HISTORY',
  'NODE_DEBUG',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
  'LD_PRELOAD',
  'LD_AUDIT',
  'DYLD_INSERT_LIBRARIES',
] as const;

/** Options of Node that change nothing but what it says, or take something away. */
const allowed = /^--(disable-warning=\w+|no-warnings|disable-sigusr1|max-old-space-size=\d+)$/;

export interface NodeStart {
  /** As `process.execArgv`. */
  readonly execArgv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The option or variable that this start is refused for, or null. */
export function refusedNodeStart({ execArgv, environment }: NodeStart): string | null {
  const option = execArgv.find((each) => !allowed.test(each));
  if (option !== undefined) return option.split('=')[0] ?? option;
  return refusedVariables.find((name) => (environment[name] ?? '') !== '') ?? null;
}

/** For the entry of a program, before anything else. Errors: `start-refused`. */
export function requireGuardedStart(): void {
  // Node opens a debugger for this signal where nobody else listens.
  process.on('SIGUSR1', () => undefined);
  const what = refusedNodeStart({ execArgv: process.execArgv, environment: process.env });
  if (what !== null) throw new BianyinError('start-refused', { what });
}
