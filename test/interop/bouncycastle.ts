/** BouncyCastle as a second reader of seals and signed data: Debian's jars, one Java program compiled when this runs. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { ownAnswer } from './own-reading.ts';
import { lastLine, runProgram } from './program.ts';
import { corpusSamples, ownSamples, type Sample } from './samples.ts';

const name = 'BouncyCastle';
const jars = ['bcprov', 'bcpkix', 'bcutil'].map((jar) => `/usr/share/java/${jar}.jar`);
const source = join(import.meta.dirname, 'java', 'SealOracle.java');

export const bouncyCastle: Oracle = {
  name,
  async run(directory) {
    const missing = jars.filter((jar) => !existsSync(jar));
    if (missing.length > 0) return [skipped(name, `not installed: ${missing.join(' ')} (libbcpkix-java)`)];
    const compiled = await runProgram('javac', ['-cp', jars.join(':'), '-d', directory, source]);
    if (compiled.code === -1) return [skipped(name, 'no javac on this machine')];
    if (compiled.code !== 0) return [compare(`${name} compiles`, 'exit 0', lastLine(compiled.stderr))];
    return ask(directory);
  },
};

async function ask(directory: string): Promise<readonly InteropCheck[]> {
  const real = corpusSamples();
  const samples = [...ownSamples(), ...real];
  writeFileSync(
    join(directory, 'manifest.tsv'),
    samples.map((each, i) => writeSample(directory, each, i)).join('\n'),
  );
  const classPath = [directory, ...jars].join(':');
  const { stdout } = await runProgram('java', ['-cp', classPath, 'SealOracle', directory]);
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return [
    ...samples.flatMap((sample) => [
      compare(`${name}: ${sample.name}`, sample.expected, answers.get(sample.name)),
      compare(`we agree: ${sample.name}`, ownAnswer(sample), answers.get(sample.name)),
    ]),
    ...(real.length > 0 ? [] : [skipped(`${name}: real seals`, 'no corpus beside the project')]),
  ];
}

function writeSample(directory: string, sample: Sample, index: number): string {
  writeFileSync(join(directory, `${index}.der`), sample.bytes);
  if (sample.document) writeFileSync(join(directory, `${index}.document`), sample.document);
  return [sample.kind, sample.name, `${index}.der`, sample.document ? `${index}.document` : ''].join('\t');
}
