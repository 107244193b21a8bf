/** Calls about the register of uses. */
import { journalEventNames } from '../../domain/journal-event.ts';
import { checkJournal, readJournal } from '../register/journal.ts';
import { readUses } from '../register/use-records.ts';
import { registerLines } from '../register/register-lines.ts';
import { saveJournal } from './journal-save.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

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
    'journal.uses': () => readUses(session()).map((use) => ({ ...use, columns: { ...use.columns } })),
    'journal.verify': () => {
      const check = checkJournal(session());
      return check.ok ? { ok: true, rows: check.head.seq, sm3: check.head.sm3 } : check;
    },
    'journal.save': (input) => saveJournal(window, input),
  };
}
