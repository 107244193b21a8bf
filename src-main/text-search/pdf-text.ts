/** Reads what the pages of a PDF show in letters, through pdf.js, by ranges of an open file: nothing is fetched, no whole file in memory. */
import { readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getDocument, PDFDataRangeTransport, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readPage, type PageGlyphs } from './read-page.ts';

export interface PageText extends PageGlyphs {
  /** 1-based. */
  readonly page: number;
  /** Pages that will be read, this one among them. */
  readonly of: number;
}

const packageFolder = join(
  dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'))),
  '..',
  '..',
);
const folder = (name: string): string => join(packageFolder, name) + '/';
const firstRead = 65_536;
/** Small, because finding a page of a flat page tree takes a look at every page before it. */
const PIECE = 4096;
/**
 * Octets after which the document is opened anew: pdf.js reads the pictures of a page for its words, and keeps all that it has read
 * for as long as it is open.
 */
const MOST_READ = 32 * 1024 * 1024;

/** Gives pdf.js the pieces it asks for from an open file. */
class FileRanges extends PDFDataRangeTransport {
  readonly #fd: number;
  /** Octets that pdf.js has been given. */
  given = 0;

  constructor(fd: number, size: number) {
    super(size, readPiece(fd, 0, Math.min(size, firstRead)));
    this.#fd = fd;
  }

  override requestDataRange(begin: number, end: number): void {
    const piece = readPiece(this.#fd, begin, Math.min(end, this.length));
    this.given += piece.length;
    this.onDataRange(begin, piece);
  }
}

function readPiece(fd: number, begin: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - begin);
  for (let done = 0; done < bytes.length;) {
    const read = readSync(fd, bytes, done, bytes.length - done, begin + done);
    if (read === 0) throw new RangeError('the file ended early');
    done += read;
  }
  return bytes;
}

/** The text of the wanted pages (all when null), one page at a time. `fd` stays open and belongs to the caller. */
export async function* readPdfText(
  fd: number,
  size: number,
  pages: readonly number[] | null,
): AsyncGenerator<PageText> {
  let opened = await open(fd, size);
  const { numPages } = opened.document;
  const all = pages ?? Array.from({ length: numPages }, (_, i) => i + 1);
  const wanted = all.filter((page) => page <= numPages);
  try {
    for (const page of wanted) {
      if (opened.ranges.given > MOST_READ) {
        await opened.document.loadingTask.destroy();
        opened = await open(fd, size);
      }
      yield { page, ...(await readPage(opened.document, page)), of: wanted.length };
    }
  } finally {
    await opened.document.loadingTask.destroy();
  }
}

async function open(fd: number, size: number): Promise<{ document: PDFDocumentProxy; ranges: FileRanges }> {
  const ranges = new FileRanges(fd, size);
  const loading = getDocument({
    range: ranges,
    rangeChunkSize: PIECE,
    disableAutoFetch: true,
    disableStream: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    // Pictures have no letters: none is decoded.
    maxImageSize: 1,
    fontExtraProperties: true,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    verbosity: 0,
  });
  return { document: await loading.promise, ranges };
}
