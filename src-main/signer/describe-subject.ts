/**
 * What is about to be signed, as the signer itself reads, checks and measures it, before any PIN is there: the PIN window shows
 * this and nothing that a page or the main process says (docs/adr/0003).
 */
import type { Request } from '../approval/request.ts';
import { policyFrom } from '../approval/policy.ts';
import { walkRequest } from '../approval/walk.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { countPlaces } from '../domain/placement-count.ts';
import { trustedSeal } from '../home/own-seals.ts';
import { atMoment, type HomeMoment } from '../home/home-moment.ts';
import { policyEffect, type PolicyEffect } from '../home/policy-effect.ts';
import { measureAttachment, measureDocument } from './measure-document.ts';
import type { DraftSubject, SignedSubject } from './answers.ts';
import type { RequestDraft } from './messages.ts';
import { shownAs, toldBehalf, type Acting } from './shown-as.ts';
import { dutiesOfDraft } from './told-duties.ts';

type Told = Pick<
  Request,
  'placements' | 'reason' | 'matter' | 'uses' | 'reference' | 'counterparty' | 'amount' | 'currency'
>;

/** A stored request that runs, its signatures checked. `comment`: what is said beside an approval. Errors: as `walkRequest`, `seal-not-in-register`. */
export function describeRequest(
  moment: HomeMoment,
  requestId: string,
  acting: Acting | null = null,
  comment?: string,
): SignedSubject {
  const walk = walkRequest(atMoment(moment, moment.store.facts(requestId)));
  const { request, sm3: requestSm3 } = walk.request;
  const { esId, typeCode } = request.seal;
  const seal = moment.seals.find(({ info }) => info.esId === esId);
  if (!seal) throw new BianyinError('seal-not-in-register', { seal: esId });
  const { name: fileName, sm3 } = request.document;
  const { attachments } = request;
  const behalf = toldBehalf(walk, acting);
  return {
    requestId,
    requestSm3,
    shownSm3: shownAs(requestSm3, { behalf, comment }),
    fileName,
    sm3,
    esId,
    typeCode,
    sealName: seal.info.name,
    ...toldBy(request),
    attachments,
    combined: [...walk.path.combined],
    behalf: behalf?.name ?? null,
  };
}

/** A request that is not written yet. Errors: as `measureDocument`, `seal-not-in-register` and what makes a seal unusable. */
export function describeDraft(moment: HomeMoment, draft: RequestDraft): DraftSubject {
  const { typeCode, file, placements } = draft;
  const { esId, name, picture } = trustedSeal(moment, typeCode).info;
  const { document, warnings } = measureDocument(moment, file, placements, picture);
  const { name: fileName, sm3 } = document;
  const attachments = draft.attachments.map(measureAttachment);
  const found = {
    warnings: [...warnings],
    attachments,
    combined: dutiesOfDraft(moment, draft),
    behalf: null,
  };
  return {
    ...{ requestId: null, requestSm3: null, shownSm3: null },
    fileName,
    sm3,
    esId,
    typeCode,
    sealName: name,
    ...toldBy(draft),
    ...found,
  };
}

/** A policy that is not signed yet. Errors: as `policyEffect`. */
export function describePolicy(moment: HomeMoment, body: unknown): PolicyEffect {
  return policyEffect(moment, policyFrom(body));
}

function toldBy({ placements, reason, matter, uses, reference, counterparty, amount, currency }: Told) {
  return {
    placed: { ...countPlaces(placements) },
    ...{ reason, matter, uses },
    reference: reference ?? null,
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
  };
}
