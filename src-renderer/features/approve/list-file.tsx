/** One file of a list, opened at its first mark, with the one before and after. */
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { ListItemView, ListRowView } from '../../../src-main/contract/list-calls.ts';
import type { PreviewView, RequestDocumentView } from '../../../src-main/contract/request-views.ts';
import type { SealingWarning } from '../../../src-main/contract/words.ts';
import type { FileNoteView } from '../../../src-main/contract/file-notes.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { listWords } from '../../i18n/list-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FileWarnings } from '../../ui/file-warnings.tsx';
import { MarkedPages } from '../../ui/marked-pages.tsx';
import { wholeFirst } from '../../ui/place-links.tsx';

export interface ListFileProps {
  readonly item: ListItemView;
  readonly list: ListRowView;
  readonly onStep: (by: number) => void;
  readonly onOverview: () => void;
}

export function ListFile({ item, list, onStep, onOverview }: ListFileProps) {
  const say = useWords(listWords);
  const { money } = useFormat();
  const { opened, warnings, notes, error } = useItem(item.id);
  const facts = [
    item.reference,
    item.counterparty,
    item.amount === null ? null : money(item.amount, item.currency ?? 'CNY'),
  ].filter((each) => each !== null);
  return (
    <section className="list-look" aria-label={item.document.name}>
      <header className="list-look-head">
        <b className="list-file">
          {item.number} / {list.count} · {item.document.name}
        </b>
        <Button size="small" disabled={item.number <= 1} onClick={() => onStep(-1)}>
          {say('previous')}
        </Button>
        <Button size="small" disabled={item.number >= list.count} onClick={() => onStep(1)}>
          {say('next')}
        </Button>
        <Button size="small" onClick={onOverview}>
          {say('overview')}
        </Button>
      </header>
      <span className="secondary">{facts.join(' · ')}</span>
      {opened && !opened.file.isAsRequested && (
        <div className="notice" role="alert">
          {say('changed')}
        </div>
      )}
      <FileWarnings warnings={warnings} notes={notes} />
      <ErrorNotice error={error} />
      {opened && <Pages opened={opened} esId={list.seal.esId} />}
    </section>
  );
}

interface Opened {
  readonly file: RequestDocumentView;
  readonly marks: PreviewView['marks'];
}

function Pages({ opened, esId }: { readonly opened: Opened; readonly esId: string }) {
  const say = useWords(listWords);
  const at = useMemo(() => wholeFirst(opened.marks)[0] ?? null, [opened]);
  return (
    <MarkedPages document={opened.file.document} marks={opened.marks} {...{ at, esId }} label={say('mark')} />
  );
}

interface ItemState {
  readonly opened: Opened | null;
  readonly warnings: readonly SealingWarning[];
  readonly notes: readonly FileNoteView[];
  readonly error: unknown;
}

const nothingYet: ItemState = { opened: null, warnings: [], notes: [], error: null };

/** What is true of the very file; what cannot be looked at early is looked at again before anybody signs. */
function useItem(id: string): ItemState {
  const [state, setState] = useState<ItemState>(nothingYet);
  useEffect(() => {
    let isGone = false;
    let document: string | null = null;
    setState(nothingYet);
    const close = (): void => {
      if (document !== null) void call('document.close', { document }).catch(() => undefined);
    };
    const show = async (): Promise<void> => {
      const file = await call('request.open', { id });
      document = file.document.id;
      if (isGone) return close();
      const { marks } = await call('request.marks', { id });
      if (isGone) return;
      setState((before) => ({ ...before, opened: { file, marks } }));
      const warnings = await call('request.warnings', { id });
      if (!isGone) setState((before) => ({ ...before, warnings }));
      const notes = await call('request.notes', { id });
      if (!isGone) setState((before) => ({ ...before, notes }));
    };
    show().catch((error: unknown) => !isGone && setState((before) => ({ ...before, error })));
    return () => {
      isGone = true;
      close();
    };
  }, [id]);
  return state;
}
