/** Shows a recovery code, or asks for one, in a window of the PIN's kind (docs/adr/0041): no page of the main window ever holds one. */
import { readRecoveryCode } from '../../backup/recovery-code.ts';
import type { CodeAnswer, CodeProblem, CodeQuestion } from '../../contract/code.ts';
import { fromBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { PageConnection } from '../ports.ts';
import { routeCall, type Handler, type Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

/** People fetch paper from a safe, and write thirty-five characters. */
const SECONDS = 900;

type Asked = Pick<CodeQuestion, 'action' | 'code' | 'qr' | 'madeAt'>;

/** Shows a new code. Errors: `cancelled` unless the person says that it is written down; those of the host. */
export async function showNewCode(running: RunningApp, code: string, qr: readonly string[]): Promise<void> {
  await answered(running, { action: 'show', code, qr: [...qr], madeAt: null });
}

/** A code as it was typed, well formed. Errors: `cancelled`, those of the host. */
export async function askForCode(
  running: RunningApp,
  asked: { readonly action: 'drill' | 'restore'; readonly madeAt: string },
): Promise<Uint8Array> {
  const answer = await answered(running, { ...asked, code: null, qr: null });
  if (answer.kind !== 'typed') throw new CallRefusal('cancelled');
  return fromBase64(answer.code);
}

async function answered({ ports, appearance }: RunningApp, asked: Asked): Promise<CodeAnswer> {
  const question = { ...asked, appearance, seconds: SECONDS };
  const { promise, resolve } = Promise.withResolvers<CodeAnswer>();
  const timer = setTimeout(() => resolve({ kind: 'refused' }), SECONDS * 1000);
  try {
    const window = await ports.openPinWindow(connectionOf(question, resolve, ports.report));
    const answer = await promise;
    window.close();
    if (answer.kind === 'refused') throw new CallRefusal('cancelled');
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

function connectionOf(
  question: CodeQuestion,
  settle: (answer: CodeAnswer) => void,
  report: (diagnostic: string, error: unknown) => void,
): PageConnection {
  const handlers: Handlers<'code.describe' | 'code.answer'> = {
    'code.describe': () => question,
    'code.answer': (answer) => {
      const isWanted = answer.kind === 'refused' || (answer.kind === 'seen') === (question.action === 'show');
      if (!isWanted) throw new CallRefusal('bad-input', { field: 'kind' });
      const found = answer.kind === 'typed' ? problemOf(answer.code) : { problem: null, number: 0 };
      if (found.problem === null) settle(answer);
      return found;
    },
  };
  const route = { page: 'pin' as const, handlers: handlers as Readonly<Record<string, Handler>>, report };
  return {
    page: 'pin',
    call: (trusted, name, input) => routeCall(route, trusted, name, input),
    close: () => settle({ kind: 'refused' }),
  };
}

/** What a glance at the check characters finds. */
function problemOf(typed: string): CodeProblem {
  try {
    readRecoveryCode(fromBase64(typed)).fill(0);
    return { problem: null, number: 0 };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    const problem = error.code === 'recovery-code-length' ? 'length' : 'mistyped';
    return { problem, number: Number(error.detail['number']) };
  }
}
