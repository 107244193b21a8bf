/**
 * The clerk's log: what was verified at a counter, when, by which program and trust data. Append-only and hash-chained by SM3 as
 * the register is. It keeps digest, verdict and codes; no document, no path, and a file name only where the counter wants it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson, parseCanonicalJson } from '../approval/canonical-json.ts';
import { textSm3 } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText } from '../domain/instant.ts';
import { inTransaction, mapped, openDatabase } from './database.ts';
import { raiseMark, readMark } from './journal-mark.ts';
import type { JournalHead } from './journal-row.ts';
import { counterMigration0001 } from './migrations/counter-0001.ts';
import { readSetting, writeSetting } from './settings.ts';
import { storeIdentifier } from './store-session.ts';

/** What is known of one verification. */
export interface CounterEntry {
  /** Hex SM3 of the file; empty when it could not be read to its end. */
  readonly fileSm3: string;
  readonly level: string;
  readonly codes: readonly string[];
  readonly engine: string;
  /** Version of the trust data; empty without a numbered one. */
  readonly trust: string;
  /** ISO 8601; empty when no status was known. */
  readonly statusAsOf: string;
  /** Empty unless the counter keeps names. */
  readonly fileName: string;
}

export interface CounterRow extends CounterEntry {
  readonly v: 1;
  readonly store: string;
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly prevSm3: string;
}

type CounterCheck =
  { readonly ok: true; readonly head: JournalHead } | { readonly ok: false; readonly seq: number };

export interface CounterLog {
  /** Appends; returns the number of the row. Errors: `counter-log-broken` when rows have gone missing, `store-*`. */
  append(entry: CounterEntry, time: Date): number;
  /** In order; the newest `limit` rows, or all. Errors: `counter-log-broken`. */
  rows(limit?: number): readonly (CounterRow & { readonly sm3: string })[];
  count(): number;
  verify(): CounterCheck;
  setting(key: string): string | null;
  setSetting(key: string, value: string): void;
  close(): void;
}

const databaseFile = 'counter.db';
const schema = Object.freeze([counterMigration0001]);

/** Opens the log in its folder, which is made (0700) when it is not there. Errors: `store-*`, `counter-log-broken`. */
export function openCounterLog(folder: string): CounterLog {
  const path = join(folder, databaseFile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mark = markOf(folder);
  if (mark && mark.seq > 0 && !existsSync(path)) throw new BianyinError('counter-log-broken', { seq: 1 });
  const database = openDatabase(path, false, schema);
  try {
    const store = storeIdentifier(database, false);
    return {
      append: (entry, time) => append(database, folder, store, entry, time),
      rows: (limit) => mapped(() => readRows(database, limit)),
      count: () => mapped(() => headOf(database, store).seq),
      verify: () => mapped(() => verify(database, folder, store)),
      setting: (key) => mapped(() => readSetting(database, key)),
      setSetting: (key, value) => inTransaction(database, () => writeSetting(database, key, value)),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function append(
  database: DatabaseSync,
  folder: string,
  store: string,
  entry: CounterEntry,
  time: Date,
): number {
  const head = inTransaction(database, () => {
    const last = headOf(database, store);
    requireMark(database, folder, last);
    const row: CounterRow = {
      v: 1,
      store,
      seq: last.seq + 1,
      time: instantText(time),
      prevSm3: last.sm3,
      ...entry,
    };
    const content = canonicalJson(row);
    const sm3 = textSm3(content);
    database.prepare('INSERT INTO log (seq, content, sm3) VALUES (?, ?, ?)').run(row.seq, content, sm3);
    return { store, seq: row.seq, sm3 };
  });
  raiseMark(folder, head);
  return head.seq;
}

function headOf(database: DatabaseSync, store: string): JournalHead {
  const last = database.prepare('SELECT seq, sm3 FROM log ORDER BY seq DESC LIMIT 1').get();
  return last ? { store, seq: Number(last['seq']), sm3: String(last['sm3']) } : emptyHead(store);
}

/** What the first row holds on to. */
function emptyHead(store: string): JournalHead {
  return { store, seq: 0, sm3: textSm3(`bianyin.counter-log/1 ${store}`) };
}

/** The row that the high-water mark names must be there: a log that was put back to an older state does not grow on. */
function requireMark(database: DatabaseSync, folder: string, head: JournalHead): void {
  const mark = markOf(folder);
  if (!mark && head.seq === 0) return;
  if (mark && mark.store === head.store) {
    const row = database.prepare('SELECT sm3 FROM log WHERE seq = ?').get(mark.seq);
    if (row?.['sm3'] === mark.sm3) return;
  }
  throw new BianyinError('counter-log-broken', { seq: Math.min(mark?.seq ?? 1, head.seq + 1) });
}

function markOf(folder: string): JournalHead | null {
  try {
    return readMark(folder);
  } catch (cause) {
    throw new BianyinError('counter-log-broken', { seq: '?' }, { cause });
  }
}

function readRows(database: DatabaseSync, limit = -1): (CounterRow & { readonly sm3: string })[] {
  const newest = 'SELECT seq, content, sm3 FROM log ORDER BY seq DESC LIMIT ?';
  return database
    .prepare(newest)
    .all(limit)
    .reverse()
    .map((row) => {
      const decoded = decode(String(row['content']), String(row['sm3']));
      if (!decoded) throw new BianyinError('counter-log-broken', { seq: Number(row['seq']) });
      return { ...decoded, sm3: String(row['sm3']) };
    });
}

function decode(content: string, sm3: string): CounterRow | null {
  if (textSm3(content) !== sm3) return null;
  try {
    return parseCanonicalJson(content) as unknown as CounterRow;
  } catch {
    return null;
  }
}

function verify(database: DatabaseSync, folder: string, store: string): CounterCheck {
  const mark = markOf(folder);
  let head = emptyHead(store);
  let marked = mark === null;
  for (const stored of database.prepare('SELECT seq, content, sm3 FROM log ORDER BY seq').iterate()) {
    const row = decode(String(stored['content']), String(stored['sm3']));
    const fits = row?.seq === head.seq + 1 && row.store === store && row.prevSm3 === head.sm3;
    if (!fits || Number(stored['seq']) !== row.seq) return { ok: false, seq: head.seq + 1 };
    head = { store, seq: row.seq, sm3: String(stored['sm3']) };
    marked ||= mark !== null && mark.seq === head.seq && mark.sm3 === head.sm3;
  }
  // Rows without a mark, or a mark without its row: something was taken away.
  if (!marked || (mark === null && head.seq > 0))
    return { ok: false, seq: Math.min(mark?.seq ?? 1, head.seq + 1) };
  return { ok: true, head };
}
