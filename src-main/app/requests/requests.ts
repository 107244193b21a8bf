/** Requests from the side of people: writing one, listing, approving, taking back, and applying the seal. */
import { standingUnder, type RequestStanding } from '../../approval/request-state.ts';
import { listPartsOf } from '../../approval/list.ts';
import { openRequest, type OpenedRequest } from '../../approval/request.ts';
import { sealOfType } from '../../city/seal-register.ts';
import { parseTypedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { defaultMatters, isMatter, type Matter } from '../../domain/matter.ts';
import { fieldPlacement } from '../../domain/placement-field.ts';
import { keywordPlacement } from '../../domain/placement-keyword.ts';
import { parseKeywordText } from '../../domain/placement-keyword-text.ts';
import { parsePointPlacement, parseSeamPlacement } from '../../domain/placement-text.ts';
import type { Placement } from '../../domain/placement.ts';
import { isSealTypeCode, type SealTypeCode } from '../../domain/seal-kind.ts';
import type { TimeStampWish } from '../../domain/time-stamp.ts';
import { usableSeals } from '../../home/own-seals.ts';
import { momentOfMany, type HomeMoment, type MomentOfMany } from '../../home/home-moment.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import type { DraftSubject, SealOutcome, SealResult } from '../../signer/answers.ts';
import type { RequestDraft } from '../../signer/messages.ts';
import { attachmentFileSetting, requestFileSetting } from '../../store/settings.ts';
import { searchKeyword } from '../../text-search/search-keyword.ts';
import type { WaitingStamp } from '../../store/time-stamps.ts';
import type { Actor, SealingItem, SealingWatch } from '../../tokens/signer-client.ts';
import { withTruth, withTruthOfMany } from './lost-sealing.ts';
import { cancellationOnRecord, decisionOnRecord, requestOnRecord } from './lost-statement.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import { invoiceNumbersOf, requireSealableText } from './document-check.ts';
import { referenceOf } from '../../domain/invoice-numbers.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { stampingFor } from './time-stamping.ts';
import { commentsOn } from './comments-on.ts';
import { typedComment, typedCurrency, typedRefusal, typedText, typedUses } from './typed-fields.ts';

/** A request as somebody types it. Places are texts: `page=2,x=120mm,y=200mm`, `盖章处`, `right`. */
export interface NewRequest {
  readonly file: string;
  readonly typeCode: string;
  readonly at: readonly string[];
  readonly keyword: readonly string[];
  readonly seam: readonly string[];
  readonly reason: string;
  readonly matter?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  /** Files of resolutions (决议) and other attachments. */
  readonly resolutions: readonly string[];
  readonly uses: number;
  readonly validHours?: number;
}

export interface RequestOnRecord extends OpenedRequest, RequestStanding {
  readonly usesSpent: number;
  /** Those of them that broke off: they count, and no file is vouched for. */
  readonly usesBroken: number;
  /** Where the file was when the request was written; null when unknown. */
  readonly file: string | null;
  /** The same for what goes with it, in the order of the request. */
  readonly attachmentFiles: readonly (string | null)[];
  /** How many of its sealed files wait for a time stamp. */
  readonly stampsWaiting: number;
  /** What was said beside each of its approvals, by their steps; null: nothing. */
  readonly comments: readonly (string | null)[];
}

/** Digests as somebody was shown them. */
type Shown = Pick<DraftSubject, 'sm3' | 'attachments'>;

/** Who signs, and what they were shown: no other file is signed. */
interface AskedActor {
  readonly actor: Actor;
  /** Absent when nothing was shown, because the PIN came from a file. */
  readonly shown?: Shown | undefined;
}

/** An actor, or how to ask for one once nothing else stands in the way: nobody types a PIN for a file that is refused. */
type ActorSource = Actor | ((draft: RequestDraft) => Promise<AskedActor>);

/** Writes and submits a request; returns its number. Errors: those of places, file, policy and token, `file-not-as-shown`. */
export async function submitRequest(
  session: AppSession,
  source: ActorSource,
  input: NewRequest,
): Promise<string> {
  const draft = await composeRequest(session, input);
  if (typeof source !== 'function') return submitDraft(session, source, draft);
  const { actor, shown } = await source(draft);
  return submitDraft(session, actor, shown === undefined ? draft : asShown(draft, shown));
}

/** The draft of these very files: the signer refuses others. */
export function asShown(draft: RequestDraft, { sm3, attachments }: Shown): RequestDraft {
  const pinned = draft.attachments.map((each, i) => ({ ...each, sm3: attachments[i]?.sm3 ?? sm3 }));
  return { ...draft, sm3, attachments: pinned };
}

/** What the signer will be asked to sign. Errors: `journal-broken`, those of places and of what people type. */
export async function composeRequest(session: AppSession, input: NewRequest): Promise<RequestDraft> {
  await freshenHome(session);
  withMoment(session, ({ store }) => requireSoundRegister(store));
  const typeCode = requireTypeCode(input.typeCode);
  const matter = requireMatter(input.matter ?? defaultMatters[typeCode]);
  const typed = typedFields(input);
  const placements = await placementsOf(session, input, typeCode);
  const { numbers } = await invoiceNumbersOf(input.file);
  const reference = referenceOf(numbers);
  return {
    ...typed,
    file: input.file,
    typeCode,
    placements: placements.map(forMessage),
    matter,
    ...(reference === undefined ? {} : { reference }),
    ...(numbers.length === 0 ? {} : { numbers: [...numbers] }),
    attachments: input.resolutions.map((path) => ({ kind: 'resolution', file: path })),
  };
}

/** Signs it and puts it on record; returns its number. Errors: those of file, policy and token. */
export function submitDraft(session: AppSession, actor: Actor, draft: RequestDraft): Promise<string> {
  return requestOnRecord(session, draft, () => session.signer().signRequest(actor, draft));
}

type TypedFields = Pick<
  RequestDraft,
  'reason' | 'uses' | 'counterparty' | 'amount' | 'currency' | 'validHours'
>;

/** Errors: `reason-not-usable`, `counterparty-not-usable`, `amount-malformed`, `usage`. */
function typedFields({ reason, uses, counterparty, amount, currency, validHours }: NewRequest): TypedFields {
  return {
    reason: typedText(reason, 200, 'reason-not-usable'),
    uses: typedUses(uses),
    ...(counterparty === undefined
      ? {}
      : { counterparty: typedText(counterparty, 120, 'counterparty-not-usable') }),
    // An amount without a currency is in yuan: people do not write what goes without saying.
    ...(amount === undefined
      ? {}
      : { amount: parseTypedAmount(amount), currency: typedCurrency(currency ?? 'CNY') }),
    ...(validHours === undefined ? {} : { validHours }),
  };
}

/** All requests, newest last. */
export function listRequests(session: AppSession): RequestOnRecord[] {
  return withMoment(session, (moment) => {
    const about: About = { ...momentOfMany(moment), waiting: moment.store.waitingStamps() };
    return moment.store.requestIds().map((id) => viewOf(moment, about, id));
  });
}

/** One request. Errors: `request-unknown`. */
export function showRequest(session: AppSession, id: string): RequestOnRecord {
  return withMoment(session, (moment) =>
    viewOf(moment, { ...momentOfMany(moment), waiting: moment.store.waitingStamps() }, id),
  );
}

/** What whoever decides says: a reason makes it a rejection, a comment stands beside an approval. */
export interface Said {
  readonly reason?: string | undefined;
  readonly comment?: string | undefined;
}

/** Approves, or rejects with a reason, the step that is waited for. Errors: `comment-not-usable`, `refusal-not-usable`, those of the signer. */
export async function decideRequest(
  session: AppSession,
  actor: Actor,
  id: string,
  said: Said = {},
): Promise<RequestOnRecord> {
  const decision = said.reason === undefined ? 'approve' : 'reject';
  const reason = said.reason === undefined ? '' : typedRefusal(said.reason);
  const comment = typedComment(said.comment);
  await freshenHome(session);
  await decisionOnRecord(session, id, decision, () =>
    session.signer().signDecision(actor, id, decision, reason, { comment }),
  );
  return showRequest(session, id);
}

/** Takes a request back. */
export async function cancelRequest(
  session: AppSession,
  actor: Actor,
  id: string,
  reason: string,
): Promise<RequestOnRecord> {
  const why = typedRefusal(reason);
  await freshenHome(session);
  await cancellationOnRecord(session, id, () => session.signer().signCancellation(actor, id, why));
  return showRequest(session, id);
}

export interface ApplyInput {
  readonly requestId: string;
  readonly output: string;
  readonly timeStamp: TimeStampWish;
  /** Where the file is now, when it was moved; the gate compares its SM3 in any case. */
  readonly file?: string;
}

/** Seals the file of a request. Errors: every code of the permit gate, then nothing was written; those of `withTruth`. */
export async function sealFile(
  session: AppSession,
  actor: Actor,
  input: ApplyInput,
  watch?: SealingWatch,
): Promise<SealOutcome> {
  // A seal that the city froze a minute ago must not seal: an hour old is good enough for everything but this.
  await freshenHome(session, { force: true });
  const { requestId, output } = input;
  const file = input.file ?? showRequest(session, requestId).file;
  if (file === null) throw new BianyinError('file-not-readable', { file: requestId });
  const { stamp, ...stamping } = await stampingFor(session, input.timeStamp);
  const parameters = { requestId, output, file, ...stamping };
  return withTruth(session, parameters, () => session.signer().applySeal(actor, parameters, stamp, watch));
}

/** Seals the files of several requests under one login; one result for each, in order. Errors: those of the login. */
export async function sealFiles(
  session: AppSession,
  actor: Actor,
  { items, timeStamp }: { readonly items: readonly SealingItem[]; readonly timeStamp: TimeStampWish },
  watch: SealingWatch,
): Promise<SealResult[]> {
  await freshenHome(session, { force: true });
  const { stamp, ...stamping } = await stampingFor(session, timeStamp);
  return withTruthOfMany(session, items, () =>
    session.signer().applySeals(actor, { items, ...stamping }, stamp, watch),
  );
}

/** The places of one file, found in it. Errors: those of places, `document-state-secret`, `document-tax-invoice`. */
export async function placementsOf(
  session: AppSession,
  input: Pick<NewRequest, 'file' | 'at' | 'keyword' | 'seam'>,
  typeCode: SealTypeCode,
): Promise<Placement[]> {
  const { pageCount, emptyFields } = await session.documents.inspect(input.file);
  await requireSealableText(input.file);
  const { picture } = withMoment(session, (moment) => sealOfType(usableSeals(moment), typeCode)).info;
  const placements: Placement[] = input.at.map(
    (text) => fieldPlacement(text, emptyFields) ?? parsePointPlacement(text, pageCount),
  );
  for (const text of input.keyword) {
    const query = parseKeywordText(text);
    const found = await searchKeyword({ file: input.file, keyword: query.keyword, pages: null });
    placements.push(keywordPlacement(found, query, picture));
  }
  placements.push(...input.seam.map((text) => parseSeamPlacement(text, pageCount)));
  if (placements.length === 0) throw new BianyinError('usage', { what: '--at / --keyword / --seam' });
  return placements;
}

interface About extends MomentOfMany {
  readonly waiting: readonly WaitingStamp[];
}

function viewOf({ store }: HomeMoment, { chain, factsOf, waiting }: About, id: string): RequestOnRecord {
  const stored = store.request(id);
  const { usesSpent, usesBroken } = stored;
  const opened = openRequest(stored.request);
  const standing = standingUnder(chain, factsOf(stored), usesSpent);
  const file = store.setting(requestFileSetting(id));
  const stampsWaiting = waiting.filter(({ requestId }) => requestId === id).length;
  // A list keeps the places of what its items share.
  const owner = listPartsOf(id)?.listId ?? id;
  const attachmentFiles = opened.request.attachments.map((_, i) =>
    store.setting(attachmentFileSetting(owner, i)),
  );
  const comments = commentsOn(store, owner, standing);
  return { ...opened, ...standing, usesSpent, usesBroken, file, attachmentFiles, stampsWaiting, comments };
}

/** The schema of messages has its own arrays. */
function forMessage(placement: Placement): RequestDraft['placements'][number] {
  return { ...placement, pages: [...placement.pages] };
}

export function requireTypeCode(text: string): SealTypeCode {
  if (isSealTypeCode(text)) return text;
  throw new BianyinError('usage', { what: '--seal 01 | 02 | 03 | 04 | 05' });
}

export function requireMatter(text: string): Matter {
  if (isMatter(text)) return text;
  throw new BianyinError('usage', { what: '--matter letter | contract | guarantee | payment | list' });
}
