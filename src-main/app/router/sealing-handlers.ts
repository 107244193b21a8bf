/** Calls around sealing: what the words of a file say, naming a moved file again, several requests with one PIN. */
import type { CallInput } from '../../contract/calls.ts';
import type { CallErrorCode } from '../../contract/result.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import type { SealResult } from '../../signer/messages.ts';
import type { SealingItem } from '../../tokens/signer-client.ts';
import { requireReadyToSeal, requireRunning } from '../requests/before-pin.ts';
import { CallRefusal } from '../call-refusal.ts';
import { checkDocumentText } from '../requests/document-check.ts';
import { freeOutput } from '../requests/output-place.ts';
import { relocateRequestFile, requestFile } from '../requests/request-file.ts';
import { sealFiles } from '../requests/requests.ts';
import { withPin } from './ask-pin.ts';
import { folderName, type MainWindow } from './main-window.ts';
import { aboutBatch } from './pin-subject.ts';
import { openRequestFile } from './request-handlers.ts';
import type { Answer, Handlers } from './route-call.ts';
import { countWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type SealingCalls = 'document.inspect' | 'request.locate' | 'seal.applyMany' | 'appearance.tell';
type Result = Answer<'seal.applyMany'>[number];

export function sealingHandlers(window: MainWindow): Handlers<SealingCalls> {
  const { running, documents } = window;
  return {
    async 'document.inspect'({ document }) {
      const { warnings, refusal } = await checkDocumentText(documents.unchanged(document).path);
      return {
        warnings: [...warnings],
        refusal: refusal && { code: refusal.code, detail: { ...refusal.detail } },
      };
    },
    async 'request.locate'({ id }) {
      const [path] = await window.ports.chooseFiles({ multiple: false, kind: 'document' });
      if (path === undefined) throw new CallRefusal('cancelled');
      await relocateRequestFile(running.session(), id, path);
      return openRequestFile(window, id);
    },
    'seal.applyMany': (input) => running.exclusively(() => applyMany(window, input)),
    'appearance.tell'(appearance) {
      running.appearance = appearance;
      return {};
    },
  };
}

/** What cannot be sealed is known before anybody types a PIN, and does not keep the others from it. */
async function applyMany(
  window: MainWindow,
  { job, token, ids, timestamp }: CallInput<'seal.applyMany'>,
): Promise<Result[]> {
  const { ready, refused } = await sorted(window, [...new Set(ids)]);
  if (ready.length === 0) return [...refused];
  const session = window.running.session();
  const about = await aboutBatch(
    window,
    ready.map(({ requestId }) => requestId),
  );
  const results = await withPin(window, token, about, async (actor) => {
    const progress = countWatch(window, job, {
      total: ready.length + refused.length,
      failed: refused.length,
    });
    try {
      const work = sealFiles(session, actor, { items: ready, timestamp }, progress.watch);
      return await telling(window, work);
    } finally {
      progress.end();
    }
  });
  return [...results.map((result) => viewOf(result, ready)), ...refused];
}

interface Sorted {
  readonly ready: readonly SealingItem[];
  readonly refused: readonly Result[];
}

async function sorted({ running }: MainWindow, ids: readonly string[]): Promise<Sorted> {
  const session = running.session();
  const ready: SealingItem[] = [];
  const refused: Result[] = [];
  const taken = new Set<string>();
  for (const requestId of ids) {
    try {
      requireRunning(session, requestId);
      const file = requestFile(session, requestId);
      const output = freeOutput(running.home, file, taken);
      await requireReadyToSeal(session, requestId, output);
      taken.add(output);
      ready.push({ requestId, file, output });
    } catch (error) {
      if (!(error instanceof BianyinError)) throw error;
      refused.push(problem(requestId, error.code, error.detail));
    }
  }
  return { ready, refused };
}

function viewOf(result: SealResult, items: readonly SealingItem[]): Result {
  if (!result.ok) return problem(result.requestId, result.code as CallErrorCode, result.detail);
  const { requestId, sealName, marks, usesLeft } = result.outcome;
  const output = items.find((item) => item.requestId === requestId)?.output ?? '';
  const place = { file: displayName(output), folder: folderName(output) };
  return { requestId, sealed: { sealName, marks, usesLeft, ...place }, problem: null };
}

function problem(requestId: string, code: CallErrorCode, detail: BianyinError['detail']): Result {
  return { requestId, sealed: null, problem: { code, detail: { ...detail } } };
}
