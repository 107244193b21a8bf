/** Takes dropped files in, one after the other: how far it is, and a stop between two of them. */
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { adoptFile } from '../../bridge/adopt-file.ts';
import { call } from '../../bridge/bridge.ts';

export interface Taking {
  /** Of the file that comes in now. */
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/** The files as documents; none when it was stopped. Those before a stop, or before one that fails, are closed again. */
export async function takeFiles(
  files: readonly File[],
  onTaking: (taking: Taking) => void,
  isStopped: () => boolean,
): Promise<readonly DocumentView[]> {
  const documents: DocumentView[] = [];
  const close = (): void => {
    for (const { id } of documents) void call('document.close', { document: id }).catch(() => undefined);
  };
  try {
    for (const [done, file] of files.entries()) {
      onTaking({ name: file.name, done, total: files.length });
      documents.push(await adoptFile(file));
      if (!isStopped()) continue;
      close();
      return [];
    }
    return documents;
  } catch (error) {
    close();
    throw error;
  }
}
