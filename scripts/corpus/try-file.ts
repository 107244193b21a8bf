/** One file of a corpus: verified as it is, then sealed through the whole permit gate, and the result held against the original. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sealFile, decideRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { judgeAttempt, type Attempt } from './judge-attempt.ts';
import { watchMemory, type MemoryPeaks } from './process-peaks.ts';
import { qpdfFindings, type QpdfFindings } from './qpdf-findings.ts';
import { stopwatch, type Stopwatch } from './stopwatch.ts';
import { HANG_MS, LIMIT_MS, type Workshop } from './workshop.ts';

export interface Trial {
  readonly outcome: 'sealed' | 'refused' | 'BAD';
  /** Code of the refusal, or of the error that makes it BAD. */
  readonly code: string | null;
  /** The detail of the refusal. */
  readonly detail: string;
  /** Why it is BAD. */
  readonly complaints: readonly string[];
  /** Processor time of the product alone: verifying, requesting, approving, sealing, verifying again. */
  readonly seconds: number;
  readonly peaks: MemoryPeaks;
  /** The file as it is; null when there is no report. */
  readonly report: VerificationReport | null;
  /** What qpdf says of the file as it is. */
  readonly qpdf: QpdfFindings;
}

export interface TrialOptions {
  /** Files and folders of certificates to judge by, besides the home's. */
  readonly trust: readonly string[];
  /** Where to put a copy of the sealed file. */
  readonly keep?: string;
}

/** No process may pass this, MiB. */
const MEMORY_LIMIT = 600;

/** Tries one file. Never throws for what the file holds or the product does; only when qpdf is missing. */
export async function tryFile(workshop: Workshop, file: string, options: TrialOptions): Promise<Trial> {
  const output = join(workshop.outputs, 'sealed.pdf');
  const qpdf = qpdfFindings(file);
  const memory = watchMemory();
  const clock = stopwatch(HANG_MS, () => workshop.restart());
  const attempt = await attemptFile(workshop, clock, { file, output, qpdf, trust: options.trust });
  const peaks = memory.stop();
  const complaints = [...judgeAttempt(attempt), ...costComplaints(clock.seconds(), peaks)];
  const { error, before: report } = attempt;
  if (!error && options.keep !== undefined) copyFileSync(output, options.keep);
  rmSync(output, { force: true });
  return {
    outcome: complaints.length > 0 ? 'BAD' : error ? 'refused' : 'sealed',
    ...codeAndDetail(error),
    complaints,
    seconds: clock.seconds(),
    peaks,
    report,
    qpdf,
  };
}

type Task = Pick<Attempt, 'file' | 'output' | 'qpdf'> & Pick<TrialOptions, 'trust'>;

async function attemptFile(workshop: Workshop, clock: Stopwatch, task: Task): Promise<Attempt> {
  const verify = (path: string): Promise<VerificationReport> => verifyOne(workshop, path, task.trust);
  let before: VerificationReport | null = null;
  try {
    before = await clock.time(() => verify(task.file));
    await clock.time(() => sealInWorkshop(workshop, task));
    return { ...task, before, after: await clock.time(() => verify(task.output)), error: null };
  } catch (error) {
    return { ...task, before, after: null, error };
  }
}

/** Errors: `file-not-readable`. */
async function verifyOne(
  workshop: Workshop,
  path: string,
  trust: readonly string[],
): Promise<VerificationReport> {
  const [result] = await verifyFiles(workshop.session(), { files: [path], trust });
  if (!result) throw new Error('no answer about a file');
  if ('error' in result) throw result.error;
  return result.report;
}

/** Official seal on a letter: one approval, one keeper. Errors: every refusal of the product. */
async function sealInWorkshop(workshop: Workshop, { file, output }: Task): Promise<void> {
  const session = workshop.session();
  // The product refuses first, with its own code; only what it accepts is asked for the middle of its first page.
  await session.documents.inspect(file);
  const requestId = await submitRequest(session, workshop.actor('soft-applicant'), {
    file,
    typeCode: '01',
    at: [await workshop.middleOfFirstPage(file)],
    keyword: [],
    seam: [],
    reason: 'corpus',
    matter: 'letter',
    resolutions: [],
    uses: 1,
  });
  await decideRequest(session, workshop.actor('soft-department'), requestId);
  await sealFile(session, workshop.actor('soft-keeper'), { requestId, output, timeStamp: 'now' });
}

function costComplaints(seconds: number, { signer, worker }: MemoryPeaks): string[] {
  return [
    ...(seconds * 1000 > LIMIT_MS ? [`took ${seconds.toFixed(1)} s of the processor`] : []),
    ...(Math.max(signer, worker) > MEMORY_LIMIT ? [`took over ${MEMORY_LIMIT} MB`] : []),
  ];
}

function codeAndDetail(error: unknown): Pick<Trial, 'code' | 'detail'> {
  if (error instanceof BianyinError)
    return { code: error.code, detail: Object.values(error.detail).join(' ') };
  return { code: error ? 'exception' : null, detail: '' };
}
