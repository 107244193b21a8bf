/** Edits the database of a home as somebody with a file editor could: every guard of the schema is taken away first. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import type { Sandbox } from './sandbox.ts';

type Row = Record<string, SQLInputValue>;

/** Opens the database without triggers and foreign keys, and closes it when `edit` is done. */
export function tamper<T>(sandbox: Sandbox, edit: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(sandbox.home.root, 'bianyin.db'), {
    enableForeignKeyConstraints: false,
  });
  try {
    const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
    return edit(database);
  } finally {
    database.close();
  }
}

/** All rows of a request in one of the tables of statements, in order. */
export function rowsOf(
  database: DatabaseSync,
  table: 'decisions' | 'cancellations',
  requestId: string,
): Row[] {
  return database.prepare(`SELECT * FROM ${table} WHERE request_id = ? ORDER BY id`).all(requestId);
}

/** Puts these decisions, in this order, in place of all that the request has. Numbers and steps are chosen to fit the schema. */
export function replaceDecisions(database: DatabaseSync, requestId: string, rows: readonly Row[]): void {
  database.prepare('DELETE FROM decisions WHERE request_id = ?').run(requestId);
  const insert = database.prepare(
    `INSERT INTO decisions (request_id, step, decision, statement, signature, certificate, journal_seq)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  rows.forEach((row, i) => {
    const { decision = 'approve', statement = '', signature = '', certificate = '' } = row;
    insert.run(
      requestId,
      i,
      decision,
      statement,
      signature,
      certificate,
      -1 - i - Math.floor(Math.random() * 1e9),
    );
  });
}

/** Rows about uses: none for a request that was never sealed. */
export function useRows(sandbox: Sandbox): number {
  const database = new DatabaseSync(join(sandbox.home.root, 'bianyin.db'), { readOnly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS n FROM uses').get()?.['n']);
  } finally {
    database.close();
  }
}
