/** What can be made of a verdict: report, slip, copy for the printer, data; and a table when there are several files. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { FileReportView } from '../../../src-main/contract/report-view.ts';
import { reportKind } from '../../../src-main/contract/report-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface MenuProps {
  readonly shown: FileReportView;
  readonly reports: readonly FileReportView[];
}

export function ExportMenu({ shown, reports }: MenuProps) {
  const say = useWords(verifyWords);
  const { language } = usePreferences();
  const [notice, setNotice] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (key: string): Promise<void> => {
    setError(null);
    setNotice(null);
    setBusy(true);
    try {
      setNotice(await saveAs(key));
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const saveAs = async (key: string): Promise<string> => {
    const kind = reportKind.safeParse(key);
    if (kind.success) {
      return say('saved', await call('report.save', { document: shown.id, kind: kind.data, language }));
    }
    const documents = reports.map(({ id }) => id);
    const format = key === 'all-csv' ? 'csv' : 'xlsx';
    return say('savedRows', await call('report.saveMany', { documents, format, language }));
  };
  const one = [
    { key: 'sheet', label: say('exportSheet') },
    { key: 'slip', label: say('exportSlip') },
    { key: 'copy', label: say('exportCopy') },
    { key: 'json', label: say('exportJson') },
  ].map((item) => ({ ...item, disabled: shown.report === null }));
  const many = [
    { type: 'divider' as const },
    { key: 'all-csv', label: say('exportAllCsv', { count: reports.length }) },
    { key: 'all-xlsx', label: say('exportAllXlsx', { count: reports.length }) },
  ];
  const items = reports.length > 1 ? [...one, ...many] : one;
  return (
    <>
      <span className="secondary verify-saved" role="status">
        {isBusy ? say('exporting') : notice}
      </span>
      <ErrorNotice error={error} />
      <Dropdown
        menu={{ items, onClick: ({ key }) => void save(key) }}
        trigger={['click']}
        autoFocus
        disabled={isBusy}
      >
        <Button icon={<DownloadOutlined />}>{say('export')}</Button>
      </Dropdown>
    </>
  );
}
