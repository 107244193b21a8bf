/** A piece of a page as it is drawn: where a mark sits, with whatever lies under it. */
import { useEffect, useRef } from 'react';
import type { Area } from '../../ui/page-view.tsx';
import type { ShownDocument } from '../../ui/use-document.ts';

export interface DrawnMarkProps {
  readonly document: ShownDocument;
  readonly page: number;
  readonly rect: Area;
  /** Longer side on the screen, CSS pixels. */
  readonly side: number;
  readonly label: string;
}

/** Points per millimetre: pdf.js measures pages in points. */
const POINTS = 72 / 25.4;

export function DrawnMark({ document, page, rect, side, label }: DrawnMarkProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pdf } = document;
  const { xMm, yMm, widthMm, heightMm } = rect;
  const longer = Math.max(widthMm, heightMm, 1);
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    void (async () => {
      const proxy = await pdf.getPage(page);
      const target = canvas.current;
      if (isGone || !target) return;
      const pixels = (side / longer) * devicePixelRatio;
      const [offsetX, offsetY] = [-xMm * pixels, -yMm * pixels];
      const viewport = proxy.getViewport({ scale: pixels / POINTS, offsetX, offsetY });
      target.width = Math.max(1, Math.round(widthMm * pixels));
      target.height = Math.max(1, Math.round(heightMm * pixels));
      const task = proxy.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
      target.dataset['drawn'] = 'yes';
    })().catch(() => undefined);
    return () => {
      isGone = true;
      stop();
    };
  }, [pdf, page, xMm, yMm, widthMm, heightMm, longer, side]);
  const box = { width: (widthMm / longer) * side, height: (heightMm / longer) * side };
  return <canvas ref={canvas} style={box} role="img" aria-label={label} />;
}
