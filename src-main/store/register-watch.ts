/**
 * What one opening of the store has itself verified of the register, for as long as nobody else has touched it (docs/adr/0048). Another
 * program that writes by SQLite is told by `data_version`, one that writes octets by what the file system says of the files.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { databaseFile } from './database.ts';
import { readMark } from './journal-mark.ts';
import type { JournalHead } from './journal-row.ts';
import { verifyGrowth, verifyJournal, type JournalCheck } from './journal-verify.ts';

/** Checks from the last verified row on, one after the other, before the whole is looked at again all the same. */
const MOST_GROWTHS = 250;

/** `version`: changes with each commit of another connection, and with none of ours. */
interface Touched {
  readonly version: string;
  readonly files: string;
}

interface Verified {
  readonly head: JournalHead;
  readonly touched: Touched;
  readonly growths: number;
}

export class RegisterWatch {
  readonly #home: string;
  readonly #store: string;
  #verified: Verified | null = null;

  constructor(home: string, store: string) {
    this.#home = home;
    this.#store = store;
  }

  /** Rows that this opening has verified are not verified again while it is sure that they are the same. Errors: `store-*`. */
  check(database: DatabaseSync): JournalCheck {
    const mark = readMark(this.#home);
    this.look(database);
    const before = this.#verified;
    if (before && before.growths < MOST_GROWTHS) {
      const check = verifyGrowth(database, before.head, mark);
      if (check.ok) this.#verified = { ...before, head: check.head, growths: before.growths + 1 };
      if (check.ok) return check;
    }
    this.#verified = null;
    // Taken before the rows are read: what comes in between is noticed by the next look.
    const touched = this.#touched(database);
    const check = verifyJournal(database, this.#store, mark);
    if (check.ok) this.#verified = { head: check.head, touched, growths: 0 };
    return check;
  }

  /** Before each write of this opening, which is itself a touch: what others have done until then is noticed here. */
  look(database: DatabaseSync): void {
    if (!this.#verified) return;
    const { touched } = this.#verified;
    const now = this.#touched(database);
    if (now.version !== touched.version || now.files !== touched.files) this.#verified = null;
  }

  /** After each write of this opening, which changes the files; a commit of somebody else behind it is not ours to keep. */
  keep(database: DatabaseSync): void {
    if (!this.#verified) return;
    const touched = this.#touched(database);
    const isAlone = touched.version === this.#verified.touched.version;
    this.#verified = isAlone ? { ...this.#verified, touched } : null;
  }

  /** The version first: what is written between the two is told by the version of the next look. */
  #touched(database: DatabaseSync): Touched {
    const version = String(database.prepare('PRAGMA data_version').get()?.['data_version']);
    const files = [databaseFile, `${databaseFile}-wal`].map((name) => {
      const found = statSync(join(this.#home, name), { bigint: true, throwIfNoEntry: false });
      return found ? [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ') : '-';
    });
    return { version, files: files.join(' | ') };
  }
}
