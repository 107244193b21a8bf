/** Opens a document of the host with pdf.js: bytes by range on demand, worker from our own bundle, nothing of the file ever runs. */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import { PAGE_BLOCK } from '../../src-main/contract/page-tree-calls.ts';
import { HostRange, type RangeOptions } from './host-range.ts';

export interface OpenedDocument {
  readonly pdf: PDFDocumentProxy;
  readonly close: () => void;
}

/** Files up to this many octets open without help, in pieces of that many. */
export const SMALL = 4 * 1024 * 1024;
const SMALL_PIECE = 256 * 1024;

/** Rejects when the bytes cannot be read or are no PDF. pdf.js 6 has no eval any more; XFA and scripts stay off. */
export async function openDocument(options: Omit<RangeOptions, 'fail'>): Promise<OpenedDocument> {
  const port = new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), {
    type: 'module',
  });
  const worker = PDFWorker.create({ port });
  const broken = Promise.withResolvers<never>();
  // Before the document is open a failed read rejects the opening; afterwards the page that waits shows it.
  broken.promise.catch(() => undefined);
  const task = getDocument({
    range: new HostRange({ ...options, fail: broken.reject }),
    worker,
    rangeChunkSize: options.size > SMALL ? PAGE_BLOCK : SMALL_PIECE,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    // Decoders in WebAssembly would need a looser content security policy; the scripts beside them do the same.
    useWasm: false,
    cMapUrl: new URL('pdfjs/cmaps/', document.baseURI).href,
    cMapPacked: true,
    standardFontDataUrl: new URL('pdfjs/standard_fonts/', document.baseURI).href,
    wasmUrl: new URL('pdfjs/wasm/', document.baseURI).href,
    isImageDecoderSupported: false,
  });
  const close = (): void => {
    // What was still asked of it ends with it, and that is no news to anybody.
    const end = (): void => port.terminate();
    task.destroy().then(end, end);
  };
  try {
    return { pdf: await Promise.race([task.promise, broken.promise]), close };
  } catch (cause) {
    close();
    throw cause;
  }
}
