/**
 * Several requests under one login (docs/adr/0015). The PIN window has named every file; the login lives as long as this one
 * call. Each request passes the whole permit gate by itself, on facts of its own moment, and ends by itself: what was sealed
 * before a failure, a stop or a kill stays sealed and is on record.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import { report, type Ask } from '../platform/worker-main.ts';
import { errorFromMessage, messageFromError } from '../platform/worker-messages.ts';
import { applySeal, type SealingTokens } from './apply-seal.ts';
import { pinOf } from './go-on.ts';
import type { SealResult } from './answers.ts';
import type { SignerRequest } from './messages.ts';

type ManyRequest = Extract<SignerRequest, { name: 'seal.applyMany' }>;
type Item = ManyRequest['items'][number];

/** After these the login is gone: asking the token again for each of the others would only spend and give back their uses. */
const endOfLogin: ReadonlySet<string> = new Set([
  'pin-locked',
  'token-busy',
  'token-device-error',
  'token-login-required',
  'token-not-found',
  'token-removed',
]);

/** One result for each item, in order. Errors: those of the login; then nothing was sealed. */
export async function applySeals(
  openWorld: () => HomeMoment,
  tokens: SealingTokens,
  request: ManyRequest,
  ask: Ask,
): Promise<SealResult[]> {
  return tokens.withSession(request.token, pinOf(request), async (session) => {
    const open: SealingTokens = {
      listTokens: () => tokens.listTokens(),
      withSession: async (_label, _pin, use) => use(session),
    };
    const results: SealResult[] = [];
    let over = false as boolean;
    for (const item of request.items) {
      const result: SealResult = over ? failure(item, new BianyinError('sealing-stopped')) : await one(item);
      results.push(result);
      const code = result.ok ? null : result.code;
      over ||= code !== null && (endOfLogin.has(code) || code === 'sealing-stopped');
      await ask({ name: 'item', requestId: item.requestId, code });
    }
    return results;

    async function one(item: Item): Promise<SealResult> {
      const { token, shown, timestampLength, mayWait } = request;
      try {
        const moment = openWorld();
        try {
          const wanted = { ...item, token, shown, pin: null, timestampLength, mayWait };
          return { ok: true, outcome: await applySeal(moment, open, wanted, ask) };
        } finally {
          moment.close();
        }
      } catch (error) {
        // What was sealed before must not be lost to an unexpected error.
        return failure(item, errorFromMessage(messageFromError(error, report)));
      }
    }
  });
}

function failure({ requestId }: Item, { code, detail }: BianyinError): SealResult {
  return { ok: false, requestId, code, detail: { ...detail } };
}
