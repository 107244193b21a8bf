/** What the register knows of one file, by its octets and by the invoice numbers in its words: read from the very file wherever somebody decides. */
import type { FileNote } from '../../domain/file-notes.ts';
import type { AppSession } from '../session.ts';
import { invoiceNumbersOf } from './document-check.ts';
import { digestOf } from './file-warnings.ts';
import { fileHistory, type FileHistory } from './file-history.ts';
import { showRequest } from './requests.ts';

/** Notes that one file may have: a statement names many invoices. */
export const MOST_NOTES = 20;

/** Of a file that nothing was asked for yet. Errors: `file-not-readable`, `home-*`, `store-*`. */
export async function fileNotes(session: AppSession, file: string): Promise<readonly FileNote[]> {
  return notesOf(fileHistory(session), { sm3: await digestOf(file), file });
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
  return notesOf(history, { sm3: request.document.sm3, file: moved ?? file, own: id });
}

interface AskedFile {
  readonly sm3: string;
  readonly file: string | null;
  readonly own?: string;
}

async function notesOf(history: FileHistory, { sm3, file, own }: AskedFile): Promise<readonly FileNote[]> {
  const { numbers, unread } = file === null ? { numbers: [], unread: 0 } : await invoiceNumbersOf(file);
  return [...history(sm3, numbers, own).slice(0, MOST_NOTES), ...unreadNote(unread)];
}

/** What was not compared is said. */
export function unreadNote(pages: number): FileNote[] {
  return pages === 0 ? [] : [{ code: 'numbers-not-read', detail: { count: pages } }];
}
