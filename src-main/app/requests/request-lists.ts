/** Lists of requests that are on record: one row of a listing each, their files a page at a time, decided and taken back as one. */
import { KnownAnswers } from '../../approval/known-statements.ts';
import { standingUnder, type RequestStanding } from '../../approval/request-state.ts';
import { openRequest, readDetails, type OpenedRequest, type Request } from '../../approval/request.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ItemState } from '../../domain/list-state.ts';
import {
  listTotals,
  totalsByCounterparty,
  type CounterpartyTotal,
  type ListTotals,
} from '../../domain/list-totals.ts';
import type { RequestState } from '../../domain/request-state.ts';
import { momentOfMany, type HomeMoment, type MomentOfMany } from '../../home/home-moment.ts';
import type { ItemRow } from '../../store/lists.ts';
import { requestFileSetting } from '../../store/settings.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { withMoment } from '../with-moment.ts';
import { mostComment } from '../../approval/comment.ts';
import { commentsOn } from './comments-on.ts';
import { refusedPlaces, type RefusedPlaces } from './refused-places.ts';
import type { Said } from './requests.ts';
import { typedComment, typedRefusal } from './typed-fields.ts';
import { listCancellationOnRecord, listDecisionOnRecord } from './lost-statement.ts';

/** How many files of a list are in each state. */
type ItemCounts = Readonly<Record<ItemState, number>>;

/** A list as one row. `walk`, `history`, `code`: of its first file that was not taken back by itself. */
export interface ListOnRecord extends RequestStanding, ListTotals {
  readonly id: string;
  readonly count: number;
  readonly listSm3: string;
  /** What its files have in common is read from the first of them. */
  readonly first: OpenedRequest;
  readonly counts: ItemCounts;
  /** Places (0 first) that are no part of it any more: taken back by themselves, or refused by an approver. The sums count none of them. */
  readonly gone: readonly number[];
  /** The seals of a set in their order (docs/adr/0042); null for a list of files. */
  readonly seals: readonly SealOnRecord[] | null;
  /** What was said beside each of its approvals, by their steps; null: nothing. */
  readonly comments: readonly (string | null)[];
}

/** One seal of a set. */
interface SealOnRecord extends Pick<Request, 'id' | 'seal' | 'placements'> {
  readonly state: ItemState;
}

/** The same with what its files come to for each counterparty. */
export interface ListInFull extends ListOnRecord {
  readonly byCounterparty: readonly CounterpartyTotal[];
}

/** One file of a list. */
export interface ListItemOnRecord extends OpenedRequest {
  /** Place in the list, 0 for the first. */
  readonly index: number;
  readonly state: ItemState;
  /** Why it was skipped, failed or ended. */
  readonly code?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
  /** It has uses left and was not taken back by itself. */
  readonly isOpen: boolean;
  /** Where the file was when the list was written. */
  readonly file: string | null;
}

/** All lists, newest last; each costs one walk and a count, however long it is. */
export function listLists(session: AppSession): ListOnRecord[] {
  return withMoment(session, (moment) => {
    const about = aboutMany(moment);
    return moment.store.listIds().map((id) => viewOf(moment, about, id));
  });
}

/** One list. Errors: `request-unknown`. */
export function showList(session: AppSession, id: string): ListInFull {
  return withMoment(session, (moment) => {
    const view = viewOf(moment, aboutMany(moment), id);
    return { ...view, byCounterparty: figuresOf(moment, id, view.gone).byCounterparty };
  });
}

/** Whether a number is that of a list. */
export function isList(session: AppSession, id: string): boolean {
  return withMoment(session, ({ store }) => store.isList(id));
}

/** Files of a list from a place on (0 first). Errors: `request-unknown`. */
export function listItems(
  session: AppSession,
  id: string,
  { after = 0, limit = 100 }: { readonly after?: number; readonly limit?: number } = {},
): ListItemOnRecord[] {
  return withMoment(session, (moment) => {
    const { store } = moment;
    const { state } = viewOf(moment, aboutMany(moment), id);
    const standing = { list: state, waiting: waitingOf(moment), refused: refusedPlaces(store, id) };
    const files = store.settingsUnder(requestFileSetting(id));
    return store.itemRows(id, after, limit).map((row) => ({
      ...openRequest(row.request),
      ...stateOf(row, standing),
      isOpen: isOpen(row, standing.refused),
      index: row.index,
      file: files.get(requestFileSetting(row.id)) ?? null,
    }));
  });
}

/** Approves, or rejects with a reason, the step that a list waits for: one signature for all of it. */
export async function decideList(
  session: AppSession,
  actor: Actor,
  id: string,
  said: Said & { readonly without?: readonly number[] | undefined } = {},
): Promise<ListInFull> {
  const decision = said.reason === undefined ? 'approve' : 'reject';
  const reason = said.reason === undefined ? '' : typedRefusal(said.reason);
  const comment = saidOf(said);
  await freshenHome(session);
  await listDecisionOnRecord(session, id, decision, () =>
    session.signer().signDecision(actor, id, decision, reason, { comment, without: said.without }),
  );
  return showList(session, id);
}

/** Files that are not agreed to need to be told why. Errors: `comment-not-usable`. */
export function saidOf({
  comment,
  without = [],
}: Said & { readonly without?: readonly number[] | undefined }) {
  const typed = typedComment(comment);
  if (without.length > 0 && typed === undefined)
    throw new BianyinError('comment-not-usable', { most: mostComment });
  return typed;
}

/** Takes a whole list back. */
export async function cancelList(
  session: AppSession,
  actor: Actor,
  id: string,
  reason: string,
): Promise<ListInFull> {
  const why = typedRefusal(reason);
  await freshenHome(session);
  await listCancellationOnRecord(session, id, () => session.signer().signCancellation(actor, id, why));
  return showList(session, id);
}

interface About extends MomentOfMany {
  readonly waiting: ReadonlySet<string>;
}

function aboutMany(moment: HomeMoment): About {
  return { ...momentOfMany(moment), waiting: waitingOf(moment) };
}

function waitingOf({ store }: HomeMoment): ReadonlySet<string> {
  return new Set(store.waitingStamps().map(({ requestId }) => requestId));
}

function viewOf(moment: HomeMoment, { chain, factsOf, waiting }: About, id: string): ListOnRecord {
  const { store } = moment;
  const { count, isSet } = store.list(id);
  const rows = store.itemRows(id);
  // One that was taken back by itself says nothing of the others. Of a set the seal that is waited for has keepers of its own.
  const refused = refusedPlaces(store, id);
  const goesOn = (row: ItemRow): boolean => !row.isTakenBack && !refused.has(row.index);
  const gone = rows.filter((row) => !goesOn(row)).map(({ index }) => index);
  const shown = rows.find((row) => (isSet ? isOpen(row, refused) : goesOn(row))) ?? rows[0];
  if (!shown) throw new BianyinError('request-unknown', { id });
  const stored = store.request(shown.id);
  const first = openRequest(stored.request);
  // How far its files have come is counted; whether it runs is asked of the approvals.
  const standing = standingUnder(chain, factsOf(stored), 0);
  const about = { list: standing.state, waiting, refused };
  const counts = countStates(rows, about);
  const { totals, withoutAmount, counterparties } = figuresOf(moment, id, gone);
  return {
    ...{ id, count, first, counts, gone, totals, withoutAmount, counterparties },
    ...{ ...standing, state: overall(rows, standing, { counts, refused }) },
    listSm3: first.list?.listSm3 ?? '',
    seals: isSet ? rows.map((row) => sealOf(row, about)) : null,
    comments: commentsOn(store, id, standing),
  };
}

function sealOf(row: ItemRow, standing: ListStanding): SealOnRecord {
  const { id, seal, placements } = readDetails(row.request.request);
  return { id, seal, placements, state: stateOf(row, standing).state };
}

/** What is left to be done decides; one of which nothing is left is over, whatever its approvals say. */
function overall(
  rows: readonly ItemRow[],
  { state, code }: RequestStanding,
  { counts, refused }: { readonly counts: ItemCounts; readonly refused: RefusedPlaces },
): RequestState {
  const { sealed, 'stamp-waiting': waiting, failed } = counts;
  // Some seals of a set are no file for anybody, whatever was put on before it broke off or was given up.
  const isUnfinished =
    code === 'set-broken-off' || (failed > 0 && rows.some(({ request }) => isOfSet(request)));
  if (sealed + waiting === 0 || isUnfinished) return state;
  if (!rows.some((row) => isOpen(row, refused) || row.isUnderWay)) return 'used';
  return state === 'ready' ? 'partly-used' : state;
}

function isOfSet({ list }: ItemRow['request']): boolean {
  return list?.isSet === true;
}

/** It can (still) be sealed as far as its uses go. */
function isOpen({ uses, spent, isTakenBack, index }: ItemRow, refused: RefusedPlaces): boolean {
  return spent < uses && !isTakenBack && !refused.has(index);
}

/** What the state of each file hangs on besides itself. */
interface ListStanding {
  /** How the list itself stands. */
  readonly list: RequestState;
  readonly waiting: ReadonlySet<string>;
  readonly refused: RefusedPlaces;
}

function countStates(rows: readonly ItemRow[], standing: ListStanding): ItemCounts {
  const counts = {
    'in-approval': 0,
    ready: 0,
    sealed: 0,
    'stamp-waiting': 0,
    skipped: 0,
    failed: 0,
    ended: 0,
  };
  for (const row of rows) counts[stateOf(row, standing).state] += 1;
  return counts;
}

function stateOf(
  { id, index, uses, spent, broken, isUnderWay, isTakenBack, outcome }: ItemRow,
  { list, waiting, refused }: ListStanding,
): Pick<ListItemOnRecord, 'state' | 'code' | 'detail'> {
  if (spent >= uses && broken > 0) return { state: 'failed', code: 'sealing-interrupted', detail: { id } };
  // Being sealed at this moment: nothing lies there yet.
  if (isUnderWay) return { state: 'ready' };
  if (spent >= uses) return { state: waiting.has(id) ? 'stamp-waiting' : 'sealed' };
  if (isTakenBack) return { state: 'skipped', code: 'request-cancelled' };
  const by = refused.get(index);
  if (by) return { state: 'ended', code: 'list-file-refused', detail: by };
  if (!runs.has(list)) return { state: 'ended' };
  if (outcome) return outcome;
  return { state: list === 'in-approval' ? 'in-approval' : 'ready' };
}

const runs: ReadonlySet<RequestState> = new Set(['in-approval', 'ready', 'partly-used', 'used']);

/** What the files of a list come to that are still part of it: what they say is signed and never changes, so that it is added up once. */
const figures = new KnownAnswers<ListTotals & { readonly byCounterparty: CounterpartyTotal[] }>(64);

function figuresOf({ store }: HomeMoment, id: string, gone: readonly number[]) {
  const { submission } = store.list(id);
  return figures.answer(`${gone.join(' ')} ${submission.statement}${submission.signature}`, () => {
    const all = store.itemTexts(id).map(readDetails);
    const out = new Set(gone);
    // A set is one file, however many seals.
    const requests = all[0]?.seals ? all.slice(0, 1) : all.filter((_, i) => !out.has(i));
    return { ...listTotals(requests), byCounterparty: totalsByCounterparty(requests) };
  });
}
