/**
 * The high-water mark: number and digest of the newest journal row, kept in a file beside the database. A database that was
 * put back to an older state no longer holds that row. Whoever puts back both files is not noticed here; only a head that was
 * exported to somebody else shows that (docs/adr/0007).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { readOwnText } from '../platform/own-file.ts';
import type { JournalHead } from './journal-row.ts';

/** The head of the journal, kept beside the database. */
export const markFile = 'bianyin.head.json';

/** The mark of a home, or null when there is none. Errors: `journal-rolled-back` when the file cannot be understood. */
export function readMark(homeDirectory: string): JournalHead | null {
  const path = join(homeDirectory, markFile);
  if (!existsSync(path)) return null;
  try {
    const mark = JSON.parse(readOwnText(path)) as Partial<JournalHead>;
    const { store, seq, sm3 } = mark;
    if (typeof store === 'string' && Number.isSafeInteger(seq) && typeof sm3 === 'string') {
      return { store, seq: seq ?? 0, sm3 };
    }
  } catch (cause) {
    throw new BianyinError('journal-rolled-back', { seq: '?' }, { cause });
  }
  throw new BianyinError('journal-rolled-back', { seq: '?' });
}

/**
 * Raises the mark after a commit. Two processes may race: then the lower one stays until the next row, which is weaker for a
 * moment but never a false alarm, because the mark is never ahead of what is committed.
 */
export function raiseMark(homeDirectory: string, head: JournalHead): void {
  const mark = readMark(homeDirectory);
  if (mark && mark.store === head.store && mark.seq >= head.seq) return;
  replaceFile(join(homeDirectory, markFile), `${JSON.stringify({ v: 1, ...head })}\n`);
}
