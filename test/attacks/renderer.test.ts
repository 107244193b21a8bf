/**
 * What is green is what is shown: every attack file that verifies green is opened with pdf.js, the renderer of the verify
 * screen, which must find the same pages with the same text as our strict reading. pdf.js repairs files; a file that it had to
 * repair must not be green at all (attack P20).
 */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { openPdf, type PdfDocument } from '../../src-main/pdf/document.ts';
import type { PdfObject } from '../../src-main/pdf/objects.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { attackCases } from './attack-cases.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';

const shown = (id: string): Promise<string[]> | undefined => {
  const found = attackCases.find((each) => each.id === id);
  return found && theirPages(pdfBytes(found.make()));
};

/** By the rules alone; the table holds every level (attacks.test.ts), so that only what can be green is asked again. */
const green = attackCases
  .filter(({ level, isDrawn }) => level === 'PASS' || isDrawn === true)
  .map(({ id, make, context, says = '' }) => ({ ...{ id, context, says }, bytes: pdfBytes(make()) }))
  .filter(({ bytes, context }) => verifyDocument(bytesSource(bytes), testContext(context)).level === 'PASS');

/** Strings drawn by the contents of each page, by our own reading. The test files draw with plain literal strings. */
function ourPages(bytes: Uint8Array): string[] {
  const document = openPdf(bytesSource(bytes));
  return Array.from({ length: document.pageCount }, (_, index) => {
    const contents = document.value(document.page(index).dict, 'Contents');
    const parts: readonly PdfObject[] =
      contents?.kind === 'array' ? contents.items : contents ? [contents] : [];
    return parts.map((part) => literalText(document, part)).join('');
  });
}

function literalText(document: PdfDocument, part: PdfObject): string {
  const stream = document.resolve(part);
  if (stream.kind !== 'stream') return '';
  const content = Buffer.from(document.streamBytes(stream)).toString('latin1');
  return [...content.matchAll(/\(([^()\\]*)\) Tj/g)].map(([, text]) => text).join('');
}

/** The same as pdf.js sees it. */
async function theirPages(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages;
}

describe('what is green is what is shown', () => {
  it('has many files to look at', () => {
    expect(green.length).toBeGreaterThan(60);
  });

  it('is needed: pdf.js does show something else for files that are not green', async () => {
    expect(await shown('P18-inside')).toEqual(['Pay 900 yuan']);
    expect(await shown('P18-hybrid-before')).toEqual(['']);
    expect(green.map(({ id }) => id)).not.toContain('P18-inside');
    expect(green.map(({ id }) => id)).not.toContain('P18-hybrid-before');
  });

  it.each(green)('$id', async ({ bytes, says }) => {
    const [first = '', ...others] = ourPages(bytes);
    expect(await theirPages(bytes)).toEqual([first + says, ...others]);
  });
});
