/**
 * One PIN window from its opening to its end: what it may ask of main, and asking again after a wrong PIN. It holds no PIN: an answer
 * is handed over once and forgotten.
 */
import type { PinAnswer, PinLook, PinQuestion } from '../../contract/pin.ts';
import type { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { HostPorts, PageConnection } from '../ports.ts';
import type { PluggedToken } from '../seals/overview.ts';
import { routeCall, type Handler, type Handlers } from './route-call.ts';

export type Given = Exclude<PinAnswer, { kind: 'refused' }>;
type Problem = NonNullable<PinLook['problem']>;

export interface PinDialog {
  /** The next answer. Errors: `cancelled`; after a failed try, its error. */
  answer(): Promise<Given>;
  /** Says what stood in the way, with the tries that are left. Errors: `error` itself where nothing can be typed any more. */
  askAgain(problem: Problem, error: BianyinError): Promise<void>;
  isOpen(): boolean;
  close(): void;
}

/** What a person can mend in the window. Nothing has been signed or spent then, and the same work can be begun again. */
const mendable: Readonly<Record<string, Problem>> = Object.freeze({
  'pin-incorrect': 'wrong',
  'pin-final-try': 'wrong',
  'pin-length': 'length',
  'pin-not-repeated': 'differs',
  'token-removed': 'gone',
  'token-not-found': 'gone',
});

/** Null: typing again would not help, or a use has been counted. */
export function problemOf({ code, detail }: BianyinError): Problem | null {
  return detail['useCounted'] === undefined ? (mendable[code] ?? null) : null;
}

interface Dialog {
  question: PinQuestion;
  /** Counts the questions: the page begins anew with each. */
  round: number;
  isWaiting: boolean;
  isRefused: boolean;
  problem: Problem | null;
  /** What the last try came to. */
  lastError: BianyinError | null;
  settle: (answer: PinAnswer) => void;
  answered: Promise<PinAnswer>;
}

/** Opens the window. Errors: those of the host; `cancelled` when it is closed while it opens. */
export async function openPinDialog(
  ports: HostPorts,
  question: PinQuestion,
  find: () => Promise<PluggedToken>,
): Promise<PinDialog> {
  const dialog = newDialog(question);
  const refuse = (): void => {
    dialog.isRefused = true;
    dialog.settle({ kind: 'refused' });
  };
  let timer = setTimeout(refuse, question.seconds * 1000);
  const window = await ports
    .openPinWindow(connectionOf(ports, dialog, refuse, find))
    .catch((error: unknown) => {
      clearTimeout(timer);
      // Closed while it was still opening: that is an answer, not a failure.
      throw dialog.isRefused ? new CallRefusal('cancelled') : error;
    });
  const close = (): void => {
    clearTimeout(timer);
    dialog.isRefused = true;
    window.close();
  };
  return {
    async answer() {
      const answer = await dialog.answered;
      clearTimeout(timer);
      dialog.isWaiting = false;
      if (answer.kind !== 'refused') return answer;
      close();
      throw dialog.lastError ?? new CallRefusal('cancelled');
    },
    async askAgain(problem, error) {
      dialog.lastError = error;
      const token = await find().catch(() => null);
      if (token?.pinState === 'locked' || dialog.isRefused) throw error;
      if (token)
        dialog.question = { ...dialog.question, triesState: token.pinState, triesLeft: token.triesLeft };
      Object.assign(dialog, { problem, round: dialog.round + 1, isWaiting: true, ...pending() });
      timer = setTimeout(refuse, question.seconds * 1000);
    },
    isOpen: () => !dialog.isRefused,
    close,
  };
}

function newDialog(question: PinQuestion): Dialog {
  const state = { isWaiting: true, isRefused: false, problem: null, lastError: null };
  return { question, round: 1, ...state, ...pending() };
}

function pending(): Pick<Dialog, 'settle' | 'answered'> {
  let settle: (answer: PinAnswer) => void = () => undefined;
  const answered = new Promise<PinAnswer>((resolve) => (settle = resolve));
  return { settle, answered };
}

function connectionOf(
  ports: HostPorts,
  dialog: Dialog,
  refuse: () => void,
  find: () => Promise<PluggedToken>,
): PageConnection {
  const handlers: Handlers<'pin.describe' | 'pin.look' | 'pin.answer'> = {
    'pin.describe': () => dialog.question,
    'pin.look': () => lookOf(dialog, find),
    'pin.answer': (answer) => {
      requireAllowed(dialog.question, answer);
      dialog.settle(answer);
      return {};
    },
  };
  const route = {
    page: 'pin' as const,
    handlers: handlers as Readonly<Record<string, Handler>>,
    report: ports.report,
  };
  return {
    page: 'pin',
    call: (trusted, name, input) => routeCall(route, trusted, name, input),
    close: refuse,
  };
}

/** Readers are asked only while a person is: a signing is not disturbed. */
async function lookOf(dialog: Dialog, find: () => Promise<PluggedToken>): Promise<PinLook> {
  const isPresent = !dialog.isWaiting || (await find().catch(() => null)) !== null;
  const { round, isWaiting, problem, question } = dialog;
  const { triesState, triesLeft } = question;
  return { round, isWaiting, isPresent, problem, triesState, triesLeft };
}

/**
 * The last try needs a tick besides; the sandbox's PINs are for sandbox homes; a PIN for a keypad is typed there and nowhere
 * else; a new PIN is given where one was asked for. Errors: `bad-input`.
 */
function requireAllowed(
  { triesState, offersSandboxPin, hasKeypad, change }: PinQuestion,
  answer: PinAnswer,
): void {
  if (answer.kind === 'refused') return;
  if ((answer.kind === 'change') !== (change !== undefined))
    throw new CallRefusal('bad-input', { field: 'kind' });
  if (triesState === 'final' && !answer.confirmedFinal)
    throw new CallRefusal('bad-input', { field: 'confirmedFinal' });
  if (answer.kind === 'sandbox' && !offersSandboxPin) throw new CallRefusal('bad-input', { field: 'kind' });
  if ((answer.kind === 'keypad') !== hasKeypad) throw new CallRefusal('bad-input', { field: 'kind' });
}
