/** One page: drawn when it comes near the window, blank paper of the right size before; what lies on it is placed in mm. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
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
  readonly label: string;
  /** Drawn over the page; gets its true size. */
  readonly over?: (size: PageSize) => ReactNode;
}

export function PageView({ document, page, pxPerMm, label, over }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useNear(frame);
  const [size, setSize] = useState(document.firstPage);
  const { pdf } = document;
  useEffect(() => {
    if (!isNear) return undefined;
    let isGone = false;
    void pageSize(pdf, page).then((found) => {
      if (!isGone) setSize(found);
    });
    return () => {
      isGone = true;
    };
  }, [pdf, page, isNear]);
  const box = { width: size.widthMm * pxPerMm, height: size.heightMm * pxPerMm };
  return (
    <div ref={frame} className="sheet" style={box} role="img" aria-label={label} data-page={page}>
      {isNear && <PageCanvas pdf={pdf} page={page} width={box.width} />}
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
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly width: number;
}

/** Annotations are drawn (marks are annotations), never as links or fields that act. */
function PageCanvas({ pdf, page, width }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    void (async () => {
      const proxy = await pdf.getPage(page);
      if (isGone || !canvas.current) return;
      const natural = proxy.getViewport({ scale: 1 });
      const target = canvas.current;
      // Large type zooms the whole window, so what counts is how wide the canvas is on the screen.
      const pixels = target.getBoundingClientRect().width * devicePixelRatio;
      const viewport = proxy.getViewport({ scale: pixels / natural.width });
      target.width = Math.round(viewport.width);
      target.height = Math.round(viewport.height);
      const task = proxy.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
      target.dataset['drawn'] = 'yes';
    })().catch(() => undefined);
    return () => {
      isGone = true;
      stop();
    };
  }, [pdf, page, width]);
  return <canvas key={width} ref={canvas} />;
}

/** True while the element is within one window height of being seen. */
function useNear(frame: React.RefObject<HTMLDivElement | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => setIsNear(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: '100% 0px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [frame]);
  return isNear;
}
