/** Opens a document of the host with pdf.js: bytes by range on demand, worker from our own bundle, nothing of the file ever runs. */
import { getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';

/** Reads `length` octets from `offset`; may return fewer at the end. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Octets asked for at once: large enough for a page, small enough that a first page never waits for the rest. */
const CHUNK = 262_144;

class HostRange extends PDFDataRangeTransport {
  readonly #read: ReadRange;
  #stopped = false;
  #fail: (cause: unknown) => void;

  constructor(length: number, read: ReadRange, fail: (cause: unknown) => void) {
    super(length, null);
    this.#read = read;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#read(begin, end - begin).then(
      (bytes) => {
        if (!this.#stopped) this.onDataRange(begin, bytes);
      },
      (cause: unknown) => this.#fail(cause),
    );
  }

  override abort(): void {
    this.#stopped = true;
  }
}

export interface OpenedDocument {
  readonly pdf: PDFDocumentProxy;
  readonly close: () => void;
}

/** Rejects when the bytes cannot be read or are no PDF. pdf.js 6 has no eval any more; XFA and scripts stay off. */
export async function openDocument(size: number, read: ReadRange): Promise<OpenedDocument> {
  const port = new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), {
    type: 'module',
  });
  const worker = PDFWorker.create({ port });
  const broken = Promise.withResolvers<never>();
  // Before the document is open a failed read rejects the opening; afterwards the page that waits shows it.
  broken.promise.catch(() => undefined);
  const task = getDocument({
    range: new HostRange(size, read, broken.reject),
    worker,
    rangeChunkSize: CHUNK,
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
    void task.destroy().finally(() => port.terminate());
  };
  try {
    return { pdf: await Promise.race([task.promise, broken.promise]), close };
  } catch (cause) {
    close();
    throw cause;
  }
}
