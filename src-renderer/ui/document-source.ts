/** Opens a document of the host with pdf.js: bytes by range on demand, worker from our own bundle, nothing of the file ever runs. */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import { PAGE_BLOCK } from '../../src-main/contract/page-tree-calls.ts';
import { HostRange, type ReadRange } from './host-range.ts';
import { prepareWorker, takeWorker } from './pdf-worker.ts';

export interface DocumentOptions {
  /** Octets of the file. */
  readonly size: number;
  readonly read: ReadRange;
  /** Octets behind the file (contract/page-tree-calls.ts); may be empty. */
  readonly behind: Uint8Array;
  /** Octets could not be read after it was open; whatever waits for them waits for ever. */
  readonly onBroken: (cause: unknown) => void;
}

export interface OpenDocument {
  /** Rejects when the bytes cannot be read, are no PDF, or it was closed before. */
  readonly opened: Promise<PDFDocumentProxy>;
  /** Also while it opens. */
  readonly close: () => void;
}

/** Files up to this many octets open without help, in pieces of that many. */
export const SMALL = 4 * 1024 * 1024;
const SMALL_PIECE = 256 * 1024;

/** pdf.js 6 has no eval any more; XFA and scripts stay off. */
export function openDocument({ size, read, behind, onBroken }: DocumentOptions): OpenDocument {
  const port = takeWorker();
  const broken = Promise.withResolvers<never>();
  let isOpen = false;
  const range = new HostRange({
    ...{ size, read, behind },
    fail: (cause) => (isOpen ? onBroken(cause) : broken.reject(cause)),
  });
  const task = getDocument({ ...settings(size), range, worker: PDFWorker.create({ port }) });
  const close = (): void => {
    range.abort();
    broken.reject(new DOMException('the document was closed', 'AbortError'));
    const end = (): void => port.terminate();
    // A worker that is told to stop while it opens a document throws what nobody can catch; it has nothing to give back yet.
    if (!isOpen) end();
    // What was still asked of it ends with it, and that is no news to anybody.
    else task.destroy().then(end, end);
    prepareWorker();
  };
  const opened = Promise.race([task.promise, broken.promise]).then(
    (pdf) => {
      isOpen = true;
      return pdf;
    },
    (cause: unknown) => {
      close();
      throw cause;
    },
  );
  return { opened, close };
}

function settings(size: number) {
  return {
    rangeChunkSize: size > SMALL ? PAGE_BLOCK : SMALL_PIECE,
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
  } as const;
}
