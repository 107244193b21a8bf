/** What the PIN window says is about to be signed, as the store and the signer know it; never what a page says. */
import type { CallInput } from '../../contract/calls.ts';
import type { PinQuestion } from '../../contract/pin.ts';
import { countPlaces, type PlaceCount } from '../../domain/placement-count.ts';
import { showRequest } from '../requests.ts';
import { sealFactsById, sealFactsOfType } from '../seal-facts.ts';
import type { PinSubject } from './ask-pin.ts';
import type { PageWindow } from './page-window.ts';

export type Action = PinQuestion['action'];

/** `refusal`: the reason of a rejection or a taking back. Errors: `request-unknown`, `seal-not-in-register`. */
export function aboutRequest(
  { running }: PageWindow,
  id: string,
  action: Action,
  refusal: string | null = null,
): PinSubject {
  const { request } = showRequest(running.session(), id);
  const { name, picture } = sealFactsById(running.session(), request.seal.esId);
  const subject = {
    requestId: id,
    fileName: request.document.name,
    sm3: request.document.sm3,
    sealName: name,
    typeCode: request.seal.typeCode,
    placed: countPlaces(request.placements),
    reason: request.reason,
    refusal,
    counterparty: request.counterparty ?? null,
    amount: request.amount ?? null,
    currency: request.currency ?? null,
    picture,
  };
  return { action, subject, batch: null };
}

/** A request that is not written yet; the file by its name and hex SM3. */
export function aboutDraft(
  { running }: PageWindow,
  { typeCode, placements, reason, counterparty, amount, currency }: CallInput<'request.new'>,
  { fileName, sm3 }: { readonly fileName: string; readonly sm3: string },
): PinSubject {
  const { name, picture } = sealFactsOfType(running.session(), typeCode);
  const subject = {
    ...{ requestId: null, fileName, sm3, sealName: name, typeCode, reason, picture },
    placed: countPlaces(placements),
    refusal: null,
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
  };
  return { action: 'request', subject, batch: null };
}

/** Several requests at once: every file by its name and SM3; `ids` has at least one. */
export function aboutBatch(window: PageWindow, ids: readonly string[]): PinSubject {
  const all = ids.map((id) => aboutRequest(window, id, 'apply').subject);
  const [first] = all;
  if (!first) throw new RangeError('an empty batch');
  const sumOf = (part: (placed: PlaceCount) => number): number =>
    all.reduce((sum, { placed }) => sum + part(placed), 0);
  const seals = [...new Set(all.map(({ sealName }) => sealName))];
  const subject = {
    ...first,
    ...{ requestId: null, sm3: null, counterparty: null, amount: null, currency: null },
    reason: '',
    sealName: seals.join('、'),
    typeCode: seals.length === 1 ? first.typeCode : null,
    picture: seals.length === 1 ? first.picture : null,
    placed: {
      places: sumOf(({ places }) => places),
      seams: sumOf(({ seams }) => seams),
      seamPages: sumOf(({ seamPages }) => seamPages),
    },
  };
  const batch = all.map(({ requestId, fileName, sm3 }) => ({
    requestId: requestId ?? '',
    fileName,
    sm3: sm3 ?? '',
  }));
  return { action: 'apply', subject, batch };
}
