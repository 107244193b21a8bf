/** `bianyin request approve` of several: requests, lists and sets, one PIN, a statement of its own for each, and what became of each (docs/adr/0047, 0053). */
import { listTotals, sumOfTotals } from '../../domain/list-totals.ts';
import { mostTogether } from '../../domain/most-together.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../domain/errors/sentence.ts';
import { approveTogether, sortForApproval, type ReadyApproval } from '../../app/requests/approve-together.ts';
import { fileHistory } from '../../app/requests/file-history.ts';
import { listNotes, READ_IN_TERMINAL } from '../../app/requests/list-notes.ts';
import { listWarnings } from '../../app/requests/list-warnings.ts';
import { requestNotes } from '../../app/requests/file-notes.ts';
import { requestWarnings } from '../../app/requests/file-warnings.ts';
import type { AppSession } from '../../app/session.ts';
import type { WantedApproval } from '../../tokens/signer-client.ts';
import { approvalLines } from '../list-text.ts';
import { amountText } from '../request-text.ts';
import { actorFrom, wholeNumber, type CommandResult, type TokenOptions } from '../run-command.ts';
import { sayNotes, sayWarnings } from '../warning-lines.ts';

/** As it is typed: each option as often as it is written. */
export interface ApproveOptions extends TokenOptions {
  readonly comment?: readonly string[];
  readonly without?: readonly string[];
}

/** Errors: `usage` for too many, or for what is said of none of them; those of the login. */
export async function approvedTogether(
  session: AppSession,
  ids: readonly string[],
  options: ApproveOptions,
): Promise<CommandResult> {
  if (ids.length > mostTogether)
    throw new BianyinError('usage', { what: `request approve 编号…（≤ ${mostTogether}）` });
  const { ready, refused } = await sortForApproval(session, options.token, saidOfEach(ids, options));
  if (ready.length === 0) return told(refused, options);
  await sayOfFiles(session, ready);
  const actor = await actorFrom(session, options, () => Promise.resolve(described(ready)));
  return told([...(await approveTogether(session, actor, ready)), ...refused], options);
}

/** Numbers of files (1 first) as places (0 first). Errors: `usage`. */
export function placesIn(text: string): number[] {
  return [...new Set(text.split(/[,，、]/).map((each) => wholeNumber('--without', each.trim()) - 1))];
}

/** What is typed is of one of them by its number: `编号=意见`, `编号=3,7`. Errors: `usage`. */
function saidOfEach(
  ids: readonly string[],
  { comment = [], without = [] }: ApproveOptions,
): WantedApproval[] {
  const comments = byNumber(ids, comment, '--comment 编号=意见');
  const places = byNumber(ids, without, '--without 编号=3,7');
  return [...new Set(ids)].map((requestId) => {
    const left = places.get(requestId);
    return {
      requestId,
      comment: comments.get(requestId),
      ...(left === undefined ? {} : { without: placesIn(left) }),
    };
  });
}

function byNumber(ids: readonly string[], typed: readonly string[], what: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of typed) {
    const at = each.search(/[=＝]/);
    const id = each.slice(0, Math.max(0, at)).trim();
    // Nobody's words are put beside what they were not said of.
    if (!ids.includes(id) || found.has(id)) throw new BianyinError('usage', { what });
    found.set(id, each.slice(at + 1));
  }
  return found;
}

/** What is to be known of the files, before the PIN. */
async function sayOfFiles(session: AppSession, ready: readonly ReadyApproval[]): Promise<void> {
  const warnings = new Set<Awaited<ReturnType<typeof requestWarnings>>[number]>();
  for (const { requestId, told: of } of ready) {
    const found =
      of.kind === 'request'
        ? await requestWarnings(session, requestId)
        : (await listWarnings(session, requestId)).map(({ code }) => code);
    for (const warning of found) warnings.add(warning);
  }
  sayWarnings([...warnings]);
  const history = fileHistory(session);
  for (const { requestId, told: of, without } of ready)
    if (of.kind === 'request')
      sayNotes(await requestNotes(session, requestId, { history }), `${requestId}：`);
    else
      for (const { fileName, notes } of await listNotes(session, requestId, {
        mayRead: READ_IN_TERMINAL,
        without,
      }))
        sayNotes(notes, `${requestId} ${fileName}：`);
}

/** Each as if it were alone, then what they come to. */
function described(ready: readonly ReadyApproval[]) {
  const { totals, withoutAmount } = sumOfTotals(
    ready.map(({ told: { kind, subject } }) => (kind === 'list' ? subject : totalsOfOne(subject))),
  );
  return {
    lines: [
      ...ready.flatMap(({ told: of }) => approvalLines(of)),
      `一共 ${ready.length} 份申请，一并同意，逐份签名：`,
      ...totals.map(
        ({ currency, amount, count }) => `  合计　　${amountText(amount, currency)}，${count} 件`,
      ),
      ...(withoutAmount === 0 ? [] : [`  未写金额 ${withoutAmount} 件`]),
    ],
    shown: ready.flatMap(({ told: of }) => of.shown),
  };
}

function totalsOfOne({
  amount,
  currency,
}: {
  readonly amount: string | null;
  readonly currency: string | null;
}) {
  return listTotals([{ amount: amount ?? undefined, currency: currency ?? undefined }]);
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
