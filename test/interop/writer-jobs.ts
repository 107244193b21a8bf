/** What other programs write into PDFs, before our seal or after it, and our verdict on the result. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { testContext } from '../attacks/test-context.ts';
import { sealedByUs } from '../producers/product-seal.ts';
import { compare, type InteropCheck } from './check.ts';
import { lastLine } from './program.ts';

export interface WriterJob {
  readonly name: string;
  /** What the program is told, in fields of the manifest. */
  readonly task: string;
  readonly input: Uint8Array;
  readonly isSealedAfterwards: boolean;
  readonly expected: string;
}

/** Our seal on page 2. */
const withSeal = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(Buffer.from(sealedByUs(Buffer.from(bytes).toString('latin1'), 0), 'latin1'));

interface Work {
  readonly name: (order: 'after' | 'before') => string;
  readonly task: string;
  readonly plain: Uint8Array;
  /** Expected when it is done after our seal, and when our seal comes after it. */
  readonly after: string;
  readonly before: string;
}

/** The same work after our seal and before it. */
export function writerPair({ name, task, plain, after, before }: Work): readonly WriterJob[] {
  return [
    { name: name('after'), task, input: withSeal(plain), isSealedAfterwards: false, expected: after },
    { name: name('before'), task, input: plain, isSealedAfterwards: true, expected: before },
  ];
}

/** Writes the files and the list of them (name, task, input, output); returns where the list is. */
export function writeManifest(directory: string, jobs: readonly WriterJob[]): string {
  const lines = jobs.map(({ name, task, input }, i) => {
    const source = join(directory, `${i}-in.pdf`);
    writeFileSync(source, input);
    return [name, task, source, target(directory, i)].join('\t');
  });
  const manifest = join(directory, 'manifest.tsv');
  writeFileSync(manifest, lines.join('\n'));
  return manifest;
}

/** The program prints "name TAB written" for each job, or why it wrote nothing. */
export function checkWritten(
  program: string,
  directory: string,
  jobs: readonly WriterJob[],
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
): readonly InteropCheck[] {
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return jobs.map((job, i) => {
    const path = target(directory, i);
    const answer = answers.get(job.name) ?? lastLine(stderr);
    const isWritten = answer === 'written' && existsSync(path);
    const actual = isWritten ? verdict(new Uint8Array(readFileSync(path)), job) : answer;
    return compare(`${program}: ${job.name}`, job.expected, actual);
  });
}

const target = (directory: string, i: number): string => join(directory, `${i}-out.pdf`);

/** Level and codes of each signature; the code of the refusal when we do not seal. */
function verdict(written: Uint8Array, { isSealedAfterwards }: WriterJob): string {
  try {
    const bytes = isSealedAfterwards ? withSeal(written) : written;
    const { signatures } = verifyDocument(bytesSource(bytes), testContext());
    return signatures.map(({ integrity }) => [integrity.level, ...integrity.codes].join(' ')).join(' | ');
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
}
