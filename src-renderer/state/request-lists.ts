/** Which requests a list shows: those that wait for this person, that they asked for, that they have dealt with; and what was typed to find. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';
import type { OfficeRequest } from './list-rows.ts';
import { hasApproved } from './not-mine.ts';
import { waitsForApproval, waitsForSeal } from './waiting.ts';

export const requestLists = ['todo', 'asked', 'done', 'all'] as const;
export type RequestListName = (typeof requestLists)[number];

const over: ReadonlySet<RequestView['state']> = new Set(['rejected', 'cancelled', 'expired', 'void']);

export function isInList(list: RequestListName, request: RequestView, token: TokenView | null): boolean {
  if (list === 'todo') return waitsForMe(request, token);
  if (list === 'asked') return isAskedBy(request, token);
  return list === 'all' || isDoneBy(request, token);
}

export function waitsForMe(request: RequestView, token: TokenView | null): boolean {
  return waitsForApproval(request, token) || waitsForSeal(request, token);
}

export function isAskedBy({ applicant }: RequestView, token: TokenView | null): boolean {
  return token?.holder !== null && token?.holder?.name === applicant;
}

/** Approved, refused, or sealed with a seal that this token holds; not while it waits for this person again. */
function isDoneBy(request: RequestView, token: TokenView | null): boolean {
  const name = token?.holder?.name;
  if (!token || name === undefined || waitsForMe(request, token)) return false;
  const { ended, path, usesSpent, seal } = request;
  const hasRefused = ended?.code === 'request-rejected' && ended.detail['name'] === name;
  const isKept = token.seals.some(({ esId }) => esId === seal.esId);
  return hasApproved(path, name) || hasRefused || (usesSpent > 0 && isKept);
}

/** What is typed is looked for in every word of it: blanks stand between words that must all be there. */
export function fits(request: RequestView, typed: string): boolean {
  const { id, reason, document, counterparty, amount, applicant } = request;
  const plain = (amount ?? '').replace(/\.00$/, '');
  const text = [id, reason, document.name, counterparty ?? '', amount ?? '', plain, applicant].join('\n');
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .split(/\s+/);
  const folded = text.normalize('NFKC').toLowerCase();
  return words.every((word) => folded.includes(word));
}

/** The oldest other request that waits for this person, and how many there are. */
export function nextWork(
  requests: readonly RequestView[],
  token: TokenView | null,
  current: string,
): { readonly id: string; readonly count: number } | null {
  const waiting = requests.filter((each) => each.id !== current && waitsForMe(each, token));
  const oldest = waiting.at(-1);
  return oldest ? { id: oldest.id, count: waiting.length } : null;
}

/** The oldest other request to be approved that was not opened yet, and how many there are: whoever approves several together looks at each. */
export function nextToLook(
  requests: readonly OfficeRequest[],
  token: TokenView | null,
  { looked, current }: { readonly looked: ReadonlySet<string>; readonly current: string },
): { readonly id: string; readonly count: number } | null {
  const unseen = requests.filter(
    (each) => each.id !== current && !looked.has(each.id) && waitsForApproval(each, token),
  );
  const oldest = unseen.at(-1);
  return oldest ? { id: oldest.id, count: unseen.length } : null;
}

/** Whoever asked for it may ask again once it came to nothing. */
export function mayAskAgain(request: RequestView, token: TokenView | null, hasExpired: boolean): boolean {
  return (hasExpired || over.has(request.state)) && isAskedBy(request, token);
}

/** Asked for by this person, came to nothing by others, and not asked for again since: the same file name for the same seal. */
export function isReturned(
  request: RequestView,
  token: TokenView | null,
  requests: readonly RequestView[],
): boolean {
  const { state, applicant, document, seal, time } = request;
  if (!over.has(state) || state === 'cancelled' || !isAskedBy(request, token)) return false;
  return !requests.some(
    (each) =>
      each.applicant === applicant &&
      each.document.name === document.name &&
      // Lists have no file's name of their own: the same purpose is the same list.
      (document.name !== '' || each.reason === request.reason) &&
      each.seal.typeCode === seal.typeCode &&
      each.time > time,
  );
}
