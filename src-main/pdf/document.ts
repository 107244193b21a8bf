/**
 * A PDF opened strictly over random-access bytes (ISO 32000-2 §7.5). Nothing is repaired: what a file says is found at
 * the offsets it names, or reading stops with a code. Objects are parsed when asked for.
 */
import type { ByteSource } from '../domain/byte-source.ts';
import { BlockReader } from './block-reader.ts';
import type { PdfDocument, PdfNote } from './document-model.ts';
import { PdfView } from './document-view.ts';
import { readHeader, readTail } from './file-frame.ts';
import { WorkBudget, defaultPdfLimits } from './limits.ts';
import type { PdfLimits } from './limits.ts';
import { ObjectLoader } from './object-loader.ts';
import type { PdfNoteCode } from './parser.ts';
import { readRevisions } from './xref-chain.ts';
import type { XrefContext } from './xref-section.ts';

export type { PdfDocument } from './document-model.ts';

/** Opens a PDF. Errors: every `pdf-…` code of the reader; never anything else but what the source throws. */
export function openPdf(source: ByteSource, limits: Partial<PdfLimits> = {}): PdfDocument {
  const budget = new WorkBudget({ ...defaultPdfLimits, ...limits }, source.size);
  const reader = new BlockReader(source);
  const notes: PdfNote[] = [];
  const note = (code: PdfNoteCode, at: number): void => {
    if (!notes.some((known) => known.code === code)) notes.push({ code, at });
  };
  const headerVersion = readHeader(reader);
  const tail = readTail(reader, note);
  const context: XrefContext = { reader, budget, note, rowsLeft: budget.limits.maxXrefEntries };
  const revisions = readRevisions(context, tail);
  const loader = new ObjectLoader(budget, note);
  const file = { source, reader, budget, loader, notes, note, headerVersion, revisions };
  const document = new PdfView(file, revisions.length - 1);
  // An encrypted file is only named as one; its catalog may lie in a stream that cannot be read.
  if (!document.encrypted) void document.catalog;
  return document;
}
