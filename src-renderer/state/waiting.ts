/** What waits for the person whose token is in use: approvals to give, seals to apply. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';

/** The step that is waited for can be given by this person. */
export function waitsForApproval(request: RequestView, token: TokenView | null): boolean {
  const step = request.nextStep === null ? undefined : request.path[request.nextStep];
  const name = token?.holder?.name;
  return request.state === 'in-approval' && name !== undefined && (step?.people.includes(name) ?? false);
}

/** All approvals are there and this token keeps the seal. */
export function waitsForSeal(request: RequestView, token: TokenView | null): boolean {
  const isReady = request.state === 'ready' || request.state === 'partly-used';
  return isReady && (token?.seals.some(({ esId }) => esId === request.seal.esId) ?? false);
}

/** Uses that approved requests still allow for one seal. */
export function usesApproved(requests: readonly RequestView[], esId: string): number {
  return requests
    .filter(({ seal, state }) => seal.esId === esId && (state === 'ready' || state === 'partly-used'))
    .reduce((sum, { uses, usesSpent }) => sum + uses - usesSpent, 0);
}
