/** The uses of seals, one row each (用印登记簿, Art. 16), with the sums of what is shown. */
import { Table } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import {
  isEveryUse,
  matchesUse,
  totalsOfUses,
  type UseFilter,
} from '../../../src-main/contract/use-filter.ts';
import type { UseRecordView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useUnsaid } from '../../state/said-above.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChainLine } from './chain-line.tsx';
import { JournalExport } from './journal-export.tsx';
import { useUseColumns } from './use-columns.tsx';
import { UseFilterBar } from './use-filter-bar.tsx';

export function UsesView() {
  const say = useWords(journalWords);
  const { money } = useFormat();
  const columns = useUseColumns();
  const { uses, error } = useUses();
  const unsaid = useUnsaid(error);
  const [filter, setFilter] = useState<UseFilter>({});
  const shown = useMemo(() => uses.filter((use) => matchesUse(use, filter)), [uses, filter]);
  const totals = useMemo(() => totalsOfUses(shown), [shown]);
  const empty = error !== null ? 'unread' : isEveryUse(filter) ? 'noUses' : 'noneFound';
  return (
    <>
      <ChainLine rows={uses.length} />
      <ErrorNotice error={unsaid} />
      <UseFilterBar filter={filter} onChange={setFilter} count={shown.length} total={uses.length} />
      <Table
        size="small"
        rowKey="seq"
        dataSource={shown}
        columns={columns}
        scroll={{ x: 1080 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <p className="secondary table-empty">{say(empty)}</p> }}
      />
      {totals.map(({ currency, amount, count }) => (
        <p key={currency} className="journal-total">
          {say('totals', { count })} <b>{money(amount, currency)}</b>
        </p>
      ))}
      <JournalExport filter={{}} uses={filter} isWhole={isEveryUse(filter)} count={shown.length} />
    </>
  );
}

/** Newest first; asked again when a request moves. */
function useUses(): { readonly uses: readonly UseRecordView[]; readonly error: unknown } {
  const { requests } = useOffice();
  const [state, setState] = useState<{ uses: UseRecordView[]; error: unknown }>({ uses: [], error: null });
  useEffect(() => {
    call('journal.uses', {}).then(
      (uses) => setState({ uses: uses.toReversed(), error: null }),
      (error: unknown) => setState({ uses: [], error }),
    );
  }, [requests]);
  return state;
}
