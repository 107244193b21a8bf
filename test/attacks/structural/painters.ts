/** Programs that paint the first page of a PDF and that nobody here wrote. Those that a machine has not are named, with the reason. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openForDrawing, type DrawnPage } from '../../../src-main/page-drawing/drawn-document.ts';
import { installPython, pythonProgram } from '../../interop/python-tools.ts';

type Page = DrawnPage | null;
/** Paints a file as it was and as it is, by path and by octets. */
export type Painter = (
  files: readonly [string, string],
  octets: readonly [Uint8Array, Uint8Array],
) => Promise<readonly [Page, Page]> | readonly [Page, Page];

export interface Painters {
  readonly painters: ReadonlyMap<string, Painter>;
  /** Name and reason of each that is not here. */
  readonly absent: readonly string[];
}

/** One point a pixel. */
const DPI = '72';
const pdfiumPackage = 'pypdfium2==5.15.2';

/** File → program and arguments that write a PPM to standard output. */
type Call = (file: string) => readonly [string, ...string[]];

const programs: Readonly<Record<string, Call>> = {
  poppler: (file) => ['pdftoppm', '-r', DPI, '-f', '1', '-l', '1', file],
  mupdf: (file) => ['mutool', 'draw', '-q', '-r', DPI, '-F', 'ppm', '-o', '-', file, '1'],
  ghostscript: (file) => [
    ...(['gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=ppmraw', `-r${DPI}`] as const),
    ...[
      '-dTextAlphaBits=4',
      '-dGraphicsAlphaBits=4',
      '-dLastPage=1',
      '-sstdout=%stderr',
      '-sOutputFile=-',
      file,
    ],
  ],
};

/** Those of this machine. PDFium comes from the package index, once for each version. */
export async function paintersHere(): Promise<Painters> {
  const painters = new Map<string, Painter>([['pdf.js', pdfJs]]);
  const absent: string[] = [];
  for (const [name, call] of Object.entries(programs)) {
    const [program] = call('');
    if (spawnSync(program, ['--version']).error) absent.push(`${name}: no ${program}`);
    else painters.set(name, ([a, b]) => [painted(call(a)), painted(call(b))]);
  }
  const home = fileURLToPath(new URL(`../../../node_modules/.cache/${pdfiumPackage}/`, import.meta.url));
  mkdirSync(home, { recursive: true });
  const missing = await installPython(home, pdfiumPackage);
  if (missing === null) painters.set('pdfium', ([a, b]) => [pdfium(home, a), pdfium(home, b)]);
  else absent.push(`pdfium: ${missing}`);
  return { painters, absent };
}

const painted = ([program, ...args]: ReturnType<Call>): Page =>
  netpbm(spawnSync(program, args, { maxBuffer: 1 << 26 }).stdout);

const pdfium = (home: string, file: string): Page =>
  painted(['python3', ...pythonProgram(home, 'pdfium_paint.py'), file]);

async function pdfJs(
  _: readonly [string, string],
  [before, after]: readonly [Uint8Array, Uint8Array],
): Promise<readonly [Page, Page]> {
  return [await drawn(before), await drawn(after)];
}

async function drawn(bytes: Uint8Array): Promise<Page> {
  const document = await openForDrawing(bytesSource(bytes));
  try {
    return await document.draw(1, 'display');
  } finally {
    await document.close();
  }
}

/** Reads a PPM (P6) of 8 bits; null for anything else. */
function netpbm(file: Buffer | null): Page {
  const head = /^P6\s+(?:#[^\n]*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(
    file?.subarray(0, 200).toString('latin1') ?? '',
  );
  if (!file || !head) return null;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const rgb = file.subarray(head[0].length);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) pixels.set(rgb.subarray(i * 3, i * 3 + 3), i * 4);
  return { width, height, pixels };
}
