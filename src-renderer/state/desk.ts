/** Which work a person sees: from the roles on the token that is plugged in. Without a token it is the work of a counter: verifying. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';
import { isAskedBy, isReturned } from './request-lists.ts';
import { waitsForApproval, waitsForSeal } from './waiting.ts';

export type DeskList =
  'returned' | 'toApprove' | 'toSeal' | 'mine' | 'mineReady' | 'approved' | 'coming' | 'recent';
type DeskAction = 'ask' | 'approveNext' | 'sealNext' | 'verify';

export interface Desk {
  /** At most three, the most urgent first. */
  readonly lists: readonly DeskList[];
  readonly action: DeskAction;
}

const approving: readonly string[] = ['department', 'counsel', 'finance-lead', 'legal'];
const asking: readonly string[] = ['applicant', 'accountant'];

/** The lists of this person. Whoever only reads (auditor), or has no token, sees what happened. */
export function deskOf(token: TokenView | null, requests: readonly RequestView[]): Desk {
  const roles: readonly string[] = token?.holder?.roles ?? [];
  // A deputy approves without a role of their own.
  const isAsked = requests.some((each) => waitsForApproval(each, token));
  const mayApprove = isAsked || roles.some((role) => approving.includes(role));
  const mayAsk = roles.some((role) => asking.includes(role));
  const keeps = roles.includes('keeper') || (token?.seals.length ?? 0) > 0;
  // What is to be done first, then what goes with it; the third list is what happened.
  const lists: DeskList[] = [
    ...(mayApprove ? ['toApprove' as const] : []),
    ...(keeps ? ['toSeal' as const] : []),
    ...(mayAsk ? ['mine' as const] : []),
    ...(mayApprove ? ['approved' as const] : []),
    ...(keeps ? ['coming' as const] : []),
    ...(mayAsk ? ['mineReady' as const] : []),
  ];
  const action = actionOf({ mayApprove, keeps, mayAsk }, token, requests);
  // What came back is told until it was asked for again, in the place of what is only past.
  const last = requests.some((each) => isReturned(each, token, requests)) ? 'returned' : 'recent';
  return { lists: [...lists.slice(0, 2), last], action };
}

/** One primary thing to do: what waits comes before what could be begun. */
function actionOf(
  may: { readonly mayApprove: boolean; readonly keeps: boolean; readonly mayAsk: boolean },
  token: TokenView | null,
  requests: readonly RequestView[],
): DeskAction {
  if (may.mayApprove && requests.some((each) => waitsForApproval(each, token))) return 'approveNext';
  if (may.keeps && requests.some((each) => waitsForSeal(each, token))) return 'sealNext';
  return may.mayAsk ? 'ask' : 'verify';
}

/** The requests of one list, oldest first where somebody waits, else as they come (newest first). */
export function listed<T extends RequestView>(
  list: DeskList,
  token: TokenView | null,
  requests: readonly T[],
): readonly T[] {
  if (list === 'returned') return requests.filter((each) => isReturned(each, token, requests));
  if (list === 'toApprove') return requests.filter((each) => waitsForApproval(each, token)).toReversed();
  if (list === 'toSeal') return requests.filter((each) => waitsForSeal(each, token)).toReversed();
  if (list === 'mine')
    return requests.filter((each) => each.state === 'in-approval' && isAskedBy(each, token));
  if (list === 'mineReady') return requests.filter((each) => isReady(each) && isAskedBy(each, token));
  if (list === 'approved') return requests.filter((each) => isApprovedBy(each, token));
  if (list === 'coming')
    return requests.filter((each) => each.state === 'in-approval' && isOnToken(each, token));
  return requests.filter(({ usesSpent }) => usesSpent > 0);
}

/** All approvals are there. */
function isReady({ state }: RequestView): boolean {
  return state === 'ready' || state === 'partly-used';
}

/** This person has agreed. */
function isApprovedBy({ path }: RequestView, token: TokenView | null): boolean {
  const name = token?.holder?.name;
  return name !== undefined && path.some(({ approved }) => approved?.name === name);
}

/** The seal that is asked for is kept here. */
function isOnToken({ seal }: RequestView, token: TokenView | null): boolean {
  return token?.seals.some(({ esId }) => esId === seal.esId) ?? false;
}
