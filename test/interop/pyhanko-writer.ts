/** pyHanko as a writer: it signs after our seal and before it, and the verdicts are those of docs/allowed-changes.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { testContext } from '../attacks/test-context.ts';
import { sealedByUs } from '../producers/product-seal.ts';
import { samplePdf, sampleShapes } from '../unit/signing/sample-pdfs.ts';
import { compare, type InteropCheck } from './check.ts';
import { lastLine } from './program.ts';
import { runPython } from './python-tools.ts';

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

interface Job {
  readonly name: string;
  readonly action: string;
  readonly input: Uint8Array;
  readonly isSealedAfterwards: boolean;
  readonly expected: string;
}

/** `home` has pyHanko, `directory` takes the files. */
export async function pyHankoWrites(directory: string, home: string): Promise<readonly InteropCheck[]> {
  const jobs = [...(await jobsOn('xref table', false)), ...(await jobsOn('xref stream', true))];
  return write(directory, home, jobs);
}

async function jobsOn(kind: string, objectStreams: boolean): Promise<readonly Job[]> {
  const [shape] = sampleShapes;
  if (!shape) throw new Error('no sample PDF');
  const plain = await samplePdf({ ...shape, name: kind, pages: 2, objectStreams });
  const sealed = withSeal(plain);
  return works.flatMap(({ action, after, before }) => [
    {
      name: `${action} after our seal, ${kind}`,
      action,
      input: sealed,
      isSealedAfterwards: false,
      expected: after,
    },
    {
      name: `${action} before our seal, ${kind}`,
      action,
      input: plain,
      isSealedAfterwards: true,
      expected: before,
    },
  ]);
}

const withSeal = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(Buffer.from(sealedByUs(Buffer.from(bytes).toString('latin1'), 0), 'latin1'));

async function write(
  directory: string,
  home: string,
  jobs: readonly Job[],
): Promise<readonly InteropCheck[]> {
  const target = (i: number): string => join(directory, `${i}-out.pdf`);
  const lines = jobs.map(({ name: job, action, input }, i) => {
    const source = join(directory, `${i}-in.pdf`);
    writeFileSync(source, input);
    return [job, action, source, target(i)].join('\t');
  });
  const manifest = join(directory, 'manifest.tsv');
  writeFileSync(manifest, lines.join('\n'));
  const { stdout, stderr } = await runPython(home, 'pdf_writer.py', manifest);
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return jobs.map((job, i) => {
    const answer = answers.get(job.name) ?? lastLine(stderr);
    const isWritten = answer === 'written' && existsSync(target(i));
    const actual = isWritten ? verdict(new Uint8Array(readFileSync(target(i))), job) : answer;
    return compare(`${name}: ${job.name}`, job.expected, actual);
  });
}

/** Level and codes of each signature; the code of the refusal when we do not seal. */
function verdict(written: Uint8Array, { isSealedAfterwards }: Job): string {
  try {
    const bytes = isSealedAfterwards ? withSeal(written) : written;
    const { signatures } = verifyDocument(bytesSource(bytes), testContext());
    return signatures.map(({ integrity }) => [integrity.level, ...integrity.codes].join(' ')).join(' | ');
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
}
