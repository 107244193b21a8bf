/** What the register knows of the files of a list that somebody is about to approve or to seal (docs/adr/0052): of each file as of one that is alone. */
import type { FileNote } from '../../domain/file-notes.ts';
import type { AppSession } from '../session.ts';
import { hasReadNumbers, invoiceNumbersOf } from './document-check.ts';
import { atOneMoment } from './file-history.ts';
import { notesOfRequest } from './file-notes.ts';
import type { ReadNumbers } from './numbers-read.ts';
import { listItems } from './request-lists.ts';

/** In the terminal nobody has looked through the files before: the words of so many are read for it. */
export const READ_IN_TERMINAL = 100;

export interface NotedFile {
  readonly fileName: string;
  readonly notes: readonly FileNote[];
}

interface Wanted {
  /** Files whose words may be read for it, beside those that were read before; before a PIN nobody waits for any. */
  readonly mayRead?: number;
  /** Places (0 first) that are not agreed to. */
  readonly without?: readonly number[] | undefined;
  /** Requests that are sealed now; all that can be where it is left out. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Those that have notes. A set is one file. SM3 and the numbers that its request has signed are compared of each file, whether its words were
 * read or not. Errors: `request-unknown`, `home-*`, `store-*`.
 */
export async function listNotes(
  session: AppSession,
  id: string,
  { mayRead = 0, without = [], only }: Wanted = {},
): Promise<NotedFile[]> {
  const items = listItems(session, id, { limit: -1 });
  const files = items[0]?.request.seals ? items.slice(0, 1) : items;
  const wanted = files.filter(
    ({ request, index, isOpen }) => only?.has(request.id) ?? (isOpen && !without.includes(index)),
  );
  const read = await wordsOf(wanted, mayRead);
  return atOneMoment(session, (history) =>
    wanted
      .map(({ request }, i) => ({
        fileName: request.document.name,
        notes: notesOfRequest(history, request, read[i] ?? null),
      }))
      .filter(({ notes }) => notes.length > 0),
  );
}

/** In the order of the files; null for one whose words were not read. */
async function wordsOf(
  files: readonly { readonly file: string | null }[],
  mayRead: number,
): Promise<(ReadNumbers | null)[]> {
  const found: (ReadNumbers | null)[] = [];
  let left = mayRead;
  for (const { file } of files) {
    const isKnown = file === null || hasReadNumbers(file);
    if (file === null || (!isKnown && left === 0)) found.push(null);
    else found.push(await invoiceNumbersOf(file));
    if (!isKnown && left > 0) left -= 1;
  }
  return found;
}
