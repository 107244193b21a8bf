/** What the requests were that a hand-over left open (docs/adr/0046): read from what was signed for each, which the register keeps for good. */
import { openRequest, readDetails, type Request, type SignedRequest } from '../../approval/request.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { OpenAtHandOver } from '../../domain/hand-over.ts';
import { listTotals } from '../../domain/list-totals.ts';
import type { OpenRequest } from '../../domain/open-request.ts';
import type { Store } from '../../store/store.ts';

/** A request that cannot be read is named by its number alone. */
export function toldOpen(store: Store, open: readonly OpenAtHandOver[]): OpenRequest[] {
  return open.map((each) => ({ ...each, told: toldOf(store, each.id) }));
}

function toldOf(store: Store, id: string): OpenRequest['told'] {
  try {
    const members = membersOf(store, id);
    const [first] = members.requests;
    if (!first) return null;
    // Seals of a set are on one file.
    const files = first.seals ? [first] : members.requests;
    return {
      ...{ fileName: first.document.name, files: files.length, reason: first.reason },
      seals: (first.seals ?? [first.seal]).map(({ typeCode }) => typeCode),
      applicant: openRequest(members.signed).submission.signer.name,
      counterparties: [...new Set(files.flatMap(({ counterparty }) => counterparty ?? []))],
      totals: listTotals(files).totals,
    };
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function membersOf(
  store: Store,
  id: string,
): { readonly signed: SignedRequest; readonly requests: readonly Request[] } {
  if (!store.isList(id)) {
    const { request } = store.request(id);
    return { signed: request, requests: [readDetails(request.request)] };
  }
  const [first = ''] = store.itemIds(id, 0, 1);
  return { signed: store.request(first).request, requests: store.itemTexts(id).map(readDetails) };
}
