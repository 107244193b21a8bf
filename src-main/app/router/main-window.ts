/** What belongs to one main window: its documents, its running jobs, its ordered stream. */
import { basename, dirname } from 'node:path';
import { numberedEvent, type AppEvent } from '../../contract/events.ts';
import type { DocumentView } from '../../contract/views.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { fileTypeOf } from '../../domain/file-type.ts';
import { displayName } from '../../platform/display-name.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { CallRefusal } from '../call-refusal.ts';
import { adoptedFiles, adoptionFolder, type AdoptedFiles } from '../files/adopted-files.ts';
import { openDocuments, type OpenDocuments } from '../files/open-documents.ts';
import { listDrafts, type ListDrafts } from '../requests/list-drafts.ts';
import { lookedRequests, type LookedRequests } from '../requests/looked-requests.ts';
import type { WindowPorts } from '../ports.ts';
import type { RunningApp } from './running-app.ts';

export interface MainWindow {
  readonly running: RunningApp;
  readonly ports: WindowPorts;
  readonly documents: OpenDocuments;
  /** Lists that were prepared in it. */
  readonly lists: ListDrafts;
  /** Requests whose files were opened in it. */
  readonly looked: LookedRequests;
  /** Files that were dropped on it. */
  readonly adopted: AdoptedFiles;
  /** Documents of files that were sealed here: these alone may be handed to the system. */
  readonly sealed: Set<string>;
  /** Jobs that are running; true once they were asked to stop. */
  readonly jobs: Map<string, boolean>;
  tell(event: AppEvent): void;
  /** Work to be done when the window is gone. */
  onClose(work: () => void): void;
  /** The window is gone. */
  close(): void;
}

export function mainWindow(running: RunningApp, ports: WindowPorts): MainWindow {
  let seq = 0;
  const closing: (() => void)[] = [];
  return {
    running,
    ports,
    documents: openDocuments(),
    lists: listDrafts(),
    looked: lookedRequests(),
    adopted: adoptedFiles(adoptionFolder(running.home.root)),
    sealed: new Set(),
    jobs: new Map(),
    tell: (event) => ports.send(numberedEvent.parse({ seq: ++seq, event })),
    onClose: (work) => void closing.push(work),
    close: () => closing.splice(0).forEach((work) => work()),
  };
}

/** Where the person wants a new file. Errors: `cancelled`, `output-inside-home`. */
export async function chosenPlace({ ports, running }: MainWindow, suggested: string): Promise<string> {
  const target = await ports.chooseSave(suggested);
  if (target === null) throw new CallRefusal('cancelled');
  requireOutsideHome(running.home, target);
  return target;
}

/** Opens a file for this window and says what a page needs to know of it. Errors: `file-not-readable`, `too-large`. */
export async function showDocument(
  { running, documents, adopted }: MainWindow,
  path: string,
  origin: 'chosen' | 'adopted' = 'chosen',
): Promise<DocumentView> {
  const removeCopy = origin === 'adopted' ? () => adopted.discard(path) : undefined;
  const { id, name, source } = documents.open(path, removeCopy);
  const known = { id, name, size: source.size };
  try {
    // Not "no PDF": a download that broke off is what it mostly is.
    if (source.size === 0) throw new BianyinError('file-empty', { file: name });
    const { pageCount, warnings, emptyFields } = await running.session().documents.inspect(path);
    return { ...known, pages: pageCount, warnings, emptyFields, problem: null };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    // What it is instead, for words beside the verdict; nothing hangs on it.
    const isOther = error.code === 'pdf-not-a-pdf';
    const type = isOther ? { type: orElse(() => fileTypeOf(source), 'other') } : {};
    const problem = { code: error.code, detail: { ...error.detail, ...type } };
    return { ...known, pages: null, warnings: [], emptyFields: [], problem };
  }
}

/** Name of the folder that a file is in, for people. */
export function folderName(path: string): string {
  return displayName(basename(dirname(path)));
}
