/** Where a request stands, in the words of the register: for lists and for people, never for the permit itself. */
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import type { RequestState } from '../domain/request-state.ts';
import { openRequest } from './request.ts';
import { walkRequest, type Walk, type WalkFacts } from './walk.ts';

/** `walk` is there while the request runs; otherwise `code` says why it does not, and `detail` by whom and when. */
export interface RequestStanding {
  readonly state: RequestState;
  readonly walk?: Walk;
  readonly code?: ErrorCode;
  readonly detail?: ErrorDetail;
}

const endingStates: Partial<Record<ErrorCode, RequestState>> = {
  'request-rejected': 'rejected',
  'request-cancelled': 'cancelled',
  'request-expired': 'expired',
};

/**
 * Every refusal is a state, never an exception: a damaged request shows as void with its code. A request whose uses are all
 * spent stays "used", also when it has expired or its policy was replaced since.
 */
export function requestStanding(facts: WalkFacts, usesSpent: number): RequestStanding {
  try {
    const { uses } = openRequest(facts.request).request;
    return runningOrEnded(facts, { usesSpent, uses });
  } catch (error) {
    if (error instanceof BianyinError) return { state: 'void', code: error.code, detail: error.detail };
    throw error;
  }
}

function runningOrEnded(
  facts: WalkFacts,
  { usesSpent, uses }: { usesSpent: number; uses: number },
): RequestStanding {
  const isUsed = usesSpent >= uses;
  try {
    const walk = walkRequest(facts);
    if (isUsed) return { state: 'used', walk };
    if (usesSpent > 0) return { state: 'partly-used', walk };
    return { state: walk.next ? 'in-approval' : 'ready', walk };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    const { code, detail } = error;
    return { state: isUsed ? 'used' : (endingStates[code] ?? 'void'), code, detail };
  }
}
