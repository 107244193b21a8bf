/** What the register knows of one file, by its octets and by the invoice numbers in its words: read from the very file wherever somebody decides. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileNote } from '../../domain/file-notes.ts';
import type { AppSession } from '../session.ts';
import { invoiceNumbersOf } from './document-check.ts';
import { digestOf } from './file-warnings.ts';
import { fileHistory, type FileHistory } from './file-history.ts';
import { showRequest } from './requests.ts';

/** Notes that one file may have: a statement names many invoices. */
const MOST_NOTES = 20;

/** Of a file that nothing was asked for yet. Errors: `file-not-readable`, `home-*`, `store-*`. */
export async function fileNotes(session: AppSession, file: string): Promise<readonly FileNote[]> {
  return notesOf(fileHistory(session), file, undefined);
}

/**
 * Of the file of a request; `file`: where it is now. None where it is not there any more: that is a warning of its own.
 * Errors: `request-unknown`, `home-*`, `store-*`.
 */
export async function requestNotes(
  session: AppSession,
  id: string,
  {
    moved,
    history = fileHistory(session),
  }: { readonly moved?: string | undefined; readonly history?: FileHistory } = {},
): Promise<readonly FileNote[]> {
  const file = moved ?? showRequest(session, id).file;
  if (file === null) return [];
  try {
    return await notesOf(history, file, id);
  } catch (error) {
    if (error instanceof BianyinError) return [];
    throw error;
  }
}

async function notesOf(
  history: FileHistory,
  file: string,
  own: string | undefined,
): Promise<readonly FileNote[]> {
  const [sm3, numbers] = [await digestOf(file), await invoiceNumbersOf(file)];
  return history(sm3, numbers, own).slice(0, MOST_NOTES);
}
