/**
 * Several requests sealed under one login (docs/adr/0015). Each passes the whole permit gate by itself, on facts of its own moment, and is on
 * record by itself.
 */
import type { HomeMoment } from '../home/home-moment.ts';
import type { Ask } from '../platform/worker-main.ts';
import { applySeal, type SealingTokens } from './apply-seal.ts';
import type { SealResult } from './answers.ts';
import { pinOf } from './go-on.ts';
import type { SignerRequest } from './messages.ts';
import { underOneLogin } from './under-one-login.ts';

type ManyRequest = Extract<SignerRequest, { name: 'seal.applyMany' }>;

/** One result for each item, in order. Errors: those of the login; then nothing was sealed. */
export async function applySeals(
  openWorld: () => HomeMoment,
  tokens: SealingTokens,
  request: ManyRequest,
  ask: Ask,
): Promise<SealResult[]> {
  const { items, token, shown, timestampLength, mayWait } = request;
  return tokens.withSession(token, pinOf(request), (session) => {
    const open: SealingTokens = {
      listTokens: () => tokens.listTokens(),
      withSession: async (_label, _pin, use) => use(session),
    };
    const one = async (item: ManyRequest['items'][number]): Promise<SealResult> => {
      const moment = openWorld();
      try {
        const wanted = { ...item, token, shown, pin: null, timestampLength, mayWait };
        return { ok: true, outcome: await applySeal(moment, open, wanted, ask) };
      } finally {
        moment.close();
      }
    };
    return underOneLogin({ items, one, notTried: 'sealing-stopped', ask });
  });
}
