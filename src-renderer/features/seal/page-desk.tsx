/** The page at hand between two rulers; seals on it are their true pictures at true size and can be dragged. */
import { useRef, useState } from 'react';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { viewerWords } from '../../i18n/viewer-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { FoundMarks } from '../../ui/found-marks.tsx';
import { MarkPicture, pictureStyle } from '../../ui/mark-picture.tsx';
import { areaStyle, PageView } from '../../ui/page-view.tsx';
import type { PageSize, ShownDocument } from '../../ui/use-document.ts';
import { useSearch } from '../../ui/use-search.ts';
import { useZoom } from '../../ui/use-zoom.ts';
import { ViewerBar } from '../../ui/viewer-bar.tsx';
import type { DeskProps } from './desk-props.ts';
import { inHand, type PointPlacement } from './draft.ts';
import { GuideLines } from './guide-lines.tsx';
import { MovableSeal } from './movable-seal.tsx';
import type { Guides } from './moving.ts';
import { Ruler } from './ruler.tsx';

/** Room beside the page for rulers, padding and scroll bars, CSS pixels. */
const margin = { width: 64, height: 64 };

export interface PageDeskProps extends DeskProps {
  readonly shown: ShownDocument;
  /** The page at hand is drawn, or cannot be. */
  readonly onPage: () => void;
}

export function PageDesk(props: PageDeskProps) {
  const { document, shown, page, setPage, onPage } = props;
  const say = useWords(viewerWords);
  const frame = useRef<HTMLDivElement>(null);
  const { widthMm, heightMm } = props.size ?? shown.firstPage;
  const zoom = useZoom(frame, { widthMm, heightMm }, margin);
  const search = useSearch(document.id, (hit) => setPage(hit.page));
  const { pxPerMm } = zoom;
  return (
    <div className="desk-middle">
      <ViewerBar {...{ zoom, search, page }} pageCount={shown.pageCount} onPage={setPage} />
      <div ref={frame} className="page-desk">
        {zoom.isMeasured && (
          <div className="page-desk-grid">
            <span className="ruler-corner">mm</span>
            <Ruler direction="across" lengthMm={widthMm} pxPerMm={pxPerMm} />
            <Ruler direction="down" lengthMm={heightMm} pxPerMm={pxPerMm} />
            <PageView
              key={page}
              document={shown}
              page={page}
              pxPerMm={pxPerMm}
              label={say('page', { page, pages: shown.pageCount })}
              onSettled={onPage}
              over={(size) => (
                <>
                  <FoundMarks search={search} page={page} size={size} />
                  <PlacedSeals {...props} size={size} />
                </>
              )}
            />
          </div>
        )}
      </div>
    </div>
  );
}

/** Seals of other kinds that are placed already: they take hold of with a click, and stay what they are. */
function OtherPlaced({ draft, change, page, setChosen, size }: DeskProps & { readonly size: PageSize }) {
  const { seals } = useOffice();
  const { sealKind } = useVocabulary();
  return draft.others.flatMap(({ typeCode, points }) => {
    const seal = seals.find((each) => each.typeCode === typeCode);
    if (!seal?.picture) return [];
    const { widthMm, heightMm, picture } = seal;
    return points.flatMap((point, index) => {
      if (!point.pages.includes(page)) return [];
      const area = { xMm: point.xMm - widthMm / 2, yMm: point.yMm - heightMm / 2, widthMm, heightMm };
      const take = (): void => {
        change(inHand(draft, typeCode));
        setChosen(index);
      };
      return [
        <button
          key={`${typeCode}-${index}`}
          type="button"
          className="movable other-placed"
          style={{ ...areaStyle(area, size), ...pictureStyle(picture, null) }}
          aria-label={sealKind(typeCode)}
          title={sealKind(typeCode)}
          data-seal={typeCode}
          onClick={take}
        />,
      ];
    });
  });
}

function PlacedSeals(props: DeskProps & { readonly size: PageSize }) {
  const { page, draft, change, seal, preview, chosen, setChosen, lines, size } = props;
  const [guides, setGuides] = useState<Guides | null>(null);
  const { seals } = useOffice();
  const pictureOf = (typeCode = draft.typeCode): string | null =>
    seals.find((each) => each.typeCode === typeCode)?.picture ?? null;
  const move = (index: number, part: Partial<PointPlacement>): void =>
    change({ points: draft.points.map((each, i) => (i === index ? { ...each, ...part } : each)) });
  const remove = (index: number): void => change({ points: draft.points.filter((_, i) => i !== index) });
  return (
    <>
      {guides && <GuideLines guides={guides} page={size} />}
      {draft.points.map((point, index) =>
        seal && point.pages.includes(page) ? (
          <MovableSeal
            key={index}
            point={point}
            seal={seal}
            page={size}
            isChosen={index === chosen}
            lines={lines}
            onGuides={setGuides}
            onChoose={() => setChosen(index)}
            onMove={({ xMm, yMm }) => move(index, { xMm, yMm })}
            onRemove={() => remove(index)}
          />
        ) : null,
      )}
      <OtherPlaced {...props} />
      {preview?.marks
        .filter((mark) => mark.page === page && mark.slice !== null)
        .map((mark, index) => (
          <MarkPicture key={index} mark={mark} page={size} picture={pictureOf(mark.typeCode)} label="" />
        ))}
    </>
  );
}
