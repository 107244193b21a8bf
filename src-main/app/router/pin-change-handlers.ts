/** Calls that give a UKey a new PIN. The page names the UKey and hears that it was done, and nothing else. */
import type { CallName } from '../../contract/calls.ts';
import type { PinChange } from '../../tokens/signer-client.ts';
import { changePin } from './change-pin.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type PinChangeCalls = Extract<CallName, 'token.changePin' | 'token.unblockPin'>;

export function pinChangeHandlers(window: MainWindow): Handlers<PinChangeCalls> {
  const change = (token: string, by: PinChange['by']): Promise<Record<string, never>> =>
    window.running.exclusively(async () => {
      await changePin(window, token, by);
      return {};
    });
  return {
    'token.changePin': ({ token }) => change(token, 'user'),
    'token.unblockPin': ({ token }) => change(token, 'administrator'),
  };
}
