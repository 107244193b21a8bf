/** pyHanko on sealed PDFs: coverage of the byte range, and its whitelist of later changes, which explains every object. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { lastLine } from './program.ts';
import { pyHankoWrites } from './pyhanko-writer.ts';
import { installPyHanko, runPython } from './python-tools.ts';
import { sealedPdfs } from './sealed-pdfs.ts';

const name = 'pyHanko';

export const pyHanko: Oracle = {
  name,
  async run(directory) {
    const home = join(directory, 'python');
    const missing = await installPyHanko(home);
    if (missing !== null) return [skipped(name, missing)];
    return [...(await ask(directory, home)), ...(await pyHankoWrites(directory, home))];
  },
};

async function ask(directory: string, home: string): Promise<readonly InteropCheck[]> {
  const samples = await sealedPdfs();
  const files = samples.map((_, i) => join(directory, `${i}.pdf`));
  samples.forEach(({ bytes }, i) => writeFileSync(files[i] ?? '', bytes));
  const manifest = join(directory, 'manifest.tsv');
  writeFileSync(manifest, samples.map((sample, i) => `${sample.name}\t${files[i]}`).join('\n'));
  const { stdout, stderr } = await runPython(home, 'pdf_oracle.py', manifest);
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return samples.map((sample) =>
    compare(`${name}: ${sample.name}`, sample.expected, answers.get(sample.name) ?? lastLine(stderr)),
  );
}
