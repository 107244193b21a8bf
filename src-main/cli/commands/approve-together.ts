/** `bianyin request approve` of several requests: one PIN, a statement of its own for each, and what became of each (docs/adr/0047). */
import { listTotals } from '../../domain/list-totals.ts';
import { mostTogether } from '../../domain/most-together.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../domain/errors/sentence.ts';
import { approveTogether, sortForApproval } from '../../app/requests/approve-together.ts';
import { fileHistory } from '../../app/requests/file-history.ts';
import { requestNotes } from '../../app/requests/file-notes.ts';
import { requestWarnings } from '../../app/requests/file-warnings.ts';
import type { AppSession } from '../../app/session.ts';
import { amountText } from '../request-text.ts';
import {
  actorFrom,
  deciding,
  type CommandResult,
  type Described,
  type TokenOptions,
} from '../run-command.ts';
import { subjectLines } from '../subject-text.ts';
import { sayNotes, sayWarnings } from '../warning-lines.ts';

/** Errors: `usage` for too many; those of the login. */
export async function approvedTogether(
  session: AppSession,
  ids: readonly string[],
  options: TokenOptions & { readonly comment?: string; readonly without?: string },
): Promise<CommandResult> {
  if (options.comment !== undefined || options.without !== undefined)
    throw new BianyinError('usage', { what: '--comment / --without：一份申请一份意见' });
  if (ids.length > mostTogether)
    throw new BianyinError('usage', { what: `request approve 编号…（≤ ${mostTogether}）` });
  const { ready, refused } = await sortForApproval(session, options.token, ids);
  if (ready.length === 0) return told(refused, options);
  const warnings = new Set<Awaited<ReturnType<typeof requestWarnings>>[number]>();
  for (const id of ready) for (const warning of await requestWarnings(session, id)) warnings.add(warning);
  sayWarnings([...warnings]);
  const history = fileHistory(session);
  for (const id of ready) sayNotes(await requestNotes(session, id, { history }), `${id}：`);
  const actor = await actorFrom(session, options, describedAll(session, ready, options));
  return told([...(await approveTogether(session, actor, ready)), ...refused], options);
}

/** Each as if it were alone, then what they come to. */
function describedAll(session: AppSession, ids: readonly string[], options: TokenOptions): Described {
  return async () => {
    const subjects = await session.signer().describeRequests(ids, deciding(options));
    const rows = subjects.map(({ amount, currency }) => ({
      ...(amount === null ? {} : { amount }),
      ...(currency === null ? {} : { currency }),
    }));
    const { totals, withoutAmount } = listTotals(rows);
    return {
      lines: [
        ...subjects.flatMap(subjectLines),
        `一共 ${subjects.length} 份申请，一并同意，逐份签名：`,
        ...totals.map(
          ({ currency, amount, count }) => `  合计　　${amountText(amount, currency)}，${count} 份`,
        ),
        ...(withoutAmount === 0 ? [] : [`  未写金额 ${withoutAmount} 份`]),
      ],
      shown: subjects.flatMap(({ shownSm3 }) => shownSm3 ?? []),
    };
  };
}

function told(
  results: readonly Awaited<ReturnType<typeof approveTogether>>[number][],
  { lang = 'zh' }: TokenOptions,
): CommandResult {
  const failed = results.filter(({ ok }) => !ok).length;
  return {
    value: { ok: failed === 0, results },
    lines: results.map((result) =>
      result.ok
        ? `✓ ${result.requestId}　已同意`
        : `✗ ${result.requestId}　${sentenceFor(new BianyinError(result.code, result.detail), lang)}`,
    ),
    exitCode: failed === 0 ? 0 : 1,
  };
}
