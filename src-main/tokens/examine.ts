/** Has a driver examined in a signer process of its own: one that hangs or crashes ends there, and what was heard until then is the answer. */
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { workerProcess } from '../platform/worker-process.ts';
import { driverExamined } from '../signer/answers.ts';
import { examinedSoFar, type DriverFacts } from './driver-facts.ts';
import type { SignerProgram } from './signer-client.ts';

/** For everything that a driver is asked. */
const PATIENCE_MS = 20_000;

export interface DriverExamination {
  /** Null: it was not heard of at all. */
  readonly facts: DriverFacts | null;
  /** Code of why it did not load, or of how it ended; null: it answered everything. */
  readonly code: string | null;
  /** The call in which it hung or crashed. */
  readonly stoppedIn: { readonly call: string; readonly slot: number | null } | null;
}

/** Never fails. */
export async function examine(
  { home, library, environment }: SignerProgram,
  patienceMs = PATIENCE_MS,
): Promise<DriverExamination> {
  const worker = workerProcess({
    name: '签名进程',
    entry: fileURLToPath(new URL('../signer/signer-process.ts', import.meta.url)),
    args: [home, library],
    environment,
    loadsForeignLibrary: true,
  });
  let heard: Pick<DriverExamination, 'facts' | 'stoppedIn'> = { facts: null, stoppedIn: null };
  const hear = (question: unknown): Promise<null> => {
    const { next, facts } = examinedSoFar.parse(question);
    heard = { facts, stoppedIn: next };
    return Promise.resolve(null);
  };
  try {
    const answer = await worker.call({ name: 'driver.examine' }, patienceMs, hear);
    const { facts, code } = driverExamined.parse(answer);
    return { facts, code, stoppedIn: null };
  } catch (error) {
    return { ...heard, code: error instanceof BianyinError ? codeOf(error) : 'internal' };
  } finally {
    worker.stop();
  }
}

/** As where tokens are listed (patient-listing.ts). */
function codeOf({ code }: BianyinError): string {
  if (code === 'worker-lost') return 'token-driver-crashed';
  return code === 'worker-timeout' ? 'token-driver-hung' : code;
}
