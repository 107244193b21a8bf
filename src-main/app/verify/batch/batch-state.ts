/**
 * How far a batch has come, in a file that survives a kill: one line for each finished file, appended at once. A result is taken
 * over only while the file (place, size, time and SM3), the engine, the trust and the day are the same, and only when this machine
 * wrote the line (batch-key.ts); else it is verified again.
 */
import {
  appendFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { toHex, utf8Encode } from '../../../crypto/bytes.ts';
import { hmacSm3 } from '../../../crypto/hmac-sm3.ts';
import { sm3, sm3Stream } from '../../../crypto/sm3.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { displayName } from '../../../platform/display-name.ts';
import { openFileSource } from '../../../platform/file-byte-source.ts';
import type { FileResult } from '../../../report/result-table.ts';
import { isProcessAlive } from '../../../platform/process-alive.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const line = z.strictObject({
  /** SM3 of the path: the state tells nobody where files lie. */
  file: z.string(),
  size: z.number(),
  mtime: z.number(),
  /** SM3 of everything else that a verdict hangs on: engine, trust, the time asked for. */
  basis: z.string(),
  /** HMAC-SM3 of the line without it. */
  mac: z.string(),
  result: z.strictObject({
    name: z.string(),
    level: z.enum(['PASS', 'UNSURE', 'FAIL', 'NONE', 'UNREADABLE']),
    codes: z.array(z.string()),
    sentence: text,
    nextStep: text,
    sm3: z.string(),
    size: z.number(),
    seals: z.array(z.string()),
    signers: z.array(z.string()),
    signedAt: z.array(z.string()),
    verifiedAt: z.string(),
    statusAsOf: z.string().nullable(),
    engine: z.string(),
    sandbox: z.literal(true).optional(),
  }),
});
const body = line.omit({ mac: true });
type Line = z.infer<typeof line>;

/** Beside the file itself: what its verdict hangs on, and the key of this machine. */
export interface BatchTerms {
  readonly basis: string;
  readonly key: Uint8Array;
}

export interface BatchState {
  /** The result of this very file, or null when it must be verified. */
  known(path: string, now: Date): Promise<FileResult | null>;
  keep(path: string, result: FileResult): void;
  close(): void;
}

const heading = '{"schema":"bianyin.batch-state/2"}';
/** Older results are not taken over: revocation lists and seal status go out of date by themselves. */
const DAY_MS = 24 * 3_600_000;
const CHUNK = 4 * 1024 * 1024;

/** Errors: `batch-state-damaged`, `batch-state-busy`, `output-not-writable`. */
export function openBatchState(path: string, { basis, key }: BatchTerms): BatchState {
  takeLock(path);
  try {
    const lines = readState(path, key);
    return {
      known: async (file, now) => takenOver(lines.get(fileKey(file)), file, basis, now),
      keep(file, result) {
        // Without a digest it was not read to its end, and is to be tried again.
        const status = result.sm3 === '' ? undefined : statSync(file, { throwIfNoEntry: false });
        if (!status) return;
        const kept = { file: fileKey(file), size: status.size, mtime: status.mtimeMs, basis, result };
        appendFileSync(path, `${JSON.stringify({ ...kept, mac: macOf(kept, key) })}\n`);
      },
      close: () => rmSync(lockOf(path), { force: true }),
    };
  } catch (error) {
    rmSync(lockOf(path), { force: true });
    throw error;
  }
}

/** What verdicts hang on besides the file. */
export function batchBasis(
  engine: string,
  trust: unknown,
  at: Date | undefined,
  register: string | undefined,
): string {
  return textSm3(JSON.stringify([engine, trust, at?.toISOString() ?? null, register ?? null]));
}

async function takenOver(
  kept: Line | undefined,
  file: string,
  basis: string,
  now: Date,
): Promise<FileResult | null> {
  const status = statSync(file, { throwIfNoEntry: false });
  if (!kept || !status || kept.basis !== basis) return null;
  if (kept.size !== status.size || kept.mtime !== status.mtimeMs) return null;
  const age = now.getTime() - Date.parse(kept.result.verifiedAt);
  if (!(age >= 0 && age < DAY_MS)) return null;
  // Size and time can be set by anybody.
  return (await fileSm3(file)) === kept.result.sm3 ? kept.result : null;
}

async function fileSm3(path: string): Promise<string> {
  try {
    const source = openFileSource(path);
    try {
      const stream = sm3Stream();
      for (let at = 0; at < source.size; at += CHUNK) {
        stream.update(source.read(at, Math.min(CHUNK, source.size - at)));
        await setImmediate();
      }
      return toHex(stream.digest());
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return '';
    throw error;
  }
}

/** The last line of a killed process may be half a line; every other one must be ours. */
function readState(path: string, key: Uint8Array): Map<string, Line> {
  if (!existsSync(path)) {
    writeState(path, `${heading}\n`);
    return new Map();
  }
  const content = readFile(path);
  const whole = content.slice(0, content.lastIndexOf('\n') + 1);
  const [first, ...rest] = whole.split('\n').slice(0, -1);
  try {
    if (first !== heading) throw new TypeError('heading');
    const lines = rest.map((each) => line.parse(JSON.parse(each)));
    if (whole !== content) writeState(path, whole, true);
    // What somebody else wrote is no damage: it is verified again.
    const own = lines.filter(({ mac, ...kept }) => mac === macOf(kept, key));
    return new Map(own.map((each) => [each.file, each]));
  } catch (cause) {
    throw new BianyinError('batch-state-damaged', { file: displayName(path) }, { cause });
  }
}

/** A folder, a device or a pipe is no state; reading the last two might never end. */
function readFile(path: string): string {
  try {
    if (statSync(path).isFile()) return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BianyinError('batch-state-damaged', { file: displayName(path) }, { cause });
  }
  throw new BianyinError('batch-state-damaged', { file: displayName(path) });
}

function writeState(path: string, content: string, replace = false): void {
  try {
    writeFileSync(path, content, { mode: 0o600, flag: replace ? 'w' : 'wx' });
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(path) }, { cause });
  }
}

const lockOf = (path: string): string => `${path}.lock`;

/**
 * One process at a time. The lock is linked, so that it is never there without its holder's number. That of a killed process is
 * moved away first, and only who has moved that very one goes on: of two that come at once, the second must not move the first's.
 */
function takeLock(path: string): void {
  const lock = lockOf(path);
  const busy = (): BianyinError => new BianyinError('batch-state-busy', { file: displayName(path) });
  const own = `${lock}.${process.pid}`;
  try {
    writeFileSync(own, String(process.pid), { mode: 0o600 });
    if (!isLinked(own, lock)) {
      const moved = `${own}.old`;
      if (isProcessAlive(holderOf(lock)) || !isMoved(lock, moved)) throw busy();
      const isTheirs = isProcessAlive(holderOf(moved));
      if (isTheirs) isLinked(moved, lock);
      rmSync(moved, { force: true });
      if (isTheirs || !isLinked(own, lock)) throw busy();
    }
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('output-not-writable', { file: displayName(path) }, { cause });
  } finally {
    rmSync(own, { force: true });
  }
}

/** False: somebody else has it. */
function isLinked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** False: it is gone already, and whoever took it has it. */
function isMoved(lock: string, moved: string): boolean {
  try {
    renameSync(lock, moved);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function fileKey(path: string): string {
  return textSm3(path);
}

function macOf(kept: unknown, key: Uint8Array): string {
  // Read by the schema both ways, so that the order of keys is the same.
  return toHex(hmacSm3(key, utf8Encode(JSON.stringify(body.parse(kept)))));
}

function textSm3(value: string): string {
  return toHex(sm3(utf8Encode(value)));
}
