/** The register of uses for people: rows, names of events, chain check, export. */
import type { JournalCheck } from '../../store/journal-verify.ts';
import type { ExportedRow } from '../../store/journal-export.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';

export { exportJournal, journalCsv } from '../../store/journal-export.ts';

/** All rows in order. Errors: `journal-broken`, `store-*`. */
export function readJournal(session: AppSession): readonly ExportedRow[] {
  return withMoment(session, (moment) => moment.store.journal());
}

/** Checks the chain, the signed texts behind it and the high-water mark. */
export function checkJournal(session: AppSession): JournalCheck {
  return withMoment(session, (moment) => moment.store.verifyJournal());
}
