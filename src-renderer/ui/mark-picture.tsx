/** A mark where it will be: the whole seal at its true size, or the slice of it that a page gets. */
import type { MarkView } from '../../src-main/contract/request-views.ts';
import { areaStyle } from './page-view.tsx';
import type { PageSize } from './use-document.ts';

export interface MarkPictureProps {
  readonly mark: MarkView;
  /** PNG as base64; without one the place is outlined. */
  readonly picture: string | null;
  readonly page: PageSize;
  readonly label: string;
}

export function MarkPicture({ mark, picture, page, label }: MarkPictureProps) {
  const style = {
    ...areaStyle(mark.rect, page),
    ...(picture === null ? {} : pictureStyle(picture, mark.slice)),
  };
  return (
    <span
      className={picture === null ? 'seal-mark seal-mark-plain' : 'seal-mark'}
      style={style}
      role="img"
      aria-label={label}
    />
  );
}

/** Shows slice `index` of `count` equal slices, or all of the picture. */
export function pictureStyle(picture: string, slice: MarkView['slice']) {
  const { index, count } = slice ?? { index: 0, count: 1 };
  return {
    backgroundImage: `url(data:image/png;base64,${picture})`,
    backgroundSize: `${count * 100}% 100%`,
    backgroundPosition: `${count > 1 ? (index / (count - 1)) * 100 : 0}% 0`,
  };
}
