/** 骑缝章: on or off, which edge, which pages, and the exact slice that each page gets. */
import { Input, Radio, Switch } from 'antd';
import { useState } from 'react';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { Seam } from './draft.ts';
import { pagesText, parsePages } from '../../i18n/page-range.ts';
import type { PlaceStepProps } from './desk-props.ts';
import { SeamStrip } from './seam-strip.tsx';

export function SeamFields({ draft, change, shown, seal, preview }: PlaceStepProps) {
  const say = useWords(sealWords);
  const pageCount = shown?.pageCount ?? 1;
  const { seam } = draft;
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  const set = (part: Partial<Seam>): void => {
    if (seam) change({ seam: { ...seam, ...part } });
  };
  const slices = preview?.marks.filter((mark) => mark.slice !== null) ?? [];
  return (
    <div className="seam">
      <label className="seam-switch">
        <Switch
          size="small"
          disabled={pageCount < 2}
          checked={seam !== null}
          onChange={(isOn) => change({ seam: isOn ? { edge: 'right', pages: all } : null })}
        />
        <b>{say('seam')}</b>
      </label>
      {pageCount < 2 && <p className="secondary">{say('seamNeedsPages')}</p>}
      {seam && (
        <>
          <div className="seam-row">
            <span>{say('seamEdge')}</span>
            <Radio.Group
              value={seam.edge}
              onChange={(event) => set({ edge: event.target.value as Seam['edge'] })}
            >
              <Radio value="right">{say('right')}</Radio>
              <Radio value="left">{say('left')}</Radio>
            </Radio.Group>
          </div>
          <SeamPages
            key={pagesText(seam.pages)}
            seam={seam}
            pageCount={pageCount}
            onPages={(pages) => set({ pages })}
          />
          {seal?.picture && slices.length > 0 && (
            <SeamStrip slices={slices} picture={seal.picture} seal={seal} />
          )}
        </>
      )}
    </div>
  );
}

interface SeamPagesProps {
  readonly seam: Seam;
  readonly pageCount: number;
  readonly onPages: (pages: number[]) => void;
}

function SeamPages({ seam, pageCount, onPages }: SeamPagesProps) {
  const say = useWords(sealWords);
  const [text, setText] = useState(() => pagesText(seam.pages));
  const parsed = parsePages(text, pageCount);
  const isGood = parsed !== null && parsed.length >= 2;
  const take = (): void => {
    if (parsed && isGood) onPages(parsed);
  };
  return (
    <label className="seam-row">
      <span>{say('onPages')}</span>
      <Input
        value={text}
        status={isGood ? '' : 'warning'}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {!isGood && <span className="field-note">{say(parsed ? 'seamNeedsPages' : 'pagesWrong')}</span>}
    </label>
  );
}
