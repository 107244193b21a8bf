/** The register as a file for people: XLSX, CSV, or PDF with the state of the chain on its last page. Each says whether it holds all rows. */
import type { Language } from '../../domain/errors/sentence.ts';
import { journalEventNames } from '../../domain/journal-event.ts';
import type { CallInput } from '../../contract/calls.ts';
import { matchesFilter } from '../../contract/journal-filter.ts';
import { sandboxWords } from '../../domain/sandbox-mark.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { chinaDay, chinaTimeText } from '../../domain/instant.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { reportWords } from '../../report/report-words.ts';
import { tableCsv, tableXlsx } from '../../report/table.ts';
import { checkJournal, readJournal } from '../register/journal.ts';
import { registerLines } from '../register/register-lines.ts';
import {
  journalPaperTable,
  journalTable,
  scopeSentence,
  type RegisterRow,
} from '../register/journal-tables.ts';
import { reportWorker } from '../verify/report-worker.ts';
import type { MainWindow } from './main-window.ts';
import { isSandboxPlace } from '../trust/of-sandbox.ts';
import { placeFor, saved } from './report-handlers.ts';
import type { Answer } from './route-call.ts';

/** Errors: `journal-broken`, `store-*`, `cancelled`, `output-*`, `report-not-made`. */
export async function saveJournal(
  window: MainWindow,
  { format, filter, language }: CallInput<'journal.save'>,
): Promise<Answer<'journal.save'>> {
  const now = window.running.ports.now();
  const target = await placeFor(
    window,
    `${reportWords(language)('journalTitle')}-${chinaDay(now)}.${format}`,
  );
  // Read after the chooser: what is written is the register as it is then.
  const all = readJournal(window.running.session());
  const lines = registerLines(window.running.session(), all);
  const rows = all
    .map((row, i) => ({ row, line: lines[i] ?? {} }))
    .filter(({ row, line }) =>
      matchesFilter({ ...row, eventName: journalEventNames[row.event].zh, columns: line }, filter),
    );
  const rowsSay = scopeSentence(filter, { count: rows.length, total: all.length }, language);
  const scope = isSandboxPlace(window.running.session()) ? `${sandboxWords[language]} · ${rowsSay}` : rowsSay;
  if (format === 'pdf') await writePaper(window, { rows, scope, language, target });
  else {
    const table = { ...journalTable(rows, language), note: scope };
    writeNewFile(target, format === 'csv' ? tableCsv(table) : await tableXlsx(table));
  }
  return { ...saved(target), rows: rows.length };
}

interface Paper {
  readonly rows: readonly RegisterRow[];
  /** Whether the rows are all, or which they are. */
  readonly scope: string;
  readonly language: Language;
  readonly target: string;
}

async function writePaper({ running }: MainWindow, { rows, scope, language, target }: Paper): Promise<void> {
  const say = reportWords(language);
  const session = running.session();
  const now = running.ports.now();
  const check = checkJournal(session);
  await reportWorker(running).journal(
    {
      table: journalPaperTable(rows, language),
      language,
      enterprise: session.settings?.enterprise.name ?? '',
      scope,
      exportedAt: say('exportedAt', { time: chinaTimeText(now, language) }),
      chain: check.ok ? say('chainOk', { seq: check.head.seq }) : say('chainBad', { seq: check.seq }),
      head: check.ok ? check.head.sm3 : '',
      engine: engineVersion,
      madeAt: now,
    },
    target,
  );
}
