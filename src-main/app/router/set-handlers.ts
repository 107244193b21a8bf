/** Calls around several seals on one file (docs/adr/0042): one PIN of the applicant for all, one PIN of each keeper for their own. */
import type { CallInput, CallName } from '../../contract/calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { placementText } from '../../domain/placement-text.ts';
import { unseenSpelled } from '../../domain/unseen-characters.ts';
import { drawFirstPage } from '../../tokens/first-page.ts';
import { requireReadyToSeal } from '../requests/before-pin.ts';
import { fileNotes } from '../requests/file-notes.ts';
import { setWarnings } from '../requests/file-warnings.ts';
import { describeList, listAsShown, submitList } from '../requests/draft-list.ts';
import { withKept } from '../requests/kept-files.ts';
import { freeOutput } from '../requests/output-place.ts';
import { requestFile } from '../requests/request-file.ts';
import { showList } from '../requests/request-lists.ts';
import { composeRequest, sealFile } from '../requests/requests.ts';
import { nextInSet, setOfDraft } from '../requests/seal-set.ts';
import { timeStampOutlook, wishFor } from '../requests/time-stamping.ts';
import { withPin } from './ask-pin.ts';
import { viewOfList } from './list-view.ts';
import { chosenPlace, folderName, showDocument, type MainWindow } from './main-window.ts';
import { aboutListSubject, sealsNamed } from './pin-list.ts';
import { aboutRequest, ofFile } from './pin-subject.ts';
import type { Answer, Handlers } from './route-call.ts';
import { acceptedBy, stepWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type SetCalls = Extract<CallName, `set.${string}`>;

export function setHandlers(window: MainWindow): Handlers<SetCalls> {
  const { running } = window;
  return {
    'set.new': (input) => running.exclusively(() => newSet(window, input)),
    'set.seal': (input) => running.exclusively(() => sealNext(window, input)),
  };
}

async function newSet(window: MainWindow, input: CallInput<'set.new'>): Promise<Answer<'set.new'>> {
  const { running, documents } = window;
  const session = running.session();
  const { others, placements, document, resolutions, token, ...typed } = input;
  const draft = await composeRequest(session, {
    ...typed,
    ...{ file: documents.unchanged(document).path, uses: 1 },
    at: placements.filter(({ kind }) => kind === 'at').map(placementText),
    keyword: [],
    seam: placements.filter(({ kind }) => kind === 'seam').map(placementText),
    resolutions: resolutions.map((id) => documents.unchanged(id).path),
  });
  const set = setOfDraft(draft, others);
  const subject = await describeList(session, set);
  const warnings = await setWarnings(session, set);
  const notes = ofFile(await fileNotes(session, draft.file), null);
  const about = { ...aboutListSubject(window, subject, { action: 'request', warnings }), notes };
  const firstPage = await drawFirstPage(draft.file, subject.first[0]?.sm3 ?? '');
  return withPin(window, token, { ...about, subject: { ...about.subject, firstPage } }, async (actor) => {
    const opened = [document, ...resolutions].map((id) => documents.unchanged(id));
    const shown = listAsShown(set, subject);
    const signed = withKept(running.home, opened, ([file = draft.file, ...more]) => {
      const items = shown.items.map((item) => ({ ...item, file }));
      const attachments = shown.attachments.map((each, i) => ({ ...each, file: more[i] ?? each.file }));
      return submitList(session, actor, { ...shown, items, attachments });
    });
    return viewOfList(showList(session, await telling(window, signed)));
  });
}

/** Errors: `list-empty` when all seals are on the file, those of the gate. */
async function sealNext(
  window: MainWindow,
  { token, id, timestamp, job }: CallInput<'set.seal'>,
): Promise<Answer<'set.seal'>> {
  const session = window.running.session();
  const next = nextInSet(session, id);
  if (!next) throw new BianyinError('list-empty', { id });
  const { requestId, half } = next;
  const original = requestFile(session, requestId);
  const output = half ?? (await chosenPlace(window, freeOutput(window.running.home, original)));
  const timeStamp = wishFor(session, [requestId], timestamp);
  await requireReadyToSeal(session, { requestId, output, timeStamp, ofSet: true });
  const outlook = await timeStampOutlook(session, timeStamp);
  const progress = stepWatch(window, job);
  try {
    const about = await aboutRequest(window, { id: requestId, token, action: 'apply' });
    const whole = await session.signer().describeList(id);
    const said = { ...about.subject, seals: sealsNamed(whole.seals, next.index) };
    const input = { requestId, output, timeStamp, file: next.file ?? original };
    const outcome = await withPin(
      window,
      token,
      { ...about, subject: said, timeStamp: outlook },
      (actor, accepted) =>
        telling(window, sealFile(session, actor, input, acceptedBy(progress.watch, accepted))),
    );
    const list = viewOfList(showList(session, id));
    if (half !== null) return { list, sealed: null };
    const document = await showDocument(window, output);
    window.sealed.add(document.id);
    const { ports } = window;
    const can = { canPrint: ports.printFile !== undefined, canOpen: ports.openFile !== undefined };
    const place = { folder: folderName(output), path: unseenSpelled(output) };
    return { list, sealed: { ...outcome, document, ...place, ...can } };
  } finally {
    progress.end();
  }
}
