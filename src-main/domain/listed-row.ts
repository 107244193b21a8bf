/** One row of a list of files to seal, as it was read: exact values, and what is wrong with it before any file is looked at. */
import type { ListFinding } from './list-findings.ts';

export interface ListedRow {
  /** The row of the sheet or the line of the file; 1-based. */
  readonly at: number;
  /** As it is written; empty when nothing is. */
  readonly file: string;
  readonly counterparty: string | null;
  /** Exact decimal (domain/amount.ts). */
  readonly amount: string | null;
  /** ISO 4217; null without an amount. */
  readonly currency: string | null;
  readonly number: string | null;
  readonly findings: readonly ListFinding[];
}

/** Rows that are no files, and were left out: they are told, never dropped in silence. */
export interface LeftOutRow {
  readonly at: number;
  readonly why: 'total' | 'note' | 'heading';
  readonly text: string;
}

export interface ReadList {
  /** Of the sheet; empty for CSV. */
  readonly sheet: string;
  readonly rows: readonly ListedRow[];
  readonly leftOut: readonly LeftOutRow[];
}
