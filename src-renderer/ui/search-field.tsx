/** Words to look for, how often they are there, and the way from one to the next (Enter, Shift+Enter). */
import { CloseOutlined, DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { usePreferences } from '../i18n/preferences.tsx';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import { sentenceOf } from './error-notice.tsx';
import type { Search } from './use-search.ts';

export function SearchField({ search, page }: { readonly search: Search; readonly page: number }) {
  const say = useWords(viewerWords);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const box = useRef<InputRef>(null);
  useFindKey(box);
  const look = (by: 1 | -1): void => {
    if (text === asked && search.hits) search.go(by);
    else {
      setAsked(text);
      void search.find(text, page);
    }
  };
  const key = (event: KeyboardEvent): void => {
    // Enter that ends a Chinese word is no command.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') look(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      setText('');
      setAsked('');
      void search.find('', page);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hasHits = (search.hits?.length ?? 0) > 0;
  return (
    <span className="viewer-group viewer-search" role="search">
      <Input
        ref={box}
        size="small"
        prefix={<SearchOutlined />}
        value={text}
        maxLength={100}
        placeholder={say('search')}
        aria-label={say('search')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={key}
      />
      <SearchCount search={search} />
      {search.isBusy && (
        <Button type="text" icon={<CloseOutlined />} aria-label={say('stopSearch')} onClick={search.stop} />
      )}
      <Button
        type="text"
        icon={<UpOutlined />}
        aria-label={say('previous')}
        disabled={!hasHits}
        onClick={() => look(-1)}
      />
      <Button
        type="text"
        icon={<DownOutlined />}
        aria-label={say('next')}
        disabled={!hasHits}
        onClick={() => look(1)}
      />
    </span>
  );
}

function SearchCount({ search: { hits, at, isBusy, progress, error } }: { readonly search: Search }) {
  const say = useWords(viewerWords);
  const { language } = usePreferences();
  const words = (): string => {
    if (error !== null) return sentenceOf(error, language);
    if (isBusy) return progress ? say('searchingPages', progress) : say('searching');
    if (hits === null) return '';
    return hits.length === 0 ? say('notFound') : `${at + 1} / ${hits.length}`;
  };
  return (
    <span className="viewer-count" role="status" title={error === null ? undefined : words()}>
      {words()}
    </span>
  );
}

/** Ctrl+F goes to the box: the browser's own search sees no page that is not drawn. */
function useFindKey(box: React.RefObject<InputRef | null>): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [box]);
}
