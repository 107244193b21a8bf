/** A list of requests as one row among requests: whoever approves or seals sees it where they look for their work. */
import type { ListRowView } from '../../src-main/contract/list-calls.ts';
import type { RequestView } from '../../src-main/contract/request-views.ts';

/** `list` is null for a request that stands alone. */
export interface OfficeRequest extends RequestView {
  readonly list: ListRowView | null;
}

/** Requests and lists together, newest first. */
export function officeRequests(
  requests: readonly RequestView[],
  lists: readonly ListRowView[],
): OfficeRequest[] {
  const alone = requests.map((request): OfficeRequest => ({ ...request, list: null }));
  return [...alone, ...lists.map(rowOf)].sort((a, b) => b.time.localeCompare(a.time));
}

/** One sum stands for the row; several currencies have none. */
function rowOf(list: ListRowView): OfficeRequest {
  const { id, state, ended, count, counts, totals, seal, reason, matter, applicant, listSm3 } = list;
  const { validFrom, validUntil, time, path, nextStep, keepers, combined, standIns, timeStampRequired } =
    list;
  const [sum] = totals.length === 1 ? totals : [];
  return {
    ...{ id, state, ended, seal, reason, matter, applicant, timeStampRequired, list },
    ...{ validFrom, validUntil, time, path, nextStep, keepers, combined, standIns },
    document: list.set?.document ?? { name: '', sm3: listSm3, size: 0, pages: 0 },
    placements: [],
    reference: null,
    counterparty: list.set?.counterparty ?? null,
    amount: sum?.amount ?? null,
    currency: sum?.currency ?? null,
    attachments: [],
    uses: count,
    usesSpent: counts.sealed + counts['stamp-waiting'],
    usesBroken: 0,
    stampsWaiting: counts['stamp-waiting'],
  };
}
