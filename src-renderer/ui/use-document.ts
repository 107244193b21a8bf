/** A document of the host, opened with pdf.js while a component shows it, with the sizes of all its pages in mm. */
import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { readDocument } from '../bridge/bridge.ts';
import { openDocument } from './document-source.ts';

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
    let isGone = false;
    const opening = openDocument(size, (offset, length) => readDocument(id, offset, length));
    opening
      .then(async ({ pdf }) => {
        const firstPage = await pageSize(pdf, 1);
        if (!isGone) setState({ shown: { pdf, pageCount: pdf.numPages, firstPage }, error: null });
      })
      .catch((error: unknown) => {
        if (!isGone) setState({ shown: null, error });
      });
    return () => {
      isGone = true;
      void opening.then(
        ({ close }) => close(),
        () => undefined,
      );
    };
  }, [id, size]);
  return state;
}

/** As the page is seen: CropBox and /Rotate applied. */
export async function pageSize(pdf: PDFDocumentProxy, page: number): Promise<PageSize> {
  const viewport = (await pdf.getPage(page)).getViewport({ scale: 1 });
  return { widthMm: viewport.width * MM_PER_POINT, heightMm: viewport.height * MM_PER_POINT };
}
