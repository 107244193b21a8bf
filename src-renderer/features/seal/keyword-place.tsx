/** Puts the seal behind words of the document: none and several are said, never guessed. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { KeywordHitView } from '../../../src-main/contract/request-views.ts';
import { placeBehind } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { PlaceStepProps } from './desk-props.ts';

export function KeywordPlace(props: PlaceStepProps) {
  const { document, draft, change, setPage, setChosen, seal, shown } = props;
  const say = useWords(sealWords);
  const [placed, setPlaced] = useState<KeywordHitView | null>(null);
  const [hits, setHits] = useState<readonly KeywordHitView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const put = (hit: KeywordHitView): void => {
    if (!seal) return;
    setHits(null);
    setPlaced(hit);
    setChosen(draft.points.length);
    setPage(hit.page);
    change({ points: [...draft.points, { kind: 'at', pages: [hit.page], ...placeBehind(hit, seal) }] });
  };
  const find = async (keyword: string): Promise<void> => {
    if (keyword.trim() === '') return;
    setError(null);
    setPlaced(null);
    try {
      const found = await call('document.find', {
        ...{ job: crypto.randomUUID(), document: document.id, keyword: keyword.trim() },
      });
      const [only] = found;
      if (found.length === 1 && only) put(only);
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
      {placed?.line && (
        <p className="secondary keyword-placed" role="status">
          {say('keywordPlaced', { page: placed.page, line: placed.line })}
        </p>
      )}
      {hits?.length === 0 && <p className="field-note">{say('keywordNone')}</p>}
      {hits && hits.length > 1 && (
        <p className="keyword-hits">
          {say('keywordMany', { count: hits.length })}
          {hits.map((hit, index) => (
            <Button key={index} size="small" onClick={() => put(hit)}>
              {say('keywordHit', { page: hit.page })}
              {hit.line && <span className="secondary keyword-line">{hit.line}</span>}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
