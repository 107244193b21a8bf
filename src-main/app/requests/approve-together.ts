/**
 * Several requests approved together under one PIN (docs/adr/0047), each by a statement of its own. What would be refused is named before
 * anybody types a PIN, and keeps none of the others from it.
 */
import { walkRequest } from '../../approval/walk.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { atMoment } from '../../home/home-moment.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import type { ApprovalResult } from '../../signer/answers.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { PluggedToken } from '../seals/overview.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { withMoment } from '../with-moment.ts';
import { requireDecidable } from './before-pin.ts';
import { approvalsOnRecord } from './lost-statement.ts';
import { tokenByLabel } from './preview-request.ts';
import { requestFile } from './request-file.ts';
import { showRequest } from './requests.ts';

type Refused = Extract<ApprovalResult, { ok: false }>;

interface Sorted {
  readonly ready: readonly string[];
  readonly refused: readonly Refused[];
}

/** `isShown` throws for a request that whoever decides has not seen. Errors: `token-not-found`, `person-not-on-token`. */
export async function sortForApproval(
  session: AppSession,
  token: string,
  ids: readonly string[],
  isShown: (id: string, requestSm3: string) => void = () => undefined,
): Promise<Sorted> {
  const { holder } = await tokenByLabel(session, token);
  if (!holder) throw new BianyinError('person-not-on-token', { token });
  const ready: string[] = [];
  const refused: Refused[] = [];
  for (const id of new Set(ids)) {
    try {
      requireDecidable(session, id);
      requireTurn(session, holder, id);
      isShown(id, showRequest(session, id).sm3);
      await requireUnchanged(session, id);
      await session.signer().describeRequests([id], { token, act: 'decide' });
      ready.push(id);
    } catch (error) {
      if (!(error instanceof BianyinError)) throw error;
      refused.push({ ok: false, requestId: id, code: error.code, detail: { ...error.detail } });
    }
  }
  return { ready, refused };
}

/** One result for each request, in order; `onItem` hears of each as it ends. Errors: those of the login, `statement-outcome-unknown`. */
export async function approveTogether(
  session: AppSession,
  actor: Actor,
  ids: readonly string[],
  onItem: (code: string | null) => void = () => undefined,
): Promise<ApprovalResult[]> {
  await freshenHome(session);
  return approvalsOnRecord(session, ids, () => session.signer().approveMany(actor, ids, onItem));
}

/** It waits for this person, or for somebody whose deputy they are. Errors: `approval-not-awaited`, `approver-wrong-role`. */
function requireTurn(session: AppSession, holder: NonNullable<PluggedToken['holder']>, id: string): void {
  const { next, standIns } = withMoment(session, (moment) =>
    walkRequest(atMoment(moment, moment.store.facts(id))),
  );
  const { name } = holder;
  if (!next) throw new BianyinError('approval-not-awaited', { name });
  const people = [...next.people, ...standIns.map(({ deputy }) => deputy)];
  if (!people.some((each) => each.id === holder.id))
    throw new BianyinError('approver-wrong-role', { name, role: next.role });
}

/** The file is where it was, and the one that was asked for. Errors: `file-not-readable`, `document-changed`. */
async function requireUnchanged(session: AppSession, id: string): Promise<void> {
  const { name, sm3 } = showRequest(session, id).request.document;
  const source = openFileSource(requestFile(session, id));
  try {
    if ((await sm3OfSource(source)) !== sm3) throw new BianyinError('document-changed', { name });
  } finally {
    source.close();
  }
}
