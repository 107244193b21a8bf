/** The bytes that are verified are the bytes that are shown: a file that is exchanged or overwritten in between is noticed. */
import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundToOpened } from '../../src-main/app/verify/bind-report.ts';
import { openDocuments } from '../../src-main/app/files/open-documents.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { testContext } from './test-context.ts';
import { basePdf, pdfBytes, sealPdf } from './test-pdf.ts';

const sealed = pdfBytes(sealPdf(basePdf()));
const forged = Uint8Array.from(sealed, (byte, i) => (i === 300 ? byte ^ 1 : byte));
const reportOf = (bytes: Uint8Array) => ({
  file: 'a.pdf',
  report: verifyDocument(bytesSource(bytes), testContext()),
});

describe('an opened file', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bianyin-opened-'));
    path = join(folder, 'a.pdf');
    writeFileSync(path, forged);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps the report of its own octets', async () => {
    const documents = openDocuments();
    const document = documents.open(path);
    const found = reportOf(forged);
    expect(await boundToOpened(document, found)).toBe(found);
    documents.closeAll();
  });

  it('refuses the report of other octets: the path led to another file for a moment', async () => {
    const documents = openDocuments();
    const document = documents.open(path);
    const other = join(folder, 'b.pdf');
    writeFileSync(other, sealed);
    renameSync(other, path);
    expect(await boundToOpened(document, reportOf(sealed))).toMatchObject({
      error: { code: 'file-changed-while-reading' },
    });
    documents.closeAll();
  });

  it('is not read any more when it was overwritten in place and its date set back', () => {
    const documents = openDocuments();
    const { id } = documents.open(path);
    const { atime, mtime } = statSync(path);
    writeFileSync(path, sealed);
    utimesSync(path, atime, mtime);
    expect(() => documents.read(id, 0, 10)).toThrow(
      expect.objectContaining({ code: 'file-changed-while-reading' }),
    );
    documents.closeAll();
  });
});
