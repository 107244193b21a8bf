/** The results of a folder: how many of each verdict, one line for each file, and any of them opened by a click. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Radio, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { BatchView, ResultView } from '../../../src-main/contract/report-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface BatchResultsProps {
  readonly batch: BatchView;
  readonly error: unknown;
  readonly onOpen: (index: number) => void;
  readonly onChoose: () => void;
  readonly onFolder: () => void;
}

type Level = ResultView['level'];
/** The worst first: that is what is looked for. */
const levels: readonly Level[] = ['FAIL', 'UNREADABLE', 'UNSURE', 'NONE', 'PASS'];
const PAGE = 50;

export function BatchResults({ batch, error, onOpen, onChoose, onFolder }: BatchResultsProps) {
  const say = useWords(verifyWords);
  const [level, setLevel] = useState<Level | null>(null);
  const { folder, done, total, counts } = batch;
  const options = [
    { value: 'all', label: say('levelCount', { level: say('all'), count: done }) },
    ...levels
      .filter((each) => (counts[each] ?? 0) > 0)
      .map((each) => ({
        value: each,
        label: say('levelCount', { level: say(each), count: counts[each] ?? 0 }),
      })),
  ];
  return (
    <div className="page batch">
      <h1 className="page-title">
        {say('batchTitle', { folder, done: done.toLocaleString(), total: total.toLocaleString() })}
      </h1>
      <BatchNotes batch={batch} />
      <ErrorNotice error={error} />
      {total === 0 ? (
        <p>{say('batchEmpty')}</p>
      ) : (
        <>
          <Radio.Group
            optionType="button"
            options={options}
            value={level ?? 'all'}
            onChange={({ target }) => setLevel(target.value === 'all' ? null : (target.value as Level))}
          />
          <BatchTable key={level} batch={batch} level={level} onOpen={onOpen} />
        </>
      )}
      <div className="row-end page-foot">
        {done > 0 && <BatchExport />}
        <Button onClick={onFolder}>{say('chooseFolder')}</Button>
        <Button type="primary" onClick={onChoose}>
          {say('chooseMore')}
        </Button>
      </div>
    </div>
  );
}

function BatchNotes({ batch: { reused, others, done, total } }: { readonly batch: BatchView }) {
  const say = useWords(verifyWords);
  const notes = [
    ...(done < total ? [say('batchStopped')] : []),
    ...(reused > 0 ? [say('batchReused', { count: reused.toLocaleString() })] : []),
    ...(others > 0 ? [say('batchOthers', { count: others.toLocaleString() })] : []),
  ];
  return notes.length === 0 ? null : (
    <p className="secondary batch-notes">
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  );
}

function BatchTable({
  batch,
  level,
  onOpen,
}: Pick<BatchResultsProps, 'batch' | 'onOpen'> & { readonly level: Level | null }) {
  const say = useWords(verifyWords);
  const { language } = usePreferences();
  const [page, setPage] = useState(1);
  const [state, setState] = useState<{ rows: readonly ResultView[]; total: number }>({ rows: [], total: 0 });
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const wanted = { from: (page - 1) * PAGE, count: PAGE, ...(level === null ? {} : { level }) };
    call('batch.rows', wanted).then(setState, setError);
  }, [batch, page, level]);
  const columns = [
    {
      title: say('verdict'),
      key: 'level',
      width: 160,
      render: (_: unknown, row: ResultView) => <LevelCell level={row.level} />,
    },
    { title: say('fileName'), dataIndex: 'name', width: '32%', className: 'batch-name' },
    { title: say('reason'), key: 'reason', render: (_: unknown, row: ResultView) => row.sentence[language] },
    {
      key: 'open',
      width: 96,
      render: (_: unknown, row: ResultView) => (
        <Button size="small" disabled={row.level === 'UNREADABLE'} onClick={() => onOpen(row.index)}>
          {say('look')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <ErrorNotice error={error} />
      <Table
        size="small"
        rowKey="index"
        dataSource={[...state.rows]}
        columns={columns}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: state.total,
          onChange: setPage,
          hideOnSinglePage: true,
          showSizeChanger: false,
        }}
      />
    </>
  );
}

function LevelCell({ level }: { readonly level: Level }) {
  const say = useWords(verifyWords);
  return (
    <span className="batch-level">
      <VerdictShape level={level === 'UNREADABLE' ? 'UNSURE' : level} size={20} />
      {say(level)}
    </span>
  );
}

function BatchExport() {
  const say = useWords(verifyWords);
  const { language } = usePreferences();
  const [notice, setNotice] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = (format: 'csv' | 'xlsx'): void => {
    setError(null);
    call('batch.save', { format, language }).then((saved) => setNotice(say('savedRows', saved)), setError);
  };
  return (
    <>
      <span className="secondary verify-saved" role="status">
        {notice}
      </span>
      <ErrorNotice error={error} />
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} icon={<DownloadOutlined />} onClick={() => save(format)}>
          {say('export')} {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
