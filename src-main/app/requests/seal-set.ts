/**
 * Several seals on one file under one request (docs/adr/0042): written once, approved once, each put on by its own keeper with a PIN of
 * their own. Until the last is on it the file lies in the home and waits; then it is published, and never before.
 */
import { listItemId, listPartsOf } from '../../approval/list.ts';
import { openRequest } from '../../approval/request.ts';
import { requireUnbroken } from '../../approval/walk.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { halfSealed } from '../../platform/half-sealed.ts';
import type { ListDraft } from '../../signer/messages.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import type { RequestDraft } from '../../signer/messages.ts';

/** One seal of a set and its places. */
export interface SealInSet {
  readonly typeCode: SealTypeCode;
  readonly placements: readonly Placement[];
}

/** A request for one seal, with others behind it in the order in which they are put on the file. */
export function setOfDraft(draft: Omit<RequestDraft, 'sm3'>, others: readonly SealInSet[]): ListDraft {
  const { file, placements, reference, numbers, counterparty, amount, currency, ...shared } = draft;
  const value = {
    ...(reference === undefined ? {} : { reference }),
    ...(numbers === undefined ? {} : { numbers }),
    ...(counterparty === undefined ? {} : { counterparty }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
  };
  const seals = [{ typeCode: draft.typeCode, placements }, ...others];
  const items = seals.map(({ typeCode, placements: places }) => ({
    ...{ file, typeCode, ...value },
    placements: places.map((each) => ({ ...each, pages: [...each.pages] })),
  }));
  return { ...shared, isSet: true, items };
}

/** Whether a number is that of a set. */
export function isSet(session: AppSession, id: string): boolean {
  return withMoment(session, ({ store }) => store.isList(id) && store.list(id).isSet);
}

/** What is to be sealed next of a set, and where its file is and goes. */
export interface NextInSet {
  readonly requestId: string;
  /** 0 for the first. */
  readonly index: number;
  readonly count: number;
  /** The file that this seal is put on: the original, or what the seal before has left in the home. */
  readonly file: string | null;
  /** Where it is left for the next seal; null for the last, which makes a file for people. */
  readonly half: string | null;
}

/** The seal that is waited for; null when all are on the file. Errors: `request-unknown`, `set-broken-off`. */
export function nextInSet(session: AppSession, setId: string): NextInSet | null {
  const index = withMoment(session, ({ store }) => {
    const list = store.list(setId);
    if (!list.isSet) throw new BianyinError('request-unknown', { id: setId });
    requireUnbroken(list, list);
    return store.itemRows(setId).findIndex(({ uses, spent }) => spent < uses);
  });
  return index === -1 ? null : placeInSet(session, listItemId(setId, index));
}

/** Where the file of one seal of a set is and goes; null for any other request. Errors: `request-unknown`. */
export function placeInSet(session: AppSession, requestId: string): NextInSet | null {
  return withMoment(session, ({ store }) => {
    const { request } = store.request(requestId);
    const { list } = request;
    const setId = listPartsOf(requestId)?.listId;
    if (list?.isSet !== true || setId === undefined) return null;
    openRequest(request);
    const { index, count } = list;
    const { home } = session;
    return {
      ...{ requestId, index, count },
      file: index === 0 ? null : halfSealed(home, listItemId(setId, index - 1)),
      half: index === count - 1 ? null : halfSealed(home, requestId),
    };
  });
}
