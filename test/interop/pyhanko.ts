/** pyHanko on sealed PDFs: coverage of the byte range, and its whitelist of later changes, which explains every object. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { lastLine, runProgram } from './program.ts';
import { sealedPdfs } from './sealed-pdfs.ts';

const name = 'pyHanko';
const requirement = 'pyHanko==0.38.0';
const program = join(import.meta.dirname, 'python', 'pdf_oracle.py');

export const pyHanko: Oracle = {
  name,
  async run(directory) {
    const home = join(directory, 'python');
    const args = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--target',
      home,
      requirement,
    ];
    const installed = await runProgram('python3', args, { seconds: 180 });
    if (installed.code !== 0) {
      const why = installed.code === -1 ? 'no python3, or too slow' : lastLine(installed.stderr);
      return [skipped(name, `${requirement} could not be had: ${why}`)];
    }
    return ask(directory, home);
  },
};

async function ask(directory: string, home: string): Promise<readonly InteropCheck[]> {
  const samples = await sealedPdfs();
  const files = samples.map((_, i) => join(directory, `${i}.pdf`));
  samples.forEach(({ bytes }, i) => writeFileSync(files[i] ?? '', bytes));
  const manifest = join(directory, 'manifest.tsv');
  writeFileSync(manifest, samples.map((sample, i) => `${sample.name}\t${files[i]}`).join('\n'));
  const start = `import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0])`;
  const { stdout, stderr } = await runProgram('python3', ['-c', start, home, program, manifest]);
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return samples.map((sample) =>
    compare(`${name}: ${sample.name}`, sample.expected, answers.get(sample.name) ?? lastLine(stderr)),
  );
}
