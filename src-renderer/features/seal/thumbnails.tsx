/** All pages, small, with a red spot where seals will be. */
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { PageThumbnails } from '../../ui/page-thumbnails.tsx';
import { areaStyle } from '../../ui/page-view.tsx';
import type { PageSize, ShownDocument } from '../../ui/use-document.ts';
import type { DeskProps } from './desk-props.ts';

export function Thumbnails({ shown, page, setPage, preview }: DeskProps & { readonly shown: ShownDocument }) {
  const say = useWords(sealWords);
  const spots = (number: number, size: PageSize) =>
    preview?.marks
      .filter((mark) => mark.page === number)
      .map((mark, index) => <span key={index} className="spot" style={areaStyle(mark.rect, size)} />);
  return <PageThumbnails {...{ shown, page }} onPage={setPage} label={say('thumbnails')} over={spots} />;
}
