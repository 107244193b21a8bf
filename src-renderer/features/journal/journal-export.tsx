/** The register as a file: what is shown, or all of it when nothing is filtered; the button says which. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { JournalFilter } from '../../../src-main/contract/journal-filter.ts';
import type { UseFilter } from '../../../src-main/contract/use-filter.ts';
import { call } from '../../bridge/bridge.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface JournalExportProps {
  readonly filter: JournalFilter;
  /** One row for each use, those that this lets through. */
  readonly uses?: UseFilter;
  readonly isWhole: boolean;
  readonly count: number;
}

export function JournalExport({ filter, uses, isWhole, count }: JournalExportProps) {
  const say = useWords(journalWords);
  const { language } = usePreferences();
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = (format: 'xlsx' | 'pdf' | 'csv'): void => {
    setError(null);
    setSaved(null);
    call('journal.save', { format, filter, ...(uses ? { uses } : {}), language }).then(
      (place) => setSaved(say('exported', place)),
      setError,
    );
  };
  const formats = (['pdf', 'xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: say(`${format}Format`),
  }));
  return (
    <div className="row-end page-foot journal-export">
      <span className="secondary journal-saved" role="status">
        {saved}
      </span>
      <ErrorNotice error={error} />
      <Dropdown
        menu={{ items: formats, onClick: ({ key }) => save(key as 'xlsx' | 'pdf' | 'csv') }}
        trigger={['click']}
        autoFocus
        placement="topRight"
        disabled={count === 0}
      >
        <Button type="primary" icon={<DownloadOutlined />} disabled={count === 0}>
          {isWhole ? say('exportAll', { count }) : say('exportShown', { count })}
        </Button>
      </Dropdown>
    </div>
  );
}
