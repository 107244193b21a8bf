/** Linearized files (ISO 32000-2 Annex F), made by qpdf where it is installed: two sections that are one revision. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { inspectForSealing } from '../../../src-main/pdf/sealing-inspection.ts';
import { PdfBuilder, onePage, pageText } from './pdf-builder.ts';
import { skipAbsent } from '../../support/absent.ts';

const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
if (!hasQpdf) skipAbsent('qpdf', 'apt-get install qpdf');

function linearized(...options: string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-linear-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), onePage().table().bytes());
    const { status } = spawnSync('qpdf', [
      '--linearize',
      ...options,
      join(folder, 'in.pdf'),
      join(folder, 'out.pdf'),
    ]);
    expect(status).toBe(0);
    return new Uint8Array(readFileSync(join(folder, 'out.pdf')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!hasQpdf)('linearized files', () => {
  it.each([
    ['tables', '--object-streams=disable', 'table'],
    ['streams', '--object-streams=generate', 'stream'],
  ])('%s: one revision of two sections', (_, option, kind) => {
    const bytes = linearized(option);
    const document = openPdf(bytesSource(bytes));
    expect(document.revisions).toMatchObject([
      { linearized: true, kind, start: 0, endWithLineEnd: bytes.length },
    ]);
    expect(document.revisions[0]?.sections.length).toBe(2);
    expect(document.pageCount).toBe(1);
    expect(inspectForSealing(document).refusals).toEqual([]);
  });

  it('takes an update behind them as the second revision', () => {
    const bytes = linearized('--object-streams=disable');
    const before = openPdf(bytesSource(bytes));
    const number = before.page(0).ref.number;
    const parent = before.page(0).dict.entries.get('Parent');
    if (parent?.kind !== 'ref') throw new Error('no parent');
    const page = pageText
      .replace('2 0 R', `${parent.number} 0 R`)
      .replace('200 100', '500 100')
      .replace('/Contents 4 0 R', '');
    const later = new PdfBuilder(bytes).object(number, page).table({
      previous: before.revisions[0]?.xrefOffset ?? 0,
      root: `${before.catalogRef.number} 0 R`,
      size: before.highestObjectNumber + 1,
    });
    const document = openPdf(bytesSource(later.bytes()));
    expect(document.revisions.map((one) => one.linearized)).toEqual([true, false]);
    expect(document.revisions[0]?.endWithLineEnd).toBe(bytes.length);
    expect(document.changedObjects(1)).toEqual([number]);
    expect(document.page(0).visualWidthPt).toBe(500);
    expect(document.documentAt(0).page(0).visualWidthPt).toBe(200);
  });
});
