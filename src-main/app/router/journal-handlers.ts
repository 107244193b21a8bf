/** Calls about the register of uses. */
import { journalEventNames } from '../../domain/journal-event.ts';
import { checkJournal, readJournal } from '../register/journal.ts';
import { usesPage } from '../register/use-records.ts';
import { registerLines } from '../register/register-lines.ts';
import { saveJournal } from './journal-save.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

/** Uses on one page. */
const AT_ONCE = 50;

type JournalCalls = 'journal.list' | 'journal.uses' | 'journal.verify' | 'journal.save';

export function journalHandlers(window: MainWindow): Handlers<JournalCalls> {
  const { session } = window.running;
  return {
    'journal.list': () => {
      const rows = readJournal(session());
      const lines = registerLines(session(), rows);
      return rows.map((row, i) => ({
        seq: row.seq,
        time: row.time,
        event: row.event,
        eventName: journalEventNames[row.event].zh,
        requestId: row.requestId,
        useNumber: row.useNumber,
        columns: { ...lines[i] },
        sm3: row.sm3,
      }));
    },
    'journal.uses': ({ filter, behind }) => {
      const page = usesPage(session(), filter, { order: 'newest', behind, limit: AT_ONCE });
      return { ...page, uses: page.uses.map((use) => ({ ...use, columns: { ...use.columns } })) };
    },
    'journal.verify': () => {
      const check = checkJournal(session());
      if (!check.ok) return { ok: false, seq: check.seq, problem: check.problem };
      const { head, reindexed = false } = check;
      return { ok: true, rows: head.seq, sm3: head.sm3, reindexed };
    },
    'journal.save': (input) => saveJournal(window, input),
  };
}
