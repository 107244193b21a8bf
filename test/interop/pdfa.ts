/** veraPDF judges PDF/A files before our seal and after it (ISO 19005-1, -2, -3, level B). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Placement } from '../../src-main/domain/placement.ts';
import { compare, skipped, type InteropCheck, type Oracle } from './check.ts';
import { compileJava, fetchJars } from './java-tools.ts';
import { lastLine, runProgram } from './program.ts';
import { sealPdf } from './sealed-pdfs.ts';

const name = 'PDF/A';

/** A seal must let the text under it be read: part 1 knows neither soft masks nor blending, and the product warns of it. */
const blends = '6.4-2; 6.4-4';
/** A signature of GB/T 38540 is no PKCS#7; that is all that parts 2 and 3 have against it. */
const notCms = '6.4.3-2; 6.4.3-3';
const flavours = { '1b': blends, '2b': notCms, '3b': notCms } as const;

const mark: Placement = { kind: 'at', pages: [1], xMm: 120, yMm: 60 };
const other: Placement = { kind: 'at', pages: [2], xMm: 60, yMm: 200 };
const seam: Placement = { kind: 'seam', edge: 'right', pages: [1, 2, 3], yMm: null };
const sealings: Readonly<Record<string, readonly (readonly Placement[])[]>> = {
  'a seal': [[mark]],
  'a seal with a seam': [[mark, seam]],
  'two seals': [[mark], [other, seam]],
};

interface PdfaFile {
  readonly name: string;
  readonly flavour: string;
  readonly path: string;
  readonly expected: string;
}

export const pdfa: Oracle = {
  name,
  async run(directory) {
    const fetched = await fetchJars('pdfa-pom.xml', join(directory, 'jars'));
    if (fetched.outcome === 'missing') return [skipped(name, fetched.why)];
    for (const program of ['PdfaSamples', 'PdfaOracle']) {
      const compiled = await compileJava(directory, program, fetched.jars);
      if (compiled.outcome === 'missing') return [skipped(name, compiled.why)];
      if (compiled.outcome === 'failed') return [compare(`${program} compiles`, 'compiled', compiled.why)];
    }
    return judge(directory, [directory, ...fetched.jars].join(':'));
  },
};

async function judge(directory: string, classPath: string): Promise<readonly InteropCheck[]> {
  const made = await runProgram('java', ['-cp', classPath, 'PdfaSamples', directory]);
  if (made.code !== 0) return [compare(`${name}: samples`, 'written', lastLine(made.stderr))];
  const files = Object.entries(flavours).flatMap(([flavour, broken]) => filesOf(directory, flavour, broken));
  const manifest = join(directory, 'manifest.tsv');
  const lines = files.map(({ name: file, flavour, path }) => [file, flavour, path].join('\t'));
  writeFileSync(manifest, lines.join('\n'));
  const { stdout, stderr } = await runProgram('java', ['-cp', classPath, 'PdfaOracle', manifest]);
  const answers = new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
  return files.map((file) =>
    compare(`${name}: ${file.name}`, file.expected, answers.get(file.name) ?? lastLine(stderr)),
  );
}

/** The file as PDFBox makes it, and with our seals; `broken`: the rules that no seal can keep. */
function filesOf(directory: string, flavour: string, broken: string): readonly PdfaFile[] {
  const path = join(directory, `${flavour}.pdf`);
  const plain: Uint8Array = new Uint8Array(readFileSync(path));
  const sealed = Object.entries(sealings).map(([how, seals], i) => {
    const target = join(directory, `${flavour}-${i}.pdf`);
    writeFileSync(
      target,
      seals.reduce<Uint8Array>((bytes, placements) => sealPdf(bytes, placements), plain),
    );
    return { name: `${flavour} with ${how}`, flavour, path: target, expected: broken };
  });
  return [{ name: flavour, flavour, path, expected: 'valid' }, ...sealed];
}
