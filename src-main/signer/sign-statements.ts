/** Policy, request, decision, cancellation: composed here from what the signer reads itself, signed on the actor's own token. */
import { randomBytes } from 'node:crypto';
import {
  admitCancellation,
  admitDecision,
  admitRequest,
  cancellationFor,
  decisionFor,
  requireAlone,
} from '../approval/admission.ts';
import { commentFor, commentKind } from '../approval/comment.ts';
import { cancellationKind, decisionKind } from '../approval/decision.ts';
import { policyInForce, requireNextPolicy } from '../approval/policy-chain.ts';
import { policyFrom, policyKind, type Policy } from '../approval/policy.ts';
import { requestText, submissionFor, submissionKind, type Request } from '../approval/request.ts';
import { openStatement, signStatement, type SignedStatement } from '../approval/statement.ts';
import { walkRequest } from '../approval/walk.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { chinaDay, instantText } from '../domain/instant.ts';
import { actingPerson } from './acting-person.ts';
import { requireShown } from './shown-as.ts';
import { measureAttachment, measureDocument } from './measure-document.ts';
import type { RequestDraft } from './messages.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';
import type { TokenSession } from './pkcs11/token-session.ts';
import { trustedSeal } from '../home/own-seals.ts';
import { handOverRows } from '../home/hand-over-rows.ts';
import { policyEffect, requireNamed, wholeEffect, type WholeEffect } from '../home/policy-effect.ts';
import { requireSoundRegister } from '../home/sound-register.ts';
import type { SpendFacts } from '../store/uses.ts';
import { atMoment, policyFacts, requireSealStatus, type HomeMoment } from '../home/home-moment.ts';

/** An opened token and its label. */
export interface OpenToken {
  readonly label: string;
  /** Digests of the requests that whoever typed the PIN was shown; absent where nothing was shown. */
  readonly shown?: readonly string[] | undefined;
  readonly session: TokenSession;
}

/**
 * Signs a policy with the key of seal 05. `named`: the running requests that it ends, as they were shown before. Returns its id.
 * Errors: `policy-*`, `person-not-on-token`.
 */
export async function signPolicy(
  moment: HomeMoment,
  token: OpenToken,
  body: unknown,
  named: readonly string[],
): Promise<string> {
  const policy = policyFrom(body);
  requireNamed(policyEffect(moment, policy), named);
  const facts = policyFacts(moment);
  const legal = token.session.certificates.find((each) =>
    facts.legalCertificates.includes(toHex(sm3(each.der))),
  );
  if (!legal) throw new BianyinError('person-not-on-token', { token: token.label });
  // A policy in force outlives a frozen seal 05; a new one must not come from a key that was reported lost.
  requireSealStatus(moment, trustedSeal(moment, '05'));
  const sign = (octets: Uint8Array): Uint8Array => token.session.signSm2(legal, octets);
  const signed = await signStatement(policyKind, policy, { certificate: legal.der, sign });
  const { store } = moment;
  // Once more inside the transaction: somebody may have submitted a request in between, or used a seal.
  let effect: WholeEffect | undefined;
  const inside = (): WholeEffect => (effect ??= wholeEffect(moment, policy));
  store.addPolicy(
    signed,
    (policies) => {
      requireNextPolicy({ ...facts, policies, clockFloor: store.latestTime() }, signed);
      requireNamed(inside(), named);
    },
    () => handOverRows(store, policy, inside(), moment.now),
  );
  return policy.id;
}

/** Measures the file, fills in the request and signs its submission. Returns the request's number. Errors: `file-not-as-shown`, … */
export async function signRequest(
  moment: HomeMoment,
  token: OpenToken,
  draft: RequestDraft,
): Promise<string> {
  requireSoundRegister(moment.store);
  const policy = policyInForce(policyFacts(moment));
  const actor = actingPerson(policy.value, tokenOf(token));
  const seal = trustedSeal(moment, draft.typeCode);
  const { document } = measureDocument(moment, draft.file, draft.placements, seal.info.picture);
  if (draft.sm3 !== undefined && draft.sm3 !== document.sm3)
    throw new BianyinError('file-not-as-shown', { file: document.name });
  const request: Request = {
    ...requestFields(moment, draft, policy.value),
    salt: toHex(randomBytes(32)),
    document,
    seal: { esId: seal.info.esId, typeCode: draft.typeCode },
    applicantId: actor.person.id,
    policySm3: policy.sm3,
  };
  const submission = submissionFor(request, actor.certificateSm3);
  const signed = await signStatement(submissionKind, submission, signerOf(token, actor.certificate));
  const stored = { ...signed, request: requestText(request) };
  const files = { document: draft.file, attachments: draft.attachments.map(({ file }) => file) };
  moment.store.addRequest(stored, files, (facts) =>
    admitRequest({ ...atMoment(moment, facts), request: stored, restoredFrom: null }),
  );
  return request.id;
}

/** What whoever decides says: a reason makes it a rejection, a comment stands beside an approval. */
export interface SignedAnswer {
  readonly reason?: string | undefined;
  readonly comment?: string | undefined;
}

/** The next approval, or a rejection with its reason, by whoever holds the token. Returns the request's number. */
export async function signDecision(
  moment: HomeMoment,
  token: OpenToken,
  requestId: string,
  { reason, comment }: SignedAnswer = {},
): Promise<string> {
  const { walk, who, certificate } = standingOf(moment, token, requestId);
  const decision = decisionFor(walk, who, reason === undefined ? undefined : { reason });
  requireShown(token.shown, walk.binding, requestId, { behalf: decision.behalf, comment });
  const signer = signerOf(token, certificate);
  const signed = await signStatement(decisionKind, decision, signer);
  const beside = await signComment(openStatement(decisionKind, signed), comment, signer);
  const admit = (facts: SpendFacts): unknown => admitDecision(atMoment(moment, facts), signed);
  moment.store.addDecision(requestId, signed, admit, beside);
  return requestId;
}

/** Null without a comment; a rejection has its reason. */
export async function signComment(
  decision: Parameters<typeof commentFor>[0] & { readonly value: { readonly decision: string } },
  text: string | undefined,
  signer: ReturnType<typeof signerOf>,
): Promise<SignedStatement | null> {
  if (text === undefined || decision.value.decision !== 'approve') return null;
  return signStatement(commentKind, commentFor(decision, text), signer);
}

/** Takes a request back. Returns its number. */
export async function signCancellation(
  moment: HomeMoment,
  token: OpenToken,
  requestId: string,
  reason: string,
): Promise<string> {
  const { walk, who, certificate } = standingOf(moment, token, requestId);
  requireShown(token.shown, walk.binding, requestId, {});
  // One file of a list can be taken back by itself; all seals of a set or none.
  if (walk.request.list?.isSet === true) requireAlone(requestId);
  const cancellation = cancellationFor(walk.binding, who, reason);
  const signed = await signStatement(cancellationKind, cancellation, signerOf(token, certificate));
  moment.store.addCancellation(requestId, signed, (facts) =>
    admitCancellation(atMoment(moment, facts), signed),
  );
  return requestId;
}

/** How far a request has come, and who holds the token. Errors: `journal-broken`, as `walkRequest`, `person-not-on-token`. */
function standingOf(moment: HomeMoment, token: OpenToken, requestId: string) {
  requireSoundRegister(moment.store);
  const walk = walkRequest(atMoment(moment, moment.store.facts(requestId)));
  return { walk, ...signerNow(moment, token, walk.policy.value) };
}

/** What a statement says of whoever signs it now, and by which certificate. Errors: `person-not-on-token`. */
export function signerNow({ now }: HomeMoment, token: OpenToken, policy: Policy) {
  const { person, certificate, certificateSm3 } = actingPerson(policy, tokenOf(token));
  return { who: { personId: person.id, certificateSm3, time: instantText(now) }, certificate };
}

function requestFields(
  moment: HomeMoment,
  draft: RequestDraft,
  policy: Policy,
): Omit<Request, 'salt' | 'document' | 'seal' | 'applicantId' | 'policySm3'> {
  const { counterparty, amount, currency, reference, numbers } = draft;
  return {
    ...sharedFields(moment, draft, policy),
    id: moment.store.nextRequestId(draft.typeCode, chinaDay(moment.now)),
    placements: draft.placements,
    ...(reference === undefined ? {} : { reference }),
    ...(numbers === undefined ? {} : { numbers }),
    ...(counterparty === undefined ? {} : { counterparty }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
  };
}

type SharedDraft = Pick<RequestDraft, 'reason' | 'matter' | 'attachments' | 'uses' | 'validHours'>;

/** What one request says, and all of a list alike. Errors: `file-not-readable`. */
export function sharedFields(moment: HomeMoment, draft: SharedDraft, policy: Policy) {
  const hours = Math.min(draft.validHours ?? policy.matrix.requestHours, policy.matrix.requestHours);
  return {
    v: 1,
    purpose: 'bianyin.request/1',
    reason: draft.reason,
    matter: draft.matter,
    attachments: draft.attachments.map(measureAttachment),
    uses: draft.uses,
    validFrom: instantText(moment.now),
    validUntil: instantText(new Date(moment.now.getTime() + hours * 3_600_000)),
    time: instantText(moment.now),
  } as const;
}

export function tokenOf(token: OpenToken): { label: string; certificates: TokenSession['certificates'] } {
  return { label: token.label, certificates: token.session.certificates };
}

export function signerOf(
  token: OpenToken,
  certificate: TokenCertificate,
): { certificate: Uint8Array; sign(octets: Uint8Array): Uint8Array } {
  return { certificate: certificate.der, sign: (octets) => token.session.signByKey(certificate, octets) };
}
