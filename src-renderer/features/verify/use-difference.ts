/** Draws one page of two versions out of sight and says where they look otherwise. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { differentAreas, type DifferentArea } from './different-areas.ts';

/** Null: not known yet; `unknown`: one of them cannot be drawn. */
export type Difference = readonly DifferentArea[] | 'unknown' | null;

/** Pixels: enough to see a changed digit. */
const WIDTH = 900;

/** `pdfs` are null where that version has no such page, which is no question of looks. */
export function useDifference(
  pdfs: { readonly before: PDFDocumentProxy; readonly after: PDFDocumentProxy } | null,
  page: number,
): Difference {
  const [difference, setDifference] = useState<Difference>(null);
  const { before, after } = pdfs ?? {};
  useEffect(() => {
    setDifference(null);
    if (!before || !after) return undefined;
    let isGone = false;
    const look = async (): Promise<DifferentArea[]> =>
      differentAreas(await drawn(before, page), await drawn(after, page));
    look().then(
      (areas) => {
        if (!isGone) setDifference(areas);
      },
      () => {
        if (!isGone) setDifference('unknown');
      },
    );
    return () => {
      isGone = true;
    };
  }, [before, after, page]);
  return difference;
}

/** Errors: whatever pdf.js throws, and a page without a context to draw in. */
async function drawn(pdf: PDFDocumentProxy, page: number): Promise<ImageData> {
  const proxy = await pdf.getPage(page);
  const viewport = proxy.getViewport({ scale: WIDTH / proxy.getViewport({ scale: 1 }).width });
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = Math.max(1, Math.round(viewport.height));
  try {
    await proxy.render({ canvas, viewport }).promise;
    const context = canvas.getContext('2d');
    if (!context) throw new DOMException('no context to draw in', 'NotSupportedError');
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    canvas.width = 0;
  }
}
