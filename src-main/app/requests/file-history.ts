/**
 * What the register says of a file that is to be sealed: asked for already, sealed already, itself the outcome of a sealing; and whether
 * another file was asked for or sealed under one of its numbers (invoice, statement, receipt).
 */
import { listPartsOf } from '../../approval/list.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileNote, FileNoteCode } from '../../domain/file-notes.ts';
import { numbersOfReference } from '../../domain/invoice-numbers.ts';
import type { FileOnRecord } from '../../store/file-history.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';
import { showRequest } from './requests.ts';

/** What is known of a file by its SM3 (hex) and its numbers. `own`: a request that it is about, which is no other one. */
export type FileHistory = (sm3: string, numbers: readonly string[], own?: string) => readonly FileNote[];

const running: ReadonlySet<string> = new Set(['in-approval', 'ready', 'partly-used']);

/** Reads the register once for all files that are asked about. Errors: `home-*`, `store-*`. */
export function fileHistory(session: AppSession): FileHistory {
  const all = withMoment(session, ({ store }) => store.filesOnRecord());
  const bySm3 = Map.groupBy(all, ({ sm3 }) => sm3);
  const sealed = new Map(all.flatMap((each) => (each.what === 'sealed' ? [[each.requestId, each]] : [])));
  const byNumber = numbered(all);
  // One that came to nothing (rejected, taken back, expired) counts for none of these.
  const counts = ({ requestId }: FileOnRecord): boolean =>
    sealed.has(requestId) || isRunning(session, requestId);
  return (sm3, numbers, own) => {
    const isOther = ({ requestId }: FileOnRecord): boolean => own === undefined || !isOf(requestId, own);
    const found = (bySm3.get(sm3) ?? []).filter(isOther);
    const outcome = found.findLast(({ what }) => what === 'sealed');
    const asked = found.filter(({ what }) => what === 'requested').toReversed();
    const done = asked.find(({ requestId }) => sealed.has(requestId));
    const open = asked.find(({ requestId }) => !sealed.has(requestId) && isRunning(session, requestId));
    return [
      ...note('sealed-before', done && sealed.get(done.requestId)),
      ...note('requested-before', open),
      ...note('sealed-file', outcome),
      ...numbers.flatMap((number) => {
        const others = byNumber.get(sameNumber(number)) ?? [];
        const another = others.findLast((each) => each.sm3 !== sm3 && isOther(each) && counts(each));
        return note('number-before', another, { number });
      }),
    ];
  };
}

/** Two ways of typing one number are one. */
export function sameNumber(number: string): string {
  return number.normalize('NFKC').toLowerCase();
}

function numbered(all: readonly FileOnRecord[]): ReadonlyMap<string, readonly FileOnRecord[]> {
  const byNumber = new Map<string, FileOnRecord[]>();
  for (const each of all)
    for (const number of numbersOfReference(each.reference)) {
      const known = byNumber.get(sameNumber(number));
      if (known) known.push(each);
      else byNumber.set(sameNumber(number), [each]);
    }
  return byNumber;
}

function note(code: FileNoteCode, of: FileOnRecord | undefined, more: FileNote['detail'] = {}): FileNote[] {
  return of ? [{ code, detail: { ...more, time: of.time, id: of.requestId } }] : [];
}

/** The request itself, or another seal of the same set or another file of the same list. */
function isOf(id: string, own: string): boolean {
  return id === own || (listPartsOf(id)?.listId ?? id) === (listPartsOf(own)?.listId ?? own);
}

/** A request that cannot be opened any more runs no more. */
function isRunning(session: AppSession, id: string): boolean {
  try {
    return running.has(showRequest(session, id).state);
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}
