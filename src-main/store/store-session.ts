/**
 * One opening of a store: reads with errors mapped, and writes that are one transaction each, with the high-water mark checked
 * before and raised after (docs/adr/0022: after the commit nothing fails).
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { attempt } from '../platform/publish-file.ts';
import { inTransaction, mapped, onOneState } from './database.ts';
import { raiseMark, readMark } from './journal-mark.ts';
import type { JournalHead } from './journal-row.ts';
import { journalHead } from './journal.ts';
import type { JournalCheck } from './journal-verify.ts';
import { RegisterWatch } from './register-watch.ts';
import type { UseContext } from './uses.ts';

export interface SessionOptions {
  readonly now: () => Date;
  readonly device: string;
  readonly isProcessAlive: (pid: number) => boolean;
}

/** Openings of this process that have not been closed. Two of them may be at work at once. */
const openSessions = new Set<string>();

/** One open database with the mark beside it; each write is one transaction. Errors: `store-missing`, `journal-rolled-back`. */
export class StoreSession {
  readonly homeDirectory: string;
  readonly store: string;
  readonly #database: DatabaseSync;
  readonly #options: SessionOptions;
  readonly #watch: RegisterWatch;
  #id: string = randomUUID();

  /** `store` is the identifier that the database carries. */
  constructor(homeDirectory: string, database: DatabaseSync, store: string, options: SessionOptions) {
    this.homeDirectory = homeDirectory;
    this.store = store;
    this.#database = database;
    this.#options = options;
    this.#watch = new RegisterWatch(homeDirectory, store);
    openSessions.add(this.#id);
  }

  /** Under a new name: what was begun under the old one is nobody's work any more. */
  renew(): void {
    openSessions.delete(this.#id);
    this.#id = randomUUID();
    openSessions.add(this.#id);
  }

  close(): void {
    openSessions.delete(this.#id);
    this.#database.close();
  }

  read<T>(work: (database: DatabaseSync) => T): T {
    return mapped(() => work(this.#database));
  }

  write<T>(work: (context: UseContext) => T): T {
    const { now, device } = this.#options;
    const [database, store] = [this.#database, this.store];
    const holder = `${process.pid}/${this.#id}`;
    const result = inTransaction(database, () => {
      this.#watch.look(database);
      this.#requireMark();
      // One that could not be raised after the last commit is raised before anything else is written.
      raiseMark(this.homeDirectory, this.head());
      return work({ database, store, time: now(), holder, device });
    });
    // Committed is done: a mark that cannot be raised now is weaker for a moment, and no failure of what is on record.
    attempt(() => raiseMark(this.homeDirectory, this.head()));
    this.#watch.keep(database);
    return result;
  }

  /** The register as whoever signs wants it (register-watch.ts). */
  checkRegister(): JournalCheck {
    return this.read((database) => onOneState(database, () => this.#watch.check(database)));
  }

  head(): JournalHead {
    return this.read((database) => journalHead(database, this.store));
  }

  mark(): JournalHead | null {
    return readMark(this.homeDirectory);
  }

  /** Whether the opening that spent a use may still be at work: in this process by name, in others by their process. */
  isHeld(holder: string): boolean {
    const [pid = '', session = ''] = holder.split('/');
    if (Number(pid) === process.pid) return openSessions.has(session);
    return this.#options.isProcessAlive(Number(pid));
  }

  /** The row that the mark names must still be there. Without a mark only an empty journal is believed. */
  #requireMark(): void {
    const mark = this.mark();
    const head = this.head();
    if (mark === null && head.seq === 0) return;
    if (mark?.store === this.store) {
      if (mark.seq === 0) return;
      const row = this.#database.prepare('SELECT sm3 FROM journal WHERE seq = ?').get(mark.seq);
      if (row?.['sm3'] === mark.sm3) return;
    }
    throw new BianyinError('journal-rolled-back', { seq: mark?.seq ?? head.seq });
  }
}

/** A store keeps one random identifier, so that rows of one cannot stand in another. */
export function storeIdentifier(database: DatabaseSync, readOnly: boolean): string {
  const select = "SELECT value FROM settings WHERE key = 'store-id'";
  const known = (): string | undefined => {
    const value = database.prepare(select).get()?.['value'];
    return typeof value === 'string' ? value : undefined;
  };
  const found = mapped(known);
  if (found !== undefined) return found;
  if (readOnly) throw new BianyinError('store-missing');
  return inTransaction(database, () => {
    const inserted = "INSERT INTO settings (key, value) VALUES ('store-id', ?) ON CONFLICT DO NOTHING";
    database.prepare(inserted).run(randomUUID());
    return known() ?? '';
  });
}
