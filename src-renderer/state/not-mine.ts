/** Why the person at the desk has nothing to press at a request that others wait for. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { TokenView } from '../../src-main/contract/views.ts';

/** Names of sentences; null: nothing to say (the request has ended, or it is theirs). */
export type NotMine =
  | 'noUKey'
  | 'stranger'
  | 'ownRequest'
  | 'ownSeal'
  | 'approvedAlready'
  | 'approvedSeal'
  | 'laterStep'
  | 'notOnPath'
  | 'notKeeper'
  | null;

export function whyNotMine(request: RequestView, token: TokenView | null): NotMine {
  const { state } = request;
  const isApproval = state === 'in-approval';
  if (!isApproval && state !== 'ready' && state !== 'partly-used') return null;
  if (!token) return 'noUKey';
  if (!token.holder) return 'stranger';
  return isApproval ? whyNoApproval(request, token.holder.name) : whyNoSeal(request, token);
}

function whyNoApproval({ applicant, path, nextStep }: RequestView, name: string): NotMine {
  if (applicant === name) return 'ownRequest';
  if (hasApproved(path, name)) return 'approvedAlready';
  const later = path.slice((nextStep ?? path.length) + 1);
  return later.some(({ people }) => people.includes(name)) ? 'laterStep' : 'notOnPath';
}

function whyNoSeal({ applicant, path, seal }: RequestView, { holder, seals }: TokenView): NotMine {
  const name = holder?.name ?? '';
  if (!seals.some(({ esId }) => esId === seal.esId)) return 'notKeeper';
  if (applicant === name) return 'ownSeal';
  return hasApproved(path, name) ? 'approvedSeal' : 'notKeeper';
}

/** Whether this person has given one of the approvals. */
export function hasApproved(path: RequestView['path'], name: string): boolean {
  return path.some(({ approved }) => approved?.name === name);
}
