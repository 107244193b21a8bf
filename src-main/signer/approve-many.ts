/**
 * Several requests, lists and sets approved under one login (docs/adr/0047, 0053): each by a statement and a signature of its own, judged on
 * facts of its own moment and on record by itself. Each must be one of those that the PIN window has named, with what is said beside it
 * (docs/adr/0037).
 */
import type { HomeMoment } from '../home/home-moment.ts';
import type { Ask } from '../platform/worker-main.ts';
import type { ApprovalResult } from './answers.ts';
import { pinOf } from './go-on.ts';
import type { ApprovalItem, SignerRequest } from './messages.ts';
import type { TokenModule } from './pkcs11/token-module.ts';
import { signApproval } from './sign-approval.ts';
import { underOneLogin } from './under-one-login.ts';

type ManyRequest = Extract<SignerRequest, { name: 'decision.approveMany' }>;

/** One result for each request, in order. Errors: those of the login; then nothing was signed. */
export async function approveMany(
  openWorld: () => HomeMoment,
  tokens: Pick<TokenModule, 'withSession'>,
  request: ManyRequest,
  ask: Ask,
): Promise<ApprovalResult[]> {
  const { token: label, shown, approvals } = request;
  return tokens.withSession(label, pinOf(request), (session) => {
    const one = async (approval: ApprovalItem): Promise<ApprovalResult> => {
      const moment = openWorld();
      try {
        const requestId = await signApproval(moment, { label, session, shown }, approval);
        return { ok: true, requestId };
      } finally {
        moment.close();
      }
    };
    return underOneLogin({ items: approvals, one, notTried: 'decision-not-tried', ask });
  });
}
