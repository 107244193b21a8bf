/** BouncyCastle as a second reader of seals and signed data: Debian's jars, one Java program compiled when this runs. */
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { bouncyCastleJars, compileJava } from './java-tools.ts';
import { ownAnswer } from './own-reading.ts';
import { askJava, writeSamples } from './sample-files.ts';
import { corpusSamples, ownSamples } from './samples.ts';

const name = 'BouncyCastle';

export const bouncyCastle: Oracle = {
  name,
  async run(directory) {
    const compiled = await compileJava(directory, 'SealOracle', bouncyCastleJars);
    if (compiled.outcome === 'missing') return [skipped(name, compiled.why)];
    if (compiled.outcome === 'failed') return [compare(`${name} compiles`, 'compiled', compiled.why)];
    return ask(directory);
  },
};

async function ask(directory: string): Promise<readonly InteropCheck[]> {
  const real = corpusSamples();
  const samples = [...ownSamples(), ...real];
  writeSamples(directory, samples);
  const answers = await askJava(directory, 'SealOracle', bouncyCastleJars);
  return [
    ...samples.flatMap((sample) => [
      compare(`${name}: ${sample.name}`, sample.expected, answers.get(sample.name)),
      compare(`we agree: ${sample.name}`, ownAnswer(sample), answers.get(sample.name)),
    ]),
    ...(real.length > 0 ? [] : [skipped(`${name}: real seals`, 'no corpus beside the project')]),
  ];
}
