/** What the Java oracles need: Debian's BouncyCastle and a compiler. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastLine, runProgram } from './program.ts';

/** Jars of the packages libbcprov-java, libbcpkix-java and libbcutil-java. */
export const bouncyCastleJars: readonly string[] = ['bcprov', 'bcpkix', 'bcutil'].map(
  (jar) => `/usr/share/java/${jar}.jar`,
);

/** Compiles one program of test/interop/java into `directory`; says why not when it cannot. */
export async function compileJava(
  directory: string,
  program: string,
  jars: readonly string[],
): Promise<
  { readonly outcome: 'compiled' } | { readonly outcome: 'missing' | 'failed'; readonly why: string }
> {
  const missing = jars.filter((jar) => !existsSync(jar));
  if (missing.length > 0) return { outcome: 'missing', why: `not installed: ${missing.join(' ')}` };
  const source = join(import.meta.dirname, 'java', `${program}.java`);
  const paths = ['-cp', jars.join(':'), '-sourcepath', join(import.meta.dirname, 'java')];
  const { code, stderr } = await runProgram('javac', [...paths, '-d', directory, source]);
  if (code === -1) return { outcome: 'missing', why: 'no javac on this machine' };
  return code === 0 ? { outcome: 'compiled' } : { outcome: 'failed', why: lastLine(stderr) };
}

/** Fetches the libraries that a project file of test/interop/java names into `target`. */
export async function fetchJars(
  project: string,
  target: string,
): Promise<
  | { readonly outcome: 'fetched'; readonly jars: readonly string[] }
  | { readonly outcome: 'missing'; readonly why: string }
> {
  const file = join(import.meta.dirname, 'java', project);
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const args = ['-q', '-B', '-f', file, goal, `-DoutputDirectory=${target}`];
  const { code, stdout } = await runProgram('mvn', args, { seconds: 180 });
  if (code === 0) return { outcome: 'fetched', jars: readdirSync(target).map((jar) => join(target, jar)) };
  const why = code === -1 ? 'no mvn, or too slow' : `not to be had: ${lastLine(stdout)}`;
  return { outcome: 'missing', why };
}
