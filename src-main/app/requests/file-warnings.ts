/**
 * What whoever decides should know of the file of a request, taken anew from the very file: an approver and a keeper see
 * what is true of it, and not what the applicant's program said.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { MarkPlan } from '../../document-worker/messages.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { AppSession } from '../session.ts';
import { checkDocumentText } from './document-check.ts';
import { showRequest, type RequestOnRecord } from './requests.ts';

/** Where a seal of which size is to go. */
interface Placed {
  readonly placements: readonly Placement[];
  readonly size: { readonly widthMm: number; readonly heightMm: number };
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
  return [...withoutFilled(warnings, emptyFields, fills), ...found];
}

/** What is true of the places: over words, over seals that are there, over each other, on a dark ground. */
async function placeWarnings(
  { documents }: AppSession,
  file: string,
  { placements, size }: Placed,
): Promise<{ readonly fills: string | null; readonly found: readonly SealingWarning[] }> {
  const plan = await documents.planMarks(file, placements, size);
  // Slices of a seam lie on the edge of the paper.
  const whole = plan.marks.filter(({ slice }) => slice === null).map(({ page, rect }) => ({ page, rect }));
  const [dark, text] = await Promise.all([
    documents.darkPages(file, placements, size),
    checkDocumentText(file, whole),
  ]);
  const darkPlace = dark.length > 0 ? ['dark-place' as const] : [];
  return { fills: plan.fills, found: [...planWarnings(plan), ...darkPlace, ...text.warnings] };
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
    return await fileWarnings(session, file, { placements: request.placements, size: seal });
  } catch (error) {
    if (error instanceof BianyinError) return ['file-not-seen'];
    throw error;
  }
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
