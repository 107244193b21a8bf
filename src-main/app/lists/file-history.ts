/**
 * What the register says of a file that is to be sealed: asked for already, sealed already, itself the outcome of a sealing; and whether
 * another file was asked for or sealed under its number (invoice, statement, receipt).
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import type { FileOnRecord } from '../../store/file-history.ts';
import { sameNumber } from './across-rows.ts';
import { showRequest } from '../requests/requests.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

/** Findings for files by their SM3 (hex) and their number, where they have one. */
export type FileHistory = (sm3: string, number: string | null) => readonly ListFinding[];

const running: ReadonlySet<string> = new Set(['in-approval', 'ready', 'partly-used']);

/** Reads the register once for all files of a list. Errors: `home-*`, `store-*`. */
export function fileHistory(session: AppSession): FileHistory {
  const all = withMoment(session, ({ store }) => store.filesOnRecord());
  const bySm3 = Map.groupBy(all, ({ sm3 }) => sm3);
  const sealed = new Map(all.flatMap((each) => (each.what === 'sealed' ? [[each.requestId, each]] : [])));
  const byNumber = Map.groupBy(all, ({ reference }) => sameNumber(reference));
  const counts = ({ requestId }: FileOnRecord): boolean =>
    sealed.has(requestId) || isRunning(session, requestId);
  return (sm3, number) => {
    const numbered = number === null ? [] : (byNumber.get(sameNumber(number)) ?? []);
    const another = numbered.findLast((each) => each.sm3 !== sm3 && counts(each));
    const found = bySm3.get(sm3) ?? [];
    const outcome = found.findLast(({ what }) => what === 'sealed');
    const asked = found.filter(({ what }) => what === 'requested').toReversed();
    const done = asked.find(({ requestId }) => sealed.has(requestId));
    const open = asked.find(({ requestId }) => !sealed.has(requestId) && isRunning(session, requestId));
    const use = done && sealed.get(done.requestId);
    return [
      ...(use ? [listFinding('sealed-before', { time: use.time, id: use.requestId })] : []),
      ...(open ? [listFinding('requested-before', { time: open.time, id: open.requestId })] : []),
      ...(outcome ? [listFinding('sealed-file', { time: outcome.time, id: outcome.requestId })] : []),
      ...(another && number !== null
        ? [listFinding('number-before', { number, time: another.time, id: another.requestId })]
        : []),
    ];
  };
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
