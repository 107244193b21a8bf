/** Places on pages as links: each brings its page and the spot on it into sight. */
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import type { Area } from './page-view.tsx';

/** A spot to be brought into sight; a new object each time that somebody asks for it. */
export interface PlaceOnPage {
  readonly page: number;
  readonly rect: Area;
}

/** A seam over a long contract has a mark on every page; whoever wants the hundredth turns the pages. */
const MOST_LINKS = 8;

interface LinksProps {
  readonly places: readonly PlaceOnPage[];
  readonly onPlace: (place: PlaceOnPage) => void;
}

export function PlaceLinks({ places, onPlace }: LinksProps) {
  const say = useWords(viewerWords);
  return (
    <span className="place-links">
      {oneOfEachPage(places).map((place) => (
        <button key={place.page} type="button" className="link" onClick={() => onPlace({ ...place })}>
          {say('goToPlace', { page: place.page })}
        </button>
      ))}
    </span>
  );
}

function oneOfEachPage(places: readonly PlaceOnPage[]): readonly PlaceOnPage[] {
  const pages = new Map<number, PlaceOnPage>();
  for (const place of places) if (!pages.has(place.page)) pages.set(place.page, place);
  return [...pages.values()].slice(0, MOST_LINKS);
}

interface Slice {
  readonly slice?: unknown;
}

/** Whole seals before the slices of a seam: the first is what somebody wants to see first. */
export function wholeFirst<T extends PlaceOnPage & Slice>(marks: readonly T[]): readonly T[] {
  const isSlice = (mark: T): boolean => (mark.slice ?? null) !== null;
  return [...marks.filter((mark) => !isSlice(mark)), ...marks.filter(isSlice)];
}
