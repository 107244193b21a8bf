/** The clerk's log: the newest rows, whether they hold together, export, and the two switches of the counter. */
import { Button, Checkbox, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import type { CounterLogRow } from '../../../src-main/contract/counter-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { counterWords } from '../../i18n/counter-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { leastWidth } from '../../ui/least-width.ts';
import { VerdictShape, type ShapeLevel } from '../../ui/verdict-shape.tsx';
import type { DeskView } from './use-desk.ts';

interface DialogProps {
  readonly view: DeskView;
  readonly onChange: (settings: DeskView['settings']) => void;
  readonly onClose: () => void;
}

/** Rows that are shown; the export has all. */
const NEWEST = 100;

export function CounterLogDialog({ view, onChange, onClose }: DialogProps) {
  const say = useWords(counterWords);
  const { language } = usePreferences();
  const [rows, setRows] = useState<readonly CounterLogRow[]>([]);
  const [check, setCheck] = useState<CallOutput<'counter.check'> | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    call('counter.log', { limit: NEWEST }).then(setRows, setError);
    call('counter.check', {}).then(setCheck, setError);
  }, []);
  const save = (format: 'csv' | 'xlsx'): void => {
    setError(null);
    call('counter.saveLog', { format, language }).then((place) => setSaved(say('saved', place)), setError);
  };
  const { settings } = view;
  return (
    <Modal
      open
      width={960}
      title={say('log')}
      onCancel={onClose}
      footer={
        <div className="row-end">
          <span className="secondary" role="status">
            {saved}
          </span>
          <Button onClick={() => save('csv')}>{say('exportCsv')}</Button>
          <Button onClick={() => save('xlsx')}>{say('exportXlsx')}</Button>
        </div>
      }
    >
      <ErrorNotice error={error} />
      {check && <ChainLine check={check} />}
      <p className="secondary">
        {say(settings.keepNames ? 'logText' : 'logTextNameless', { count: rows.length })}
      </p>
      <LogTable rows={rows} withNames={rows.some(({ fileName }) => fileName !== '')} />
      <div className="counter-switches">
        <Checkbox
          checked={settings.keepNames}
          onChange={({ target }) => onChange({ ...settings, keepNames: target.checked })}
        >
          {say('keepNames')}
        </Checkbox>
        <Checkbox
          checked={settings.copyNotice}
          onChange={({ target }) => onChange({ ...settings, copyNotice: target.checked })}
        >
          {say('copyNotice')}
        </Checkbox>
      </div>
    </Modal>
  );
}

function ChainLine({ check }: { readonly check: CallOutput<'counter.check'> }) {
  const say = useWords(counterWords);
  return (
    <p className="chain" role="status">
      <VerdictShape level={check.ok ? 'PASS' : 'FAIL'} size={22} />
      <b>{check.ok ? say('chainOk', { rows: check.rows }) : say('chainBroken', { seq: check.seq })}</b>
    </p>
  );
}

function LogTable({
  rows,
  withNames,
}: {
  readonly rows: readonly CounterLogRow[];
  readonly withNames: boolean;
}) {
  const say = useWords(counterWords);
  const { time } = useFormat();
  const columns = [
    { title: say('seq'), dataIndex: 'seq', width: 64 },
    {
      title: say('time'),
      key: 'time',
      width: 176,
      render: (_: unknown, row: CounterLogRow) => time(row.time),
    },
    {
      title: say('verdict'),
      key: 'level',
      width: 150,
      render: (_: unknown, row: CounterLogRow) => <Level level={row.level} />,
    },
    ...(withNames ? [{ title: say('file'), dataIndex: 'fileName', width: 200 }] : []),
    { title: say('sm3'), dataIndex: 'fileSm3', className: 'mono' },
  ];
  return (
    <Table
      size="small"
      rowKey="seq"
      dataSource={rows}
      columns={columns}
      pagination={false}
      scroll={{ x: leastWidth(columns), y: 320 }}
      locale={{ emptyText: <p className="secondary table-empty">{say('logEmpty')}</p> }}
    />
  );
}

function Level({ level }: { readonly level: string }) {
  const say = useWords(counterWords);
  const known = ['PASS', 'UNSURE', 'FAIL', 'NONE'].find((each) => each === level) as ShapeLevel | undefined;
  return (
    <span className="counter-level">
      <VerdictShape level={known ?? 'UNSURE'} size={16} />
      {say(known ?? 'UNREADABLE')}
    </span>
  );
}
