/** The uses of seals, one row each (用印登记簿, Art. 16): fifty at a time, newest first, with the sums of all that fit. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { isEveryUse, type UseFilter } from '../../../src-main/contract/use-filter.ts';
import type { UsesPageView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useUnsaid } from '../../state/said-above.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChainLine } from './chain-line.tsx';
import { JournalExport } from './journal-export.tsx';
import { RegisterTable } from './register-table.tsx';
import { useUseColumns } from './use-columns.tsx';
import { UseFilterBar } from './use-filter-bar.tsx';

export function UsesView() {
  const say = useWords(journalWords);
  const { money } = useFormat();
  const columns = useUseColumns();
  const { filter, setFilter, page, error, turn } = useUsesPages();
  const unsaid = useUnsaid(error);
  const { uses, count, total, totals } = page;
  const empty = error !== null ? 'unread' : isEveryUse(filter) ? 'noUses' : 'noneFound';
  return (
    <>
      <ChainLine rows={total} />
      <ErrorNotice error={unsaid} />
      <UseFilterBar filter={filter} onChange={setFilter} count={count} total={total} />
      <RegisterTable rows={uses} columns={columns} empty={say(empty)} />
      <PageTurner turn={turn} />
      {totals.map(({ currency, amount, count: files }) => (
        <p key={currency} className="journal-total">
          {say('totals', { count: files })} <b>{money(amount, currency)}</b>
        </p>
      ))}
      <JournalExport filter={{}} uses={filter} isWhole={isEveryUse(filter)} count={count} />
    </>
  );
}

const nothing: UsesPageView = { uses: [], next: null, count: 0, total: 0, totals: [] };

interface Turn {
  /** 1 for the first page. */
  readonly number: number;
  readonly newer: (() => void) | null;
  readonly older: (() => void) | null;
}

/** Pages by where they begin; asked again when a request moves. What comes back late for another question is dropped. */
function useUsesPages() {
  const { requests } = useOffice();
  const [filter, setFilter] = useState<UseFilter>({});
  const [begins, setBegins] = useState<readonly number[]>([]);
  const [state, setState] = useState<{ page: UsesPageView; error: unknown }>({ page: nothing, error: null });
  const behind = begins.at(-1);
  useEffect(() => {
    let isGone = false;
    call('journal.uses', { filter, ...(behind === undefined ? {} : { behind }) }).then(
      (page) => isGone || setState({ page, error: null }),
      (error: unknown) => isGone || setState({ page: nothing, error }),
    );
    return () => {
      isGone = true;
    };
  }, [filter, behind, requests]);
  const { next } = state.page;
  const turn: Turn = {
    number: begins.length + 1,
    newer: begins.length === 0 ? null : () => setBegins(begins.slice(0, -1)),
    older: next === null ? null : () => setBegins([...begins, next]),
  };
  const filtered = (wanted: UseFilter): void => {
    setBegins([]);
    setFilter(wanted);
  };
  return { ...state, filter, setFilter: filtered, turn };
}

function PageTurner({ turn: { number, newer, older } }: { readonly turn: Turn }) {
  const say = useWords(journalWords);
  if (newer === null && older === null) return null;
  return (
    <nav className="row-end" aria-label={say('pages')}>
      <Button size="small" disabled={newer === null} onClick={() => newer?.()}>
        {say('newer')}
      </Button>
      <span className="secondary" role="status">
        {say('pageNumber', { number })}
      </span>
      <Button size="small" disabled={older === null} onClick={() => older?.()}>
        {say('older')}
      </Button>
    </nav>
  );
}
