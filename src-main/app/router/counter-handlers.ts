/** Calls of the counter screen. Everything works without a home: then the trust that the machine has is all there is. */
import { failedWith } from '../../domain/errors/failed-with.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { tableCsv, tableXlsx, type Table } from '../../report/table.ts';
import type { CounterEntry, CounterRow } from '../../store/counter-log.ts';
import { CallRefusal } from '../call-refusal.ts';
import {
  changeCounterSettings,
  counterSettings,
  withCounterLog,
} from '../verify/counter/counter-settings.ts';
import { inbox, type Inbox } from '../verify/counter/inbox.ts';
import { reportWorker } from '../verify/report-worker.ts';
import { trustVersionOf } from '../trust/trust-version.ts';
import type { FileReport } from '../verify/verify-files.ts';
import { verifyOpenDocument } from './document-handlers.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import { placeFor, saved } from './report-handlers.ts';
import type { Answer, Handlers } from './route-call.ts';

type CounterCalls =
  | 'counter.describe'
  | 'counter.change'
  | 'counter.verify'
  | 'counter.watch'
  | 'counter.unwatch'
  | 'counter.next'
  | 'counter.log'
  | 'counter.check'
  | 'counter.saveLog';

export function counterHandlers(window: MainWindow): Handlers<CounterCalls> {
  const { root } = window.running.home;
  const arrivals = inbox(() => window.tell({ kind: 'counter.changed' }));
  window.onClose(() => arrivals.unwatch());
  return {
    'counter.describe': () => ({
      engine: engineVersion,
      canPrint: window.ports.printFile !== undefined,
      settings: counterSettings(root),
      watch: arrivals.view(),
      logged: withCounterLog(root, (log) => log.count()),
    }),
    'counter.change': (settings) => changeCounterSettings(root, settings),
    'counter.verify': ({ document }) => verifyAndLog(window, document),
    'counter.watch': () => chooseAndWatch(window, arrivals),
    'counter.unwatch'() {
      arrivals.unwatch();
      return arrivals.view();
    },
    'counter.next': () => nextDocument(window, arrivals),
    'counter.log': ({ limit }) => withCounterLog(root, (log) => [...log.rows(limit)].reverse()),
    'counter.check'() {
      const check = withCounterLog(root, (log) => log.verify());
      return check.ok ? { ok: true, rows: check.head.seq, sm3: check.head.sm3 } : check;
    },
    'counter.saveLog': (input) => saveLog(window, input),
  };
}

async function chooseAndWatch({ ports }: MainWindow, arrivals: Inbox): Promise<Answer<'counter.watch'>> {
  const [folder] = await ports.chooseFiles({ multiple: false, kind: 'folder' });
  if (folder === undefined) throw new CallRefusal('cancelled');
  arrivals.watch(folder);
  return arrivals.view();
}

/** A file that was taken away meanwhile is passed over. */
async function nextDocument(window: MainWindow, arrivals: Inbox): Promise<Answer<'counter.next'>> {
  for (let path = arrivals.next(); path !== null; path = arrivals.next()) {
    try {
      return await showDocument(window, path);
    } catch (error) {
      if (!failedWith(error, 'file-not-readable')) throw error;
    }
  }
  return null;
}

/** A verdict that cannot be written down is no counter's verdict: then the call fails. */
async function verifyAndLog(window: MainWindow, id: string): Promise<Answer<'counter.verify'>> {
  const document = window.documents.unchanged(id);
  const { found, view } = await verifyOpenDocument(window, document);
  const { root } = window.running.home;
  const { keepNames } = counterSettings(root);
  const fileName = keepNames ? document.name : '';
  const logged = withCounterLog(root, (log) =>
    log.append(entryOf(found, fileName), window.running.ports.now()),
  );
  const pictures = 'report' in found ? await reportWorker(window.running).pictures(document.path) : {};
  return { ...view, pictures, logged };
}

function entryOf(found: FileReport, fileName: string): CounterEntry {
  if (!('report' in found)) {
    const { code } = found.error;
    return {
      fileSm3: '',
      level: 'UNREADABLE',
      codes: [code],
      engine: engineVersion,
      trust: '',
      statusAsOf: '',
      fileName,
    };
  }
  const { sm3: fileSm3, level, codes, engine, statusAsOf } = found.report;
  const trust = trustVersionOf(found.report) ?? '';
  return { fileSm3, level, codes, engine, trust, statusAsOf: statusAsOf ?? '', fileName };
}

async function saveLog(
  window: MainWindow,
  { format, language }: { readonly format: 'csv' | 'xlsx'; readonly language: 'zh' | 'en' },
): Promise<Answer<'counter.saveLog'>> {
  const rows = withCounterLog(window.running.home.root, (log) => log.rows());
  const target = await placeFor(window, `${language === 'zh' ? '大厅核验记录' : 'counter-log'}.${format}`);
  const table = logTable(rows, language);
  writeNewFile(target, format === 'csv' ? tableCsv(table) : await tableXlsx(table));
  return { ...saved(target), rows: rows.length };
}

const titles = {
  zh: [
    '序号',
    '时间',
    '结论',
    '代码',
    '文件SM3',
    '文件名称',
    '状态截至',
    '信任数据',
    '验章程序',
    '前条SM3',
    '本条SM3',
  ],
  en: [
    'No.',
    'Time',
    'Verdict',
    'Codes',
    'SM3',
    'File',
    'Status as of',
    'Trust data',
    'Program',
    'SM3 before',
    'SM3 of row',
  ],
} as const;
const widths = [8, 24, 14, 30, 68, 30, 24, 16, 16, 68, 68];

function logTable(rows: readonly (CounterRow & { readonly sm3: string })[], language: 'zh' | 'en'): Table {
  const time = (iso: string): string => (iso === '' ? '' : chinaTimeText(new Date(iso), language));
  return {
    title: language === 'zh' ? '大厅核验记录' : 'Counter log',
    columns: titles[language].map((title, i) => ({ title, width: widths[i] ?? 20 })),
    rows: rows.map((row) => [
      row.seq,
      time(row.time),
      row.level,
      row.codes.join(' '),
      row.fileSm3,
      row.fileName,
      time(row.statusAsOf),
      row.trust,
      row.engine,
      row.prevSm3,
      row.sm3,
    ]),
  };
}
