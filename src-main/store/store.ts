/**
 * The store of one home: policies, requests, decisions, uses and the journal, in SQLite. Every write is one transaction that
 * also appends to the journal; before it, the high-water mark is checked, after it, raised. Errors are `store-*`, `journal-*`
 * and those of the statements.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Permit } from '../approval/permit.ts';
import type { SignedRequest } from '../approval/request.ts';
import type { Signed } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { inTransaction, mapped, openDatabase } from './database.ts';
import { raiseMark, readMark } from './journal-mark.ts';
import type { JournalHead, JournalRow, PlainEvent, RegisterEntry } from './journal-row.ts';
import { verifyJournal, type JournalCheck } from './journal-verify.ts';
import { appendRow, journalHead, latestTime, readRows, type JournalFilter } from './journal.ts';
import {
  insertCancellation,
  insertDecision,
  insertPolicy,
  insertRequest,
  nextRequestId,
  readPolicies,
  readRequest,
  readRequestIds,
  type StoredRequest,
} from './statements.ts';
import {
  endUse,
  interruptLost,
  spend,
  type SpendFacts,
  type SpentUse,
  type UseContext,
  type UseEnd,
} from './uses.ts';
import { openUses, type OpenUse } from './use-rows.ts';

export interface StoreOptions {
  /** Nothing is created, migrated or written. Default false. */
  readonly readOnly?: boolean;
  /** The clock of journal rows. Default: the machine's. */
  readonly now?: () => Date;
  /** Name of this machine for the register. */
  readonly device?: string;
  /** Whether a process of this machine still runs. Default: asks the system. */
  readonly isProcessAlive?: (pid: number) => boolean;
}

/** `admit` runs inside the transaction on the facts of that moment; what it throws stops the write. */
export interface Store {
  policies(): readonly Signed[];
  requestIds(): readonly string[];
  request(id: string): StoredRequest;
  /** Everything that `walkRequest` wants from the store. */
  facts(id: string): SpendFacts;
  nextRequestId(typeCode: string, day: string): string;
  latestTime(): Date | null;
  addPolicy(signed: Signed, admit: (policies: readonly Signed[]) => unknown): void;
  addRequest(
    signed: SignedRequest,
    admit: (facts: Pick<SpendFacts, 'policies' | 'clockFloor'>) => unknown,
  ): void;
  addDecision(requestId: string, signed: Signed, admit: (facts: SpendFacts) => unknown): void;
  addCancellation(requestId: string, signed: Signed, admit: (facts: SpendFacts) => unknown): void;
  spendUse(requestId: string, decide: (facts: SpendFacts) => Permit): SpentUse;
  endUse(requestId: string, number: number, end: UseEnd): void;
  openUses(): readonly OpenUse[];
  /** At start-up: marks uses that a process of the past left open as interrupted, and returns them. */
  reconcile(): readonly OpenUse[];
  record(event: PlainEvent, entry: RegisterEntry): number;
  /** A correction is a new row; the old one stays. Errors: `journal-row-unknown`. */
  correct(seq: number, entry: RegisterEntry): number;
  journal(filter?: JournalFilter): readonly (JournalRow & { readonly sm3: string })[];
  journalHead(): JournalHead;
  verifyJournal(): JournalCheck;
  setting(key: string): string | null;
  setSetting(key: string, value: string): void;
  close(): void;
}

const databaseFile = 'bianyin.db';

/** Opens the store of a home directory, which must exist. Errors: `store-*`, `journal-rolled-back`. */
export function openStore(homeDirectory: string, options: StoreOptions = {}): Store {
  const readOnly = options.readOnly ?? false;
  const path = join(homeDirectory, databaseFile);
  const mark = readMark(homeDirectory);
  if (mark && !existsSync(path)) throw new BianyinError('journal-rolled-back', { seq: mark.seq });
  const database = openDatabase(path, readOnly);
  try {
    const store = storeIdentifier(database, readOnly);
    const opened = new OpenedStore({ homeDirectory, database, store, options });
    if (!readOnly) opened.begin();
    return opened;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A store keeps one random identifier, so that rows of one cannot stand in another. */
function storeIdentifier(database: DatabaseSync, readOnly: boolean): string {
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

interface StoreParts {
  readonly homeDirectory: string;
  readonly database: DatabaseSync;
  readonly store: string;
  readonly options: StoreOptions;
}

class OpenedStore implements Store {
  readonly #parts: StoreParts;
  readonly #session = randomUUID();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** Checks the mark, and writes the first one for an empty journal. */
  begin(): void {
    this.#write(() => undefined);
  }

  policies(): readonly Signed[] {
    return this.#read(readPolicies);
  }
  requestIds(): readonly string[] {
    return this.#read(readRequestIds);
  }
  request(id: string): StoredRequest {
    return this.#read((database) => readRequest(database, id));
  }
  facts(id: string): SpendFacts {
    return this.#read((database) => this.#facts(database, id));
  }
  nextRequestId(typeCode: string, day: string): string {
    return this.#read((database) => nextRequestId(database, typeCode, day));
  }
  latestTime(): Date | null {
    return this.#read(latestTime);
  }

  addPolicy(signed: Signed, admit: (policies: readonly Signed[]) => unknown): void {
    this.#write((context) => {
      admit(readPolicies(context.database));
      insertPolicy(context, signed);
    });
  }
  addRequest(
    signed: SignedRequest,
    admit: (facts: Pick<SpendFacts, 'policies' | 'clockFloor'>) => unknown,
  ): void {
    this.#write((context) => {
      const { database } = context;
      admit({ policies: readPolicies(database), clockFloor: latestTime(database) });
      insertRequest(context, signed);
    });
  }
  addDecision(requestId: string, signed: Signed, admit: (facts: SpendFacts) => unknown): void {
    this.#write((context) => {
      admit(this.#facts(context.database, requestId));
      insertDecision(context, requestId, signed);
    });
  }
  addCancellation(requestId: string, signed: Signed, admit: (facts: SpendFacts) => unknown): void {
    this.#write((context) => {
      admit(this.#facts(context.database, requestId));
      insertCancellation(context, requestId, signed);
    });
  }

  spendUse(requestId: string, decide: (facts: SpendFacts) => Permit): SpentUse {
    return this.#write((context) => spend(context, requestId, decide));
  }
  endUse(requestId: string, number: number, end: UseEnd): void {
    this.#write((context) => endUse(context, { requestId, number }, end));
  }
  openUses(): readonly OpenUse[] {
    return this.#read(openUses);
  }
  reconcile(): readonly OpenUse[] {
    return this.#write((context) => interruptLost(context, (holder) => this.#isHeld(holder)));
  }

  record(event: PlainEvent, entry: RegisterEntry): number {
    return this.#write(({ database, store, time }) => appendRow(database, store, { event, time, entry }));
  }
  correct(seq: number, entry: RegisterEntry): number {
    return this.#write(({ database, store, time }) => {
      if (!database.prepare('SELECT 1 FROM journal WHERE seq = ?').get(seq)) {
        throw new BianyinError('journal-row-unknown', { seq });
      }
      return appendRow(database, store, { event: 'correction', time, corrects: seq, entry });
    });
  }
  journal(filter: JournalFilter = {}): readonly (JournalRow & { readonly sm3: string })[] {
    return this.#read((database) => readRows(database, filter));
  }
  journalHead(): JournalHead {
    return this.#read((database) => journalHead(database, this.#parts.store));
  }
  verifyJournal(): JournalCheck {
    const mark = readMark(this.#parts.homeDirectory);
    return this.#read((database) => verifyJournal(database, this.#parts.store, mark));
  }

  setting(key: string): string | null {
    const value = this.#read((database) =>
      database.prepare('SELECT value FROM settings WHERE key = ?').get(key),
    )?.['value'];
    return typeof value === 'string' ? value : null;
  }
  setSetting(key: string, value: string): void {
    if (key === 'store-id') throw new BianyinError('store-append-only');
    const upsert =
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
    this.#write(({ database }) => database.prepare(upsert).run(key, value));
  }
  close(): void {
    this.#parts.database.close();
  }

  #read<T>(work: (database: DatabaseSync) => T): T {
    return mapped(() => work(this.#parts.database));
  }

  #facts(database: DatabaseSync, id: string): SpendFacts {
    return {
      ...readRequest(database, id),
      policies: readPolicies(database),
      clockFloor: latestTime(database),
    };
  }

  #write<T>(work: (context: UseContext) => T): T {
    const { homeDirectory, database, store, options } = this.#parts;
    const context: UseContext = {
      database,
      store,
      time: (options.now ?? (() => new Date()))(),
      holder: `${process.pid}/${this.#session}`,
      device: options.device ?? '',
    };
    const result = inTransaction(database, () => {
      this.#requireMark();
      return work(context);
    });
    raiseMark(homeDirectory, journalHead(database, store));
    return result;
  }

  /** The row that the mark names must still be there. Without a mark only an empty journal is believed. */
  #requireMark(): void {
    const { homeDirectory, database, store } = this.#parts;
    const mark = readMark(homeDirectory);
    const head = journalHead(database, store);
    if (mark === null && head.seq === 0) return;
    if (mark?.store === store) {
      if (mark.seq === 0) return;
      const row = database.prepare('SELECT sm3 FROM journal WHERE seq = ?').get(mark.seq);
      if (row?.['sm3'] === mark.sm3) return;
    }
    throw new BianyinError('journal-rolled-back', { seq: mark?.seq ?? head.seq });
  }

  /** Whether the opening of the store that spent a use may still be at work. */
  #isHeld(holder: string): boolean {
    const [pid = '', session] = holder.split('/');
    if (session === this.#session) return true;
    // The same process number in another opening: this process itself, or one of the past.
    if (Number(pid) === process.pid) return false;
    return (this.#parts.options.isProcessAlive ?? isProcessAlive)(Number(pid));
  }
}

function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
