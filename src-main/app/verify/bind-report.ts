/**
 * Ties a report to the octets that a window shows: the verifier reads the path in a process of its own, the pages come from the
 * descriptor that was opened for the window. A report about other octets is none of this file.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';
import type { OpenDocument } from '../files/open-documents.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { FileReport } from './verify-files.ts';

/** The result as it is, or `file-changed-while-reading` in its place when the opened file holds other octets than those verified. */
export async function boundToOpened(document: OpenDocument, found: FileReport): Promise<FileReport> {
  // A file of another kind is not hashed, and has no pages to show.
  if (!('report' in found) || found.report.sm3 === '') return found;
  const changed = { file: found.file, error: new BianyinError('file-changed-while-reading') };
  try {
    return (await sm3OfSource(document.source)) === found.report.sm3 ? found : changed;
  } catch (error) {
    if (failedWith(error, 'file-changed-while-reading')) return changed;
    throw error;
  }
}
