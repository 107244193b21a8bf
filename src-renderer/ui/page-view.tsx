/** One page: drawn when it comes near the window, blank paper of the right size before; what lies on it is placed in mm. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useNear } from './use-near.ts';
import { pageSize, type PageSize, type ShownDocument } from './use-document.ts';

export interface Area {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface PageViewProps {
  readonly document: ShownDocument;
  /** 1-based. */
  readonly page: number;
  /** CSS pixels for a millimetre. */
  readonly pxPerMm: number;
  /** A page that would be wider is drawn smaller, CSS pixels. */
  readonly mostWidth?: number;
  readonly label: string;
  /** Milliseconds that it must have been near before it is read; 0 when absent. */
  readonly patience?: number;
  /** It is drawn, or cannot be. Must stay the same function. */
  readonly onSettled?: () => void;
  /** Drawn over the page; gets its true size. */
  readonly over?: (size: PageSize) => ReactNode;
}

export function PageView(props: PageViewProps) {
  const { document, page, label, patience = 0, onSettled, over, mostWidth = Infinity } = props;
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useNear(frame, patience);
  const [size, setSize] = useState(document.firstPage);
  const { pdf } = document;
  useEffect(() => {
    if (!isNear) return undefined;
    let isGone = false;
    pageSize(pdf, page).then(
      (found) => {
        if (!isGone) setSize(found);
      },
      // The document was closed meanwhile, or the page cannot be read: blank paper as large as the first page.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [pdf, page, isNear]);
  const pxPerMm = Math.min(props.pxPerMm, mostWidth / size.widthMm);
  const box = { width: size.widthMm * pxPerMm, height: size.heightMm * pxPerMm };
  return (
    <div
      ref={frame}
      className="sheet"
      style={box}
      // Seals on it can be moved: what lies inside a picture would be hidden from a screen reader.
      role={over ? 'group' : 'img'}
      aria-label={label}
      data-page={page}
      data-px-per-mm={pxPerMm}
    >
      {isNear && <PageCanvas {...{ document, page, onSettled }} width={box.width} />}
      {over?.(size)}
    </div>
  );
}

/** Left, top, width and height of an area as shares of its page: true at every zoom. */
export function areaStyle(area: Area, page: PageSize): CSSProperties {
  return {
    left: `${(area.xMm / page.widthMm) * 100}%`,
    top: `${(area.yMm / page.heightMm) * 100}%`,
    width: `${(area.widthMm / page.widthMm) * 100}%`,
    height: `${(area.heightMm / page.heightMm) * 100}%`,
  };
}

interface CanvasProps {
  readonly document: ShownDocument;
  readonly page: number;
  readonly width: number;
  readonly onSettled: (() => void) | undefined;
}

/** Pixels that one page may have (16.8 million, 64 MB): sharp at 200 % of two device pixels, not without end at 400 %. */
const MOST_PIXELS = 2 ** 24;

/**
 * Annotations are drawn (marks are annotations), never as links or fields that act. A new size is drawn beside the old one
 * and takes its place when it is done; what is not shown any more gives its memory back.
 */
function PageCanvas({ document, page, width, onSettled }: CanvasProps) {
  const paper = useRef<HTMLDivElement>(null);
  const drawnWidth = useRef<number | null>(null);
  const { pdf, onDrawn } = document;
  useEffect(() => {
    const target = paper.current;
    // The same file, opened anew: what is drawn of it stays.
    if (!target || drawnWidth.current === width) return undefined;
    const drawing = drawPage(pdf, page, target, () => {
      drawnWidth.current = width;
      onDrawn();
    });
    if (onSettled) void drawing.settled.then(onSettled);
    return () => drawing.stop();
  }, [pdf, page, width, onDrawn, onSettled]);
  useEffect(() => () => void release(pdf, page), [pdf, page]);
  useEffect(() => {
    const target = paper.current;
    return () => {
      drawnWidth.current = null;
      if (target) show(target, null);
    };
  }, [page]);
  return <div ref={paper} className="sheet-paper" />;
}

/** Gives back what pdf.js keeps of a page. A document that was opened anew in the meantime has nothing left to give. */
async function release(pdf: PDFDocumentProxy, page: number): Promise<void> {
  try {
    (await pdf.getPage(page)).cleanup();
  } catch {
    // Closed already.
  }
}

function drawPage(
  pdf: PDFDocumentProxy,
  page: number,
  target: HTMLElement,
  onDrawn: () => void,
): { readonly settled: Promise<void>; stop(): void } {
  let cancel = (): void => undefined;
  let isOver = false;
  const draw = async (): Promise<void> => {
    const proxy = await pdf.getPage(page);
    if (isOver) return;
    const natural = proxy.getViewport({ scale: 1 });
    // Large type zooms the whole window, so what counts is how wide the paper is on the screen.
    const wanted = (target.getBoundingClientRect().width * devicePixelRatio) / natural.width;
    const most = Math.sqrt(MOST_PIXELS / (natural.width * natural.height));
    const viewport = proxy.getViewport({ scale: Math.min(wanted, most) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    const task = proxy.render({ canvas, viewport });
    cancel = () => task.cancel();
    await task.promise;
    canvas.dataset['drawn'] = 'yes';
    if (isOver) return;
    show(target, canvas);
    onDrawn();
  };
  return {
    settled: draw().catch(() => undefined),
    stop() {
      isOver = true;
      cancel();
    },
  };
}

/** A canvas keeps its pixels until somebody collects it; without a size it has none. */
function show(target: HTMLElement, canvas: HTMLCanvasElement | null): void {
  for (const old of target.querySelectorAll('canvas')) {
    old.width = 0;
    old.remove();
  }
  if (canvas) target.append(canvas);
}
