/** Calls about a folder of many files: verified in parallel, resumable, shown a screenful at a time. */
import { mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BatchView } from '../../contract/report-calls.ts';
import { toHex, utf8Encode } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { displayName } from '../../platform/display-name.ts';
import type { FileResult } from '../../report/result-table.ts';
import { listDocuments, type ListedDocument } from '../verify/batch/list-documents.ts';
import { runBatch } from '../verify/batch/run-batch.ts';
import { CallRefusal } from '../call-refusal.ts';
import { counterFolder } from '../verify/counter/counter-settings.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import { manyName, placeFor, saved, writeResults } from './report-handlers.ts';
import type { Answer, Handlers } from './route-call.ts';

type BatchCalls = 'batch.begin' | 'batch.rows' | 'batch.open' | 'batch.save';

/** The last batch of a window: what it found, and where the files are. */
interface Batch {
  readonly lines: readonly { readonly document: ListedDocument; readonly result: FileResult }[];
}

/** Progress files older than this are removed, ms: what they say is too old to be taken over. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Events for each batch at the most: pages redraw with each. */
const STEPS = 400;

export function batchHandlers(window: MainWindow): Handlers<BatchCalls> {
  let batch: Batch = { lines: [] };
  return {
    async 'batch.begin'({ job, afresh }) {
      const [folder] = await window.ports.chooseFiles({ multiple: false, kind: 'folder' });
      if (folder === undefined) return null;
      const ran = await verifyFolder(window, folder, job, afresh);
      batch = { lines: ran.lines };
      return ran.view;
    },
    'batch.rows': ({ from, count, level }) => rowsOf(batch, from, count, level),
    'batch.open'({ index }) {
      const line = batch.lines[index];
      if (!line) throw new CallRefusal('document-unknown');
      return showDocument(window, line.document.path);
    },
    async 'batch.save'({ format, language }) {
      const target = await placeFor(window, manyName(window, format, language));
      await writeResults(
        target,
        batch.lines.map(({ result }) => result),
        format,
        language,
      );
      return { ...saved(target), rows: batch.lines.length };
    },
  };
}

async function verifyFolder(
  window: MainWindow,
  folder: string,
  job: string,
  afresh: boolean,
): Promise<Batch & { readonly view: BatchView }> {
  const { documents, others } = listDocuments([folder]);
  const stateFile = stateFileFor(window, folder, afresh);
  const step = Math.max(1, Math.floor(documents.length / STEPS));
  const total = documents.length;
  window.jobs.set(job, false);
  window.tell({ kind: 'job.progress', job, done: 0, total, failed: 0 });
  try {
    const { results, reused } = await runBatch(
      window.running.session(),
      { documents, trust: [], stateFile },
      {
        isStopped: () => window.jobs.get(job) !== false,
        onResult({ done, failed, perSecond }) {
          if (done % step !== 0 && done !== total) return;
          window.tell({
            kind: 'job.progress',
            job,
            done,
            total,
            failed,
            perSecond: Math.round(perSecond * 10) / 10,
          });
        },
      },
    );
    const lines = documents.flatMap((document, i) => {
      const result = results[i];
      return result ? [{ document, result }] : [];
    });
    const counts = { PASS: 0, UNSURE: 0, FAIL: 0, NONE: 0, UNREADABLE: 0 };
    for (const { result } of lines) counts[result.level] += 1;
    const name = displayName(basename(folder)) || '/';
    return { lines, view: { folder: name, total, done: lines.length, reused, others, counts } };
  } finally {
    window.jobs.delete(job);
  }
}

/** One for each folder, under a name that does not tell which. */
function stateFileFor({ running }: MainWindow, folder: string, afresh: boolean): string {
  const states = join(counterFolder(running.home.root), 'batches');
  mkdirSync(states, { recursive: true, mode: 0o700 });
  const oldest = running.ports.now().getTime() - KEPT_MS;
  for (const name of readdirSync(states)) {
    const path = join(states, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest)
      rmSync(path, { force: true });
  }
  const file = join(states, `${toHex(sm3(utf8Encode(realpathSync(folder)))).slice(0, 32)}.jsonl`);
  if (afresh) rmSync(file, { force: true });
  return file;
}

function rowsOf(
  { lines }: Batch,
  from: number,
  count: number,
  level: FileResult['level'] | undefined,
): Answer<'batch.rows'> {
  const indexed = lines.map(({ result }, index) => ({ index, ...result }));
  const wanted = level === undefined ? indexed : indexed.filter((row) => row.level === level);
  return { rows: wanted.slice(from, from + count), total: wanted.length };
}
