/**
 * Asks for a PIN in a window of its own (docs/adr/0003). The PIN goes from there to the signer; the main page learns only how
 * the operation ended. No answer in time, or a closed window, is a no.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { PinAnswer, PinQuestion } from '../../contract/pin.ts';
import type { TokenView } from '../overview.ts';
import { sandboxPin } from '../sandbox-pin.ts';
import type { PageConnection } from '../ports.ts';
import { routeCall, type Handler, type Handlers } from './route-call.ts';
import type { Running } from './running.ts';

/** A person may have to look the PIN up. */
const SECONDS = 120;

/** What is about to be signed. */
export type PinSubject = Pick<PinQuestion, 'action' | 'subject'>;

/** The PIN as octets; the receiver overwrites them. Errors: `pin-locked`, `cancelled`. */
export async function askPin(running: Running, token: TokenView, about: PinSubject): Promise<Uint8Array> {
  const { label, holder, isSoftware, pinState: triesState } = token;
  if (triesState === 'locked') throw new BianyinError('pin-locked');
  const question: PinQuestion = {
    token: { label, holder: holder?.name ?? null, isSoftware },
    triesState,
    ...about,
    offersSandboxPin: running.session().settings?.kind === 'sandbox' && isSoftware,
    seconds: SECONDS,
  };
  const answer = await answerTo(running, question);
  if (answer.kind === 'typed') return Uint8Array.from(Buffer.from(answer.pin, 'base64'));
  if (answer.kind === 'sandbox') return sandboxPin(running.home, label);
  throw new CallRefusal('cancelled');
}

/** Opens the window and waits. */
async function answerTo(running: Running, question: PinQuestion): Promise<PinAnswer> {
  let settle: (answer: PinAnswer) => void = () => undefined;
  const answered = new Promise<PinAnswer>((resolve) => (settle = resolve));
  const refuse = (): void => settle({ kind: 'refused' });
  const timer = setTimeout(refuse, SECONDS * 1000);
  try {
    const window = await running.ports.openPinWindow(pinConnection(running, question, settle));
    const answer = await answered;
    window.close();
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

function pinConnection(
  running: Running,
  question: PinQuestion,
  settle: (answer: PinAnswer) => void,
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
    close: () => settle({ kind: 'refused' }),
  };
}

/** The last try needs a tick besides; the sandbox's PINs are for sandbox homes. Errors: `bad-input`. */
function requireAllowed({ triesState, offersSandboxPin }: PinQuestion, answer: PinAnswer): void {
  if (answer.kind === 'refused') return;
  if (triesState === 'final' && !answer.confirmedFinal)
    throw new CallRefusal('bad-input', { field: 'confirmedFinal' });
  if (answer.kind === 'sandbox' && !offersSandboxPin) throw new CallRefusal('bad-input', { field: 'kind' });
}
