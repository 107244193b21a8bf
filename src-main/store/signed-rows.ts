/** What all tables of signed statements share: the columns of a statement, and what a write is made with. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { SignedStatement } from '../approval/statement.ts';

export interface WriteContext {
  readonly database: DatabaseSync;
  readonly store: string;
  readonly time: Date;
}

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** The three columns of whatever people sign. */
export function signedOf(row: Row): SignedStatement {
  return {
    statement: String(row['statement']),
    signature: String(row['signature']),
    certificate: String(row['certificate']),
  };
}
