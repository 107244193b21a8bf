/**
 * Asks for a PIN in a window of its own (docs/adr/0003). The PIN goes from there to the signer; the main page learns only how
 * the operation ended. The window stays until the PIN was right: a wrong one, or a token that was pulled, is said there and asked
 * again. No answer in time, or a window that is closed at any moment, is a no.
 */
import { fromBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PinQuestion } from '../../contract/pin.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import type { PluggedToken } from '../seals/overview.ts';
import { tokenByLabel } from '../requests/preview-request.ts';
import { hasSandboxPin, sandboxPin } from '../office/sandbox-pin.ts';
import type { MainWindow } from './main-window.ts';
import { openPinDialog, problemOf, type Given, type PinDialog } from './pin-dialog.ts';
import type { RunningApp } from './running-app.ts';

/** A person may have to look the PIN up. */
const SECONDS = 120;

/** What is about to be signed. */
export type PinSubject = Pick<PinQuestion, 'action' | 'subject'> & {
  readonly batch?: PinQuestion['batch'];
  readonly sums?: PinQuestion['sums'];
  readonly list?: PinQuestion['list'];
  readonly warnings?: PinQuestion['warnings'];
  readonly notes?: PinQuestion['notes'];
  readonly moreNotes?: PinQuestion['moreNotes'];
  readonly timeStamp?: PinQuestion['timeStamp'];
  readonly policy?: PinQuestion['policy'];
  readonly delegation?: PinQuestion['delegation'];
  /** Digests of the stored requests that it is about: the signer takes no others. */
  readonly shown?: readonly string[];
};

/** Work with a PIN. `accepted` is for work that goes on long after the PIN was right: the window closes then, and asks no more. */
type PinWork<T> = (actor: Actor, accepted: () => void) => Promise<T>;

/**
 * Asks for the PIN and does the work with it, again as long as nothing but the PIN or a pulled token stood in the way.
 * Errors: `token-not-found`, `pin-locked`, `cancelled`, and those of the work.
 */
export async function withPin<T>(
  window: MainWindow,
  label: string,
  about: PinSubject,
  work: PinWork<T>,
): Promise<T> {
  const { running } = window;
  const find = (): Promise<PluggedToken> => tokenByLabel(running.session(), label);
  const question = questionFor(running, await find(), about);
  if (question.triesState === 'locked') throw new BianyinError('pin-locked');
  const dialog = await openPinDialog(running.ports, question, find);
  return untilDone(dialog, (given) => {
    const { shown } = about;
    const actor = { token: label, pin: pinOf(running, label, given), ...(shown ? { shown } : {}) };
    return work(actor, () => dialog.close());
  });
}

/** Works with one answer after another, as long as what stood in the way can be mended in the window; closes it then. Errors: those of the work, `cancelled`. */
export async function untilDone<T>(dialog: PinDialog, work: (given: Given) => Promise<T>): Promise<T> {
  try {
    for (;;) {
      const given = await dialog.answer();
      try {
        return await work(given);
      } catch (error) {
        if (!(error instanceof BianyinError) || !dialog.isOpen()) throw error;
        const problem = problemOf(error);
        if (problem === null) throw error;
        await dialog.askAgain(problem, error);
      }
    }
  } finally {
    dialog.close();
  }
}

/** What the window shows of a token and of what is done with it. */
export function questionFor(running: RunningApp, token: PluggedToken, about: PinSubject): PinQuestion {
  const { label, holder, isSoftware, pinState: triesState, triesLeft, hasKeypad } = token;
  return {
    ...{ action: about.action, subject: about.subject },
    batch: about.batch ?? null,
    ...(about.sums ? { sums: about.sums } : {}),
    list: about.list ?? null,
    warnings: about.warnings ?? [],
    notes: about.notes ?? [],
    ...(about.moreNotes === undefined ? {} : { moreNotes: about.moreNotes }),
    timeStamp: about.timeStamp ?? null,
    policy: about.policy ?? null,
    ...(about.delegation ? { delegation: about.delegation } : {}),
    ...{ triesState, triesLeft, hasKeypad },
    token: { label, holder: holder?.name ?? null, isSoftware },
    appearance: running.appearance,
    offersSandboxPin: isSoftware && !hasKeypad && offersSandbox(running, label),
    seconds: SECONDS,
  };
}

function offersSandbox({ session, home }: RunningApp, label: string): boolean {
  return session().settings?.kind === 'sandbox' && hasSandboxPin(home, label);
}

/** Octets that the receiver overwrites; null for the token's own keypad. */
function pinOf({ home }: RunningApp, label: string, answer: Given): Uint8Array | null {
  if (answer.kind === 'keypad') return null;
  if (answer.kind === 'sandbox') return sandboxPin(home, label);
  return fromBase64(answer.pin);
}
