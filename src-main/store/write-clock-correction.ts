/** Writes the row that puts the clock right, together with what was signed for it (docs/adr/0039). */
import { clockCorrectionKind } from '../approval/clock-correction.ts';
import { openStatement, type SignedStatement } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { lastCorrection } from './clock-corrections.ts';
import { appendRow, journalHead } from './journal.ts';
import type { WriteContext } from './signed-rows.ts';
import { insertPolicy } from './statements.ts';

/**
 * Appends it, and behind it the policy that its signer signs with it, where there is none yet. Errors: `statement-*`, `store-duplicate`,
 * `clock-not-as-shown` when the register has gone on, `policy-missing` for a signer of no policy.
 */
export function insertClockCorrection(
  context: WriteContext,
  signed: SignedStatement,
  policy: SignedStatement | null,
): void {
  const { database, store } = context;
  const { value, sm3, signer } = openStatement(clockCorrectionKind, signed);
  const head = journalHead(database, store);
  if (head.sm3 !== value.journalSm3) throw new BianyinError('clock-not-as-shown');
  const entry = {
    keeper: signer.name,
    reason: value.reason,
    remark: value.seen,
    statementSm3: sm3,
    signed,
  };
  const seq = appendRow(database, store, { event: 'clock-corrected', time: new Date(value.time), entry });
  if (policy) insertPolicy({ ...context, time: new Date(value.time) }, policy);
  if (lastCorrection(database, seq) !== seq) throw new BianyinError('policy-missing');
}
