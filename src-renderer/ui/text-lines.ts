/** Where the words of a page stand, for seals that snap to a line and for saying what a seal covers. Upright text only. */
import { Util, type PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import type { Area } from './page-view.tsx';

/** One run of words, mm on the page as it is seen. */
export interface TextLine extends Area {
  readonly text: string;
}

const MM_PER_POINT = 25.4 / 72;
/** How much of a letter's height lies below its baseline. */
const DESCENT = 0.2;
const none: readonly TextLine[] = [];

/** The words of one page; empty until they are read, and for scans. */
export function useTextLines(pdf: PDFDocumentProxy | undefined, page: number): readonly TextLine[] {
  const [found, setFound] = useState<{ key: unknown; lines: readonly TextLine[] }>({
    key: null,
    lines: none,
  });
  useEffect(() => {
    if (!pdf) return undefined;
    let isGone = false;
    void textLines(pdf, page).then(
      (lines) => {
        if (!isGone) setFound({ key: page, lines });
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [pdf, page]);
  return found.key === page ? found.lines : none;
}

async function textLines(pdf: PDFDocumentProxy, page: number): Promise<TextLine[]> {
  const proxy = await pdf.getPage(page);
  const viewport = proxy.getViewport({ scale: 1 });
  const { items } = await proxy.getTextContent();
  return items.flatMap((item): TextLine[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const matrix = Util.transform(viewport.transform, item.transform as number[]) as number[];
    const line = areaOf(matrix, item.width * viewport.scale);
    return line === null ? [] : [{ ...line, text: item.str }];
  });
}

/** `matrix` puts a letter's baseline on the page, points, y down; null for words that do not stand upright. */
export function areaOf(matrix: readonly number[], width: number): Area | null {
  const [, b = 0, c = 0, d = 0, x = 0, baseline = 0] = matrix;
  const height = Math.hypot(c, d);
  if (Math.abs(b) > 0.01 * height || d > 0) return null;
  const top = baseline - height * (1 - DESCENT);
  return {
    xMm: x * MM_PER_POINT,
    yMm: top * MM_PER_POINT,
    widthMm: width * MM_PER_POINT,
    heightMm: height * MM_PER_POINT,
  };
}

/** The words that lie under an area, joined; empty when there are none. */
export function wordsUnder(lines: readonly TextLine[], area: Area): string {
  return lines
    .filter((line) => isOver(line, area))
    .map(({ text }) => text.trim())
    .join(' ');
}

function isOver(a: Area, b: Area): boolean {
  return (
    a.xMm < b.xMm + b.widthMm &&
    b.xMm < a.xMm + a.widthMm &&
    a.yMm < b.yMm + b.heightMm &&
    b.yMm < a.yMm + a.heightMm
  );
}
