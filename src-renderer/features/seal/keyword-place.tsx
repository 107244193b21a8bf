/** Puts the seal behind words of the document: none and several are said, never guessed. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { KeywordHitView } from '../../../src-main/contract/request-views.ts';
import type { TemplateView } from '../../../src-main/contract/template-calls.ts';
import { besideOf, placeBehind } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TemplateBar } from '../../ui/template-bar.tsx';
import type { PlaceStepProps } from './desk-props.ts';
import { inHand, ruleOf, type Draft } from './draft.ts';

/** Words that are looked for, and the template that asked for them. */
interface Wish {
  readonly keyword: string;
  readonly template: TemplateView | null;
}

export function KeywordPlace(props: PlaceStepProps) {
  const { document, draft, change, setPage, setChosen, seal, shown } = props;
  const say = useWords(sealWords);
  const [placed, setPlaced] = useState<KeywordHitView | null>(null);
  const [hits, setHits] = useState<readonly KeywordHitView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [wish, setWish] = useState<Wish>({ keyword: '', template: null });
  const { seals } = useOffice();
  /** The draft with the seal and the seam of a template, in hand for its words. */
  const begun = (template: TemplateView | null): Draft => {
    if (!template) return draft;
    const pages = Array.from({ length: shown?.pageCount ?? 1 }, (_, i) => i + 1);
    const { seam, typeCode } = template;
    const edge = seam !== null && pages.length > 1 ? { seam: { edge: seam, pages } } : {};
    return { ...draft, ...inHand(draft, typeCode), ...edge };
  };
  const put = (hit: KeywordHitView, asked: Wish): void => {
    const { template } = asked;
    const used = template ? seals.find(({ typeCode }) => typeCode === template.typeCode) : seal;
    if (!used) return;
    setHits(null);
    setPlaced(hit);
    const before = begun(template);
    const index = before.points.length;
    setChosen(index);
    setPage(hit.page);
    const behind = placeBehind(hit, used);
    const point = {
      ...{ kind: 'at' as const, pages: [hit.page] },
      xMm: behind.xMm + (template?.dxMm ?? 0),
      yMm: behind.yMm + (template?.dyMm ?? 0),
    };
    const second = template?.hasPair ? seals.find(({ typeCode }) => typeCode === '05') : undefined;
    const beside = second ? besideOf([point], used, second).filter((each) => each.kind === 'at') : [];
    const others = before.others.filter(({ typeCode }) => beside.length === 0 || typeCode !== '05');
    const { typeCode: inUse, seam } = before;
    change({
      ...{ typeCode: inUse, seam, points: [...before.points, point] },
      others: beside.length === 0 ? others : [...others, { typeCode: '05', points: beside, seam: null }],
      words: { keyword: asked.keyword, index, ...behind },
    });
  };
  const use = (template: TemplateView): void => {
    const { typeCode, points, seam, others } = begun(template);
    // The seam is a rule of its own; words are looked for in this very file.
    change({ typeCode, points, seam, others });
    if (template.keyword !== '') void find(template.keyword, template);
  };
  const find = async (keyword: string, template: TemplateView | null = null): Promise<void> => {
    setWish({ keyword: keyword.trim(), template });
    if (keyword.trim() === '') return;
    setError(null);
    setPlaced(null);
    try {
      const found = await call('document.find', {
        ...{ job: crypto.randomUUID(), document: document.id, keyword: keyword.trim() },
      });
      const [only] = found;
      if (found.length === 1 && only) put(only, { keyword: keyword.trim(), template });
      else setHits(found);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div>
      <TemplateBar rule={ruleOf(draft)} onChoose={use} mayPair />
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
            <Button key={index} size="small" onClick={() => put(hit, wish)}>
              {say('keywordHit', { page: hit.page })}
              {hit.line && <span className="secondary keyword-line">{hit.line}</span>}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
