/** `bianyin seal apply` for a list: one PIN, each file through the gate by itself; what is left can be sealed again later (docs/adr/0035). */
import { resolve } from 'node:path';
import { freeOutputIn, makeOutputFolder } from '../../app/requests/output-place.ts';
import { showList } from '../../app/requests/request-lists.ts';
import { listNotes, READ_IN_TERMINAL } from '../../app/requests/list-notes.ts';
import { placesBeside, planListSealing, sealList } from '../../app/requests/seal-list.ts';
import { timeStampOutlook } from '../../app/requests/time-stamping.ts';
import type { AppSession } from '../../app/session.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { TimeStampWish } from '../../domain/time-stamp.ts';
import { sayNotes } from '../warning-lines.ts';
import { sayTimeStamp } from '../time-stamp-lines.ts';
import { actorFrom, sealing, type CommandResult, type TokenOptions } from '../run-command.ts';
import { describedList, shownList } from './request-lists.ts';

export interface ApplyOptions extends TokenOptions {
  readonly out: string;
  readonly timestamp: boolean;
  readonly timestampLater?: boolean;
  readonly file?: string;
}

/** Errors: `usage` when both are asked for. */
export function wishOf({ timestamp, timestampLater = false }: ApplyOptions): TimeStampWish {
  if (!timestamp && timestampLater)
    throw new BianyinError('usage', { what: '--no-timestamp / --timestamp-later' });
  if (!timestamp) return 'none';
  return timestampLater ? 'later' : 'now';
}

/** Seals what of a list can be sealed. Exit code 1: some of it was not. */
export async function sealedList(
  session: AppSession,
  id: string,
  options: ApplyOptions,
): Promise<CommandResult> {
  const timeStamp = wishOf(options);
  const folder = makeOutputFolder(session.home, resolve(options.out));
  const taken = new Set<string>();
  const plan = planListSealing(session, id, {
    timeStamp,
    outputFor: ({ file }) => (file === null ? null : freeOutputIn(folder, file, taken)),
  });
  const outlook = await timeStampOutlook(session, timeStamp);
  sayTimeStamp(outlook, options.lang ?? 'zh');
  const now = new Set(plan.ready.map(({ requestId }) => requestId));
  for (const { fileName, notes } of await listNotes(session, id, { mayRead: READ_IN_TERMINAL, only: now }))
    sayNotes(notes, `${fileName}：`);
  // Of the files that are sealed now; the others are named beside their sums.
  const beside = now.size === 0 ? [] : placesBeside(session, id, now);
  const actor = await actorFrom(session, options, describedList(session, id, sealing(options), beside));
  const watch = { onStep: () => 'go' as const, onItem: () => undefined };
  const results = await sealList(session, actor, { plan, timeStamp }, watch);
  const outputs = new Map(plan.ready.map(({ requestId, output }) => [requestId, output]));
  const files = results.map((result) =>
    result.ok ? { ...result.outcome, ok: true, output: outputs.get(result.outcome.requestId) } : result,
  );
  const { value, lines } = shownList(session, showList(session, id));
  const isWhole = plan.skipped.length === 0 && results.every(({ ok }) => ok);
  const sealed = results.filter(({ ok }) => ok).length;
  return {
    value: { ...(value as object), sealed: files },
    lines: [`已盖 ${sealed} 件，没有盖 ${plan.skipped.length + results.length - sealed} 件。`, ...lines],
    exitCode: isWhole ? 0 : 1,
  };
}
