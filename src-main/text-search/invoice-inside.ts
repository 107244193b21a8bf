/** Whether a file carries an electronic tax invoice as a file of its own (domain/embedded-invoice.ts). */
import { embeddedInvoice, type EmbeddedInvoice } from '../domain/embedded-invoice.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { openPdf } from '../pdf/document.ts';
import type { PdfDocument } from '../pdf/document-model.ts';
import { embeddedFiles } from '../pdf/embedded-files.ts';
import type { PdfStream } from '../pdf/objects.ts';
import { openFileSource } from '../platform/file-byte-source.ts';

/** Decoded octets of one file that are looked at; an invoice has some ten thousand. A larger one is left alone. */
const MOST_OCTETS = 2 * 1024 * 1024;

/** Null for none, and for a PDF that cannot be read: nothing is made of it anyhow. */
export function invoiceInside(path: string): EmbeddedInvoice | null {
  return orElse(() => {
    const source = openFileSource(path);
    try {
      const document = openPdf(source);
      if (document.encrypted) return null;
      return firstIn(document, embeddedFiles(document));
    } finally {
      source.close();
    }
  }, null);
}

function firstIn(document: PdfDocument, streams: readonly PdfStream[]): EmbeddedInvoice | null {
  for (const stream of streams) {
    const text = textOf(document, stream);
    const found = text === null ? null : embeddedInvoice(text);
    if (found) return found;
  }
  return null;
}

/** Null for what is too large, broken or no text of XML. */
function textOf(document: PdfDocument, stream: PdfStream): string | null {
  try {
    const octets = document.streamBytes(stream, MOST_OCTETS);
    const text = new TextDecoder(encodingOf(octets)).decode(octets);
    return text.trimStart().startsWith('<') ? text : null;
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

/** By its mark, or by what its declaration says; names of encodings that nobody knows are read as UTF-8. */
function encodingOf(octets: Uint8Array): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le';
  if (octets[0] === 0xfe && octets[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(octets.subarray(0, 200));
  return /encoding=["'](gb18030|gbk|gb2312)["']/i.test(head) ? 'gb18030' : 'utf-8';
}
