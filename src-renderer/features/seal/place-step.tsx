/** ② Which seal, where by number, after which words, and the seam. */
import { Button } from 'antd';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { PlaceStepProps } from './desk-props.ts';
import { inHand } from './draft.ts';
import { EmptyFields } from './empty-fields.tsx';
import { KeywordPlace } from './keyword-place.tsx';
import { keptOnPage } from './moving.ts';
import { OtherSeals } from './other-seals.tsx';
import { PlaceFields } from './place-fields.tsx';
import { PlaceWarnings } from './place-warnings.tsx';
import { SealTray } from './seal-tray.tsx';
import { SeamFields } from './seam-fields.tsx';

export function PlaceStep(props: PlaceStepProps) {
  const { draft, change, undo, page, size, chosen, setChosen, shown, seal } = props;
  const say = useWords(sealWords);
  const add = (): void => {
    if (!size || !seal) return;
    const middle = { xMm: size.widthMm / 2, yMm: size.heightMm / 2 };
    setChosen(draft.points.length);
    change({
      points: [...draft.points, { kind: 'at', pages: [page], ...keptOnPage(middle, seal, size) }],
    });
  };
  return (
    <div className="place-step">
      <SealTray chosen={draft.typeCode} onChoose={(typeCode) => change(inHand(draft, typeCode))} />
      <OtherSeals {...props} />
      <div className="place-buttons">
        <Button disabled={!size || !seal} onClick={add}>
          {say('add')}
        </Button>
        <Button disabled={!undo} onClick={() => undo?.()} title={say('undoTitle')}>
          {say('undo')}
        </Button>
      </div>
      <EmptyFields {...props} />
      <KeywordPlace {...props} />
      {draft.points.map((point, index) => (
        <PlaceFields
          key={index}
          number={index + 1}
          point={point}
          isChosen={index === chosen}
          pageCount={shown?.pageCount ?? 1}
          onChange={(part) =>
            change({ points: draft.points.map((each, i) => (i === index ? { ...each, ...part } : each)) })
          }
          onRemove={() => change({ points: draft.points.filter((_, i) => i !== index) })}
        />
      ))}
      {draft.points.length > 0 && <p className="secondary step-hint">{say('hint')}</p>}
      <SeamFields {...props} />
      <PlaceWarnings {...props} />
    </div>
  );
}
