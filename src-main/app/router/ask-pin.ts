/**
 * Asks for a PIN in a window of its own (docs/adr/0003). The PIN goes from there to the signer; the main page learns only how
 * the operation ended. No answer in time, or a window that is closed at any moment, is a no.
 */
import { fromBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PinAnswer, PinQuestion } from '../../contract/pin.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { PluggedToken } from '../seals/overview.ts';
import type { PageConnection } from '../ports.ts';
import { tokenByLabel } from '../requests/preview-request.ts';
import { sandboxPin } from '../office/sandbox-pin.ts';
import type { MainWindow } from './main-window.ts';
import { routeCall, type Handler, type Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

/** A person may have to look the PIN up. */
const SECONDS = 120;

/** What is about to be signed. */
export type PinSubject = Pick<PinQuestion, 'action' | 'subject'> & {
  readonly batch?: PinQuestion['batch'];
  readonly warnings?: PinQuestion['warnings'];
  readonly policy?: PinQuestion['policy'];
  readonly timeStamp?: PinQuestion['timeStamp'];
};

interface Answered {
  readonly answer: Exclude<PinAnswer, { kind: 'refused' }>;
  readonly close: () => void;
}

/**
 * Asks for the PIN and does the work with it. A token with a keypad asks for itself: its window stays until the work is done,
 * so that people see what they type for. Errors: `token-not-found`, `pin-locked`, `cancelled`, and those of the work.
 */
export async function withPin<T>(
  window: MainWindow,
  label: string,
  about: PinSubject,
  work: (actor: Actor) => Promise<T>,
): Promise<T> {
  const { running } = window;
  const token = await tokenByLabel(running.session(), label);
  const { answer, close } = await ask(running, questionFor(running, token, about));
  if (answer.kind !== 'keypad') close();
  try {
    return await work({ token: label, pin: pinOf(running, label, answer) });
  } finally {
    close();
  }
}

function questionFor(running: RunningApp, token: PluggedToken, about: PinSubject): PinQuestion {
  const { label, holder, isSoftware, pinState: triesState, triesLeft, hasKeypad } = token;
  return {
    ...about,
    batch: about.batch ?? null,
    warnings: about.warnings ?? [],
    policy: about.policy ?? null,
    timeStamp: about.timeStamp ?? null,
    ...{ triesState, triesLeft, hasKeypad },
    token: { label, holder: holder?.name ?? null, isSoftware },
    appearance: running.appearance,
    offersSandboxPin: running.session().settings?.kind === 'sandbox' && isSoftware && !hasKeypad,
    seconds: SECONDS,
  };
}

/** Octets that the receiver overwrites; null for the token's own keypad. */
function pinOf({ home }: RunningApp, label: string, answer: Answered['answer']): Uint8Array | null {
  if (answer.kind === 'keypad') return null;
  return answer.kind === 'typed' ? fromBase64(answer.pin) : sandboxPin(home, label);
}

/** Opens the window and waits. Errors: `pin-locked`, `cancelled`. */
async function ask(running: RunningApp, question: PinQuestion): Promise<Answered> {
  if (question.triesState === 'locked') throw new BianyinError('pin-locked');
  let settle: (answer: PinAnswer) => void = () => undefined;
  let isRefused = false as boolean;
  const answered = new Promise<PinAnswer>((resolve) => (settle = resolve));
  const refuse = (): void => {
    isRefused = true;
    settle({ kind: 'refused' });
  };
  const timer = setTimeout(refuse, SECONDS * 1000);
  try {
    const window = await running.ports.openPinWindow(pinConnection(running, question, settle, refuse));
    const answer = await answered;
    if (answer.kind !== 'refused') return { answer, close: () => window.close() };
    window.close();
  } catch (error) {
    // Closed while it was still opening: that is an answer, not a failure.
    if (!isRefused) throw error;
  } finally {
    clearTimeout(timer);
  }
  throw new CallRefusal('cancelled');
}

function pinConnection(
  running: RunningApp,
  question: PinQuestion,
  settle: (answer: PinAnswer) => void,
  refuse: () => void,
): PageConnection {
  const handlers: Handlers<'pin.describe' | 'pin.answer'> = {
    'pin.describe': () => question,
    'pin.answer': (answer) => {
      requireAllowed(question, answer);
      settle(answer);
      return {};
    },
  };
  const route = {
    page: 'pin' as const,
    handlers: handlers as Readonly<Record<string, Handler>>,
    report: running.ports.report,
  };
  return {
    page: 'pin',
    call: (trusted, name, input) => routeCall(route, trusted, name, input),
    close: refuse,
  };
}

/**
 * The last try needs a tick besides; the sandbox's PINs are for sandbox homes; a PIN for a keypad is typed there and nowhere
 * else. Errors: `bad-input`.
 */
function requireAllowed({ triesState, offersSandboxPin, hasKeypad }: PinQuestion, answer: PinAnswer): void {
  if (answer.kind === 'refused') return;
  if (triesState === 'final' && !answer.confirmedFinal)
    throw new CallRefusal('bad-input', { field: 'confirmedFinal' });
  if (answer.kind === 'sandbox' && !offersSandboxPin) throw new CallRefusal('bad-input', { field: 'kind' });
  if ((answer.kind === 'keypad') !== hasKeypad) throw new CallRefusal('bad-input', { field: 'kind' });
}
