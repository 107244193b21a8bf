/**
 * Several things that are signed under one login (docs/adr/0015): the PIN window has named each, the login lives as long as this one call, and
 * each ends by itself. What was done before a failure, a stop or a kill stays done.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { report, type Ask } from '../platform/worker-main.ts';
import { errorFromMessage, messageFromError } from '../platform/worker-messages.ts';

interface Failed {
  readonly ok: false;
  readonly requestId: string;
  readonly code: BianyinError['code'];
  readonly detail: Record<string, string | number>;
}

/** After these the login is gone: the token is asked for none of the others. */
const endOfLogin: ReadonlySet<string> = new Set([
  'pin-locked',
  'token-busy',
  'token-device-error',
  'token-login-required',
  'token-not-found',
  'token-removed',
]);

interface Login<I, R> {
  readonly items: readonly I[];
  readonly one: (item: I) => Promise<R> | R;
  /** What is said of those whose turn does not come any more; failing with it ends the others too. */
  readonly notTried: BianyinError['code'];
  readonly ask: Ask;
}

/** One result for each item, in order; the host hears of each as it ends. */
export async function underOneLogin<I extends { readonly requestId: string }, R>({
  items,
  one,
  notTried,
  ask,
}: Login<I, R>): Promise<(R | Failed)[]> {
  const results: (R | Failed)[] = [];
  let isOver = false;
  for (const item of items) {
    const failed: Failed | null = isOver ? failure(item, new BianyinError(notTried)) : await tried(item);
    const code: string | null = failed?.code ?? null;
    isOver ||= code !== null && (endOfLogin.has(code) || code === notTried);
    await ask({ name: 'item', requestId: item.requestId, code });
  }
  return results;

  /** What went wrong; null: nothing. */
  async function tried(item: I): Promise<Failed | null> {
    try {
      results.push(await one(item));
      return null;
    } catch (error) {
      // What was done before must not be lost to an unexpected error.
      return failure(item, errorFromMessage(messageFromError(error, report)));
    }
  }

  function failure({ requestId }: I, { code, detail }: BianyinError): Failed {
    const failed: Failed = { ok: false, requestId, code, detail: { ...detail } };
    results.push(failed);
    return failed;
  }
}
