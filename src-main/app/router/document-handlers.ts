/** Calls about files: choosing, reading, searching, verifying. Main chooses and opens; the page holds a random name. */
import { searchKeyword } from '../../text-search/search-keyword.ts';
import type { SearchProgress } from '../../text-search/search-messages.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { notFound } from '../../domain/placement-keyword.ts';
import type { OpenDocument } from '../files/open-documents.ts';
import { boundToOpened } from '../verify/bind-report.ts';
import { pdfFilesIn } from '../verify/pdf-files-in.ts';
import { CallRefusal } from '../call-refusal.ts';
import { sampleContract } from '../office/sample-contract.ts';
import { rememberReport } from '../verify/report-memory.ts';
import { verifyFiles, type FileReport } from '../verify/verify-files.ts';
import type { CallInput, CallName } from '../../contract/calls.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type DocumentCalls = Exclude<
  Extract<CallName, `document.${string}` | 'job.cancel'>,
  Extract<CallName, 'document.inspect' | 'document.pageTree'>
>;

export function documentHandlers(window: MainWindow): Handlers<DocumentCalls> {
  const { documents } = window;
  return {
    async 'document.choose'(options) {
      const { multiple, folder = false } = options;
      // While somebody looks for the file, the process that reads it starts.
      window.running.session().documents.prepare();
      const chosen = await window.ports.chooseFiles({ multiple, kind: folder ? 'folder' : 'document' });
      const paths = folder ? chosen.flatMap((path) => pdfFilesIn(path)) : chosen;
      const views = [];
      for (const path of paths) views.push(await showDocument(window, path));
      return views;
    },
    async 'document.sample'() {
      const { home, ports } = window.running;
      return showDocument(window, await sampleContract(home, ports.now));
    },
    'document.read': ({ document, offset, length }) => ({
      // Node's own conversion: a large file is read in many pieces.
      data: Buffer.from(documents.read(document, offset, length)).toString('base64'),
    }),
    'document.find': (input) => find(window, input),
    'document.close'({ document }) {
      documents.close(document);
      return {};
    },
    'document.verify': (input) => verifyAll(window, input),
    'job.cancel'({ job }) {
      if (window.jobs.has(job)) window.jobs.set(job, true);
      return {};
    },
  };
}

/** How long a search may take: this, and what the octets of a large file add. Whoever waits sees how far it is, and can stop it. */
const SEARCH_SECONDS = 60;
const SEARCHED_A_SECOND = 4e6;

/** Errors: `cancelled`, those of the search, `keyword-not-found-*` for a scan and for text that cannot be read. */
async function find(
  window: MainWindow,
  { job, document, keyword }: CallInput<'document.find'>,
): Promise<Answer<'document.find'>> {
  const { documents, jobs } = window;
  const { path, source } = documents.unchanged(document);
  const isWanted = (): boolean => jobs.get(job) === false;
  jobs.set(job, false);
  try {
    const onProgress = ({ done, of }: SearchProgress): boolean => {
      if (isWanted()) window.tell({ kind: 'job.progress', job, done, total: of });
      return isWanted();
    };
    const seconds = Math.ceil(SEARCH_SECONDS + source.size / SEARCHED_A_SECOND);
    const { hits, pages } = await searchKeyword(
      { file: path, keyword, pages: null },
      { onProgress, seconds },
    );
    if (!isWanted()) throw new CallRefusal('cancelled');
    // Nothing found where nothing can be read is no "not there".
    if (hits.length === 0 && (pages.unreadable > 0 || pages.withoutText === pages.read)) {
      throw notFound(keyword, pages);
    }
    return [...hits];
  } finally {
    jobs.delete(job);
  }
}

/** One file after the other, so that progress can be told and the work be stopped between two. Errors: `cancelled`. */
async function verifyAll(
  window: MainWindow,
  { job, documents }: CallInput<'document.verify'>,
): Promise<Answer<'document.verify'>> {
  const total = documents.length;
  const files = documents.map((id) => window.documents.unchanged(id));
  const reports = [];
  window.jobs.set(job, false);
  try {
    for (const [done, file] of files.entries()) {
      if (window.jobs.get(job) !== false) throw new CallRefusal('cancelled');
      window.tell({ kind: 'job.progress', job, done, total });
      reports.push((await verifyOpenDocument(window, file)).view);
    }
  } finally {
    window.jobs.delete(job);
  }
  window.tell({ kind: 'job.progress', job, done: total, total });
  return reports;
}

/** One verification, remembered for reports, and what a page sees of it. */
export async function verifyOpenDocument(
  window: MainWindow,
  document: OpenDocument,
): Promise<{ readonly found: FileReport; readonly view: Answer<'document.verify'>[number] }> {
  const { id, name, path } = document;
  const [result] = await verifyFiles(window.running.session(), { files: [path], trust: [] });
  const read = result ?? { file: name, error: new BianyinError('file-not-readable', { file: name }) };
  const found = await boundToOpened(document, read);
  rememberReport(window, id, found);
  if ('report' in found) return { found, view: { id, name, report: found.report, problem: null } };
  const { code, detail } = found.error;
  return { found, view: { id, name, report: null, problem: { code, detail } } };
}
