/**
 * Several requests approved under one login (docs/adr/0047): each by a statement and a signature of its own, judged on facts of its own moment
 * and on record by itself. Each must be one of those that the PIN window has named (docs/adr/0037).
 */
import type { HomeMoment } from '../home/home-moment.ts';
import type { Ask } from '../platform/worker-main.ts';
import type { ApprovalResult } from './answers.ts';
import { pinOf } from './go-on.ts';
import type { SignerRequest } from './messages.ts';
import type { TokenModule } from './pkcs11/token-module.ts';
import { signDecision } from './sign-statements.ts';
import { underOneLogin } from './under-one-login.ts';

type ManyRequest = Extract<SignerRequest, { name: 'decision.approveMany' }>;

/** One result for each request, in order. Errors: those of the login; then nothing was signed. */
export async function approveMany(
  openWorld: () => HomeMoment,
  tokens: Pick<TokenModule, 'withSession'>,
  request: ManyRequest,
  ask: Ask,
): Promise<ApprovalResult[]> {
  const { token: label, shown, requestIds } = request;
  return tokens.withSession(label, pinOf(request), (session) => {
    const one = async ({ requestId }: { readonly requestId: string }): Promise<ApprovalResult> => {
      const moment = openWorld();
      try {
        await signDecision(moment, { label, session, shown }, requestId);
        return { ok: true, requestId };
      } finally {
        moment.close();
      }
    };
    const items = requestIds.map((requestId) => ({ requestId }));
    return underOneLogin({ items, one, notTried: 'decision-not-tried', ask });
  });
}
