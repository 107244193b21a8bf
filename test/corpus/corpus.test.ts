/** `npm run corpus` on files of known kinds: what it says of each, its exit code, and that a bad output is called BAD. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedPdfs } from '../interop/sealed-pdfs.ts';
import { samplePdf } from '../unit/signing/sample-pdfs.ts';
import { corpusFolder } from '../vectors/corpus.ts';
import { runCorpus, type CorpusRun } from './corpus-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-corpus-test-'));
const a4 = [595.28, 841.89] as const;

beforeAll(async () => {
  mkdirSync(join(folder, 'files/below'), { recursive: true });
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, 'files', name), bytes);
  const fine = await samplePdf({ name: 'fine', size: a4 });
  write('fine.pdf', fine);
  write('below/turned.PDF', await samplePdf({ name: 'turned', size: a4, rotate: 90, objectStreams: true }));
  write('truncated.pdf', fine.subarray(0, fine.length - 60));
  write('small.pdf', await samplePdf({ name: 'small', size: [60, 60] }));
  write('signed.pdf', (await sealedPdfs())[0]?.bytes ?? Uint8Array.of());
  write('notes.txt', Uint8Array.of(0x41));
  const encrypt = ['--encrypt', 'secret', 'secret', '256', '--'];
  const paths = ['fine.pdf', 'encrypted.pdf'].map((name) => join(folder, 'files', name));
  expect(spawnSync('qpdf', [...encrypt, ...paths]).status).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files of known kinds', () => {
  let run: CorpusRun;
  beforeAll(async () => {
    run = await runCorpus([join(folder, 'files')]);
  });

  it('seals what can be sealed, in folders below too', () => {
    expect(run.row('fine.pdf')).toMatch(/ NONE +sealed .* clean$/);
    expect(run.row('below/turned.PDF')).toMatch(/ NONE +sealed .* clean$/);
  });

  it('seals a file that is signed already, and judges that signature', () => {
    expect(run.row('signed.pdf')).toMatch(/ UNSURE [A-Z_ ]*TRUST_ROOT_UNKNOWN.* sealed /);
  });

  it.each([
    ['encrypted.pdf', 'pdf-encrypted'],
    ['truncated.pdf', 'pdf-xref-broken'],
    ['small.pdf', 'placement-out-of-page'],
  ])('refuses %s with %s', (file, code) => {
    expect(run.row(file)).toContain(` refused (${code}) `);
  });

  it('counts, and ends with 0 when nothing is BAD', () => {
    expect(run.output).toMatch(/^ +1 {2}refused \(pdf-encrypted\)$/m);
    expect(run.output).toMatch(
      /\n6 files: 3 sealed, 3 refused, 0 BAD; slowest [\d.]+ s, most memory \d+ MB\n$/,
    );
    expect(run.exitCode).toBe(0);
  });
});

it('calls a file BAD when qpdf finds something new in the sealed one, goes on, and ends with 1', async () => {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const script = '#!/bin/sh\ncase "$3" in *sealed.pdf) echo "WARNING: $3: invented" >&2; exit 3;; esac\n';
  writeFileSync(join(tools, 'qpdf'), script);
  chmodSync(join(tools, 'qpdf'), 0o755);
  const run = await runCorpus([join(folder, 'files'), '--only', 'fine', '--only', 'truncated'], tools);
  expect(run.row('fine.pdf')).toMatch(/ BAD .*qpdf: WARNING: FILE: invented; qpdf: exit 3, was 0$/);
  expect(run.row('truncated.pdf')).toContain(' refused ');
  expect(run.output).toContain('2 files: 0 sealed, 1 refused, 1 BAD;');
  expect(run.exitCode).toBe(1);
});

it.each([[[]], [['no-such-folder']], [['.', '--limit', 'many']], [['.', 'more']], [['.', '--unknown']]])(
  'ends with 2 for wrong use: %j',
  async (args) => {
    expect(await runCorpus(args)).toMatchObject({ exitCode: 2, output: '' });
  },
);

const corpus = corpusFolder('pyhanko');
describe.skipIf(corpus === undefined)('files that nobody here wrote', () => {
  it('seals, refuses and judges a handful of them', async () => {
    const names = [
      'minimal-hybrid-xref.pdf',
      'minimal-rc4',
      'circular-page-tree',
      'sig-with-ski-sid',
      'two-fields-signed',
    ];
    const only = names.flatMap((name) => ['--only', name]);
    const run = await runCorpus([join(corpus ?? '', 'pdf'), ...only]);
    // The hidden table names the title of the file alone, and no page.
    expect(run.row('minimal-hybrid-xref.pdf')).toContain(' sealed ');
    expect(run.row('minimal-two-fields-signed-twice.pdf')).toContain(' sealed ');
    expect(run.row('minimal-rc4.pdf')).toContain(' refused (pdf-encrypted) ');
    expect(run.row('circular-page-tree.pdf')).toContain(' refused (pdf-page-tree-broken) ');
    expect(run.output).toMatch(/^expectations: \d+ agree, \d+ differ$/m);
    expect(run.exitCode).toBe(0);
  });
});
