/** From a list of requests as the store tells it to the views of the contract. */
import type { ListItemView, ListRowView, ListView } from '../../contract/list-calls.ts';
import type { CallErrorCode } from '../../contract/result.ts';
import type { ListInFull, ListItemOnRecord, ListOnRecord } from '../requests/request-lists.ts';
import { keepersOf, standInsOf, stepsOf } from './request-view.ts';
import type { Shown } from './route-call.ts';

/** One row of a listing: no path of a file, no statement. */
export function viewOfListRow(list: ListOnRecord): Shown<ListRowView> {
  const { id, state, code, detail, count, counts, totals, withoutAmount, counterparties, gone } = list;
  const { walk, history, listSm3, comments } = list;
  const { seal, reason, matter, validFrom, validUntil, time } = list.first.request;
  const shown = walk ?? history;
  return {
    ...{ id, state, count, counts, totals, withoutAmount, counterparties, listSm3 },
    leftOut: gone.length,
    ...{ seal, reason, matter, validFrom, validUntil, time },
    ended: code === undefined ? null : { code, detail: { ...detail } },
    applicant: list.first.submission.signer.name,
    path: shown ? stepsOf(shown.path, shown.approvals, { walk, comments }) : [],
    nextStep: walk?.next?.index ?? null,
    keepers: shown ? keepersOf(shown.path, walk) : [],
    combined: [...(shown?.path.combined ?? [])],
    standIns: standInsOf(walk),
    timeStampRequired: walk?.timeStampRequired ?? false,
    set: list.seals && {
      document: list.first.request.document,
      counterparty: list.first.request.counterparty ?? null,
      seals: list.seals.map(({ id: each, seal: { esId, typeCode }, placements, state: stands }) => ({
        ...{ id: each, esId, typeCode, placements, state: stands },
      })),
    },
  };
}

export function viewOfList(list: ListInFull): Shown<ListView> {
  return { ...viewOfListRow(list), byCounterparty: list.byCounterparty };
}

export function viewOfItem({ request, index, state, code, detail }: ListItemOnRecord): Shown<ListItemView> {
  const { id, document, placements, reference, counterparty, amount, currency } = request;
  return {
    ...{ id, number: index + 1, state, document, placements },
    problem: code === undefined ? null : { code: code as CallErrorCode, detail: { ...detail } },
    reference: reference ?? null,
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
  };
}
