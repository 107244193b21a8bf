/** The register of uses for people: rows, names of events, chain check, export. */
import type { JournalCheck } from '../../store/journal-verify.ts';
import type { ExportedRow } from '../../store/journal-export.ts';
import { openStore, type Store } from '../../store/store.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';

export { registerCsv } from '../../store/journal-export.ts';

/**
 * All rows in order, whatever else of the home is out of order: an auditor needs them most when something is. Where the chain is
 * broken is marked. Errors: `store-*`.
 */
export function readJournal(session: AppSession): readonly ExportedRow[] {
  return withRegister(session, (store) => store.journalAsFound());
}

/** `reindexed`: what uses are looked up by did not fit the rows, and was made anew of them. */
export type RegisterCheck = JournalCheck & { readonly reindexed?: boolean };

/** Checks the chain, the signed texts behind it, the high-water mark, and what uses are looked up by. Errors: `store-*`. */
export function checkJournal(session: AppSession): RegisterCheck {
  return withRegister(session, (store) => {
    const check = store.verifyJournal();
    if (!check.ok || store.indexFits()) return check;
    store.rebuildIndex();
    return { ...check, reindexed: true };
  });
}

/** Looks at the register: with the home, which first ends what was broken off, else as it lies there, changing nothing. */
export function withRegister<T>(session: AppSession, look: (store: Store) => T): T {
  try {
    return withMoment(session, ({ store }) => look(store));
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    const store = orElse(() => openStore(session.home.root, { readOnly: true, asFound: true }), null);
    if (store === null) throw error;
    try {
      return look(store);
    } finally {
      store.close();
    }
  }
}
