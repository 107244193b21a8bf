/** A document of the host, opened with pdf.js while a component shows it, with the sizes of all its pages in mm. */
import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { readDocument, readPageBlocks } from '../bridge/bridge.ts';
import { openDocument, type OpenedDocument } from './document-source.ts';
import type { PageBlocks, ReadRange } from './host-range.ts';

export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface ShownDocument {
  readonly pdf: PDFDocumentProxy;
  readonly pageCount: number;
  /** Size of the first page: what others are taken for until they are drawn. */
  readonly firstPage: PageSize;
}

export interface DocumentState {
  readonly shown: ShownDocument | null;
  readonly error: unknown;
}

/** Millimetres per point. */
const MM_PER_POINT = 25.4 / 72;

const nothing: DocumentState = { shown: null, error: null };

/** Null shows nothing. The document closes with the component or when another takes its place. */
export function useDocument(document: Pick<DocumentView, 'id' | 'size'> | null): DocumentState {
  const [state, setState] = useState<DocumentState>(nothing);
  const id = document?.id ?? null;
  const size = document?.size ?? 0;
  useEffect(() => {
    setState(nothing);
    if (id === null) return undefined;
    return openAndRenew({
      size,
      // A small file is read in a few pieces anyway.
      blocks: () => (size > SMALL ? readPageBlocks(id) : Promise.resolve(new Map())),
      read: (offset, length) => readDocument(id, offset, length),
      onShown: (shown) => setState({ shown, error: null }),
      onError: (error) => setState({ shown: null, error }),
    });
  }, [id, size]);
  return state;
}

interface Opening {
  readonly size: number;
  readonly blocks: () => Promise<PageBlocks>;
  readonly read: ReadRange;
  readonly onShown: (shown: ShownDocument) => void;
  readonly onError: (error: unknown) => void;
}

/** Files up to this many octets open without help. */
const SMALL = 4 * 1024 * 1024;
/** Octets of a file that pdf.js may have read before it is opened anew: it keeps all of them for as long as it is open. */
const MOST_READ = 96 * 1024 * 1024;

/** Opens the document, and anew whenever much of it has been read; pages are drawn again from the new one. Returns how to end. */
function openAndRenew({ size, blocks, read, onShown, onError }: Opening): () => void {
  let current: OpenedDocument | undefined;
  let firstPage: PageSize | undefined;
  const pages = blocks();
  let isGone = false as boolean;
  let isOpening = false;
  const open = async (): Promise<void> => {
    isOpening = true;
    let octets = 0;
    const reading: ReadRange = (offset, length) => {
      octets += length;
      if (octets > MOST_READ && !isOpening) void open().catch(() => undefined);
      return read(offset, length);
    };
    const opened = await openDocument(size, reading, await pages);
    firstPage ??= await pageSize(opened.pdf, 1);
    isOpening = false;
    if (isGone) {
      opened.close();
      return;
    }
    const before = current;
    current = opened;
    onShown({ pdf: opened.pdf, pageCount: opened.pdf.numPages, firstPage });
    before?.close();
  };
  open().catch((error: unknown) => {
    if (!isGone) onError(error);
  });
  return () => {
    isGone = true;
    current?.close();
  };
}

/** As the page is seen: CropBox and /Rotate applied. */
export async function pageSize(pdf: PDFDocumentProxy, page: number): Promise<PageSize> {
  const viewport = (await pdf.getPage(page)).getViewport({ scale: 1 });
  return { widthMm: viewport.width * MM_PER_POINT, heightMm: viewport.height * MM_PER_POINT };
}
