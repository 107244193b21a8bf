/** What the register knows of one file, by its octets and by the invoice numbers in its words: read from the very file wherever somebody decides. */
import type { Request } from '../../approval/request.ts';
import type { FileNote } from '../../domain/file-notes.ts';
import { numbersOfRequest, sameNumber } from '../../domain/invoice-numbers.ts';
import type { AppSession } from '../session.ts';
import { invoiceNumbersOf } from './document-check.ts';
import { digestOf } from './file-warnings.ts';
import { fileHistory, type FileHistory } from './file-history.ts';
import type { ReadNumbers } from './numbers-read.ts';
import { showRequest } from './requests.ts';

/** Notes that one file may have: a statement names many invoices. */
export const MOST_NOTES = 20;

/** Of a file that nothing was asked for yet. Errors: `file-not-readable`, `home-*`, `store-*`. */
export async function fileNotes(session: AppSession, file: string): Promise<readonly FileNote[]> {
  return notesOf(fileHistory(session), { sm3: await digestOf(file), read: await invoiceNumbersOf(file) });
}

/**
 * Of the file of a request, which is told from others by the digest that the request names; `moved`: where it is now. Numbers are read where it
 * can be read: that it cannot, or is another one, is a warning of its own. Errors: `request-unknown`, `home-*`, `store-*`.
 */
export async function requestNotes(
  session: AppSession,
  id: string,
  {
    moved,
    history = fileHistory(session),
  }: { readonly moved?: string | undefined; readonly history?: FileHistory } = {},
): Promise<readonly FileNote[]> {
  const { file, request } = showRequest(session, id);
  const path = moved ?? file;
  return notesOfRequest(history, request, path === null ? null : await invoiceNumbersOf(path));
}

/** The same for one whose words were read, or not (null); the numbers that it is called by count in any case. */
export function notesOfRequest(
  history: FileHistory,
  request: Pick<Request, 'id' | 'document' | 'reference' | 'numbers'>,
  read: ReadNumbers | null,
): readonly FileNote[] {
  const { id, document } = request;
  return notesOf(history, { sm3: document.sm3, read, own: id, called: numbersOfRequest(request) });
}

interface AskedFile {
  readonly sm3: string;
  readonly read: ReadNumbers | null;
  readonly own?: string;
  /** Numbers that its request names. */
  readonly called?: readonly string[];
}

function notesOf(history: FileHistory, { sm3, read, own, called = [] }: AskedFile): readonly FileNote[] {
  const all = [...called, ...(read?.numbers ?? [])];
  const numbers = new Map(all.map((number) => [sameNumber(number), number]));
  const found = history(sm3, [...numbers.values()], own).slice(0, MOST_NOTES);
  return [...found, ...unreadNote(read?.unread ?? 0)];
}

/** What was not compared is said. */
export function unreadNote(pages: number): FileNote[] {
  return pages === 0 ? [] : [{ code: 'numbers-not-read', detail: { count: pages } }];
}
