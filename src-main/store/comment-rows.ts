/** Comments beside approvals (docs/adr/0047): each stands as it was signed in the row of the register that has the approval, which vouches for it. */
import type { DatabaseSync } from 'node:sqlite';
import { openComment } from '../approval/comment.ts';
import type { SignedStatement } from '../approval/statement.ts';
import { decodeRow, type RegisterEntry } from './journal-row.ts';

/** A decision as it was signed, and what was signed beside it. */
export interface MadeDecision {
  readonly signed: SignedStatement;
  readonly comment: SignedStatement | null;
}

/** What the row of a decision says of its comment. Errors: as `openComment`. */
export function commentEntry(
  decision: Parameters<typeof openComment>[1],
  comment: SignedStatement | null,
): Pick<RegisterEntry, 'signed' | 'comment'> {
  if (comment === null) return {};
  return { signed: comment, comment: openComment(comment, decision).value.text };
}

/** Comments beside the decisions of a request, a list or a set, by their steps. A row that was altered says nothing; the check of the register names it. */
export function readComments(database: DatabaseSync, id: string): ReadonlyMap<number, SignedStatement> {
  const rows = ['decisions WHERE request_id', 'list_decisions WHERE list_id'].flatMap((of) =>
    database
      .prepare(
        `SELECT made.step, journal.content, journal.sm3 FROM (SELECT step, journal_seq FROM ${of} = ?) AS made
         JOIN journal ON journal.seq = made.journal_seq WHERE instr(journal.content, 'bianyin.comment/1') > 0`,
      )
      .all(id),
  );
  return new Map(
    rows.flatMap(({ step, content, sm3 }) => {
      const signed = decodeRow({ content: String(content), sm3: String(sm3) })?.entry.signed;
      return signed ? [[Number(step), signed] as const] : [];
    }),
  );
}
