/** The register as a file for people, by uses or by all rows: XLSX, CSV, or PDF with the state of the chain on its last page. Each says what it holds. */
import type { Language } from '../../domain/errors/sentence.ts';
import { journalEventNames } from '../../domain/journal-event.ts';
import type { CallInput } from '../../contract/calls.ts';
import { matchesFilter, type JournalFilter } from '../../contract/journal-filter.ts';
import { matchesUse, type UseFilter } from '../../contract/use-filter.ts';
import { sandboxWords } from '../../domain/sandbox-mark.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { chinaDay, chinaTimeText } from '../../domain/instant.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { reportWords } from '../../report/report-words.ts';
import { tableCsv, tableXlsx, type Table } from '../../report/table.ts';
import { checkJournal, readJournal } from '../register/journal.ts';
import { registerLines } from '../register/register-lines.ts';
import { journalPaperTable, journalTable, scopeSentence } from '../register/journal-tables.ts';
import { readUses } from '../register/use-records.ts';
import { usesPaperTable, usesScope, usesTable } from '../register/use-tables.ts';
import type { AppSession } from '../session.ts';
import { reportWorker } from '../verify/report-worker.ts';
import type { MainWindow } from './main-window.ts';
import { isSandboxPlace } from '../trust/of-sandbox.ts';
import { placeFor, saved } from './report-handlers.ts';
import type { Answer } from './route-call.ts';

/** Errors: `journal-broken`, `store-*`, `cancelled`, `output-*`, `report-not-made`. */
export async function saveJournal(
  window: MainWindow,
  { format, filter, uses, language }: CallInput<'journal.save'>,
): Promise<Answer<'journal.save'>> {
  const now = window.running.ports.now();
  const target = await placeFor(
    window,
    `${reportWords(language)('journalTitle')}-${chinaDay(now)}.${format}`,
  );
  // Read after the chooser: what is written is the register as it is then.
  const session = window.running.session();
  const chosen =
    uses === undefined ? chosenRows(session, filter, language) : chosenUses(session, uses, language);
  const scope = isSandboxPlace(session) ? `${sandboxWords[language]} · ${chosen.scope}` : chosen.scope;
  if (format === 'pdf') await writePaper(window, { table: chosen.paper(), scope, language, target });
  else {
    const table = { ...chosen.sheet(), note: scope };
    writeNewFile(target, format === 'csv' ? tableCsv(table) : await tableXlsx(table));
  }
  return { ...saved(target), rows: chosen.count };
}

/** What is to be written: how many rows, which, and as which tables. */
interface Chosen {
  readonly count: number;
  readonly scope: string;
  readonly paper: () => Table;
  readonly sheet: () => Table;
}

function chosenRows(session: AppSession, filter: JournalFilter, language: Language): Chosen {
  const all = readJournal(session);
  const lines = registerLines(session, all);
  const rows = all
    .map((row, i) => ({ row, line: lines[i] ?? {} }))
    .filter(({ row, line }) =>
      matchesFilter({ ...row, eventName: journalEventNames[row.event].zh, columns: line }, filter),
    );
  return {
    count: rows.length,
    scope: scopeSentence(filter, { count: rows.length, total: all.length }, language),
    paper: () => journalPaperTable(rows, language),
    sheet: () => journalTable(rows, language),
  };
}

function chosenUses(session: AppSession, filter: UseFilter, language: Language): Chosen {
  const all = readUses(session);
  const uses = all.filter((use) => matchesUse(use, filter));
  return {
    count: uses.length,
    scope: usesScope(filter, { count: uses.length, total: all.length }, language),
    paper: () => usesPaperTable(uses, language),
    sheet: () => usesTable(uses, language),
  };
}

interface Paper {
  readonly table: Table;
  /** Whether the rows are all, or which they are. */
  readonly scope: string;
  readonly language: Language;
  readonly target: string;
}

async function writePaper({ running }: MainWindow, { table, scope, language, target }: Paper): Promise<void> {
  const say = reportWords(language);
  const session = running.session();
  const now = running.ports.now();
  const check = checkJournal(session);
  await reportWorker(running).journal(
    {
      table,
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
