/**
 * The database file: opened, brought to the newest schema, and written in whole transactions only. WAL lets one process read
 * while another writes; `synchronous = FULL` makes a commit durable before it returns, which write-ahead of uses relies on.
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { migration0001 } from './migrations/0001-begin.ts';
import { migration0002 } from './migrations/0002-signed-files.ts';
import { migration0003 } from './migrations/0003-lists.ts';
import { migration0004 } from './migrations/0004-indexes.ts';
import { rebuildIndex } from './register-index.ts';
import { storeError } from './store-error.ts';

/** The database of a home. */
export const databaseFile = 'bianyin.db';

type Migration = string | ((database: DatabaseSync) => void);

/** In order; `PRAGMA user_version` is how many have run. */
const migrations: readonly Migration[] = Object.freeze([
  migration0001,
  migration0002,
  migration0003,
  (database) => {
    database.exec(migration0004);
    rebuildIndex(database);
  },
]);
/** How long to wait for another process, milliseconds. */
const busyTimeout = 5000;

/**
 * Opens the file and migrates it; `schema` is for files of another kind than the store of a home.
 * Errors: `store-missing` (read-only and not there), `store-newer`, `store-*`.
 */
export function openDatabase(path: string, readOnly: boolean, schema = migrations): DatabaseSync {
  if (readOnly && !existsSync(path)) throw new BianyinError('store-missing');
  return mapped(() => {
    // Created first, so that it and SQLite's files beside it are readable by the owner only.
    if (!readOnly) makeFile(path);
    const database = readOnly ? openForReading(path) : new DatabaseSync(path, options);
    try {
      prepareDatabase(database, readOnly, schema);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

const options = { timeout: busyTimeout, enableForeignKeyConstraints: true } as const;

/**
 * WAL keeps an index in a file beside the database, which a folder that takes nothing (a read-only mount, a backup) may lack. Then the
 * database is read as it lies, which nobody can change there; with what a killed process left in its log, a copy of both.
 */
function openForReading(path: string): DatabaseSync {
  try {
    return probed(new DatabaseSync(path, { ...options, readOnly: true }));
  } catch (error) {
    const refused: readonly ErrorCode[] = ['store-read-only', 'store-not-writable'];
    const known = storeError(error);
    if (!(known instanceof BianyinError) || !refused.includes(known.code)) throw error;
  }
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log && log.size > 0) return openCopy(path);
  const asItLies = pathToFileURL(path);
  asItLies.search = '?immutable=1';
  return probed(new DatabaseSync(asItLies, { ...options, readOnly: true }));
}

/** The copy is of this opening only: its names go away at once where the system allows it. */
function openCopy(path: string): DatabaseSync {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-read-'));
  try {
    for (const part of ['', '-wal']) copyFileSync(`${path}${part}`, join(folder, `store.db${part}`));
    for (const part of ['', '-wal']) chmodSync(join(folder, `store.db${part}`), 0o600);
    return probed(new DatabaseSync(join(folder, 'store.db'), { ...options, readOnly: true }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of any database at one moment, whoever writes meanwhile (SQLite's VACUUM INTO). `target` is not there yet. Errors: `store-*`. */
export function copyDatabase(path: string, target: string): void {
  if (!existsSync(path)) throw new BianyinError('store-missing');
  mapped(() => {
    const database = openForReading(path);
    try {
      database.prepare('VACUUM INTO ?').run(target);
    } finally {
      database.close();
    }
  });
}

/** SQLite opens nothing before the first question. */
function probed(database: DatabaseSync): DatabaseSync {
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Errors: `store-read-only`, `store-disk-full`, `store-not-writable`. */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (cause) {
    throw new BianyinError(
      fileErrors[(cause as NodeJS.ErrnoException).code ?? ''] ?? 'store-not-writable',
      {},
      { cause },
    );
  }
}

/** What the system says, before SQLite can. */
const fileErrors: Readonly<Record<string, ErrorCode>> = Object.freeze({
  EACCES: 'store-read-only',
  EPERM: 'store-read-only',
  EROFS: 'store-read-only',
  ENOSPC: 'store-disk-full',
  EDQUOT: 'store-disk-full',
});

function prepareDatabase(database: DatabaseSync, readOnly: boolean, schema: readonly Migration[]): void {
  database.enableDefensive(true);
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;');
  if (!readOnly) {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    if (schemaVersion(database) < schema.length) inTransaction(database, () => migrate(database, schema));
  }
  const version = schemaVersion(database);
  if (version > schema.length) throw new BianyinError('store-newer');
  if (version < schema.length) throw new BianyinError('store-missing');
}

function migrate(database: DatabaseSync, schema: readonly Migration[]): void {
  for (let version = schemaVersion(database); version < schema.length; version += 1) {
    const step = schema[version] ?? '';
    if (typeof step === 'string') database.exec(step);
    else step(database);
    database.exec(`PRAGMA user_version = ${version + 1}`);
  }
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** Runs all of `work` or nothing of it, alone among writers. Errors: `store-*`, and whatever `work` throws. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  return mapped(() => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

/** Runs several reads on one state of the database, whoever writes meanwhile. Inside a transaction that is its state. */
export function onOneState<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** Runs a read with errors mapped. */
export function mapped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}
