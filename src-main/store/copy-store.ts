/** The store of a home as a file of its own, as it was at one moment, for a backup (docs/adr/0041). */
import { join } from 'node:path';
import { orElse } from '../domain/errors/or-else.ts';
import { copyDatabase, openDatabase } from './database.ts';
import type { JournalHead } from './journal-row.ts';
import { journalHead } from './journal.ts';
import { verifyJournal } from './journal-verify.ts';
import { storeIdentifier } from './store-session.ts';
import { databaseFile } from './database.ts';

export interface CopiedStore {
  readonly head: JournalHead;
  /** The chain holds as far as the copy goes, and behind the mark that was read before. */
  readonly sound: boolean;
}

/** Copies it to `target`, which is not there yet. `mark`: read before, so that it is never ahead. Errors: `store-*`. */
export function copyStore(homeDirectory: string, target: string, mark: JournalHead | null): CopiedStore {
  copyDatabase(join(homeDirectory, databaseFile), target);
  const database = openDatabase(target, true);
  try {
    const store = storeIdentifier(database, true);
    const head = journalHead(database, store);
    return { head, sound: orElse(() => verifyJournal(database, store, mark).ok, false) };
  } finally {
    database.close();
  }
}
