/**
 * What the register says of a file that is to be sealed: asked for already, sealed already, itself the outcome of a sealing; and whether
 * another file was asked for or sealed under one of its numbers (invoice, statement, receipt). Each file is looked up by the index.
 */
import { listPartsOf } from '../../approval/list.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileNote, FileNoteCode } from '../../domain/file-notes.ts';
import type { FileOnRecord } from '../../store/file-history.ts';
import type { Store } from '../../store/store.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import { showRequest } from './requests.ts';

/** What is known of a file by its SM3 (hex) and its numbers. `own`: a request that it is about, which is no other one. */
export type FileHistory = (sm3: string, numbers: readonly string[], own?: string) => readonly FileNote[];

const running: ReadonlySet<string> = new Set(['in-approval', 'ready', 'partly-used']);

/** Looks into the register anew for each file. Errors of what it gives: `home-*`, `store-*`. */
export function fileHistory(session: AppSession): FileHistory {
  const open = openRequests(session);
  return (sm3, numbers, own) => withMoment(session, ({ store }) => historyIn(store, open)(sm3, numbers, own));
}

/** Looks for many files into the register as it is at one moment: a home is opened once, not for each. Errors: `home-*`, `store-*`. */
export function atOneMoment<T>(session: AppSession, work: (history: FileHistory) => T): T {
  const open = openRequests(session);
  return withMoment(session, ({ store }) => work(historyIn(store, open)));
}

function historyIn(store: Look['store'], open: Look['open']): FileHistory {
  return (sm3, numbers, own) => {
    const look = { store, open, sm3, isOther: notOf(own) };
    return [...notesByContent(look), ...numbers.flatMap((number) => noteByNumber(look, number))];
  };
}

interface Look {
  readonly store: Pick<Store, 'filesWith' | 'filesWithNumber' | 'sealedFilesOf'>;
  readonly open: (id: string) => boolean;
  readonly sm3: string;
  readonly isOther: (on: FileOnRecord) => boolean;
}

function notesByContent({ store, open, sm3, isOther }: Look): FileNote[] {
  const found = store.filesWith(sm3).filter(isOther);
  const outcome = found.findLast(({ what }) => what === 'sealed');
  const asked = found.filter(({ what }) => what === 'requested').toReversed();
  const sealedOf = ({ requestId }: FileOnRecord): FileOnRecord | undefined =>
    store.sealedFilesOf(requestId).at(-1);
  const done = asked.find((each) => sealedOf(each) !== undefined);
  const unfinished = asked.find((each) => sealedOf(each) === undefined && open(each.requestId));
  return [
    ...note('sealed-before', done && sealedOf(done)),
    ...note('requested-before', unfinished),
    ...note('sealed-file', outcome),
  ];
}

/** One that came to nothing (rejected, taken back, expired) does not count. */
function noteByNumber({ store, open, sm3, isOther }: Look, number: string): FileNote[] {
  const another = store
    .filesWithNumber(number)
    .filter((each) => each.sm3 !== sm3 && isOther(each))
    .find(({ requestId }) => store.sealedFilesOf(requestId).length > 0 || open(requestId));
  return note('number-before', another, { number });
}

function note(code: FileNoteCode, of: FileOnRecord | undefined, more: FileNote['detail'] = {}): FileNote[] {
  return of ? [{ code, detail: { ...more, time: of.time, id: of.requestId } }] : [];
}

/** Another request than `own`, and no other seal of its set or file of its list. */
function notOf(own: string | undefined): Look['isOther'] {
  return ({ requestId }) =>
    own === undefined ||
    (requestId !== own &&
      (listPartsOf(requestId)?.listId ?? requestId) !== (listPartsOf(own)?.listId ?? own));
}

/** Whether a request still runs, asked once for each; one that cannot be opened any more runs no more. */
function openRequests(session: AppSession): (id: string) => boolean {
  const known = new Map<string, boolean>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const isOpen = isRunning(session, id);
    known.set(id, isOpen);
    return isOpen;
  };
}

function isRunning(session: AppSession, id: string): boolean {
  try {
    return running.has(showRequest(session, id).state);
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}
