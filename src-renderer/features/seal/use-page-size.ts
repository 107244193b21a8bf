/** The true size of the page at hand: pages of one file need not be alike. */
import { useEffect, useState } from 'react';
import { pageSize, type PageSize, type ShownDocument } from '../../ui/use-document.ts';

/** Until it is known, the size of the first page; null while no document is open. */
export function usePageSize(shown: ShownDocument | null, page: number): PageSize | null {
  const [found, setFound] = useState<{ readonly page: number; readonly size: PageSize } | null>(null);
  const pdf = shown?.pdf;
  useEffect(() => {
    if (!pdf) return undefined;
    let isGone = false;
    pageSize(pdf, page).then(
      (size) => {
        if (!isGone) setFound({ page, size });
      },
      // It cannot be read: the page shows that itself.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [pdf, page]);
  return found?.page === page ? found.size : (shown?.firstPage ?? null);
}
