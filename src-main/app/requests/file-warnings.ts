/**
 * What whoever decides should know of the file of a request, taken anew from the very file: an approver and a keeper see
 * what is true of it, and not what the applicant's program said.
 */
import { listPartsOf } from '../../approval/list.ts';
import { readDetails } from '../../approval/request.ts';
import { findOverlaps } from '../../domain/mark-overlaps.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { MarkPlan } from '../../document-worker/messages.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import { sealFactsById, sealFactsOfType } from '../seals/seal-facts.ts';
import type { ListDraft } from '../../signer/messages.ts';
import { withMoment } from '../with-moment.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { AppSession } from '../session.ts';
import { checkDocumentText } from './document-check.ts';
import { showRequest, type RequestOnRecord } from './requests.ts';

/** Where a seal of which size is to go. */
interface Places {
  readonly placements: readonly Placement[];
  readonly size: { readonly widthMm: number; readonly heightMm: number };
}

interface Placed extends Places {
  /** Other seals of its set, which go on the same file (docs/adr/0042). */
  readonly others?: readonly Places[];
}

/** Seals may touch: a tenth of the smaller one is nothing to speak of. */
const MAY_TOUCH = 0.1;

/**
 * Warnings of a file as it is now, those of its text too, with the seal where it is to go: one list for terminal, applicant,
 * approver, PIN window and keeper. Errors: those of the sealing inspection and of placements, `file-not-readable`.
 */
export async function fileWarnings(
  session: AppSession,
  file: string,
  placed: Placed,
): Promise<SealingWarning[]> {
  const [{ warnings, emptyFields }, { fills, found }] = await Promise.all([
    session.documents.inspect(file),
    placeWarnings(session, file, placed),
  ]);
  const empty = emptyFields.filter(({ name }) => !fills.includes(name));
  return [...withoutFilled(warnings, empty, null), ...found];
}

/** What is true of the places: over words, over seals that are there, over each other, on a dark ground. */
async function placeWarnings(
  { documents }: AppSession,
  file: string,
  { placements, size, others = [] }: Placed,
): Promise<{ readonly fills: readonly (string | null)[]; readonly found: readonly SealingWarning[] }> {
  const plan = await documents.planMarks(file, placements, size);
  const beside: MarkPlan[] = [];
  for (const each of others) beside.push(await documents.planMarks(file, each.placements, each.size));
  const marks = [plan, ...beside].flatMap((each) => each.marks);
  const overlaps = findOverlaps(marks.map(({ page, rect }) => ({ page, visual: rect })));
  // Slices of a seam lie on the edge of the paper.
  const whole = plan.marks.filter(({ slice }) => slice === null).map(({ page, rect }) => ({ page, rect }));
  const [dark, text] = await Promise.all([
    documents.darkPages(file, placements, size),
    checkDocumentText(file, whole),
  ]);
  const darkPlace = dark.length > 0 ? ['dark-place' as const] : [];
  const found = [...planWarnings({ ...plan, overlaps }), ...darkPlace, ...text.warnings];
  return { fills: [plan, ...beside].map(({ fills }) => fills), found };
}

/** What the marks lie over. */
export function planWarnings({
  covered,
  overlaps,
}: Pick<MarkPlan, 'covered' | 'overlaps'>): SealingWarning[] {
  const places: (SealingWarning | false)[] = [
    overlaps.some(({ share }) => share > MAY_TOUCH) && 'seals-overlap',
    covered.length > 0 && 'covers-seal',
  ];
  return places.filter((each) => each !== false);
}

/** A field that the seal goes into is not left empty. */
export function withoutFilled(
  warnings: readonly SealingWarning[],
  empty: readonly { readonly name: string }[],
  fills: string | null,
): SealingWarning[] {
  const staysEmpty = empty.some(({ name }) => name !== fills);
  return warnings.filter((each) => each !== 'empty-signature-fields' || staysEmpty);
}

/**
 * Warnings of a request's file. A file that is not there any more, or is another one, is a warning itself: deciding is
 * about what was asked for, and sealing compares again. Errors: `request-unknown`, `worker-*`.
 */
export async function requestWarnings(
  session: AppSession,
  id: string,
  moved?: string,
): Promise<SealingWarning[]> {
  const stored = showRequest(session, id);
  const unseen = (await areAttachmentsThere(stored)) ? [] : (['attachment-not-seen'] as const);
  return [...(await documentWarnings(session, stored, moved ?? stored.file)), ...unseen];
}

async function documentWarnings(
  session: AppSession,
  { request }: RequestOnRecord,
  file: string | null,
): Promise<SealingWarning[]> {
  if (file === null) return ['file-not-seen'];
  try {
    if ((await digestOf(file)) !== request.document.sm3) return ['file-not-seen'];
    const seal = sealFactsById(session, request.seal.esId);
    const others = othersOfSet(session, request);
    return await fileWarnings(session, file, { placements: request.placements, size: seal, others });
  } catch (error) {
    if (error instanceof BianyinError) return ['file-not-seen'];
    throw error;
  }
}

/** Where the other seals of the set of a request go; nothing for one that stands alone. */
function othersOfSet(session: AppSession, { id, seals }: RequestOnRecord['request']): Places[] {
  const setId = listPartsOf(id)?.listId;
  if (!seals || setId === undefined) return [];
  return withMoment(session, ({ store }) => store.itemTexts(setId).map(readDetails))
    .filter((each) => each.id !== id)
    .map(({ placements, seal }) => ({ placements, size: sealFactsById(session, seal.esId) }));
}

/** The same for a set that is not written yet, each warning once. Errors: as `fileWarnings`, `set-seals-unnamed`. */
export async function setWarnings(session: AppSession, { items }: ListDraft): Promise<SealingWarning[]> {
  const seals = items.map(({ file, typeCode, placements }) => {
    if (typeCode === undefined) throw new BianyinError('set-seals-unnamed');
    return { file, placements, size: sealFactsOfType(session, typeCode) };
  });
  const found = new Set<SealingWarning>();
  for (const seal of seals) {
    const others = seals.filter((each) => each !== seal);
    for (const code of await fileWarnings(session, seal.file, { ...seal, others })) found.add(code);
  }
  return [...found];
}

/** Each attachment lies where it lay, as the very file that the request names. */
async function areAttachmentsThere({ request, attachmentFiles }: RequestOnRecord): Promise<boolean> {
  for (const [i, { sm3 }] of request.attachments.entries()) {
    const file = attachmentFiles[i] ?? null;
    const found = file === null ? null : await digestOf(file).catch(() => null);
    if (found !== sm3) return false;
  }
  return true;
}

/** Hex SM3 of a whole file. Errors: `file-not-readable`, `file-changed-while-reading`. */
export async function digestOf(file: string): Promise<string> {
  const source = openFileSource(file);
  try {
    return await sm3OfSource(source);
  } finally {
    source.close();
  }
}
