/** All pages, small, with a red spot where seals will be. */
import { sealWords } from '../../i18n/seal-words.ts';
import { viewerWords } from '../../i18n/viewer-words.ts';
import { useWords } from '../../i18n/words.ts';
import { areaStyle, PageView } from '../../ui/page-view.tsx';
import type { PageSize, ShownDocument } from '../../ui/use-document.ts';
import type { DeskProps } from './desk-props.ts';

/** Width of a thumbnail, CSS pixels. */
const WIDTH = 96;

export function Thumbnails(props: DeskProps & { readonly shown: ShownDocument }) {
  const { shown, page, setPage, preview } = props;
  const say = useWords(sealWords);
  const sayPage = useWords(viewerWords);
  const spots = (number: number, size: PageSize) =>
    preview?.marks
      .filter((mark) => mark.page === number)
      .map((mark, index) => <span key={index} className="spot" style={areaStyle(mark.rect, size)} />);
  return (
    <nav className="thumbnails" aria-label={say('thumbnails')}>
      {Array.from({ length: shown.pageCount }, (_, index) => index + 1).map((number) => (
        <button
          key={number}
          type="button"
          aria-current={number === page ? 'page' : undefined}
          onClick={() => setPage(number)}
        >
          <PageView
            document={shown}
            page={number}
            pxPerMm={WIDTH / shown.firstPage.widthMm}
            label={sayPage('page', { page: number, pages: shown.pageCount })}
            over={(size) => spots(number, size)}
          />
          {number}
        </button>
      ))}
    </nav>
  );
}
