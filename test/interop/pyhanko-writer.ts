/** pyHanko as a writer: it signs after our seal and before it, and the verdicts are those of docs/allowed-changes.md. */
import { samplePdf, sampleShapes } from '../unit/signing/sample-pdfs.ts';
import type { InteropCheck } from './check.ts';
import { runPython } from './python-tools.ts';
import { checkWritten, writeManifest, writerPair, type WriterJob } from './writer-jobs.ts';

const name = 'pyHanko writes';
const refusal =
  'error SigningError: Certification signatures must be the first signature in a given document.';
const both = 'PASS LATER_SIGNATURE | PASS';

/** What it does; our verdict when that comes after our seal (or why it refuses), and when our seal comes after it. */
const works = [
  { action: 'sign', after: both, before: both },
  { action: 'sign-pades', after: both, before: both },
  { action: 'time-stamp', after: 'PASS LTA_UPDATE | PASS', before: both },
  { action: 'certify-1', after: refusal, before: 'pdf-certified-no-changes' },
  { action: 'certify-2', after: refusal, before: both },
] as const;

/** `home` has pyHanko, `directory` takes the files. */
export async function pyHankoWrites(directory: string, home: string): Promise<readonly InteropCheck[]> {
  const jobs = [...(await jobsOn('xref table', false)), ...(await jobsOn('xref stream', true))];
  const manifest = writeManifest(directory, jobs);
  return checkWritten(name, directory, jobs, await runPython(home, 'pdf_writer.py', manifest));
}

async function jobsOn(kind: string, objectStreams: boolean): Promise<readonly WriterJob[]> {
  const [shape] = sampleShapes;
  if (!shape) throw new Error('no sample PDF');
  const plain = await samplePdf({ ...shape, name: kind, pages: 2, objectStreams });
  return works.flatMap(({ action, after, before }) =>
    writerPair({
      name: (order) => `${action} ${order} our seal, ${kind}`,
      task: action,
      plain,
      after,
      before,
    }),
  );
}
