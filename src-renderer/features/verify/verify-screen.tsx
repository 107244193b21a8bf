/** 验章: choose files, see one big sentence for each, the pages with their marks, three axes, every signature. */
import { InboxOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { FileReportView } from '../../../src-main/contract/report-view.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call, listen } from '../../bridge/bridge.ts';
import { useWords } from '../../i18n/words.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerifyResults } from './verify-results.tsx';

interface Work {
  readonly job: string;
  readonly done: number;
  readonly total: number;
}

interface Results {
  readonly documents: readonly DocumentView[];
  readonly reports: readonly FileReportView[];
}

export function VerifyScreen() {
  const [work, setWork] = useState<Work | null>(null);
  const [results, setResults] = useState<Results | null>(null);
  const [error, setError] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setError(null);
    try {
      const documents = await call('document.choose', { multiple: true });
      if (documents.length === 0) return;
      const reports = await verifyAll(documents, setWork);
      for (const { id } of results?.documents ?? []) void call('document.close', { document: id });
      setResults({ documents, reports });
    } catch (cause) {
      setError(cause);
    } finally {
      setWork(null);
    }
  };
  if (work) return <Working work={work} />;
  if (!results) return <EmptyScreen error={error} onChoose={() => void choose()} />;
  return <VerifyResults {...results} error={error} onChoose={() => void choose()} />;
}

async function verifyAll(
  documents: readonly DocumentView[],
  onWork: (work: Work) => void,
): Promise<FileReportView[]> {
  const job = crypto.randomUUID();
  onWork({ job, done: 0, total: documents.length });
  const stop = listen('job.progress', (event) => {
    if (event.job === job) onWork(event);
  });
  try {
    return await call('document.verify', { job, documents: documents.map(({ id }) => id) });
  } finally {
    stop();
  }
}

function EmptyScreen({ error, onChoose }: { readonly error: unknown; readonly onChoose: () => void }) {
  const say = useWords(verifyWords);
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <ErrorNotice error={error} />
      <div className="verify-empty">
        <InboxOutlined />
        <p className="verify-empty-title">{say('empty')}</p>
        <p className="secondary">{say('emptyText')}</p>
        <Button type="primary" size="large" onClick={onChoose}>
          {say('choose')}
        </Button>
      </div>
    </div>
  );
}

function Working({ work }: { readonly work: Work }) {
  const say = useWords(verifyWords);
  const { job, done, total } = work;
  return (
    <div className="page verify-working" aria-live="polite">
      <p>{say('busy', { done, total })}</p>
      <Progress percent={Math.round((done / total) * 100)} showInfo={false} />
      <Button onClick={() => void call('job.cancel', { job }).catch(() => undefined)}>{say('stop')}</Button>
    </div>
  );
}
