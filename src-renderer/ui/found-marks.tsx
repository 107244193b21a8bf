/** Where words were found on a page; the hit at hand is stronger. */
import { areaStyle } from './page-view.tsx';
import type { PageSize } from './use-document.ts';
import type { Search } from './use-search.ts';

export function FoundMarks(props: {
  readonly search: Pick<Search, 'hits' | 'at'>;
  readonly page: number;
  readonly size: PageSize;
}) {
  const { search, page, size } = props;
  return search.hits?.map((hit, index) =>
    hit.page === page ? (
      <span
        key={index}
        className={index === search.at ? 'found found-here' : 'found'}
        style={areaStyle(hit.rect, size)}
      />
    ) : null,
  );
}
