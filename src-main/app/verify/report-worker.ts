/** The one report process of a run; it is started with the first report and ends with the run. */
import { reportClient, type ReportClient } from '../../report/report-client.ts';

const workers = new WeakMap<object, ReportClient>();

/** `run` is what the worker belongs to. */
export function reportWorker(run: object): ReportClient {
  const worker = workers.get(run) ?? reportClient();
  workers.set(run, worker);
  return worker;
}

/** Ends the process that belongs to `run`, if there is one. */
export function stopReportWorker(run: object): void {
  workers.get(run)?.stop();
  workers.delete(run);
}
