/** One file of the list as it will be sealed: its page at the first mark, every place where the words stand, the one before and after. */
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { BulkCheckView, BulkRowView, BulkView } from '../../../src-main/contract/bulk-calls.ts';
import { problemText, type SealTypeCode } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { DocumentPages } from '../../ui/document-pages.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Marks } from '../../ui/marked-pages.tsx';
import { areaStyle } from '../../ui/page-view.tsx';
import { wholeFirst } from '../../ui/place-links.tsx';
import type { PageSize } from '../../ui/use-document.ts';
import { changeBulk, useBulkWork } from './bulk-work.ts';

export interface BulkLookProps {
  readonly view: BulkView;
  readonly check: BulkCheckView | null;
  readonly typeCode: SealTypeCode;
}

type Look = CallOutput<'bulk.look'>;

export function BulkLook({ view, check, typeCode }: BulkLookProps) {
  const say = useWords(bulkWords);
  const { row } = useBulkWork();
  const { look, found, error } = useLook(view, check, row);
  const step = (by: number): void => changeBulk({ row: (row ?? 0) + by });
  return (
    <section className="bulk-look" aria-label={found?.name ?? say('lookHint')}>
      <header className="bulk-look-head">
        <b className="bulk-file">{found?.name ?? say('lookHint')}</b>
        <Button size="small" disabled={row === null || row === 0} onClick={() => step(-1)}>
          {say('previous')}
        </Button>
        <Button size="small" disabled={row === null || row >= view.count - 1} onClick={() => step(1)}>
          {say('next')}
        </Button>
      </header>
      {found && <Problems row={found} />}
      <ErrorNotice error={error} />
      {look && <Pages look={look} typeCode={typeCode} />}
    </section>
  );
}

function Problems({ row: { problems } }: { readonly row: BulkRowView }) {
  const { language } = usePreferences();
  if (problems.length === 0) return null;
  return (
    <ul className="bulk-problems">
      {problems.map((problem) => (
        <li key={problem.code} className={problem.level === 'refused' ? 'bulk-refused' : ''}>
          {problemText(problem, language)}
        </li>
      ))}
    </ul>
  );
}

function Pages({ look, typeCode }: { readonly look: Look; readonly typeCode: SealTypeCode }) {
  const say = useWords(bulkWords);
  const { seals } = useOffice();
  const seal = seals.find((each) => each.typeCode === typeCode);
  // Without a place the words themselves are looked at.
  const at = useMemo(() => wholeFirst(look.marks)[0] ?? look.hits[0] ?? null, [look]);
  const over = (page: number, size: PageSize) => (
    <>
      {look.hits.map((hit, i) =>
        hit.page === page ? (
          <span
            key={`hit-${i}`}
            className="bulk-hit"
            style={areaStyle(hit.rect, size)}
            role="img"
            aria-label={say('hit', { number: i + 1, words: hit.line ?? '' })}
          >
            {look.hits.length > 1 && <b>#{i + 1}</b>}
          </span>
        ) : null,
      )}
      <Marks {...{ page, size, esId: seal?.esId ?? '', marks: look.marks }} label={say('mark')} />
    </>
  );
  return <DocumentPages document={look.document} at={at} over={over} />;
}

interface LookState {
  readonly look: Look | null;
  readonly found: BulkRowView | null;
  readonly error: unknown;
}

/** Opens the file of a row, and closes it when another one is looked at. */
function useLook(view: BulkView, check: BulkCheckView | null, row: number | null): LookState {
  const [state, setState] = useState<LookState>({ look: null, found: null, error: null });
  useEffect(() => {
    let isGone = false;
    let opened: Look | null = null;
    if (row === null || !check) return;
    const show = async (): Promise<void> => {
      const { rows } = await call('bulk.rows', { bulk: view.bulk, from: row, count: 1 });
      const found = rows[0] ?? null;
      if (isGone) return;
      setState({ look: null, found, error: null });
      if (!found?.isFound) return;
      opened = await call('bulk.look', { bulk: view.bulk, index: row });
      if (isGone) close(opened);
      else setState({ look: opened, found, error: null });
    };
    show().catch((error: unknown) => {
      if (!isGone) setState((before) => ({ ...before, error }));
    });
    return () => {
      isGone = true;
      if (opened) close(opened);
    };
  }, [view.bulk, check, row]);
  return state;
}

function close({ document }: Look): void {
  void call('document.close', { document: document.id }).catch(() => undefined);
}
