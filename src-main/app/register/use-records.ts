/**
 * The register with one row for each use (Art. 16), for window, terminal and paper: pages of it, sums over all that fit, and one use after the
 * other for exports. What is looked for, the database finds; what is shown, the rows and the signed texts say.
 */
import { openRequest, readDetails, type Request } from '../../approval/request.ts';
import { textSm3 } from '../../approval/statement.ts';
import type { UseFilter } from '../../contract/use-filter.ts';
import { amountOfFen } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { endOfChinaDay, startOfChinaDay } from '../../domain/instant.ts';
import type { ListTotals } from '../../domain/list-totals.ts';
import type { Store } from '../../store/store.ts';
import { useRecordOf, type UseRecord } from '../../store/use-record.ts';
import type { UsePageWish, UseSearch, UseSums } from '../../store/use-search.ts';
import { withRegister } from './journal.ts';
import type { AppSession } from '../session.ts';

export type { UseRecord };

export interface UsesSummary {
  /** That fit, and that there are. */
  readonly count: number;
  readonly total: number;
  readonly totals: ListTotals['totals'];
}

export interface UsesPage extends UsesSummary {
  readonly uses: readonly UseRecord[];
  /** The page after this one begins behind it; null: this is the last. */
  readonly next: number | null;
}

/** Errors: `store-*`. */
export function usesPage(session: AppSession, filter: UseFilter, wish: UsePageWish): UsesPage {
  return withRegister(session, (store) => {
    const search = searchOf(filter);
    // One more says whether there are more.
    const found = store.searchUses(search, { ...wish, limit: wish.limit + 1 });
    const shown = found.slice(0, wish.limit);
    const next = found.length > shown.length ? (shown.at(-1)?.seq ?? null) : null;
    return { ...summaryOf(store.sumUses(search)), uses: recordsOf(store, shown), next };
  });
}

/** Uses that are read at a time. */
const AT_ONCE = 500;

/**
 * All uses that fit, one after the other in the order in which they began, none of them kept; `work` ends before it returns.
 * Errors: `store-*`, and whatever `work` throws.
 */
export function withUses<T>(
  session: AppSession,
  filter: UseFilter,
  work: (uses: Iterable<UseRecord>, summary: UsesSummary) => T,
): T {
  return withRegister(session, (store) => {
    const search = searchOf(filter);
    return work(eachUse(store, search), summaryOf(store.sumUses(search)));
  });
}

function* eachUse(store: Store, search: UseSearch): Generator<UseRecord> {
  let behind: number | undefined;
  for (;;) {
    const found = store.searchUses(search, { order: 'oldest', behind, limit: AT_ONCE });
    yield* recordsOf(store, found);
    if (found.length < AT_ONCE) return;
    behind = found.at(-1)?.seq;
  }
}

function recordsOf(
  store: Store,
  found: readonly { readonly requestId: string; readonly number: number }[],
): UseRecord[] {
  return found.flatMap((use) => {
    const { requestId, number: useNumber } = use;
    const request = readRequest(store, requestId);
    const rows = store.rowsOfUse(use);
    return useRecordOf({ requestId, useNumber, rows, request, place: store.placeOfUse(use) }) ?? [];
  });
}

/**
 * Null for one that cannot be opened any more: its uses are shown all the same. What has the digest that the row of its submission holds was
 * verified when it came, and thousands of signatures are not verified again to be shown.
 */
function readRequest(store: Store, id: string): Request | null {
  try {
    const signed = store.request(id).request;
    const onRow = store.submittedSm3(id);
    if (onRow === undefined || signed.list) return openRequest(signed).request;
    return textSm3(signed.request) === onRow ? readDetails(signed.request) : null;
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function searchOf({ from, to, seal, state, matter, person, counterparty, text }: UseFilter): UseSearch {
  return {
    from: from === undefined ? undefined : startOfChinaDay(from),
    before: to === undefined ? undefined : endOfChinaDay(to),
    sealType: seal,
    ...{ state, matter, person, counterparty, text },
  };
}

function summaryOf({ count, total, sums }: UseSums): UsesSummary {
  const totals = sums.map(({ fen, ...sum }) => ({
    ...{ currency: sum.currency, amount: amountOfFen(fen), count: sum.count },
  }));
  return { count, total, totals };
}
