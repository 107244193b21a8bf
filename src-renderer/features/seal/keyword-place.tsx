/** Puts the seal behind words of the document: none and several are said, never guessed. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { KeywordHitView } from '../../../src-main/contract/request-views.ts';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { pageSize } from '../../ui/use-document.ts';
import { keptOnPage } from './moving.ts';
import type { PlaceStepProps } from './desk-props.ts';

export function KeywordPlace(props: PlaceStepProps) {
  const { document, draft, change, setPage, setChosen, seal, shown } = props;
  const say = useWords(sealWords);
  const [hits, setHits] = useState<readonly KeywordHitView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const put = async (hit: KeywordHitView): Promise<void> => {
    if (!seal || !shown) return;
    // The words may be on a page of another size than the one at hand.
    const size = await pageSize(shown.pdf, hit.page);
    const { xMm, yMm } = behind(hit, seal.widthMm, seal.heightMm);
    setHits(null);
    setChosen(draft.points.length);
    setPage(hit.page);
    const point = keptOnPage({ xMm, yMm }, seal, size);
    change({ points: [...draft.points, { kind: 'at', pages: [hit.page], ...point }] });
  };
  const find = async (keyword: string): Promise<void> => {
    if (keyword.trim() === '') return;
    setError(null);
    try {
      const found = await call('document.find', {
        ...{ job: crypto.randomUUID(), document: document.id, keyword: keyword.trim() },
      });
      const [only] = found;
      if (found.length === 1 && only) await put(only);
      else setHits(found);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div>
      <label>
        {say('keyword')}
        <Input.Search
          disabled={!shown || !seal}
          placeholder={say('keywordHint')}
          onSearch={(keyword) => void find(keyword)}
        />
      </label>
      <ErrorNotice error={error} />
      {hits?.length === 0 && <p className="field-note">{say('keywordNone')}</p>}
      {hits && hits.length > 1 && (
        <p className="keyword-hits">
          {say('keywordMany', { count: hits.length })}
          {hits.map((hit, index) => (
            <Button key={index} size="small" onClick={() => void put(hit)}>
              {say('keywordHit', { page: hit.page })}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}

/** The centre of a seal that begins where the words end (domain: 关键字定位, half a seal behind the end). */
function behind({ end, direction }: KeywordHitView, width: number, height: number) {
  const shift = {
    right: { x: width / 2, y: 0 },
    left: { x: -width / 2, y: 0 },
    down: { x: 0, y: height / 2 },
    up: { x: 0, y: -height / 2 },
  }[direction];
  return { xMm: end.xMm + shift.x, yMm: end.yMm + shift.y };
}
