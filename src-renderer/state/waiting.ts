/** What waits for the person whose token is in use: approvals to give, seals to apply. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';
import { hasApproved } from './not-mine.ts';

/** The step that is waited for can be given by this person. */
export function waitsForApproval(request: RequestView, token: TokenView | null): boolean {
  const step = request.nextStep === null ? undefined : request.path[request.nextStep];
  const name = token?.holder?.name;
  return request.state === 'in-approval' && name !== undefined && (step?.people.includes(name) ?? false);
}

/** All approvals are there, this token holds the seal, and its holder may use it here: a keeper who asked or approved may not. */
export function waitsForSeal({ state, seal, keepers, path }: RequestView, token: TokenView | null): boolean {
  const isReady = state === 'ready' || state === 'partly-used';
  const name = token?.holder?.name;
  const mayUse = name !== undefined && keepers.includes(name) && !hasApproved(path, name);
  return isReady && mayUse && (token?.seals.some(({ esId }) => esId === seal.esId) ?? false);
}

/** Uses that approved requests still allow for one seal. */
export function usesApproved(requests: readonly RequestView[], esId: string): number {
  return requests
    .filter(({ seal, state }) => seal.esId === esId && (state === 'ready' || state === 'partly-used'))
    .reduce((sum, { uses, usesSpent }) => sum + uses - usesSpent, 0);
}
