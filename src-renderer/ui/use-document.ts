/** A document of the host, opened with pdf.js while a component shows it, with the sizes of all its pages in mm. */
import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { readDocument, readPageTree } from '../bridge/bridge.ts';
import { openDocument, SMALL, type OpenDocument } from './document-source.ts';
import type { ReadRange } from './host-range.ts';

export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface ShownDocument {
  readonly pdf: PDFDocumentProxy;
  readonly pageCount: number;
  /** Size of the first page: what others are taken for until they are drawn. */
  readonly firstPage: PageSize;
  /** A page of it has been drawn. */
  readonly onDrawn: () => void;
}

export interface DocumentState {
  readonly shown: ShownDocument | null;
  readonly error: unknown;
}

/** Millimetres per point. */
const MM_PER_POINT = 25.4 / 72;

const nothing: DocumentState = { shown: null, error: null };

/** What is shown of a document: all of it, or (`isPart`) the first `size` octets, which were the whole file at some time. */
export type ShownPart = Pick<DocumentView, 'id' | 'size'> & { readonly isPart?: boolean };

/** Null shows nothing. The document closes with the component or when another takes its place. */
export function useDocument(document: ShownPart | null): DocumentState {
  const [state, setState] = useState<DocumentState>(nothing);
  const id = document?.id ?? null;
  const size = document?.size ?? 0;
  const isPart = document?.isPart === true;
  useEffect(() => {
    setState(nothing);
    if (id === null) return undefined;
    return openAndRenew({
      size,
      // A small file is read in a few pieces anyway; the page tree of the whole file is not that of a part.
      behind: () => (size > SMALL && !isPart ? readPageTree(id) : Promise.resolve(new Uint8Array())),
      read: (offset, length) => readDocument(id, offset, length),
      onShown: (shown) => setState({ shown, error: null }),
      onError: (error) => setState({ shown: null, error }),
    });
  }, [id, size, isPart]);
  return state;
}

interface Opening {
  readonly size: number;
  readonly behind: () => Promise<Uint8Array>;
  readonly read: ReadRange;
  readonly onShown: (shown: ShownDocument) => void;
  readonly onError: (error: unknown) => void;
}

/** Octets of a file that pdf.js may have read before it is opened anew: it keeps all of them for as long as it is open. */
const MOST_READ = 12 * 1024 * 1024;

/**
 * Opens the document, and anew whenever much of it has been read; only pages that are not drawn yet are drawn from the new one.
 * A page that takes more than may be read gets twice as much each time. Returns how to end.
 */
function openAndRenew({ size, behind, read, onShown, onError }: Opening): () => void {
  let current: OpenDocument | undefined;
  let coming: OpenDocument | undefined;
  let firstPage: PageSize | undefined;
  let most = MOST_READ;
  let isGone = false as boolean;
  const tree = behind();
  const tellError = (error: unknown): void => {
    if (!isGone) onError(error);
  };
  const open = async (): Promise<void> => {
    const octetsBehind = await tree;
    if (isGone) return;
    let octets = 0;
    let isOfUse = false;
    const reading: ReadRange = (offset, length) => {
      octets += length;
      if (octets > most && !coming) {
        most = isOfUse ? MOST_READ : most * 2;
        void open().catch(() => undefined);
      }
      return read(offset, length);
    };
    const mine = openDocument({ size, read: reading, behind: octetsBehind, onBroken: tellError });
    coming = mine;
    const pdf = await mine.opened;
    firstPage ??= await pageSize(pdf, 1);
    if (isGone) return;
    const before = current;
    current = mine;
    coming = undefined;
    const onDrawn = (): void => void (isOfUse = true);
    onShown({ pdf, pageCount: pdf.numPages, firstPage, onDrawn });
    before?.close();
  };
  open().catch(tellError);
  return () => {
    isGone = true;
    coming?.close();
    current?.close();
  };
}

/** As the page is seen: CropBox and /Rotate applied. */
export async function pageSize(pdf: PDFDocumentProxy, page: number): Promise<PageSize> {
  const viewport = (await pdf.getPage(page)).getViewport({ scale: 1 });
  return { widthMm: viewport.width * MM_PER_POINT, heightMm: viewport.height * MM_PER_POINT };
}
