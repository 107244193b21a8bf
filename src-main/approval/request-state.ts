/** Where a request stands, in the words of the register: for lists and for people, never for the permit itself. */
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { RequestState } from '../domain/request-state.ts';
import type { Approval } from './decision.ts';
import { pathFor, type Path } from './path.ts';
import { policiesSoFar, type KnownPolicy } from './policy-chain.ts';
import { openRequest, type OpenedRequest } from './request.ts';
import { requireSigner } from './signer-rules.ts';
import type { Opened } from './statement.ts';
import { openCancellation, openDecision } from './told-act.ts';
import { walkUnder, type RequestFacts, type Walk, type WalkFacts } from './walk.ts';

/** `walk` is there while the request runs; otherwise `code` says why it does not, and `detail` by whom and when. */
export interface RequestStanding {
  readonly state: RequestState;
  readonly walk?: Walk;
  /** What had been given when it ended, by the policy that it names: for eyes only. */
  readonly history?: RequestHistory;
  readonly code?: ErrorCode;
  readonly detail?: ErrorDetail;
}

interface RequestHistory {
  readonly path: Path;
  readonly approvals: readonly Opened<Approval>[];
}

const endingStates: Partial<Record<ErrorCode, RequestState>> = {
  'request-rejected': 'rejected',
  'request-cancelled': 'cancelled',
  'request-expired': 'expired',
  'act-leaves-out': 'rejected',
};

/** As `standingUnder`, with the chain of policies judged first. */
export function requestStanding(facts: WalkFacts, usesSpent: number): RequestStanding {
  return standingUnder(() => policiesSoFar(facts), facts, usesSpent);
}

/**
 * Every refusal is a state, never an exception: a damaged request shows as void with its code. How a request ended does not change
 * any more: one whose uses are all spent stays "used", one that was rejected or taken back stays that, also when it has expired,
 * its policy was replaced or a certificate ran out since. `chain`: the policies in force, or why there is none.
 */
export function standingUnder(
  chain: () => readonly KnownPolicy[],
  facts: RequestFacts,
  usesSpent: number,
): RequestStanding {
  try {
    const request = openRequest(facts.request);
    const isUsed = usesSpent >= request.request.uses;
    const policies = orElse(chain, []);
    const refusal = isUsed ? null : refusalOf(policies, request, facts);
    if (!isUsed && refusal === null) return running(chain, facts, { request, usesSpent });
    const history = historyOf(policies, request, facts);
    return isUsed
      ? { state: 'used', ...history }
      : { ...refusal, state: refusal?.state ?? 'void', ...history };
  } catch (error) {
    if (error instanceof BianyinError) return { state: 'void', code: error.code, detail: error.detail };
    throw error;
  }
}

function running(
  chain: () => readonly KnownPolicy[],
  facts: RequestFacts,
  { request, usesSpent }: { readonly request: OpenedRequest; readonly usesSpent: number },
): RequestStanding {
  try {
    const walk = walkUnder(chain(), facts);
    if (usesSpent > 0) return { state: 'partly-used', walk };
    return { state: walk.next ? 'in-approval' : 'ready', walk };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    const { code, detail } = error;
    const history = historyOf(orElse(chain, []), request, facts);
    return { state: endingStates[code] ?? 'void', code, detail, ...history };
  }
}

/** The policy that a request names, when it is of the chain. */
function ownPolicy(policies: readonly KnownPolicy[], { request }: OpenedRequest): KnownPolicy | undefined {
  return policies.find(({ sm3 }) => sm3 === request.policySm3);
}

/** A taking back or a rejection that is genuine and of this request, by somebody whom its policy names; null when there is none. */
function refusalOf(
  policies: readonly KnownPolicy[],
  request: OpenedRequest,
  facts: RequestFacts,
): Required<Pick<RequestStanding, 'state' | 'code' | 'detail'>> | null {
  const own = ownPolicy(policies, request);
  if (!own) return null;
  const { id, applicantId } = request.request;
  for (const signed of facts.cancellations) {
    const act = orElse(() => openCancellation(signed, request), null);
    const person = act && personIn(own, act);
    if (act && person && (person.id === applicantId || person.roles.includes('legal'))) {
      const detail = { id, name: person.name, reason: act.value.reason };
      return { state: 'cancelled', code: 'request-cancelled', detail };
    }
  }
  const last = facts.decisions.at(-1);
  const decision = last && orElse(() => openDecision(last, request), null);
  if (!decision || decision.value.decision !== 'reject') return null;
  const { role, reason } = decision.value;
  const person = personIn(own, decision);
  const { behalf } = decision.value;
  const holder = behalf ? own.value.people.find(({ id }) => id === behalf.personId) : person;
  if (!person || holder?.roles.includes(role) !== true) return null;
  if (behalf && holder.deputies?.includes(person.id) !== true) return null;
  const detail = { id, name: decision.signer.name, role, reason };
  return { state: 'rejected', code: 'request-rejected', detail };
}

/** Who did it, when the policy lists the certificate for them. */
function personIn(policy: KnownPolicy, act: Parameters<typeof requireSigner>[1]) {
  return orElse(() => requireSigner(policy.value, act), null);
}

/** The path that the request had, and the approvals that were given for it. Nothing is decided by it. */
function historyOf(
  policies: readonly KnownPolicy[],
  request: OpenedRequest,
  facts: RequestFacts,
): Pick<RequestStanding, 'history'> {
  const own = ownPolicy(policies, request);
  if (!own) return {};
  const path = orElse(() => {
    const applicantId = requireSigner(own.value, request.submission).id;
    return pathFor(own.value, { ...request.request, applicantId });
  }, null);
  if (!path) return {};
  const approvals = facts.decisions.flatMap((signed): Opened<Approval>[] => {
    const decision = orElse(() => openDecision(signed, request), null);
    const { value } = decision ?? {};
    const isGiven = decision && value?.decision === 'approve' && personIn(own, decision) !== null;
    return isGiven ? [{ ...decision, value }] : [];
  });
  return { history: { path, approvals } };
}
