/** What the register knows of the files of a list that somebody is about to approve or to seal (docs/adr/0052): of each file as of one that is alone. */
import type { FileNote } from '../../domain/file-notes.ts';
import type { AppSession } from '../session.ts';
import { fileHistory, type FileHistory } from './file-history.ts';
import { itemNotes } from './file-notes.ts';
import { hasReadNumbers } from './document-check.ts';
import { listItems } from './request-lists.ts';

/** Files whose words are read for it, beside those that were read before: the screen of a list reads all of them, with a count. */
const MOST_READ = 100;

export interface NotedFile {
  readonly fileName: string;
  readonly notes: readonly FileNote[];
}

interface Wanted {
  readonly history?: FileHistory;
  /** Places (0 first) that are not agreed to. */
  readonly without?: readonly number[] | undefined;
  /** Requests that are sealed now; all that can be where it is left out. */
  readonly only?: ReadonlySet<string>;
}

/** Those that have notes. A set is one file. Errors: `request-unknown`, `home-*`, `store-*`. */
export async function listNotes(
  session: AppSession,
  id: string,
  { history = fileHistory(session), without = [], only }: Wanted = {},
): Promise<NotedFile[]> {
  const items = listItems(session, id, { limit: -1 });
  const files = items[0]?.request.seals ? items.slice(0, 1) : items;
  const wanted = files.filter(
    ({ request, index, isOpen }) => only?.has(request.id) ?? (isOpen && !without.includes(index)),
  );
  const noted: NotedFile[] = [];
  let read = 0;
  for (const { request, file } of wanted) {
    const isKnown = file === null || hasReadNumbers(file);
    if (!isKnown) read += 1;
    const words = isKnown || read <= MOST_READ ? file : null;
    const notes = await itemNotes(history, request, words);
    if (notes.length > 0) noted.push({ fileName: request.document.name, notes });
  }
  return noted;
}
