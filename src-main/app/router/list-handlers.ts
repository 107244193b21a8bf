/** Calls around lists of requests: looking at them, and signing them with one PIN (docs/adr/0035). */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { CallInput, CallName } from '../../contract/calls.ts';
import { membersSm3 } from '../../approval/list-members.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { listTotals } from '../../domain/list-totals.ts';
import { displayName } from '../../platform/display-name.ts';
import type { Actor, ListSubject } from '../../tokens/signer-client.ts';
import {
  composeList,
  describeList,
  listAsShown,
  previewList,
  requireOnePath,
  submitList,
  type NewList,
} from '../requests/draft-list.ts';
import { CallRefusal } from '../call-refusal.ts';
import { keepRule } from '../lists/list-again.ts';
import { writeListIndex } from '../lists/list-index.ts';
import {
  folderOf,
  indexOfList,
  namedOutputs,
  ownFolder,
  removeEmpty,
  rememberOutputs,
  type OutputPlace,
} from '../lists/sealed-outputs.ts';
import { approvalTold } from '../requests/approve-together.ts';
import { withKept } from '../requests/kept-files.ts';
import { listWarnings } from '../requests/list-warnings.ts';
import {
  cancelList,
  decideList,
  listItems,
  listLists,
  saidOf,
  showList,
  type ListInFull,
} from '../requests/request-lists.ts';
import { leaveOut, placesBeside, planListSealing, sealList } from '../requests/seal-list.ts';
import { timeStampOutlook, wishFor } from '../requests/time-stamping.ts';
import { typedRefusal } from '../requests/typed-fields.ts';
import type { AppSession } from '../session.ts';
import { withPin } from './ask-pin.ts';
import { viewOfItem, viewOfList, viewOfListRow } from './list-view.ts';
import type { MainWindow } from './main-window.ts';
import { aboutListSealing, aboutListSubject, aboutStoredList } from './pin-list.ts';
import { actsAs, type Action } from './pin-subject.ts';
import { namesOf, stepsOf } from './request-view.ts';
import type { Answer, Handlers } from './route-call.ts';
import { problem, viewOfResult } from './sealing-handlers.ts';
import { acceptedBy, countWatch, measureWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type ListCalls = Extract<CallName, `list.${string}`>;

export function listHandlers(window: MainWindow): Handlers<ListCalls> {
  const { running } = window;
  const session = (): AppSession => running.session();
  /** Folders that were chosen in this window, by the names that the page knows. */
  const targets = new Map<string, string>();
  return {
    async 'list.chooseFolder'() {
      const [path] = await window.ports.chooseFiles({ multiple: false, kind: 'folder' });
      if (path === undefined) return null;
      const folder = `t-${randomBytes(16).toString('hex')}`;
      targets.set(folder, path);
      return { folder, name: displayName(basename(path)) };
    },
    'list.all': () => listLists(session()).map(viewOfListRow),
    'list.show'({ id }) {
      const list = showList(session(), id);
      // Of a set it is the file that has to be seen.
      if (!list.seals) window.looked.opened(id, membersSm3(list.listSm3, list.gone));
      return viewOfList(list);
    },
    'list.items': ({ id, after, limit }) => listItems(session(), id, { after, limit }).map(viewOfItem),
    async 'list.warnings'({ id, job }) {
      const progress = measureWatch(window, job);
      try {
        return await listWarnings(session(), id, progress.onDone);
      } finally {
        progress.end();
      }
    },
    'list.preview': (input) => preview(window, input),
    'list.new': (input) => running.exclusively(() => newList(window, input)),
    'list.approve': async ({ token, id, ...said }) => {
      const without = said.without && [...new Set(said.without)].map((number) => number - 1);
      const comment = saidOf({ comment: said.comment, without });
      return signed(window, { token, id, action: 'approve', comment, without }, (actor) =>
        decideList(session(), actor, id, { comment, without }),
      );
    },
    'list.reject': async ({ token, id, reason }) =>
      signed(window, { token, id, action: 'reject', refusal: typedRefusal(reason) }, (actor) =>
        decideList(session(), actor, id, { reason }),
      ),
    'list.cancel': async ({ token, id, reason }) =>
      signed(window, { token, id, action: 'cancel', refusal: typedRefusal(reason) }, (actor) =>
        cancelList(session(), actor, id, reason),
      ),
    'list.seal': (input) => running.exclusively(() => sealInto(window, input, targets)),
    'list.leaveOut'({ id, items, isLeftOut }) {
      leaveOut(session(), id, items, isLeftOut);
      running.tell({ kind: 'requests.changed' });
      return viewOfList(showList(session(), id));
    },
  };
}

async function preview(
  window: MainWindow,
  input: CallInput<'list.preview'>,
): Promise<Answer<'list.preview'>> {
  const session = window.running.session();
  const draft = await composeList(session, typedList(window, input));
  const { path, others } = await previewList(session, input.token, draft);
  return {
    count: draft.items.length,
    ...listTotals(draft.items),
    path: stepsOf(path, []),
    keepers: namesOf(path.keepers),
    combined: [...path.combined],
    others: [...others],
  };
}

async function newList(window: MainWindow, input: CallInput<'list.new'>): Promise<Answer<'list.new'>> {
  const session = window.running.session();
  const draft = await composeList(session, typedList(window, input));
  requireOnePath(draft, await previewList(session, input.token, draft));
  const progress = measureWatch(window, input.job);
  try {
    const subject = await describeList(session, draft, progress.onMeasured);
    const about = aboutListSubject(window, subject, { action: 'request' });
    return await withPin(window, input.token, about, async (actor) => {
      const shown = listAsShown(draft, subject);
      const resolutions = input.resolutions.map((each) => window.documents.unchanged(each));
      const signed = withKept(window.running.home, resolutions, (paths) => {
        const attachments = shown.attachments.map((each, i) => ({ ...each, file: paths[i] ?? each.file }));
        return submitList(session, actor, { ...shown, attachments }, progress.onMeasured);
      });
      const id = await telling(window, signed);
      const rule = window.lists.rule(input.draft);
      if (rule) keepRule(session, id, rule);
      window.lists.drop(input.draft);
      return viewOfList(showList(session, id));
    });
  } finally {
    progress.end();
  }
}

function typedList({ documents, lists }: MainWindow, input: CallInput<'list.preview'>): NewList {
  const { typeCode, reason, matter, uses, validHours } = input;
  return {
    ...{ typeCode, reason, matter, uses, validHours },
    resolutions: input.resolutions.map((id) => documents.unchanged(id).path),
    items: lists.get(input.draft),
  };
}

interface Signing {
  readonly token: string;
  readonly id: string;
  readonly action: Action;
  readonly refusal?: string;
  readonly comment?: string | undefined;
  /** Places (0 first) that are not agreed to. */
  readonly without?: readonly number[] | undefined;
}

/** One decision about a whole list. */
function signed(
  window: MainWindow,
  { token, id, action, refusal, comment, without }: Signing,
  work: (actor: Actor) => Promise<ListInFull>,
): Promise<Answer<'list.show'>> {
  const { running } = window;
  return running.exclusively(async () => {
    const subject = await subjectOf(running.session(), { token, id, action, comment, without });
    const said = { action, refusal, comment, without };
    const about = await aboutStoredList(window, subject, said);
    return viewOfList(await withPin(window, token, about, (actor) => telling(window, work(actor))));
  });
}

/** An approval is described with what is said beside it: the signer signs that comment and no other. */
async function subjectOf(
  session: AppSession,
  { token, id, action, comment, without }: Signing,
): Promise<ListSubject> {
  const acts = actsAs(token, action);
  if (action !== 'approve') return session.signer().describeList(id, acts, without);
  const told = await approvalTold(session, { requestId: id, comment, without }, token);
  if (told.kind !== 'list') throw new BianyinError('request-unknown', { id });
  return told.subject;
}

/** A folder that was made for nothing goes away again. */
async function sealInto(
  window: MainWindow,
  input: CallInput<'list.seal'>,
  targets: ReadonlyMap<string, string>,
): Promise<Answer<'list.seal'>> {
  const place = placeOf(window.running.session(), targets, input);
  try {
    return await seal(window, input, place);
  } finally {
    if (input.target?.folder === null && place) removeEmpty(place.folder);
  }
}

async function seal(
  window: MainWindow,
  { job, token, id, timestamp, items, language }: CallInput<'list.seal'>,
  place: OutputPlace | null,
): Promise<Answer<'list.seal'>> {
  const session = window.running.session();
  const [first] = listItems(session, id, { limit: 1 });
  const timeStamp = wishFor(session, first ? [first.request.id] : [], timestamp);
  const outputFor = place ? namedOutputs(session, id, place) : undefined;
  const plan = planListSealing(session, id, { timeStamp, only: items && new Set(items), outputFor });
  const timeStampAhead = await timeStampOutlook(session, timeStamp);
  const only = new Set(plan.ready.map(({ requestId }) => requestId));
  const beside = only.size === 0 ? [] : placesBeside(session, id, only);
  const subject = await session.signer().describeList(id, actsAs(token, 'apply'), beside);
  const said = await aboutListSealing(window, subject, only);
  const results = await withPin(
    window,
    token,
    { ...said, timeStamp: timeStampAhead },
    async (actor, accepted) => {
      const total = plan.ready.length + plan.skipped.length;
      const progress = countWatch(window, job, { total, failed: plan.skipped.length });
      try {
        const watch = acceptedBy(progress.watch, accepted);
        return await telling(window, sealList(session, actor, { plan, timeStamp }, watch));
      } finally {
        progress.end();
      }
    },
  );
  rememberOutputs(session, results, plan.ready);
  const written = await indexFor(session, id, { folder: place?.folder ?? folderOf(plan.ready), language });
  const skipped = plan.skipped.map(({ requestId, outcome }) =>
    problem(requestId, outcome.code, outcome.detail),
  );
  return {
    list: viewOfList(showList(session, id)),
    ...written,
    results: [...results.map((result) => viewOfResult(result, plan.ready)), ...skipped],
  };
}

/** Errors: `document-unknown`, for a folder that this window has not chosen. */
function placeOf(
  session: AppSession,
  targets: ReadonlyMap<string, string>,
  { id, target }: CallInput<'list.seal'>,
): OutputPlace | null {
  if (target === null) return null;
  const folder = target.folder === null ? ownFolder(session, id) : targets.get(target.folder);
  if (folder === undefined) throw new CallRefusal('document-unknown');
  return { folder, names: target.names };
}

/** The files are sealed whatever becomes of the index: that it could not be written is told beside them. */
async function indexFor(
  session: AppSession,
  id: string,
  { folder, language }: { readonly folder: string | null; readonly language: 'zh' | 'en' },
): Promise<Pick<Answer<'list.seal'>, 'index' | 'indexProblem'>> {
  if (folder === null) return { index: null, indexProblem: null };
  try {
    const files = await writeListIndex(folder, indexOfList(session, id, language), language);
    return { index: { folder: displayName(basename(folder)), files }, indexProblem: null };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return { index: null, indexProblem: { code: error.code, detail: { ...error.detail } } };
  }
}
