/**
 * What happened when the signer process died or was stopped while somebody signed a request, a decision, a cancellation or a
 * policy: its last word is missing, and the statement may be on record all the same. The record is asked, because it holds
 * all that the answer would have said; only when it holds nothing has nothing been done.
 */
import { decisionKind } from '../../approval/decision.ts';
import { kindsFor } from '../../approval/list.ts';
import { readStatement } from '../../approval/statement.ts';
import { openRequest } from '../../approval/request.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { openMoment } from '../../home/home-moment.ts';
import type { ApprovalResult } from '../../signer/answers.ts';
import type { RequestDraft } from '../../signer/messages.ts';
import { requestFileSetting } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import { isLost } from './lost-sealing.ts';
import type { AppSession } from '../session.ts';

/** Signs a request. Returns its number, also when only the record can tell it. Errors: those of the work, and of `recorded`. */
export async function requestOnRecord(
  session: AppSession,
  draft: RequestDraft,
  work: () => Promise<string>,
): Promise<string> {
  const before = new Set(look(session, (store) => store.requestIds()));
  return recorded(session, work, (store) =>
    store.requestIds().findLast((id) => !before.has(id) && isOf(store, id, draft)),
  );
}

/** Signs a list of requests. Returns its number, also when only the record can tell it. */
export async function listOnRecord(session: AppSession, work: () => Promise<string>): Promise<string> {
  const before = new Set(look(session, (store) => store.listIds()));
  // One program signs one list at a time: what is new is this one.
  return recorded(session, work, (store) => store.listIds().find((id) => !before.has(id)));
}

/** Signs the decision for the step that a request waits for. */
export async function decisionOnRecord(
  session: AppSession,
  id: string,
  wanted: 'approve' | 'reject',
  work: () => Promise<string>,
): Promise<string> {
  const before = look(session, (store) => store.request(id).decisions.length);
  return recorded(session, work, (store) => {
    const made = store.request(id).decisions[before];
    return made && readStatement(decisionKind, made.statement).decision === wanted ? id : undefined;
  });
}

/** Signs the approvals of several requests, lists and sets. One result for each, in order, also where only the record can tell them. */
export async function approvalsOnRecord(
  session: AppSession,
  ids: readonly string[],
  work: () => Promise<ApprovalResult[]>,
): Promise<ApprovalResult[]> {
  const before = look(session, (store) => ids.map((id) => decisionsOn(store, id).made.length));
  try {
    return await work();
  } catch (lost) {
    if (!isLost(lost)) throw lost;
    const detail = { worker: String(lost.detail['worker']) };
    return ids.map((requestId, i) => {
      const made = onRecord(session, (store) => approvalAt(store, requestId, before[i] ?? 0), lost);
      if (made !== undefined) return { ok: true, requestId };
      return { ok: false, requestId, code: 'statement-not-recorded', detail };
    });
  }
}

/** The number of the request, when a decision at this place is an approval. */
function approvalAt(store: Store, id: string, place: number): string | undefined {
  const { made, read } = decisionsOn(store, id);
  const found = made[place];
  return found && read(found.statement).decision === 'approve' ? id : undefined;
}

/** What was decided about whatever has this number, and how that is read. */
function decisionsOn(store: Store, id: string) {
  if (!store.isList(id))
    return {
      made: store.request(id).decisions,
      read: (text: string) => readStatement(decisionKind, text),
    };
  const list = store.list(id);
  return { made: list.decisions, read: (text: string) => readStatement(kindsFor(list).decision, text) };
}

/** Signs the decision for the step that a list waits for. */
export async function listDecisionOnRecord(
  session: AppSession,
  id: string,
  wanted: 'approve' | 'reject',
  work: () => Promise<string>,
): Promise<string> {
  const before = look(session, (store) => store.list(id).decisions.length);
  return recorded(session, work, (store) => {
    const list = store.list(id);
    const made = list.decisions[before];
    return made && readStatement(kindsFor(list).decision, made.statement).decision === wanted
      ? id
      : undefined;
  });
}

/** Signs the taking back of a list; it has one at most. */
export async function listCancellationOnRecord(
  session: AppSession,
  id: string,
  work: () => Promise<string>,
): Promise<string> {
  return recorded(session, work, (store) => (store.list(id).cancellations.length > 0 ? id : undefined));
}

/** Signs a cancellation; a request has one at most. */
export async function cancellationOnRecord(
  session: AppSession,
  id: string,
  work: () => Promise<string>,
): Promise<string> {
  const before = look(session, (store) => store.request(id).cancellations.length);
  return recorded(session, work, (store) =>
    store.request(id).cancellations.length > before ? id : undefined,
  );
}

/** Signs a policy, whose canonical text is known beforehand. */
export async function policyOnRecord(
  session: AppSession,
  text: string,
  work: () => Promise<string>,
): Promise<string> {
  return recorded(session, work, (store) =>
    store.policies().some(({ statement }) => statement === text) ? text : undefined,
  );
}

/** Errors: those of the work; where its answer was lost, `statement-not-recorded`, or `statement-outcome-unknown`. */
async function recorded(
  session: AppSession,
  work: () => Promise<string>,
  find: (store: Store) => string | undefined,
): Promise<string> {
  try {
    return await work();
  } catch (lost) {
    if (!isLost(lost)) throw lost;
    const found = onRecord(session, find, lost);
    if (found !== undefined) return found;
    throw new BianyinError(
      'statement-not-recorded',
      { worker: String(lost.detail['worker']) },
      { cause: lost },
    );
  }
}

/** A home that cannot be read now tells nothing, and then nobody may say that nothing was done. */
function onRecord(
  session: AppSession,
  find: (store: Store) => string | undefined,
  lost: BianyinError,
): string | undefined {
  try {
    return look(session, find);
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    throw new BianyinError('statement-outcome-unknown', {}, { cause: lost });
  }
}

function isOf(store: Store, id: string, { file, reason, typeCode }: RequestDraft): boolean {
  const { request } = openRequest(store.request(id).request);
  const isSame = request.reason === reason && request.seal.typeCode === typeCode;
  return isSame && store.setting(requestFileSetting(id)) === file;
}

function look<T>(session: AppSession, ask: (store: Store) => T): T {
  const moment = openMoment(session.home.root, session.now());
  try {
    return ask(moment.store);
  } finally {
    moment.close();
  }
}
