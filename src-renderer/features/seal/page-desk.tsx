/** The page at hand between two rulers; seals on it are their true pictures at true size and can be dragged. */
import { useLayoutEffect, useRef, useState } from 'react';
import { viewerWords } from '../../i18n/viewer-words.ts';
import { useWords } from '../../i18n/words.ts';
import { MarkPicture } from '../../ui/mark-picture.tsx';
import { PageView } from '../../ui/page-view.tsx';
import type { PageSize, ShownDocument } from '../../ui/use-document.ts';
import type { DeskProps } from './desk-props.ts';
import type { PointPlacement } from './draft.ts';
import { MovableSeal } from './movable-seal.tsx';
import { Ruler } from './ruler.tsx';

/** Room beside the page for ruler and scroll bar, CSS pixels. */
const ROOM = 56;

export function PageDesk(props: DeskProps & { readonly shown: ShownDocument }) {
  const { shown, page, draft, change, seal, preview, setChosen } = props;
  const say = useWords(viewerWords);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const pxPerMm = Math.max(1, (width - ROOM) / shown.firstPage.widthMm);
  const move = (index: number, part: Partial<PointPlacement>): void =>
    change({ points: draft.points.map((each, i) => (i === index ? { ...each, ...part } : each)) });
  const remove = (index: number): void => change({ points: draft.points.filter((_, i) => i !== index) });
  const over = (size: PageSize) => (
    <>
      {draft.points.map((point, index) =>
        seal && point.pages.includes(page) ? (
          <MovableSeal
            key={index}
            point={point}
            seal={seal}
            page={size}
            onChoose={() => setChosen(index)}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
          />
        ) : null,
      )}
      {preview?.marks
        .filter((mark) => mark.page === page && mark.slice !== null)
        .map((mark, index) => (
          <MarkPicture key={index} mark={mark} page={size} picture={seal?.picture ?? null} label="" />
        ))}
    </>
  );
  return (
    <div ref={frame} className="page-desk">
      {width > 0 && (
        <div className="page-desk-grid">
          <span className="ruler-corner">mm</span>
          <Ruler direction="across" lengthMm={shown.firstPage.widthMm} pxPerMm={pxPerMm} />
          <Ruler direction="down" lengthMm={shown.firstPage.heightMm} pxPerMm={pxPerMm} />
          <PageView
            key={page}
            document={shown}
            page={page}
            pxPerMm={pxPerMm}
            label={say('page', { page, pages: shown.pageCount })}
            over={over}
          />
        </div>
      )}
    </div>
  );
}
