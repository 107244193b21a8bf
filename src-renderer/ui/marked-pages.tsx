/** The pages of a file with the marks of one seal where they will be, opened at a place. */
import type { DocumentView } from '../../src-main/contract/views.ts';
import type { MarkView } from '../../src-main/contract/request-views.ts';
import { useOffice } from '../state/office.tsx';
import { DocumentPages } from './document-pages.tsx';
import { MarkPicture } from './mark-picture.tsx';
import type { PlaceOnPage } from './place-links.tsx';
import type { PageSize } from './use-document.ts';

interface MarksProps {
  readonly marks: readonly MarkView[];
  readonly esId: string;
  /** What a mark is called, aloud. */
  readonly label: string;
}

export interface MarkedPagesProps extends MarksProps {
  readonly document: DocumentView;
  readonly at: PlaceOnPage | null;
}

export function MarkedPages({ document, at, ...marks }: MarkedPagesProps) {
  return (
    <DocumentPages
      document={document}
      at={at}
      over={(page, size) => <Marks {...{ page, size }} {...marks} />}
    />
  );
}

/** The marks of one page. */
export function Marks({
  page,
  size,
  marks,
  esId,
  label,
}: MarksProps & { readonly page: number; readonly size: PageSize }) {
  const seal = useOffice().seals.find((each) => each.esId === esId);
  return marks
    .filter((mark) => mark.page === page)
    .map((mark, i) => (
      <MarkPicture key={i} mark={mark} page={size} picture={seal?.picture ?? null} label={label} />
    ));
}
