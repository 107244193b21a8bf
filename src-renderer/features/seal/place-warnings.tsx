/** What a person should see about the places before sending: seals over each other, over older seals, over words. */
import type { PreviewView } from '../../../src-main/contract/request-views.ts';
import { pagesText } from '../../i18n/page-range.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { wordsUnder } from '../../ui/text-lines.ts';
import type { DeskProps } from './desk-props.ts';

/** Seals may touch: a tenth of the smaller one is nothing to speak of. */
const MAY_TOUCH = 0.1;
/** Characters of what is covered that are read out. */
const MOST_WORDS = 24;

export function PlaceWarnings({ preview, lines, page }: DeskProps) {
  const say = useWords(sealWords);
  if (!preview) return null;
  const words = coveredWords(preview, lines, page);
  return (
    <div className="place-warnings" aria-live="polite">
      <OverNotice words="overlap" found={preview.overlaps.filter(({ share }) => share > MAY_TOUCH)} />
      <OverNotice words="coversSeal" found={preview.covered} />
      {preview.dark.length > 0 && (
        <p className="notice">{say('darkGround', { pages: pagesText(preview.dark) })}</p>
      )}
      {preview.fills !== null && (
        <p className="notice notice-quiet">{say('fillsField', { field: preview.fills })}</p>
      )}
      {words !== '' && <p className="notice notice-quiet">{say('coversText', { page, words })}</p>}
    </div>
  );
}

interface OverProps {
  readonly words: 'overlap' | 'coversSeal';
  readonly found: readonly { readonly page: number; readonly share: number }[];
}

/** One sentence for all pages where it is so, with the worst share: the same seal often stands on many. */
function OverNotice({ words, found }: OverProps) {
  const say = useWords(sealWords);
  if (found.length === 0) return null;
  const pages = [...new Set(found.map(({ page }) => page))].sort((a, b) => a - b);
  const share = Math.round(Math.max(...found.map((each) => each.share)) * 100);
  return <p className="notice">{say(words, { pages: pagesText(pages), share })}</p>;
}

/** Words of the page at hand under a whole seal: slices of a seam lie on the edge, where there are none. */
function coveredWords({ marks }: PreviewView, lines: DeskProps['lines'], page: number): string {
  const under = marks
    .filter((mark) => mark.page === page && mark.slice === null)
    .map(({ rect }) => wordsUnder(lines, rect))
    .filter((text) => text !== '')
    .join(' · ');
  return under.length > MOST_WORDS ? `${under.slice(0, MOST_WORDS)}…` : under;
}
