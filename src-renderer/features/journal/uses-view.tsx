/** The uses of seals, one row each (用印登记簿, Art. 16), with the sums of what is shown. */
import { useMemo, useState } from 'react';
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
import { useUnsaid } from '../../state/said-above.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChainLine } from './chain-line.tsx';
import { JournalExport } from './journal-export.tsx';
import { RegisterTable, useNewestFirst } from './register-table.tsx';
import { useUseColumns } from './use-columns.tsx';
import { UseFilterBar } from './use-filter-bar.tsx';

export function UsesView() {
  const say = useWords(journalWords);
  const { money } = useFormat();
  const columns = useUseColumns();
  const { rows: uses, error } = useNewestFirst(askUses);
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
      <RegisterTable rows={shown} columns={columns} empty={say(empty)} />
      {totals.map(({ currency, amount, count }) => (
        <p key={currency} className="journal-total">
          {say('totals', { count })} <b>{money(amount, currency)}</b>
        </p>
      ))}
      <JournalExport filter={{}} uses={filter} isWhole={isEveryUse(filter)} count={shown.length} />
    </>
  );
}

const askUses = (): Promise<UseRecordView[]> => call('journal.uses', {});
