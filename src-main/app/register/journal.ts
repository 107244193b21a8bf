/** The register of uses for people: rows, names of events, chain check, export. */
import type { JournalCheck } from '../../store/journal-verify.ts';
import type { ExportedRow } from '../../store/journal-export.ts';
import { withWorld } from '../requests/requests.ts';
import type { Session } from '../session.ts';

export { exportJournal, journalCsv } from '../../store/journal-export.ts';

/** All rows in order. Errors: `journal-broken`, `store-*`. */
export function readJournal(session: Session): readonly ExportedRow[] {
  return withWorld(session, (world) => world.store.journal());
}

/** Checks the chain, the signed texts behind it and the high-water mark. */
export function checkJournal(session: Session): JournalCheck {
  return withWorld(session, (world) => world.store.verifyJournal());
}
