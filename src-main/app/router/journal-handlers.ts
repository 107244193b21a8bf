/** Calls about the register of uses. */
import { join } from 'node:path';
import { homedir } from 'node:os';
import { chinaDay } from '../../domain/instant.ts';
import { displayName } from '../../platform/display-name.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { CallRefusal } from '../call-refusal.ts';
import { checkJournal, exportJournal, journalCsv, journalEventName, readJournal } from '../journal.ts';
import { saveJournal } from './journal-save.ts';
import { folderName, type PageWindow } from './page-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type JournalCalls = 'journal.list' | 'journal.verify' | 'journal.export' | 'journal.save';

export function journalHandlers(window: PageWindow): Handlers<JournalCalls> {
  const { session } = window.running;
  return {
    'journal.list': () => {
      const rows = readJournal(session());
      const lines = exportJournal(rows);
      return rows.map((row, i) => ({
        seq: row.seq,
        time: row.time,
        event: row.event,
        eventName: journalEventName(row.event),
        requestId: row.requestId,
        useNumber: row.useNumber,
        columns: filled(lines[i] ?? {}),
        sm3: row.sm3,
      }));
    },
    'journal.verify': () => {
      const check = checkJournal(session());
      return check.ok ? { ok: true, rows: check.head.seq, sm3: check.head.sm3 } : check;
    },
    'journal.export': ({ format }) => exportTo(window, format),
    'journal.save': (input) => saveJournal(window, input),
  };
}

async function exportTo(
  { running, ports }: PageWindow,
  format: 'csv' | 'json',
): Promise<Answer<'journal.export'>> {
  const name = `用印登记簿-${chinaDay(running.ports.now())}.${format}`;
  const target = await ports.chooseSave(join(homedir(), name));
  if (target === null) throw new CallRefusal('cancelled');
  const rows = readJournal(running.session());
  const text = format === 'json' ? `${JSON.stringify(exportJournal(rows), null, 2)}\n` : journalCsv(rows);
  writeNewFile(target, text);
  return { name: displayName(target), folder: folderName(target), rows: rows.length };
}

function filled(line: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ''));
}
