/** The register as a file for people, by uses or by all rows: XLSX, CSV, or PDF with the state of the chain on its last page. Each says what it holds. */
import type { Language } from '../../domain/errors/sentence.ts';
import { journalEventNames } from '../../domain/journal-event.ts';
import type { CallInput } from '../../contract/calls.ts';
import { matchesFilter, type JournalFilter } from '../../contract/journal-filter.ts';
import type { UseFilter } from '../../contract/use-filter.ts';
import { sandboxWords } from '../../domain/sandbox-mark.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { chinaDay, chinaTimeText } from '../../domain/instant.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { reportWords } from '../../report/report-words.ts';
import { csvPieces, tableCsv, tableXlsx, type Table } from '../../report/table.ts';
import { checkJournal, readJournal } from '../register/journal.ts';
import { registerLines } from '../register/register-lines.ts';
import { journalPaperTable, journalTable, scopeSentence } from '../register/journal-tables.ts';
import { withUses } from '../register/use-records.ts';
import { usesHead, usesRows, usesScope } from '../register/use-tables.ts';
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
  const wish = { format, language, target };
  const rows = uses === undefined ? await saveRows(window, filter, wish) : await saveUses(window, uses, wish);
  return { ...saved(target), rows };
}

interface Wish extends Pick<CallInput<'journal.save'>, 'format' | 'language'> {
  readonly target: string;
}

async function saveRows(window: MainWindow, filter: JournalFilter, wish: Wish): Promise<number> {
  const session = window.running.session();
  const { language } = wish;
  const all = readJournal(session);
  const lines = registerLines(session, all);
  const rows = all
    .map((row, i) => ({ row, line: lines[i] ?? {} }))
    .filter(({ row, line }) =>
      matchesFilter({ ...row, eventName: journalEventNames[row.event].zh, columns: line }, filter),
    );
  const scope = scopeSentence(filter, { count: rows.length, total: all.length }, language);
  const table = wish.format === 'pdf' ? journalPaperTable(rows, language) : journalTable(rows, language);
  await writeTable(window, { ...table, note: placedScope(session, scope, language) }, wish);
  return rows.length;
}

/** CSV is written while the uses are read; a workbook and paper need their cells at once, and nothing else of the register. */
async function saveUses(window: MainWindow, filter: UseFilter, wish: Wish): Promise<number> {
  const session = window.running.session();
  const { format, language, target } = wish;
  const kind = format === 'pdf' ? 'paper' : 'sheet';
  // Nothing is missing on paper because it was not found.
  if (format === 'pdf') checkJournal(session);
  const written = withUses(session, filter, (uses, summary) => {
    const scope = placedScope(session, usesScope(filter, summary, language), language);
    const head = { ...usesHead(kind, language), note: scope };
    const rows = usesRows(kind, uses, summary.totals, language);
    if (format !== 'csv') return { count: summary.count, table: { ...head, rows: [...rows] } };
    writeNewFile(target, csvPieces(head, rows));
    return { count: summary.count, table: null };
  });
  if (written.table !== null) await writeTable(window, written.table, wish);
  return written.count;
}

function placedScope(session: AppSession, scope: string, language: Language): string {
  return isSandboxPlace(session) ? `${sandboxWords[language]} · ${scope}` : scope;
}

async function writeTable(
  window: MainWindow,
  { note: scope = '', ...table }: Table,
  { format, language, target }: Wish,
): Promise<void> {
  if (format === 'pdf') await writePaper(window, { table, scope, language, target });
  else if (format === 'csv') writeNewFile(target, tableCsv({ ...table, note: scope }));
  else writeNewFile(target, await tableXlsx({ ...table, note: scope }));
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
