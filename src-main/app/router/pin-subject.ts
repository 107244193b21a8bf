/** What the PIN window says is about to be signed, as the signer has read and checked it; never what a page says. */
import type { PinQuestion } from '../../contract/pin.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileNote } from '../../domain/file-notes.ts';
import { listTotals } from '../../domain/list-totals.ts';
import type { Placement } from '../../domain/placement.ts';
import type { PlaceCount } from '../../domain/placement-count.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { DraftSubject, SignedSubject } from '../../signer/answers.ts';
import type { ActsAs, RequestDraft } from '../../signer/messages.ts';
import { drawFirstPage } from '../../tokens/first-page.ts';
import { approvalTold } from '../requests/approve-together.ts';
import { showRequest } from '../requests/requests.ts';
import { sealFactsById, sealFactsOfType } from '../seals/seal-facts.ts';
import { fileHistory } from '../requests/file-history.ts';
import { fileNotes, requestNotes } from '../requests/file-notes.ts';
import { fileWarnings, requestWarnings } from '../requests/file-warnings.ts';
import type { AppSession } from '../session.ts';
import type { PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';

export type Action = PinQuestion['action'];
type Subject = PinQuestion['subject'];

interface AboutStored {
  readonly id: string;
  /** Whose PIN will be asked for. */
  readonly token: string;
  readonly action: Action;
  readonly refusal?: string | null;
  readonly comment?: string | undefined;
}

/** A stored request. `refusal`: the reason of a rejection or a taking back. Errors: why it does not run, `seal-not-in-register`. */
export async function aboutRequest(
  window: MainWindow,
  { id, token, action, refusal = null, comment }: AboutStored,
): Promise<PinSubject> {
  const { subject, digests } = await subjectOf(window, { id, token, action, comment });
  const session = window.running.session();
  const { file } = showRequest(session, id);
  const warnings = isHelpful(action) ? await requestWarnings(session, id) : [];
  const notes = isHelpful(action) ? ofFile(await requestNotes(session, id), null) : [];
  const about = { refusal, ...(comment === undefined ? {} : { comment }) };
  const described = { ...(await withSealedPage(window, subject, file, storedPlaces(session, id))), ...about };
  return { action, subject: described, batch: null, warnings, notes, shown: digests };
}

/** An approval is described with what is said beside it: the signer signs that comment and no other. */
async function subjectOf(window: MainWindow, { id, token, action, comment }: AboutStored) {
  const session = window.running.session();
  if (action !== 'approve') {
    const { subjects, shown: digests } = await subjectsOf(window, [id], actsAs(token, action));
    const [subject] = subjects;
    if (!subject) throw new BianyinError('request-unknown', { id });
    return { subject, digests };
  }
  const told = await approvalTold(session, { requestId: id, comment }, token);
  if (told.kind !== 'request') throw new BianyinError('request-unknown', { id });
  return { subject: shown(session, told.subject), digests: told.shown };
}

/** A request that is not written yet, as the signer has described it; `draft`: what is to be sealed, and where. */
export async function aboutDraft(
  { running }: MainWindow,
  { warnings, ...described }: DraftSubject,
  { file, placements, typeCode }: RequestDraft,
): Promise<PinSubject> {
  const session = running.session();
  const size = sealFactsOfType(session, typeCode);
  const [subject, more, notes] = await Promise.all([
    withSealedPage({ running }, shown(session, described), file, { placements, size }),
    fileWarnings(session, file, { placements, size }),
    fileNotes(session, file),
  ]);
  const all = [...new Set([...warnings, ...more])];
  return { action: 'request', subject, batch: null, warnings: all, notes: ofFile(notes, null) };
}

/** Drawn only where the file still is the one that the signer has named. */
export async function withFirstPage(subject: Subject, file: string | null): Promise<Subject> {
  const { sm3 } = subject;
  return file === null || sm3 === null ? subject : { ...subject, firstPage: await drawFirstPage(file, sm3) };
}

interface SealPlaces {
  readonly placements: readonly Placement[];
  readonly size: { readonly widthMm: number; readonly heightMm: number };
}

function storedPlaces(session: AppSession, id: string): SealPlaces {
  const { request } = showRequest(session, id);
  return { placements: request.placements, size: sealFactsById(session, request.seal.esId) };
}

/** The page that gets the seal, and where: as it will be sealed. Where the places cannot be told it is the first page as it is. */
async function withSealedPage(
  { running }: Pick<MainWindow, 'running'>,
  subject: Subject,
  file: string | null,
  { placements, size }: SealPlaces,
): Promise<Subject> {
  const { sm3 } = subject;
  if (file === null || sm3 === null) return subject;
  try {
    const { marks } = await running.session().documents.planMarks(file, placements, size);
    // Slices of a seam are on every page; a whole seal says more.
    const [first] = marks.filter(({ slice }) => slice === null).toSorted((a, b) => a.page - b.page);
    if (!first) return await withFirstPage(subject, file);
    const here = marks.filter(({ page, slice }) => page === first.page && slice === null);
    const sealedPage = { page: first.page, marks: here.map(({ rect }) => rect) };
    return { ...subject, sealedPage, firstPage: await drawFirstPage(file, sm3, first.page) };
  } catch (error) {
    if (error instanceof BianyinError) return withFirstPage(subject, file);
    throw error;
  }
}

/** Several requests that are sealed at once: every file by its name and SM3; `ids` has at least one. */
export async function aboutBatch(
  window: MainWindow,
  token: string,
  ids: readonly string[],
): Promise<PinSubject> {
  const { subjects: all, shown: digests } = await subjectsOf(window, ids, actsAs(token, 'apply'));
  const [first] = all;
  if (!first) throw new RangeError('an empty batch');
  const sumOf = (part: (placed: PlaceCount) => number): number =>
    all.reduce((sum, { placed }) => sum + part(placed), 0);
  const seals = [...new Set(all.map(({ sealName }) => sealName))];
  const subject = {
    ...first,
    ...{ requestId: null, sm3: null, reference: null, counterparty: null, amount: null, currency: null },
    ...{ matter: null, uses: null, attachments: [], reason: '' },
    combined: [...new Set(all.flatMap(({ combined = [] }) => combined))],
    behalf: [...new Set(all.flatMap(({ behalf }) => behalf ?? []))].join('、') || null,
    sealName: seals.join('、'),
    typeCode: seals.length === 1 ? first.typeCode : null,
    picture: seals.length === 1 ? first.picture : null,
    placed: {
      places: sumOf(({ places }) => places),
      seams: sumOf(({ seams }) => seams),
      seamPages: sumOf(({ seamPages }) => seamPages),
    },
  };
  const batch = all.map(({ requestId, sm3, behalf, ...each }) => ({
    ...{ requestId: requestId ?? '', fileName: each.fileName, sm3: sm3 ?? '', sealName: each.sealName },
    ...{ reason: each.reason, counterparty: each.counterparty, behalf: behalf ?? null },
    ...{ amount: each.amount, currency: each.currency },
  }));
  const { totals, withoutAmount } = listTotals(
    all.map(({ amount, currency }) => ({ amount: amount ?? undefined, currency: currency ?? undefined })),
  );
  const sums = { totals, withoutAmount };
  const [warnings, notes] = [await warningsOf(window, ids), await notesOf(window, all)];
  return { action: 'apply', subject, batch, sums, warnings, ...shownNotes(notes), shown: digests };
}

/** Nobody takes a request back for somebody else. */
export function actsAs(token: string, action: Action): ActsAs | undefined {
  if (action === 'apply') return { token, act: 'apply' };
  return action === 'approve' || action === 'reject' ? { token, act: 'decide' } : undefined;
}

/** Whoever takes a request back or rejects it puts no seal on anything. */
export function isHelpful(action: Action): boolean {
  return action === 'approve' || action === 'apply';
}

/** Of all files, each kind once; one after the other, since each is hashed. */
export async function warningsOf({ running }: MainWindow, ids: readonly string[]): Promise<SealingWarning[]> {
  const found = new Set<SealingWarning>();
  for (const id of ids)
    for (const warning of await requestWarnings(running.session(), id)) found.add(warning);
  return [...found];
}

/** What the register knows of each of several files, with its name. */
async function notesOf(
  { running }: MainWindow,
  subjects: readonly Subject[],
): Promise<NonNullable<PinSubject['notes']>> {
  const session = running.session();
  const history = fileHistory(session);
  const notes: NonNullable<PinSubject['notes']> = [];
  for (const { requestId, fileName } of subjects)
    if (requestId !== null)
      notes.push(...ofFile(await requestNotes(session, requestId, { history }), fileName));
  return notes;
}

/** Notes of several files that a window for a PIN shows; how many there are besides is said. */
const MOST_NOTES = 50;

export function shownNotes(notes: NonNullable<PinSubject['notes']>): Pick<PinSubject, 'notes' | 'moreNotes'> {
  const more = notes.length - MOST_NOTES;
  return { notes: notes.slice(0, MOST_NOTES), ...(more > 0 ? { moreNotes: more } : {}) };
}

export function ofFile(
  notes: readonly FileNote[],
  fileName: string | null,
): NonNullable<PinSubject['notes']> {
  return notes.map(({ code, detail }) => ({ code, detail: { ...detail }, fileName }));
}

/** Subjects, and the digests by which the signer knows them again. */
async function subjectsOf({ running }: MainWindow, ids: readonly string[], as: ActsAs | undefined) {
  const session = running.session();
  const described = await session.signer().describeRequests(ids, as);
  return {
    subjects: described.map((each) => shown(session, each)),
    shown: described.flatMap(({ shownSm3 }) => shownSm3 ?? []),
  };
}

/** The picture is the register's, whose seal the signer has named. */
function shown(
  session: AppSession,
  { esId, requestSm3: _, shownSm3: __, ...subject }: SignedSubject,
): Subject {
  return { ...subject, refusal: null, firstPage: null, picture: sealFactsById(session, esId).picture };
}
