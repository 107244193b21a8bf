/** ofdrw's seal classes as a reader that decodes and encodes again: it finds every field that it would write differently. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseSealSignature } from '../../src-main/seal/seal-signature.ts';
import { parseSeal } from '../../src-main/seal/seal-structure.ts';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { bouncyCastleJars, compileJava } from './java-tools.ts';
import { lastLine, runProgram } from './program.ts';
import { askJava, writeSamples } from './sample-files.ts';
import { ownSamples, type Sample } from './samples.ts';

const name = 'ofdrw';
/** The newest release that Maven can resolve; it knows v1 and v4. */
const version = '2.3.6';

export const ofdrw: Oracle = {
  name,
  async run(directory) {
    const jar = await fetchJar(join(directory, 'repository'));
    if (!existsSync(jar.path)) return [skipped(name, `ofdrw-gm ${version} could not be had: ${jar.why}`)];
    const jars = [jar.path, ...bouncyCastleJars];
    const compiled = await compileJava(directory, 'OfdrwOracle', jars);
    if (compiled.outcome === 'missing') return [skipped(name, compiled.why)];
    if (compiled.outcome === 'failed') return [compare(`${name} compiles`, 'compiled', compiled.why)];
    return ask(directory, jars);
  },
};

async function fetchJar(repository: string): Promise<{ readonly path: string; readonly why: string }> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get';
  const artifact = `-Dartifact=org.ofdrw:ofdrw-gm:${version}`;
  const args = ['-q', '-B', goal, artifact, '-Dtransitive=false', `-Dmaven.repo.local=${repository}`];
  const { code, stdout } = await runProgram('mvn', args, { seconds: 90 });
  const path = join(repository, `org/ofdrw/ofdrw-gm/${version}/ofdrw-gm-${version}.jar`);
  return { path, why: code === -1 ? 'no mvn, or too slow' : lastLine(stdout) };
}

async function ask(directory: string, jars: readonly string[]): Promise<readonly InteropCheck[]> {
  const isNew = ({ name: of }: Sample): boolean => of.startsWith('seal v5 with a time stamp');
  const seals = ownSamples().filter(({ kind }) => kind !== 'signed-data');
  writeSamples(
    directory,
    seals.filter((sample) => !isNew(sample)),
  );
  const answers = await askJava(directory, 'OfdrwOracle', jars);
  return seals.map((sample) => {
    if (isNew(sample)) return skipped(`${name}: ${sample.name}`, `release ${version} does not know it`);
    return compare(`${name}: ${sample.name}`, expectedAnswer(sample), answers.get(sample.name));
  });
}

/** It checks one signature value of each structure, and no lists, digests or time stamps. */
function expectedAnswer({ kind, bytes, expected }: Sample): string {
  const verified = expected === 'bad maker' || expected === 'bad value' ? 'refuted' : 'verified';
  if (kind === 'seal') {
    const seal = parseSeal(bytes);
    return `v${seal.version === 1 ? 1 : 4} ${seal.info.esId} same ${verified}`;
  }
  const signature = parseSealSignature(bytes);
  return `v${signature.version === 1 ? 1 : 4} ${signature.propertyInfo} same ${verified}`;
}
