/**
 * One at a time among all processes of a home, for work that reads, asks and writes files (fetching lists and status). The lock is
 * SQLite's on a file of its own: the system takes it back from a process that dies.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { failedWith } from '../domain/errors/failed-with.ts';
import { mapped } from './database.ts';

const lockFile = 'sync.lock';
/** How long somebody waits for the others, ms, and how often it asks. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 40;

/** Work of this process, by home: SQLite's lock does not tell two tasks of one process that they can wait for each other. */
const queues = new Map<string, Promise<unknown>>();

/** Does the work when nobody else of this home does. Errors: those of the work; `store-busy`, `store-*`. */
export function aloneInHome<T>(home: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(home) ?? Promise.resolve()).then(() => locked(home, work));
  queues.set(
    home,
    turn.catch(() => undefined),
  );
  return turn;
}

async function locked<T>(home: string, work: () => Promise<T>): Promise<T> {
  const database = mapped(() => new DatabaseSync(join(home, lockFile), { timeout: 0 }));
  try {
    await acquire(database);
    return await work();
  } finally {
    // Closing gives the lock back.
    database.close();
  }
}

async function acquire(database: DatabaseSync): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      mapped(() => database.exec('BEGIN EXCLUSIVE'));
      return;
    } catch (error) {
      const isBusy = failedWith(error, 'store-busy');
      if (!isBusy || waited >= PATIENCE_MS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
