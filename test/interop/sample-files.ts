/** Samples as files beside a manifest, which is how programs in other languages get them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.ts';
import type { Sample } from './samples.ts';

/** Writes `manifest.tsv` (kind, name, file, document) and the files it names. */
export function writeSamples(directory: string, samples: readonly Sample[]): void {
  const lines = samples.map((sample, i) => writeSample(directory, sample, i));
  writeFileSync(join(directory, 'manifest.tsv'), lines.join('\n'));
}

/** Runs a compiled Java oracle over the samples and returns its answers by name. */
export async function askJava(
  directory: string,
  mainClass: string,
  jars: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const classPath = [directory, ...jars].join(':');
  const { stdout } = await runProgram('java', ['-cp', classPath, mainClass, directory]);
  return new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
}

function writeSample(directory: string, sample: Sample, index: number): string {
  writeFileSync(join(directory, `${index}.der`), sample.bytes);
  if (sample.document) writeFileSync(join(directory, `${index}.document`), sample.document);
  return [sample.kind, sample.name, `${index}.der`, sample.document ? `${index}.document` : ''].join('\t');
}
