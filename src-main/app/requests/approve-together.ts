/**
 * Several requests, lists and sets approved together under one PIN (docs/adr/0047, 0053), each by a statement of its own. What would be refused is
 * named before anybody types a PIN, and keeps none of the others from it.
 */
import { requireAlone } from '../../approval/admission.ts';
import { membersSm3 } from '../../approval/list-members.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import type { ApprovalResult } from '../../signer/answers.ts';
import type { Actor, WantedApproval, ApprovalSubject } from '../../tokens/signer-client.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { PluggedToken } from '../seals/overview.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { withMoment } from '../with-moment.ts';
import { approvalsOnRecord } from './lost-statement.ts';
import { tokenByLabel } from './preview-request.ts';
import { requestFile } from './request-file.ts';
import { isList, saidOf, showList } from './request-lists.ts';
import { showRequest, type RequestOnRecord } from './requests.ts';

type Refused = Extract<ApprovalResult, { ok: false }>;
type Told = Exclude<ApprovalSubject, { kind: 'refused' }>;

/** What is approved, and what the signer says of it. */
export interface ReadyApproval extends WantedApproval {
  readonly told: Told;
}

interface Sorted {
  readonly ready: readonly ReadyApproval[];
  readonly refused: readonly Refused[];
}

/** Throws for what whoever decides has not seen: a request by the SM3 of its details, a list or a set by that of its members. */
export type IsShown = (id: string, sm3: string) => void;

/** One result for each number, whichever way it goes. Errors: `token-not-found`, `person-not-on-token`. */
export async function sortForApproval(
  session: AppSession,
  token: string,
  approvals: readonly WantedApproval[],
  isShown: IsShown = () => undefined,
): Promise<Sorted> {
  const { holder } = await tokenByLabel(session, token);
  if (!holder) throw new BianyinError('person-not-on-token', { token });
  const [fit, refused]: [Fit[], Refused[]] = [[], []];
  for (const approval of approvals) {
    try {
      fit.push(await fitFor(session, approval, { holder, isShown }));
    } catch (error) {
      refused.push(refusal(approval.requestId, error));
    }
  }
  if (fit.length === 0) return { ready: [], refused };
  const told = await session.signer().describeApprovals(fit.map(plain), { token, act: 'decide' });
  const ready: ReadyApproval[] = [];
  for (const [i, each] of fit.entries()) {
    const found = told[i];
    if (found?.kind === 'refused')
      refused.push(refusal(found.requestId, new BianyinError(found.code, found.detail)));
    else if (found && aboutOf(found) === each.about) ready.push({ ...plain(each), told: found });
    // It became another one while it was looked at: whoever decides has seen neither whole.
    else
      refused.push(refusal(each.requestId, new BianyinError('request-not-as-shown', { id: each.requestId })));
  }
  return { ready, refused };
}

/** What the signer says of one approval that is given alone. Errors: why it cannot be given. */
export async function approvalTold(
  session: AppSession,
  approval: WantedApproval,
  token: string,
): Promise<Told> {
  const [told] = await session.signer().describeApprovals([plain(approval)], { token, act: 'decide' });
  if (!told) throw new BianyinError('request-unknown', { id: approval.requestId });
  if (told.kind === 'refused') throw new BianyinError(told.code, told.detail);
  return told;
}

/** One result for each, in order; `onItem` hears of each as it ends. Errors: those of the login, `statement-outcome-unknown`. */
export async function approveTogether(
  session: AppSession,
  actor: Actor,
  approvals: readonly WantedApproval[],
  onItem: (code: string | null) => void = () => undefined,
): Promise<ApprovalResult[]> {
  await freshenHome(session);
  const ids = approvals.map(({ requestId }) => requestId);
  return approvalsOnRecord(session, ids, () =>
    session.signer().approveMany(actor, approvals.map(plain), onItem),
  );
}

/** An approval that may be asked of the signer; `about`: the SM3 that it has to be about. */
interface Fit extends WantedApproval {
  readonly about: string;
}

interface Looking {
  readonly holder: NonNullable<PluggedToken['holder']>;
  readonly isShown: IsShown;
}

async function fitFor(session: AppSession, approval: WantedApproval, looking: Looking): Promise<Fit> {
  const { requestId: id } = approval;
  withMoment(session, ({ store }) => requireSoundRegister(store));
  const { comment, without = [] } = approval;
  const said = { comment: saidOf({ comment, without }), without };
  const typed = { requestId: id, ...(said.comment === undefined ? {} : { comment: said.comment }) };
  if (!isList(session, id)) {
    const request = showRequest(session, id);
    requireAlone(id);
    requireTurn(request, looking);
    looking.isShown(id, request.sm3);
    await requireUnchanged(session, id);
    return { ...typed, ...(without.length > 0 ? { without } : {}), about: request.sm3 };
  }
  const list = showList(session, id);
  requireTurn(list, looking);
  looking.isShown(id, membersSm3(list.listSm3, list.gone));
  // A set is one file, and it is there whole or not at all; the files of a list go their own ways (docs/adr/0035).
  if (list.seals) await requireUnchanged(session, list.first.request.id);
  const about = membersSm3(list.listSm3, [...list.gone, ...without]);
  return { ...typed, ...(without.length > 0 ? { without } : {}), about };
}

/** What the signer has found to be approved. */
function aboutOf({ kind, subject }: Told): string | null {
  return kind === 'list' ? subject.membersSm3 : subject.requestSm3;
}

function plain({ requestId, comment, without }: WantedApproval): WantedApproval {
  return { requestId, comment, without };
}

function refusal(requestId: string, error: unknown): Refused {
  if (!(error instanceof BianyinError)) throw error;
  return { ok: false, requestId, code: error.code, detail: { ...error.detail } };
}

type Standing = Pick<RequestOnRecord, 'walk' | 'code' | 'detail'>;

/** It runs, and waits for this person or for somebody whose deputy they are. Errors: why it does not, `approval-not-awaited`, `approver-wrong-role`. */
function requireTurn({ walk, code, detail }: Standing, { holder }: Looking): void {
  const { name } = holder;
  if (!walk) throw new BianyinError(code ?? 'approval-not-awaited', detail ?? { name });
  if (!walk.next) throw new BianyinError('approval-not-awaited', { name });
  const people = [...walk.next.people, ...walk.standIns.map(({ deputy }) => deputy)];
  if (!people.some((each) => each.id === holder.id))
    throw new BianyinError('approver-wrong-role', { name, role: walk.next.role });
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
