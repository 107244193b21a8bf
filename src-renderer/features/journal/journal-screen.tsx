/** 登记簿: the register as a table, one filter, one line on whether its chain holds. */
import { Button, Input, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { JournalRowView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ChainLine } from './chain-line.tsx';
import { useJournalColumns } from './journal-columns.tsx';

export function JournalScreen() {
  const say = useWords(journalWords);
  const columns = useJournalColumns();
  const { rows, error } = useRows();
  const [wanted, setWanted] = useState('');
  const [saved, setSaved] = useState<string | null>(null);
  const [saveError, setSaveError] = useState<unknown>(null);
  const shown = rows.filter((row) => contains(row, wanted));
  const save = async (): Promise<void> => {
    setSaveError(null);
    try {
      setSaved(say('exported', await call('journal.export', { format: 'csv' })));
    } catch (cause) {
      setSaveError(cause);
    }
  };
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <ChainLine rows={rows.length} />
      <ErrorNotice error={error ?? saveError} />
      <div className="journal-filter">
        <label>
          {say('filter')}{' '}
          <Input
            allowClear
            value={wanted}
            placeholder={say('filterHint')}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
        <span className="secondary">{say('shown', { count: shown.length, total: rows.length })}</span>
      </div>
      <Table
        size="small"
        rowKey="seq"
        dataSource={shown}
        columns={columns}
        scroll={{ x: 1200 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: say('none') }}
      />
      <div className="row-end page-foot">
        <span className="secondary" role="status">
          {saved}
        </span>
        <Button type="primary" onClick={() => void save()}>
          {say('exportCsv')}
        </Button>
      </div>
    </div>
  );
}

/** Newest first; asked again when a request moves. */
function useRows(): { readonly rows: readonly JournalRowView[]; readonly error: unknown } {
  const { requests } = useOffice();
  const [state, setState] = useState<{ rows: JournalRowView[]; error: unknown }>({ rows: [], error: null });
  useEffect(() => {
    call('journal.list', {}).then(
      (rows) => setState({ rows: rows.toReversed(), error: null }),
      (error: unknown) => setState({ rows: [], error }),
    );
  }, [requests]);
  return state;
}

function contains(row: JournalRowView, wanted: string): boolean {
  const text = [row.eventName, row.requestId ?? '', ...Object.values(row.columns)].join('\n').toLowerCase();
  return text.includes(wanted.trim().toLowerCase());
}
