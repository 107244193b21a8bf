/** The edges of all pages side by side, each with the slice that it gets, and beside them the joined seal. */
import type { MarkView } from '../../../src-main/contract/request-views.ts';
import type { SealView } from '../../../src-main/contract/views.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { pictureStyle } from '../../ui/mark-picture.tsx';

export interface SeamStripProps {
  readonly slices: readonly MarkView[];
  /** PNG as base64. */
  readonly picture: string;
  readonly seal: SealView;
}

/** CSS pixels for a millimetre in the strip. */
const PX = 2;

export function SeamStrip({ slices, picture, seal }: SeamStripProps) {
  const say = useWords(sealWords);
  const size = ({ rect }: MarkView) => ({ width: rect.widthMm * PX, height: rect.heightMm * PX });
  const groups = Math.max(1, slices.filter(({ slice }) => slice?.index === 0).length);
  return (
    <figure className="seam-strip">
      <figcaption className="secondary">{say('seamPreview')}</figcaption>
      <div className="seam-strip-row">
        {slices.map((mark) => (
          <span key={mark.page} className="seam-edge">
            <span style={{ ...size(mark), ...pictureStyle(picture, mark.slice) }} />
            {mark.page}
          </span>
        ))}
        <span className="seam-joined">
          {slices.slice(0, slices.length / groups).map((mark) => (
            <span key={mark.page} style={{ ...size(mark), ...pictureStyle(picture, mark.slice) }} />
          ))}
        </span>
      </div>
      <span className="visually-hidden">{seal.name}</span>
    </figure>
  );
}
