/** One place by number: centre in mm, and the pages that get the seal at the same place. */
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { PointPlacement } from './draft.ts';
import { pagesText, parsePages } from '../../i18n/page-range.ts';

export interface PlaceFieldsProps {
  readonly number: number;
  readonly point: PointPlacement;
  readonly isChosen: boolean;
  readonly pageCount: number;
  readonly onChange: (part: Partial<PointPlacement>) => void;
  readonly onRemove: () => void;
}

export function PlaceFields({ number, point, isChosen, pageCount, onChange, onRemove }: PlaceFieldsProps) {
  const say = useWords(sealWords);
  const length = (label: string, value: number, set: (value: number) => void) => (
    <label>
      {label}
      <InputNumber
        min={0}
        step={1}
        value={value}
        precision={1}
        suffix="mm"
        onChange={(typed) => typed !== null && set(typed)}
      />
    </label>
  );
  return (
    <fieldset className={`place ${isChosen ? 'place-chosen' : ''}`}>
      <legend>{say('place', { number })}</legend>
      {length(say('fromLeft'), point.xMm, (xMm) => onChange({ xMm }))}
      {length(say('fromTop'), point.yMm, (yMm) => onChange({ yMm }))}
      <PagesField
        key={pagesText(point.pages)}
        pages={point.pages}
        pageCount={pageCount}
        onChange={(pages) => onChange({ pages })}
      />
      <Button onClick={onRemove}>{say('remove')}</Button>
    </fieldset>
  );
}

interface PagesFieldProps {
  readonly pages: readonly number[];
  readonly pageCount: number;
  readonly onChange: (pages: number[]) => void;
}

/** Taken over when the field is left or Enter is pressed; what cannot be understood stays and says so. */
function PagesField({ pages, pageCount, onChange }: PagesFieldProps) {
  const say = useWords(sealWords);
  const [text, setText] = useState(() => pagesText(pages));
  const parsed = parsePages(text, pageCount);
  const take = (): void => {
    if (parsed) onChange(parsed);
  };
  return (
    <label>
      {say('onPages')}
      <Input
        value={text}
        status={parsed ? '' : 'warning'}
        title={parsed ? undefined : say('pagesWrong')}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {!parsed && <span className="field-note">{say('pagesWrong')}</span>}
    </label>
  );
}
