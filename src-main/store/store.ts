/**
 * The store of one home: policies, requests, decisions, uses and the journal, in SQLite. Every write is one transaction that
 * also appends to the journal. Errors are `store-*`, `journal-*` and those of the statements.
 * Longer: the whole face of the store, nothing below it.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Permit } from '../approval/permit.ts';
import { listItemId } from '../approval/list.ts';
import type { SignedRequest } from '../approval/request.ts';
import type { SignedStatement } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isProcessAlive } from '../platform/process-alive.ts';
import { databaseFile, onOneState, openDatabase } from './database.ts';
import { filesWith, filesWithNumber, sealedFilesOf, type FileOnRecord } from './file-history.ts';
import { indexFits, placeOfUse, rebuildIndex } from './register-index.ts';
import {
  searchUses,
  sumUses,
  type FoundUse,
  type UsePageWish,
  type UseSearch,
  type UseSums,
} from './use-search.ts';
import { markFile, readMark } from './journal-mark.ts';
import type { RecordedStatement } from '../approval/delegation-log.ts';
import type { DelegationEvent, PlainEvent } from '../domain/journal-event.ts';
import { insertDelegationRow, readDelegations } from './delegation-rows.ts';
import type { JournalHead, JournalRow, RegisterEntry } from './journal-row.ts';
import { verifyJournal, type JournalCheck } from './journal-verify.ts';
import { appendRow, latestTime, readRows, rowsOfSignature, type JournalRange } from './journal.ts';
import {
  foundRowsOfUse,
  submittedSm3,
  readRowsAsFound,
  type FoundRow,
  type UseOfRequest,
} from './found-rows.ts';
import { readComments } from './comment-rows.ts';
import {
  insertList,
  insertListCancellation,
  insertListDecision,
  hasList,
  readItemIds,
  readItemRows,
  readItemTexts,
  readList,
  readListIds,
  readMembers,
  type ItemRow,
  type StoredList,
} from './lists.ts';
import { readRestores, type Restore } from './restores.ts';
import {
  readSetting,
  readSettingsUnder,
  attachmentFileSetting,
  requestFileSetting,
  writeSetting,
} from './settings.ts';
import {
  insertCancellation,
  insertDecision,
  insertPolicy,
  insertRequest,
  nextRequestId,
  readPolicies,
  readPolicyFacts,
  type StoredPolicies,
  readRequest,
  readRequestIds,
  type HandOverRow,
  type StoredRequest,
} from './statements.ts';
import {
  madeSignature,
  pendingFiles,
  recordFound,
  recordSignature,
  settleLost,
  type MadeSignature,
  type PendingFile,
  type Settling,
  type SignedFile,
} from './signed-files.ts';
import { addStamp, waitingStamps, type AddedStamp, type WaitingStamp } from './time-stamps.ts';
import { storeIdentifier, StoreSession } from './store-session.ts';
import {
  endUse,
  interruptLost,
  seenAtUse,
  spend,
  type SeenAtUse,
  type SpendFacts,
  type SpentUse,
  type UseEnd,
} from './uses.ts';
import { insertClockCorrection } from './write-clock-correction.ts';
import { openUses, type UnendedUse } from './use-rows.ts';

export interface StoreOptions {
  /** Nothing is created, migrated or written. Default false. */
  readonly readOnly?: boolean;
  /** For eyes only, with `readOnly`: a mark that is damaged or says more than the register hides none of its rows. */
  readonly asFound?: boolean;
  /** The clock of journal rows. Default: the machine's. */
  readonly now?: () => Date;
  /** Name of this machine for the register. */
  readonly device?: string;
  /** Whether a process of this machine still runs. Default: asks the system. */
  readonly isProcessAlive?: (pid: number) => boolean;
}

/** The requests of a list with the places of their files, and of the attachments that they share. */
interface ListFiles {
  readonly items: readonly { readonly signed: SignedRequest; readonly file: string }[];
  readonly attachments: readonly string[];
}

/** A list and all its members, with what they are judged by. */
export interface StoredListFacts extends StoredList, StoredPolicies {
  readonly members: ReturnType<typeof readMembers>;
}

/** What can be asked of the settings, also inside a change of them. */
export interface Settings {
  setting(key: string): string | null;
  /** Those whose keys begin so, by key. */
  settingsUnder(prefix: string): ReadonlyMap<string, string>;
}

/** Places of what a request is about, and of what goes with it, in the order of the request. */
interface RequestFiles {
  readonly document: string;
  readonly attachments: readonly string[];
}

/** `admit` runs inside the transaction on the facts of that moment; what it throws stops the write. */
export interface Store extends Settings {
  policies(): readonly SignedStatement[];
  /** What policies are judged by. */
  policyFacts(): StoredPolicies;
  /** Of requests that stand alone. */
  requestIds(): readonly string[];
  request(id: string): StoredRequest;
  /** Everything that `walkRequest` wants from the store. */
  facts(id: string): SpendFacts;
  listIds(): readonly string[];
  isList(id: string): boolean;
  list(id: string): StoredList;
  /** Numbers of items from a place on (0 first). */
  itemIds(listId: string, after?: number, limit?: number): readonly string[];
  itemRows(listId: string, after?: number, limit?: number): readonly ItemRow[];
  /** Details of all items, canonical JSON. */
  itemTexts(listId: string): readonly string[];
  /** Everything that `walkList` wants from the store. */
  listFacts(id: string): StoredListFacts;
  nextRequestId(typeCode: string, day: string): string;
  latestTime(): Date | null;
  /** `beside`: rows that say what it takes from whom, worked out in the same step. */
  addPolicy(
    signed: SignedStatement,
    admit: (policies: readonly SignedStatement[]) => unknown,
    beside?: () => readonly HandOverRow[],
  ): void;
  /** `files`: where they are; remembered in the same step, so that no request lies there whose file nobody finds. */
  addRequest(signed: SignedRequest, files: RequestFiles, admit: (facts: StoredPolicies) => unknown): void;
  /** A list under its number, each item with the place of its file. */
  addList(id: string, files: ListFiles, admit: (facts: StoredPolicies) => unknown): void;
  addListDecision(
    id: string,
    signed: SignedStatement,
    admit: (facts: StoredListFacts) => unknown,
    comment?: SignedStatement | null,
  ): void;
  addListCancellation(id: string, signed: SignedStatement, admit: (facts: StoredListFacts) => unknown): void;
  /** `comment`: what was signed beside it. */
  addDecision(
    requestId: string,
    signed: SignedStatement,
    admit: (facts: SpendFacts) => unknown,
    comment?: SignedStatement | null,
  ): void;
  /** What was signed beside the decisions of a request, a list or a set, by their steps. */
  comments(id: string): ReadonlyMap<number, SignedStatement>;
  addCancellation(requestId: string, signed: SignedStatement, admit: (facts: SpendFacts) => unknown): void;
  /** What people have signed about delegations, in the order of the register. */
  delegations(): readonly RecordedStatement[];
  addDelegation(
    event: DelegationEvent,
    signed: SignedStatement,
    entry: Pick<RegisterEntry, 'reason' | 'remark'>,
    admit: (facts: StoredPolicies & Pick<SpendFacts, 'delegations'>) => unknown,
  ): void;
  spendUse(requestId: string, decide: (facts: SpendFacts) => Permit): SpentUse;
  /** Before a file with the signature of this use is on disk. Errors: `use-not-open`. */
  recordSignature(requestId: string, number: number, file: SignedFile): void;
  endUse(requestId: string, number: number, end: UseEnd): void;
  openUses(): readonly UnendedUse[];
  /** At start-up: marks uses that a process of the past left open as interrupted, and returns them. */
  reconcile(): readonly UnendedUse[];
  /**
   * At start-up: ends uses that a process of the past left with a signature, as `settle` makes their files to be, or says that their
   * files are not to be found.
   */
  settleSignedFiles(settle: (file: PendingFile) => Settling): void;
  /** Drafts that open uses were written to: they show what came of a signature, and are the register's to remove. */
  unsettledDrafts(): ReadonlySet<string>;
  /** The use that made the signature with this digest (hex SM3 of its value), and how it stands; null when none did. */
  madeSignature(signatureSm3: string): MadeSignature | null;
  /** What the register had seen when a use was spent: how many policies, and the latest time. Errors: `use-not-open`. */
  seenAtUse(requestId: string, number: number): SeenAtUse;
  /** The file of this signature was found whole: says so where no row does yet. */
  recordFound(signatureSm3: string): void;
  /** Uses whose files wait for a time stamp, oldest first. */
  waitingStamps(): readonly WaitingStamp[];
  /** Times at which the register was put back from a backup, in order. */
  restores(): readonly Restore[];
  /** Ends the waiting of these uses; of those that do not wait any more, nothing is written. */
  addStamp(uses: readonly Pick<WaitingStamp, 'requestId' | 'number'>[], stamp: AddedStamp): void;
  /** Puts the clock right; `policy`: signed with it, by whoever has signed none yet. Errors: as `insertClockCorrection`. */
  correctClock(signed: SignedStatement, policy?: SignedStatement | null): void;
  record(event: PlainEvent, entry: RegisterEntry): number;
  /** A correction is a new row; the old one stays. Errors: `journal-row-unknown`. */
  correct(seq: number, entry: RegisterEntry): number;
  journal(filter?: JournalRange): readonly (JournalRow & { readonly sm3: string })[];
  /** All rows, also of a register whose chain is broken; where it is, is marked. */
  journalAsFound(): readonly FoundRow[];
  /** Rows about the signature with this digest (hex SM3 of its value). */
  rowsOfSignature(signatureSm3: string): readonly JournalRow[];
  /** Where the file of a use was written. Vouched for by nothing. */
  placeOfUse(use: UseOfRequest): string | undefined;
  /** Uses by what is asked for, a page of them; how many they are and what they come to. */
  searchUses(search: UseSearch, wish: UsePageWish): readonly FoundUse[];
  sumUses(search: UseSearch): UseSums;
  /** Hex SM3 of the details of a request, as the row of its submission holds it; undefined where none does. */
  submittedSm3(requestId: string): string | undefined;
  /** Rows of a use, also of a register whose chain is broken; where it is, is marked. */
  rowsOfUse(use: UseOfRequest): readonly FoundRow[];
  /** Files on record: with this SM3 (hex), oldest first; with this number, newest first; that came of a request, oldest first. */
  filesWith(sm3: string): readonly FileOnRecord[];
  filesWithNumber(number: string): readonly FileOnRecord[];
  sealedFilesOf(requestId: string): readonly FileOnRecord[];
  /** Whether uses are looked up as what their rows come to. */
  indexFits(): boolean;
  /** Makes anew what the register is looked up by. */
  rebuildIndex(): void;
  journalHead(): JournalHead;
  /** The whole of it, anew. */
  verifyJournal(): JournalCheck;
  /** The same; of what this opening has verified itself, and nobody has touched since, only that the rest goes on from it. */
  checkRegister(): JournalCheck;
  /** What this opening has begun is nobody's work any more: another piece of work begins. */
  renew(): void;
  setSetting(key: string, value: string): void;
  setSettings(entries: readonly (readonly [string, string])[]): void;
  /** What `change` makes of it; no other program writes meanwhile. */
  changeSetting(key: string, change: (value: string | null) => string): void;
  /** The same for several: what `change` returns is written in one step, and nothing when it throws or returns none. */
  changeSettings(change: (settings: Settings) => Iterable<readonly [string, string]>): void;
  close(): void;
}

/** Files that every change of the store changes, there or not. */
export function recordFiles(homeDirectory: string): string[] {
  return [databaseFile, `${databaseFile}-wal`, markFile].map((name) => join(homeDirectory, name));
}

/** Which file the database of a home is, whatever is in it; empty when there is none. */
export function databaseIdentity(homeDirectory: string): string {
  const found = statSync(join(homeDirectory, databaseFile), { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : '';
}

/** Opens the store of a home directory, which must exist. Errors: `store-*`, `journal-rolled-back`. */
export function openStore(homeDirectory: string, options: StoreOptions = {}): Store {
  const readOnly = options.readOnly ?? false;
  const path = join(homeDirectory, databaseFile);
  const mark = options.asFound === true ? null : readMark(homeDirectory);
  if (mark && !existsSync(path)) throw new BianyinError('journal-rolled-back', { seq: mark.seq });
  const database = openDatabase(path, readOnly);
  try {
    const session = new StoreSession(homeDirectory, database, storeIdentifier(database, readOnly), {
      now: options.now ?? (() => new Date()),
      device: options.device ?? '',
      isProcessAlive: options.isProcessAlive ?? isProcessAlive,
    });
    // Checks the mark, and writes the first one for an empty journal.
    if (!readOnly) session.write(() => undefined);
    return { ...readers(session), ...writers(session), ...uses(session), close: () => session.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

function readers(session: StoreSession) {
  return {
    policies: () => session.read(readPolicies),
    policyFacts: () => session.read((database) => onOneState(database, () => readPolicyFacts(database))),
    requestIds: () => session.read(readRequestIds),
    request: (id) => session.read((database) => readRequest(database, id)),
    facts: (id) => session.read((database) => factsOf(database, id)),
    listIds: () => session.read(readListIds),
    isList: (id) => session.read((database) => hasList(database, id)),
    list: (id) => session.read((database) => readList(database, id)),
    itemIds: (listId, after, limit) =>
      session.read((database) => readItemIds(database, listId, after, limit)),
    itemRows: (listId, after, limit) =>
      session.read((database) => readItemRows(database, listId, after, limit)),
    itemTexts: (listId) => session.read((database) => readItemTexts(database, listId)),
    comments: (id) => session.read((database) => readComments(database, id)),
    listFacts: (id) => session.read((database) => onOneState(database, () => listFactsOf(database, id))),
    nextRequestId: (typeCode, day) => session.read((database) => nextRequestId(database, typeCode, day)),
    delegations: () => session.read(readDelegations),
    latestTime: () => session.read(latestTime),
    filesWith: (sm3) => session.read((database) => filesWith(database, sm3)),
    filesWithNumber: (number) => session.read((database) => filesWithNumber(database, number)),
    sealedFilesOf: (id) => session.read((database) => sealedFilesOf(database, id)),
    searchUses: (search, wish) => session.read((database) => searchUses(database, search, wish)),
    sumUses: (search) => session.read((database) => onOneState(database, () => sumUses(database, search))),
    submittedSm3: (id) => session.read((database) => submittedSm3(database, id)),
    rowsOfUse: (use) => session.read((database) => foundRowsOfUse(database, session.store, use)),
    indexFits: () => session.read((database) => onOneState(database, () => indexFits(database))),
    placeOfUse: (use) => session.read((database) => placeOfUse(database, use)),
    openUses: () => session.read(openUses),
    journal: (filter = {}) => session.read((database) => readRows(database, filter)),
    journalAsFound: () => session.read((database) => readRowsAsFound(database, session.store)),
    rowsOfSignature: (sm3) => session.read((database) => rowsOfSignature(database, sm3)),
    madeSignature: (sm3) => session.read((database) => madeSignature(database, sm3)),
    seenAtUse: (requestId, number) => session.read((database) => seenAtUse(database, { requestId, number })),
    waitingStamps: () => session.read(waitingStamps),
    restores: () => session.read((database) => readRestores(database)),
    journalHead: () => session.head(),
    verifyJournal: () => session.read((database) => verifyJournal(database, session.store, session.mark())),
    checkRegister: () => session.checkRegister(),
    renew: () => session.renew(),
    setting: (key) => session.read((database) => readSetting(database, key)),
    settingsUnder: (prefix) => session.read((database) => readSettingsUnder(database, prefix)),
  } satisfies Partial<Store>;
}

function writers(session: StoreSession) {
  return {
    addPolicy: (signed, admit, beside = () => []) =>
      session.write((context) => {
        admit(readPolicies(context.database));
        insertPolicy(context, signed, beside());
      }),
    addRequest: (signed, files, admit) =>
      session.write((context) => {
        const { database } = context;
        admit(readPolicyFacts(database));
        const id = insertRequest(context, signed);
        writeSetting(database, requestFileSetting(id), files.document);
        files.attachments.forEach((file, index) =>
          writeSetting(database, attachmentFileSetting(id, index), file),
        );
      }),
    addList: (id, { items, attachments }, admit) =>
      session.write((context) => {
        const { database } = context;
        admit(readPolicyFacts(database));
        insertList(
          context,
          id,
          items.map(({ signed }) => signed),
        );
        items.forEach(({ file }, index) =>
          writeSetting(database, requestFileSetting(listItemId(id, index)), file),
        );
        attachments.forEach((file, index) => writeSetting(database, attachmentFileSetting(id, index), file));
      }),
    addListDecision: (id, signed, admit, comment = null) =>
      session.write((context) => {
        admit(listFactsOf(context.database, id));
        insertListDecision(context, id, { signed, comment });
      }),
    addListCancellation: (id, signed, admit) =>
      session.write((context) => {
        admit(listFactsOf(context.database, id));
        insertListCancellation(context, id, signed);
      }),
    addDecision: (id, signed, admit, comment = null) =>
      session.write((context) => {
        admit(factsOf(context.database, id));
        insertDecision(context, id, { signed, comment });
      }),
    addCancellation: (id, signed, admit) =>
      session.write((context) => {
        admit(factsOf(context.database, id));
        insertCancellation(context, id, signed);
      }),
    addDelegation: (event, signed, entry, admit) =>
      session.write((context) => {
        const { database } = context;
        const delegations = readDelegations(database);
        admit({ ...readPolicyFacts(database), delegations });
        insertDelegationRow(context, event, signed, entry);
      }),
    correctClock: (signed, policy = null) =>
      session.write((context) => insertClockCorrection(context, signed, policy)),
    record: (event, entry) =>
      session.write(({ database, store, time }) => appendRow(database, store, { event, time, entry })),
    correct: (seq, entry) =>
      session.write(({ database, store, time }) => {
        const known = database.prepare('SELECT 1 FROM journal WHERE seq = ?').get(seq);
        if (!known) throw new BianyinError('journal-row-unknown', { seq });
        return appendRow(database, store, { event: 'correction', time, corrects: seq, entry });
      }),
    rebuildIndex: () => session.write(({ database }) => rebuildIndex(database)),
    setSetting: (key, value) => session.write(({ database }) => writeSetting(database, key, value)),
    setSettings: (entries) =>
      session.write(({ database }) => entries.forEach(([key, value]) => writeSetting(database, key, value))),
    changeSetting: (key, change) =>
      session.write(({ database }) => writeSetting(database, key, change(readSetting(database, key)))),
    changeSettings: (change) =>
      session.write(({ database }) => {
        const settings: Settings = {
          setting: (key) => readSetting(database, key),
          settingsUnder: (prefix) => readSettingsUnder(database, prefix),
        };
        for (const [key, value] of change(settings)) writeSetting(database, key, value);
      }),
  } satisfies Partial<Store>;
}

function uses(session: StoreSession) {
  return {
    spendUse: (id, decide) => session.write((context) => spend(context, id, decide)),
    endUse: (requestId, number, end) =>
      session.write((context) => endUse(context, { requestId, number }, end)),
    recordSignature: (requestId, number, file) =>
      session.write((context) => recordSignature(context, { requestId, number }, file)),
    unsettledDrafts: () => new Set(session.read(pendingFiles).map(({ draft }) => draft)),
    settleSignedFiles(settle) {
      const isHeld = (holder: string): boolean => session.isHeld(holder);
      if (session.read(pendingFiles).every(({ holder }) => isHeld(holder))) return;
      const afterwards = session.write((context) => settleLost(context, isHeld, settle));
      for (const tidy of afterwards) tidy();
    },
    recordFound: (sm3) =>
      session.write((context) => recordFound(context, (holder) => session.isHeld(holder), sm3)),
    addStamp: (stamped, stamp) => session.write((context) => addStamp(context, stamped, stamp)),
    reconcile: () => session.write((context) => interruptLost(context, (holder) => session.isHeld(holder))),
  } satisfies Partial<Store>;
}

function factsOf(database: DatabaseSync, id: string): SpendFacts {
  return { ...readRequest(database, id), ...readPolicyFacts(database) };
}

function listFactsOf(database: DatabaseSync, id: string): StoredListFacts {
  const list = readList(database, id);
  const members = readMembers(database, list);
  return { ...list, members, ...readPolicyFacts(database) };
}
