/**
 * Rows that let the clock go back behind rows that were written too far ahead (docs/adr/0039). Such a row counts when it carries what a
 * legal representative has signed about that very place of the register; any other is a row like all.
 */
import type { DatabaseSync } from 'node:sqlite';
import { clockCorrectionKind } from '../approval/clock-correction.ts';
import { openStatement } from '../approval/statement.ts';
import { policyKind } from '../approval/policy.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseInstant } from '../domain/instant.ts';
import { decodeRow, type JournalRow } from './journal-row.ts';

/** Number of the newest row, up to this one, from which the clock was put right; 0 where none was. */
export function lastCorrection(database: DatabaseSync, upTo: number): number {
  const rows = database
    .prepare(
      "SELECT seq, content, sm3 FROM journal WHERE event = 'clock-corrected' AND seq <= ? ORDER BY seq DESC",
    )
    .all(upTo);
  for (const { seq, content, sm3 } of rows) {
    const row = decodeRow({ content: String(content), sm3: String(sm3) });
    if (row && isGenuine(database, row)) return Number(seq);
  }
  return 0;
}

/**
 * Signed by whoever had signed a policy of this register before, or signs one with it, about the row that it follows, for the time that
 * it has.
 */
function isGenuine(database: DatabaseSync, { seq, time, prevSm3, entry: { signed } }: JournalRow): boolean {
  const opened = signed && orElse(() => openStatement(clockCorrectionKind, signed), null);
  if (!opened) return false;
  const { value, signer } = opened;
  const isOfThisPlace = value.journalSm3 === prevSm3 && value.time === time;
  const before = signersBefore(database, seq, parseInstant(value.time));
  return isOfThisPlace && value.certificateSm3 === signer.sm3 && before.has(signer.sm3);
}

/**
 * Hex SM3 of the certificates that had signed a policy when this row was written, or that signed the very next row with it: one that had begun
 * by this time. Who has signed one of the future is judged by nobody before it begins; who has signed one that has begun is judged with every
 * act, by what seal 05 lists, so that nobody else gains anything by it.
 */
function signersBefore(database: DatabaseSync, seq: number, time: Date): ReadonlySet<string> {
  const rows = database
    .prepare('SELECT statement, signature, certificate FROM policies WHERE journal_seq <= ?')
    .all(seq + 1);
  const digests = rows.map(({ statement, signature, certificate }) =>
    orElse(() => {
      const signed = {
        statement: String(statement),
        signature: String(signature),
        certificate: String(certificate),
      };
      const { value, signer } = openStatement(policyKind, signed);
      return parseInstant(value.validFrom) <= time ? signer.sm3 : '';
    }, ''),
  );
  return new Set(digests);
}
