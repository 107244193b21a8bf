/** 登记簿: the uses, or all rows, as a table, a filter that reads as a sentence, one line on whether the chain holds, and exports. */
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import {
  isWholeJournal,
  matchesFilter,
  type JournalFilter,
} from '../../../src-main/contract/journal-filter.ts';
import type { JournalRowView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useUnsaid } from '../../state/said-above.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChainLine } from './chain-line.tsx';
import { useEventName, useJournalColumns } from './journal-columns.tsx';
import { JournalExport } from './journal-export.tsx';
import { JournalFilterBar } from './journal-filter-bar.tsx';
import { RegisterTable, useNewestFirst } from './register-table.tsx';
import { UsesView } from './uses-view.tsx';

/** Uses first: what is no use stands among all rows. */
export function JournalScreen() {
  const say = useWords(journalWords);
  const [view, setView] = useState<'uses' | 'all'>('uses');
  const options = (['uses', 'all'] as const).map((value) => ({ value, label: say(`${value}View`) }));
  return (
    <div className="page">
      <div className="journal-head">
        <h1 className="page-title">{say('title')}</h1>
        <Segmented className="journal-view" value={view} options={options} onChange={setView} />
      </div>
      {view === 'uses' ? <UsesView /> : <AllRows />}
    </div>
  );
}

function AllRows() {
  const say = useWords(journalWords);
  const columns = useJournalColumns();
  const eventName = useEventName();
  const { rows, error } = useNewestFirst(askRows);
  const unsaid = useUnsaid(error);
  const [filter, setFilter] = useState<JournalFilter>({});
  const shown = useMemo(() => rows.filter((row) => matchesFilter(row, filter)), [rows, filter]);
  const events = useMemo(
    () =>
      [...new Map(rows.map((row) => [row.event, eventName(row)]))].map(([value, label]) => ({
        value,
        label,
      })),
    [rows, eventName],
  );
  const empty = error !== null ? 'unread' : isWholeJournal(filter) ? 'none' : 'noneFound';
  return (
    <>
      <ChainLine rows={rows.length} />
      <ErrorNotice error={unsaid} />
      <JournalFilterBar
        {...{ filter, events }}
        onChange={setFilter}
        count={shown.length}
        total={rows.length}
      />
      <RegisterTable rows={shown} columns={columns} empty={say(empty)} />
      <JournalExport filter={filter} isWhole={isWholeJournal(filter)} count={shown.length} />
    </>
  );
}

const askRows = (): Promise<JournalRowView[]> => call('journal.list', {});
