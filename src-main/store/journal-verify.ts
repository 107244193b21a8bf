/**
 * Checks the journal: the chain, the high-water mark, and that every signed text and every use is the recorded one. As a whole, or from
 * a row on that the asker has verified itself (register-watch.ts).
 */
import { statementEvents, useEvents, type JournalProblem } from '../domain/journal-event.ts';
import type { DatabaseSync } from 'node:sqlite';
import { textSm3 } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { onOneState } from './database.ts';
import { alteredLists } from './list-check.ts';
import { decodeRow, emptyHead, type JournalHead, type JournalRow } from './journal-row.ts';

/** `seq` is the first row that is not as it was written, or the first that is missing. */
export type JournalCheck =
  | { readonly ok: true; readonly head: JournalHead }
  | { readonly ok: false; readonly seq: number; readonly problem: JournalProblem };

/** `mark` was read before, so that it is never ahead of what is seen here. Errors: `store-damaged`. */
export function verifyJournal(database: DatabaseSync, store: string, mark: JournalHead | null): JournalCheck {
  return onOneState(database, () => {
    const sound = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (sound !== 'ok') throw new BianyinError('store-damaged');
    return checkRows(database, emptyHead(store), mark);
  });
}

/**
 * The rows behind `from`, which the asker vouches for. A journal that does not go on from there, and a mark that names an older row, are
 * not right by this; what is wrong with them only the whole check can say.
 */
export function verifyGrowth(
  database: DatabaseSync,
  from: JournalHead,
  mark: JournalHead | null,
): JournalCheck {
  return onOneState(database, () => {
    const known = database.prepare('SELECT sm3 FROM journal WHERE seq = ?').get(from.seq);
    if (known?.['sm3'] !== from.sm3) return { ok: false, seq: from.seq, problem: 'row-altered' };
    return checkRows(database, from, mark);
  });
}

function checkRows(database: DatabaseSync, from: JournalHead, mark: JournalHead | null): JournalCheck {
  const { store, seq: after } = from;
  let head = from;
  let marked = mark === null ? head.seq === 0 : isSameHead(mark, head);
  const texts = readTexts(database, after);
  const uses = readUses(database, after);
  const signed = readSigned(database, after);
  const altered = alteredLists(database, after);
  const rows = database.prepare('SELECT seq, content, sm3 FROM journal WHERE seq > ? ORDER BY seq');
  for (const stored of rows.iterate(after)) {
    const encoded = { content: String(stored['content']), sm3: String(stored['sm3']) };
    const problem = rowProblem(head, Number(stored['seq']), decodeRow(encoded), {
      texts,
      uses,
      signed,
      altered,
    });
    if (problem) return { ok: false, seq: head.seq + 1, problem };
    head = { store, seq: head.seq + 1, sm3: encoded.sm3 };
    marked = mark === null ? false : marked || isSameHead(mark, head);
  }
  // Whatever was taken from the maps is vouched for; the rest was put in without a row.
  const [stray] = [...texts.keys(), ...uses.keys(), ...signed.keys()];
  if (stray !== undefined)
    return { ok: false, seq: stray, problem: texts.has(stray) ? 'statement-altered' : 'use-altered' };
  return marked ? { ok: true, head } : { ok: false, seq: mark?.seq ?? head.seq, problem: 'rolled-back' };
}

interface SideTables {
  readonly texts: Map<number, { readonly statement: string; readonly request: string | null }>;
  readonly uses: Map<number, string>;
  readonly signed: Map<number, string>;
  /** Rows of lists whose items are not those that were submitted. */
  readonly altered: ReadonlySet<number>;
}

function rowProblem(
  head: JournalHead,
  seq: number,
  row: JournalRow | undefined,
  side: SideTables,
): JournalProblem | undefined {
  if (seq !== head.seq + 1) return 'row-missing';
  if (row?.seq !== seq || row.store !== head.store) return 'row-altered';
  if (row.prevSm3 !== head.sm3) return 'chain-broken';
  if (isOneOf(statementEvents, row.event) && !textFits(row, side)) return 'statement-altered';
  if (isOneOf(useEvents, row.event) && !useFits(row, side)) return 'use-altered';
  if (row.event === 'signature-made' && !signatureFits(row, side)) return 'use-altered';
  return undefined;
}

function textFits({ seq, entry }: JournalRow, { texts, altered }: SideTables): boolean {
  const text = texts.get(seq);
  texts.delete(seq);
  if (!text || textSm3(text.statement) !== entry.statementSm3 || altered.has(seq)) return false;
  return text.request === null || textSm3(text.request) === entry.requestSm3;
}

function useFits(row: JournalRow, { uses }: SideTables): boolean {
  const use = uses.get(row.seq);
  uses.delete(row.seq);
  return use === `${row.requestId ?? ''} ${row.useNumber ?? 0} ${row.event}`;
}

function signatureFits({ seq, requestId, useNumber, entry }: JournalRow, { signed }: SideTables): boolean {
  const found = signed.get(seq);
  signed.delete(seq);
  return found === `${requestId ?? ''} ${useNumber ?? 0} ${entry.sealedSm3 ?? ''}`;
}

function readSigned(database: DatabaseSync, after: number): SideTables['signed'] {
  const rows = database
    .prepare('SELECT journal_seq, request_id, number, sealed_sm3 FROM signed_files WHERE journal_seq > ?')
    .all(after);
  return new Map(
    rows.map((row) => [
      Number(row['journal_seq']),
      `${String(row['request_id'])} ${Number(row['number'])} ${String(row['sealed_sm3'])}`,
    ]),
  );
}

function readTexts(database: DatabaseSync, after: number): SideTables['texts'] {
  const rows = database
    .prepare('SELECT journal_seq, statement, request FROM signed_texts WHERE journal_seq > ?')
    .all(after);
  return new Map(
    rows.map((row) => {
      const request = row['request'];
      return [
        Number(row['journal_seq']),
        { statement: String(row['statement']), request: typeof request === 'string' ? request : null },
      ];
    }),
  );
}

function readUses(database: DatabaseSync, after: number): SideTables['uses'] {
  const rows = database
    .prepare('SELECT journal_seq, request_id, number, event FROM uses WHERE journal_seq > ?')
    .all(after);
  return new Map(
    rows.map((row) => [
      Number(row['journal_seq']),
      `${String(row['request_id'])} ${Number(row['number'])} use-${String(row['event'])}`,
    ]),
  );
}

function isOneOf(events: readonly string[], event: string): boolean {
  return events.includes(event);
}

function isSameHead(a: JournalHead, b: JournalHead): boolean {
  return a.store === b.store && a.seq === b.seq && a.sm3 === b.sm3;
}
