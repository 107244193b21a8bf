/** Signature fields that the other side has prepared, each a place to put the seal with one click. */
import { Button } from 'antd';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import type { PlaceStepProps } from './desk-props.ts';

export function EmptyFields({ document, draft, change, seal, setChosen, setPage }: PlaceStepProps) {
  const say = useWords(sealWords);
  if (document.emptyFields.length === 0) return null;
  const put = ({ page, rect }: DocumentView['emptyFields'][number]): void => {
    const xMm = twoDecimals(rect.xMm + rect.widthMm / 2);
    const yMm = twoDecimals(rect.yMm + rect.heightMm / 2);
    setPage(page);
    setChosen(draft.points.length);
    change({ points: [...draft.points, { kind: 'at', pages: [page], xMm, yMm }] });
  };
  return (
    <div className="place-buttons">
      {document.emptyFields.map((field) => (
        <Button key={field.name} disabled={!seal} onClick={() => put(field)}>
          {say('intoField', { field: field.name, page: field.page })}
        </Button>
      ))}
    </div>
  );
}

function twoDecimals(mm: number): number {
  return Math.round(mm * 100) / 100;
}
