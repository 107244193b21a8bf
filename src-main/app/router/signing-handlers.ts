/** Calls that sign on a token: each asks for the PIN in its own window, shows there what is signed, and runs alone. */
import type { CallInput } from '../../contract/calls.ts';
import { unseenSpelled } from '../../domain/unseen-characters.ts';
import { placementText } from '../../domain/placement-text.ts';
import type { RequestDraft } from '../../signer/messages.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import {
  requireDecidable,
  requireNotOfSet,
  requireReadyToSeal,
  requireRunning,
} from '../requests/before-pin.ts';
import type { OpenDocument } from '../files/open-documents.ts';
import {
  asShown,
  sealFile,
  cancelRequest,
  decideRequest,
  showRequest,
  composeRequest,
  submitDraft,
  type NewRequest,
  type RequestOnRecord,
} from '../requests/requests.ts';
import { sweepKept, withKept } from '../requests/kept-files.ts';
import { freeOutput } from '../requests/output-place.ts';
import { requestFile } from '../requests/request-file.ts';
import { typedComment, typedRefusal } from '../requests/typed-fields.ts';
import { timeStampOutlook, wishFor } from '../requests/time-stamping.ts';
import { withPin } from './ask-pin.ts';
import { aboutDraft, aboutRequest, type Action } from './pin-subject.ts';
import { acceptedBy, stepWatch } from './sealing-progress.ts';
import { folderName, showDocument, type MainWindow, chosenPlace } from './main-window.ts';
import { viewOfRequest } from './request-view.ts';
import type { Answer, Handlers } from './route-call.ts';

type SigningCalls = 'request.new' | 'request.approve' | 'request.reject' | 'request.cancel' | 'seal.apply';

export function signingHandlers(window: MainWindow): Handlers<SigningCalls> {
  const { running } = window;
  const session = running.session;
  return {
    'request.new': (input) => newRequest(window, input),
    'request.approve': async ({ token, id, ...said }) => {
      const comment = typedComment(said.comment);
      return signed(window, { token, id, action: 'approve', comment }, (actor) =>
        decideRequest(session(), actor, id, { comment }),
      );
    },
    'request.reject': async ({ token, id, reason }) =>
      signed(window, { token, id, action: 'reject', refusal: typedRefusal(reason) }, (actor) =>
        decideRequest(session(), actor, id, { reason }),
      ),
    'request.cancel': async ({ token, id, reason }) =>
      signed(window, { token, id, action: 'cancel', refusal: typedRefusal(reason) }, (actor) =>
        cancelRequest(session(), actor, id, reason),
      ),
    'seal.apply': (input) => running.exclusively(() => apply(window, input)),
  };
}

interface Signing {
  readonly token: string;
  readonly id: string;
  readonly action: Action;
  readonly refusal?: string;
  readonly comment?: string | undefined;
}

/** One decision about a stored request. */
function signed(
  window: MainWindow,
  { token, id, action, refusal, comment }: Signing,
  work: (actor: Actor) => Promise<RequestOnRecord>,
): Promise<Answer<'request.show'>> {
  return window.running.exclusively(async () => {
    const session = window.running.session();
    // Taking back is the one thing that is done to one of a list alone.
    if (action === 'cancel') requireRunning(session, id);
    else requireDecidable(session, id);
    const about = await aboutRequest(window, { id, token, action, refusal: refusal ?? null, comment });
    return viewOfRequest(await withPin(window, token, about, (actor) => telling(window, work(actor))));
  });
}

function newRequest(window: MainWindow, input: CallInput<'request.new'>): Promise<Answer<'request.new'>> {
  const { running, documents } = window;
  return running.exclusively(async () => {
    const session = running.session();
    const draft = await composeRequest(session, typedRequest(window, input));
    // The signer measures what it will sign; with its digest in the draft nothing else can be signed after the PIN.
    const described = await session.signer().describeDraft(draft);
    const about = await aboutDraft(window, described, draft);
    return withPin(window, input.token, about, async (actor) => {
      // Somebody may have looked the PIN up for two minutes.
      const files = [input.document, ...input.resolutions].map((id) => documents.unchanged(id));
      const signed = submitKept(window, actor, asShown(draft, described), files);
      return viewOfRequest(showRequest(session, await telling(window, signed)));
    });
  });
}

function typedRequest({ documents }: MainWindow, input: CallInput<'request.new'>): NewRequest {
  const { typeCode, placements, reason, uses, matter, counterparty, amount, currency, validHours } = input;
  return {
    ...{ file: documents.unchanged(input.document).path, typeCode, reason, uses },
    at: placements.filter(({ kind }) => kind === 'at').map(placementText),
    keyword: [],
    seam: placements.filter(({ kind }) => kind === 'seam').map(placementText),
    resolutions: input.resolutions.map((id) => documents.unchanged(id).path),
    ...(matter === undefined ? {} : { matter }),
    ...(counterparty === undefined ? {} : { counterparty }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(validHours === undefined ? {} : { validHours }),
  };
}

/** A dropped file goes away with its window: the request gets a copy of its own. The document first, then the attachments. */
function submitKept(
  { running }: MainWindow,
  actor: Actor,
  draft: RequestDraft,
  opened: readonly OpenDocument[],
): Promise<string> {
  return withKept(running.home, opened, ([file = draft.file, ...more]) => {
    const attachments = draft.attachments.map((each, i) => ({ ...each, file: more[i] ?? each.file }));
    return submitDraft(running.session(), actor, { ...draft, file, attachments });
  });
}

async function apply(
  window: MainWindow,
  { token, id, timestamp, job }: CallInput<'seal.apply'>,
): Promise<Answer<'seal.apply'>> {
  const { running, ports } = window;
  const session = running.session();
  requireRunning(session, id);
  requireNotOfSet(session, id);
  const output = await chosenPlace(window, freeOutput(running.home, requestFile(session, id)));
  const timeStamp = wishFor(session, [id], timestamp);
  await requireReadyToSeal(session, { requestId: id, output, timeStamp });
  const outlook = await timeStampOutlook(session, timeStamp);
  const progress = stepWatch(window, job);
  try {
    const about = { ...(await aboutRequest(window, { id, token, action: 'apply' })), timeStamp: outlook };
    const input = { requestId: id, output, timeStamp };
    const outcome = await withPin(window, token, about, (actor, accepted) =>
      telling(window, sealFile(session, actor, input, acceptedBy(progress.watch, accepted))),
    );
    const document = await showDocument(window, output);
    window.sealed.add(document.id);
    const can = { canPrint: ports.printFile !== undefined, canOpen: ports.openFile !== undefined };
    return { ...outcome, document, folder: folderName(output), path: unseenSpelled(output), ...can };
  } finally {
    progress.end();
  }
}

/** Tells the pages afterwards, also of a failure: it may have cost a try of the PIN, or a use. */
export async function telling<T>({ running }: MainWindow, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    sweepKept(running.session());
    running.tell({ kind: 'requests.changed' });
    running.tell({ kind: 'tokens.changed' });
  }
}
