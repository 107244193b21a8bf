/** The lines that hold a seal while it is dragged: the centre of the page, the middle or the end of a line of text. */
import type { PageSize } from '../../ui/use-document.ts';
import type { Guides } from './moving.ts';

export function GuideLines({ guides, page }: { readonly guides: Guides; readonly page: PageSize }) {
  const { xMm, yMm } = guides;
  return (
    <>
      {xMm !== null && (
        <span className="guide guide-down" style={{ left: `${(xMm / page.widthMm) * 100}%` }} />
      )}
      {yMm !== null && (
        <span className="guide guide-across" style={{ top: `${(yMm / page.heightMm) * 100}%` }} />
      )}
    </>
  );
}
