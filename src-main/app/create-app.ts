/** The composition root of the windows: one application over one home, blind to its host (docs/adr/0001). */
import type { AppEvent } from '../contract/events.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { startWorkersWith } from '../platform/worker-process.ts';
import { recordFiles } from '../store/store.ts';
import { watchBackups } from './backup/watch-backups.ts';
import type { HostPorts, PageConnection, WindowPorts } from './ports.ts';
import { adoptHandlers } from './router/adopt-handlers.ts';
import { bulkHandlers } from './router/bulk-handlers.ts';
import { backupHandlers } from './router/backup-handlers.ts';
import { batchHandlers } from './router/batch-handlers.ts';
import { counterHandlers } from './router/counter-handlers.ts';
import { documentHandlers } from './router/document-handlers.ts';
import { homeHandlers } from './router/home-handlers.ts';
import { journalHandlers } from './router/journal-handlers.ts';
import { noticeHandlers } from './router/notice-handlers.ts';
import { officeHandlers } from './router/office-handlers.ts';
import { pageTreeHandlers } from './router/page-tree-handlers.ts';
import { listHandlers } from './router/list-handlers.ts';
import { mainWindow, type MainWindow } from './router/main-window.ts';
import { driverHandlers } from './router/driver-handlers.ts';
import { profileHandlers } from './router/profile-handlers.ts';
import { pinChangeHandlers } from './router/pin-change-handlers.ts';
import { reportHandlers } from './router/report-handlers.ts';
import { requestHandlers } from './router/request-handlers.ts';
import { routeCall, type Handler, type Handlers } from './router/route-call.ts';
import { runningApp } from './router/running-app.ts';
import { setupHandlers } from './router/setup-handlers.ts';
import { sealingHandlers } from './router/sealing-handlers.ts';
import { sealedFileHandlers } from './router/sealed-file-handlers.ts';
import { templateHandlers } from './router/template-handlers.ts';
import { setHandlers } from './router/set-handlers.ts';
import { approveHandlers } from './router/approve-handlers.ts';
import { signingHandlers } from './router/signing-handlers.ts';
import { stopReportWorker } from './verify/report-worker.ts';
import { trustHandlers } from './router/trust-handlers.ts';
import { watchRecords } from './office/watch-records.ts';
import { watchTokens } from './office/watch-tokens.ts';
import type { CallName } from '../contract/calls.ts';

export interface App {
  /** A main window of the host. */
  connect(window: WindowPorts): PageConnection;
  /** Ends the worker processes. */
  stop(): void;
}

/** Starts no process and opens nothing before the first call. */
export function createApp(ports: HostPorts, home: HomeDirectory): App {
  if (ports.spawnWorker) startWorkersWith(ports.spawnWorker);
  const windows = new Set<MainWindow>();
  const tell = (event: AppEvent): void => windows.forEach((window) => window.tell(event));
  const running = runningApp(ports, home, (event) => {
    tell(event);
    if (event.kind === 'tokens.changed') watch.lookAgain();
  });
  const watch = watchTokens({
    hasHome: () => running.session().settings !== null,
    list: () => running.session().signer().peek(),
    tell,
  });
  const records = watchRecords(recordFiles(home.root), tell);
  const backups = watchBackups(running.session, () => tell({ kind: 'home.changed' }));
  return {
    connect(windowPorts) {
      const window = mainWindow(running, windowPorts);
      windows.add(window);
      const route = { page: 'main' as const, handlers: untyped(handlersOf(window)), report: ports.report };
      return {
        page: 'main',
        call: (trusted, name, input) => routeCall(route, trusted, name, input),
        close() {
          windows.delete(window);
          window.close();
          for (const job of window.jobs.keys()) window.jobs.set(job, true);
          window.documents.closeAll();
          window.adopted.closeAll();
        },
      };
    },
    stop() {
      watch.stop();
      records.stop();
      backups.stop();
      running.stop();
      stopReportWorker(running);
    },
  };
}

type MainCalls = Exclude<CallName, `${'pin' | 'code'}.${string}`>;

function handlersOf(window: MainWindow): Handlers<MainCalls> {
  return {
    ...homeHandlers(window.running),
    ...pinChangeHandlers(window),
    ...setupHandlers(window),
    ...driverHandlers(window),
    ...profileHandlers(window),
    ...officeHandlers(window),
    ...noticeHandlers(window),
    ...backupHandlers(window),
    ...documentHandlers(window),
    ...adoptHandlers(window),
    ...pageTreeHandlers(window),
    ...trustHandlers(window),
    ...requestHandlers(window),
    ...signingHandlers(window),
    ...approveHandlers(window),
    ...sealedFileHandlers(window),
    ...sealingHandlers(window),
    ...listHandlers(window),
    ...setHandlers(window),
    ...templateHandlers(window),
    ...journalHandlers(window),
    ...reportHandlers(window),
    ...batchHandlers(window),
    ...bulkHandlers(window),
    ...counterHandlers(window),
  };
}

/** The router hands each service what the call's own schema let through. */
function untyped(handlers: Handlers<MainCalls>): Readonly<Record<string, Handler>> {
  return handlers as Readonly<Record<string, Handler>>;
}
