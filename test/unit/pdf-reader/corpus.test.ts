/**
 * Files that nobody here wrote, when they are there: every one opens or is refused with a code, soon; what qpdf finds no
 * fault with opens, with as many pages. Files that are only readable with a guess are listed with the reason.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { openFileSource } from '../../../src-main/platform/file-byte-source.ts';
import { skipAbsent } from '../../support/absent.ts';

const root = process.env['BIANYIN_CORPORA'] ?? join(import.meta.dirname, '../../../../shared/corpora');
const folders = ['pdfjs', 'pdfbox', 'pyhanko/pdf']
  .map((folder) => join(root, folder))
  .filter((path) => existsSync(path));
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;

/** qpdf reads these without a word; here they are refused, because other readers see something else in them. */
const stricterThanQpdf: Readonly<Record<string, string>> = {
  'pdfjs/poppler-67295-0.pdf': 'pdf-page-tree-broken', // /Count says 9999999999, there is one page
  'pyhanko/pdf/broken-objstream4.pdf': 'pdf-object-broken', // an object number is not in the stream that should hold it
  'pyhanko/pdf/minimal-startxref-hopeless2.pdf': 'pdf-xref-broken', // two numbers after startxref
  'pyhanko/pdf/no-mediabox.pdf': 'pdf-page-broken', // a page without a size
  'pyhanko/pdf/form-tree-circular-ref-input.pdf': 'pdf-form-broken', // a field is its own ancestor
};

interface Outcome {
  readonly name: string;
  readonly path: string;
  /** `opened`, `encrypted`, or the code of the refusal. */
  readonly result: string;
  readonly pages: number | null;
  readonly refusals: readonly string[];
  readonly ms: number;
}

function look(path: string): Outcome {
  const name = relative(root, path);
  const started = process.cpuUsage();
  const source = openFileSource(path);
  try {
    const document = openPdf(source);
    const refusals = inspectForSealing(document).refusals.map(({ code }) => code);
    const result = document.encrypted ? 'encrypted' : structural(refusals);
    const pages = result === 'opened' ? document.pageCount : null;
    return { name, path, result, pages, refusals, ms: millisecondsSince(started) };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw new Error(`crash on ${name}`, { cause: error });
    return {
      name,
      path,
      result: error.code,
      pages: null,
      refusals: [error.code],
      ms: millisecondsSince(started),
    };
  } finally {
    source.close();
  }
}

/** Of this process's own time: the machine may have other work. */
function millisecondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Refusals about what a sound file says (signatures, forms) do not mean that it cannot be read. */
function structural(refusals: readonly string[]): string {
  const aboutContent = [
    'pdf-signature-broken',
    'pdf-certified-no-changes',
    'pdf-locked',
    'pdf-xfa',
    'pdf-ambiguous-content',
    'pdf-usage-rights',
  ];
  return refusals.find((code) => !aboutContent.includes(code)) ?? 'opened';
}

function qpdf(...args: string[]): { status: number | null; text: string } {
  const { status, stdout } = spawnSync('qpdf', args, { encoding: 'utf8', timeout: 20_000 });
  return { status, text: stdout.trim() };
}

if (folders.length === 0) skipAbsent('corpora of PDF files', 'BIANYIN_CORPORA');
if (!hasQpdf) skipAbsent('qpdf', 'apt-get install qpdf');

describe.skipIf(folders.length === 0)('corpora', () => {
  const files = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => path.toLowerCase().endsWith('.pdf'))
    .sort();
  const outcomes = files.map(look);

  it('gives an answer for each file, soon', () => {
    const table = new Map<string, number>();
    for (const { result } of outcomes) table.set(result, (table.get(result) ?? 0) + 1);
    console.log(
      [...table]
        .sort((a, b) => b[1] - a[1])
        .map(([result, count]) => `${count} ${result}`)
        .join(' · '),
    );
    expect(outcomes.filter(({ ms }) => ms > 5000).map(({ name, ms }) => [name, ms])).toEqual([]);
    expect(outcomes.filter(({ result }) => result === 'opened').length).toBeGreaterThan(outcomes.length / 2);
  });

  it.skipIf(!hasQpdf)('opens what qpdf finds no fault with, with the same number of pages', () => {
    const differences: unknown[] = [];
    for (const { name, path, result, pages } of outcomes) {
      if (qpdf('--check', path).status !== 0) continue;
      const expected = stricterThanQpdf[name.replaceAll('\\', '/')];
      const count = Number(qpdf('--show-npages', path).text);
      const isAsExpected = expected
        ? result === expected
        : result === 'encrypted' || (result === 'opened' && pages === count);
      if (!isAsExpected) differences.push({ name, result, pages, qpdf: count });
    }
    expect(differences).toEqual([]);
  });
});
