/** Calls around sealing: what the words of a file say, naming a moved file again, several requests with one PIN. */
import type { CallInput } from '../../contract/calls.ts';
import type { FileNoteView } from '../../contract/file-notes.ts';
import type { CallErrorCode } from '../../contract/result.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileNote } from '../../domain/file-notes.ts';
import type { TimeStampWish } from '../../domain/time-stamp.ts';
import { displayName } from '../../platform/display-name.ts';
import type { SealResult } from '../../signer/answers.ts';
import type { SealingItem } from '../../tokens/signer-client.ts';
import { requireReadyToSeal, requireRunning } from '../requests/before-pin.ts';
import { CallRefusal } from '../call-refusal.ts';
import { checkDocumentText } from '../requests/document-check.ts';
import { fileNotes, requestNotes } from '../requests/file-notes.ts';
import { freeOutput, freeStampedOutput } from '../requests/output-place.ts';
import { relocateRequestFile, requestFile } from '../requests/request-file.ts';
import { sealFiles } from '../requests/requests.ts';
import {
  addTimeStampTo,
  isInPlace,
  listWaiting,
  timeStampOutlook,
  timeStampSupply,
  wishFor,
} from '../requests/time-stamping.ts';
import type { AppSession } from '../session.ts';
import { withPin } from './ask-pin.ts';
import { folderName, showDocument, type MainWindow, chosenPlace } from './main-window.ts';
import { aboutBatch } from './pin-subject.ts';
import { openRequestFile } from './request-handlers.ts';
import type { Answer, Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';
import { acceptedBy, countWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type SealingCalls =
  | 'document.inspect'
  | 'request.locate'
  | 'request.notes'
  | 'seal.applyMany'
  | 'timestamp.check'
  | 'timestamp.add'
  | 'appearance.tell';
type Result = Answer<'seal.applyMany'>[number];

export function sealingHandlers(window: MainWindow): Handlers<SealingCalls> {
  const { running, documents } = window;
  return {
    async 'document.inspect'({ document }) {
      const { path } = documents.unchanged(document);
      const { warnings, refusal } = await checkDocumentText(path);
      return {
        warnings: [...warnings],
        notes: await notesFor(running, path),
        refusal: refusal && { code: refusal.code, detail: { ...refusal.detail } },
      };
    },
    'request.notes': async ({ id }) => noteViews(await requestNotes(running.session(), id)),
    async 'request.locate'({ id }) {
      const [path] = await window.ports.chooseFiles({ multiple: false, kind: 'document' });
      if (path === undefined) throw new CallRefusal('cancelled');
      await relocateRequestFile(running.session(), id, path);
      return openRequestFile(window, id);
    },
    async 'timestamp.check'() {
      const { state } = await timeStampSupply(running.session());
      return { state };
    },
    'timestamp.add': ({ id }) => running.exclusively(() => addStamp(window, id)),
    'seal.applyMany': (input) => running.exclusively(() => applyMany(window, input)),
    'appearance.tell'(appearance) {
      running.appearance = appearance;
      return {};
    },
  };
}

/** Without a home there is no register that could know the file; one that cannot be read says so elsewhere. */
async function notesFor({ session }: RunningApp, path: string): Promise<FileNoteView[]> {
  if (session().settings === null) return [];
  return noteViews(await fileNotes(session(), path).catch(none));
}

function none(error: unknown): readonly FileNote[] {
  if (error instanceof BianyinError) return [];
  throw error;
}

function noteViews(notes: readonly FileNote[]): FileNoteView[] {
  return notes.map(({ code, detail }) => ({ code, detail: { ...detail } }));
}

/** What cannot be sealed is known before anybody types a PIN, and does not keep the others from it. */
async function applyMany(
  window: MainWindow,
  { job, token, ids, timestamp }: CallInput<'seal.applyMany'>,
): Promise<Result[]> {
  const session = window.running.session();
  const { running, refused: over } = runningOnes(session, [...new Set(ids)]);
  const timeStamp = wishFor(session, running, timestamp);
  const { ready, refused: unready } = await sorted(window, running, timeStamp);
  const refused = [...over, ...unready];
  if (ready.length === 0) return refused;
  const outlook = await timeStampOutlook(session, timeStamp);
  const files = ready.map(({ requestId }) => requestId);
  const about = { ...(await aboutBatch(window, token, files)), timeStamp: outlook };
  const results = await withPin(window, token, about, async (actor, accepted) => {
    const progress = countWatch(window, job, {
      total: ready.length + refused.length,
      failed: refused.length,
    });
    try {
      const watch = acceptedBy(progress.watch, accepted);
      const work = sealFiles(session, actor, { items: ready, timeStamp }, watch);
      return await telling(window, work);
    } finally {
      progress.end();
    }
  });
  return [...results.map((result) => viewOfResult(result, ready)), ...refused];
}

/** The oldest file of the request that waits. Errors: `timestamp-not-waiting`, those of `addTimeStampTo`. */
async function addStamp(window: MainWindow, id: string): Promise<Answer<'timestamp.add'>> {
  const { running } = window;
  const session = running.session();
  const waiting = listWaiting(session).find(({ requestId }) => requestId === id);
  if (!waiting) throw new BianyinError('timestamp-not-waiting');
  // Before anybody chooses a name for nothing.
  await timeStampOutlook(session, 'now');
  const file = (await isInPlace(waiting)) ? waiting.place : await chosenFile(window);
  const output = await chosenPlace(window, freeStampedOutput(file));
  const work = addTimeStampTo(session, { file, output, requestId: id });
  const { time, isNew } = await telling(window, work);
  const shown = isNew ? output : file;
  return { time, isNew, document: await showDocument(window, shown), folder: folderName(shown) };
}

async function chosenFile({ ports }: MainWindow): Promise<string> {
  const [path] = await ports.chooseFiles({ multiple: false, kind: 'document' });
  if (path === undefined) throw new CallRefusal('cancelled');
  return path;
}

interface Sorted {
  readonly ready: readonly SealingItem[];
  readonly refused: readonly Result[];
}

/** Those that still run, and why the others do not. */
function runningOnes(session: AppSession, ids: readonly string[]) {
  const refused: Result[] = [];
  const running = ids.filter((id) => {
    const why = refusalOf(() => requireRunning(session, id));
    if (why) refused.push(problem(id, why.code, why.detail));
    return why === null;
  });
  return { running, refused };
}

function refusalOf(check: () => void): BianyinError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
}

async function sorted(
  { running }: MainWindow,
  ids: readonly string[],
  timeStamp: TimeStampWish,
): Promise<Sorted> {
  const session = running.session();
  const ready: SealingItem[] = [];
  const refused: Result[] = [];
  const taken = new Set<string>();
  for (const requestId of ids) {
    try {
      const file = requestFile(session, requestId);
      const output = freeOutput(running.home, file, taken);
      await requireReadyToSeal(session, { requestId, output, timeStamp });
      taken.add(output);
      ready.push({ requestId, file, output });
    } catch (error) {
      if (!(error instanceof BianyinError)) throw error;
      refused.push(problem(requestId, error.code, error.detail));
    }
  }
  return { ready, refused };
}

/** The result of one of several, as pages see it. */
export function viewOfResult(result: SealResult, items: readonly SealingItem[]): Result {
  if (!result.ok) return problem(result.requestId, result.code as CallErrorCode, result.detail);
  const { requestId, sealName, marks, usesLeft, timeStamp } = result.outcome;
  const output = items.find((item) => item.requestId === requestId)?.output ?? '';
  const place = { file: displayName(output), folder: folderName(output) };
  return { requestId, sealed: { sealName, marks, usesLeft, timeStamp, ...place }, problem: null };
}

/** Why a file was not sealed. */
export function problem(requestId: string, code: CallErrorCode, detail: BianyinError['detail']): Result {
  return { requestId, sealed: null, problem: { code, detail: { ...detail } } };
}
