/** 验章: drop or choose files, or a whole folder; one big sentence for each, the pages with their marks, three axes, every signature. */
import { InboxOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { BatchView } from '../../../src-main/contract/report-calls.ts';
import type { FileReportView } from '../../../src-main/contract/report-view.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call, listen } from '../../bridge/bridge.ts';
import { useWords } from '../../i18n/words.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { takeHandedOver } from '../../state/handover.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { BatchResults } from './batch-results.tsx';
import { takeFiles, type Taking } from './take-files.ts';
import { verifyFolder, type BatchWork } from './verify-batch.ts';
import { VerifyResults } from './verify-results.tsx';

type Work =
  | { readonly kind: 'files'; readonly job: string; readonly done: number; readonly total: number }
  | ({ readonly kind: 'folder' } & BatchWork)
  | ({ readonly kind: 'taking' } & Taking);

interface Results {
  readonly documents: readonly DocumentView[];
  readonly reports: readonly FileReportView[];
}

export function VerifyScreen() {
  const [work, setWork] = useState<Work | null>(null);
  const [results, setResults] = useState<Results | null>(null);
  const [batch, setBatch] = useState<BatchView | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** Somebody wants no more of the dropped files. */
  const isStopped = useRef(false);
  const run = async (task: () => Promise<void>): Promise<void> => {
    setError(null);
    try {
      await task();
    } catch (cause) {
      setError(cause);
    } finally {
      setWork(null);
    }
  };
  /** Puts new results in the place of the old ones, whose files are closed. */
  const show = (next: Results | null): void => {
    for (const { id } of results?.documents ?? []) void call('document.close', { document: id });
    setResults(next);
  };
  const verify = async (documents: readonly DocumentView[]): Promise<void> => {
    if (documents.length > 0) show({ documents, reports: await verifyAll(documents, setWork) });
  };
  const choose = (): void =>
    void run(async () => {
      const documents = await call('document.choose', { multiple: true });
      await verify(documents);
      if (documents.length > 0) setBatch(null);
    });
  const drop = (files: readonly File[]): void =>
    void run(async () => {
      isStopped.current = false;
      const documents = await takeFiles(
        files,
        (taking) => setWork({ kind: 'taking', ...taking }),
        () => isStopped.current,
      );
      await verify(documents);
      if (documents.length > 0) setBatch(null);
    });
  const folder = (): void =>
    void run(async () => {
      const found = await verifyFolder((next) => setWork({ kind: 'folder', ...next }));
      if (!found) return;
      show(null);
      setBatch(found);
    });
  useEffect(() => {
    const handed = takeHandedOver();
    if (handed) void run(() => verify([handed]));
    // Once, when the screen opens.
  }, []);
  const open = (index: number): void => void run(async () => verify([await call('batch.open', { index })]));
  return (
    <DropArea className="verify-drop" isReady={work === null} onFiles={drop}>
      {work && <Working work={work} onStop={() => void (isStopped.current = true)} />}
      {!work && results && (
        <VerifyResults
          {...results}
          error={error}
          onChoose={choose}
          {...(batch ? { onBack: () => show(null) } : {})}
        />
      )}
      {!work && !results && batch && (
        <BatchResults batch={batch} error={error} onOpen={open} onChoose={choose} onFolder={folder} />
      )}
      {!work && !results && !batch && <EmptyScreen error={error} onChoose={choose} onFolder={folder} />}
    </DropArea>
  );
}

async function verifyAll(
  documents: readonly DocumentView[],
  onWork: (work: Work) => void,
): Promise<FileReportView[]> {
  const job = crypto.randomUUID();
  onWork({ kind: 'files', job, done: 0, total: documents.length });
  const stop = listen('job.progress', ({ job: of, done, total }) => {
    if (of === job) onWork({ kind: 'files', job, done, total });
  });
  try {
    return await call('document.verify', { job, documents: documents.map(({ id }) => id) });
  } finally {
    stop();
  }
}

interface EmptyProps {
  readonly error: unknown;
  readonly onChoose: () => void;
  readonly onFolder: () => void;
}

function EmptyScreen({ error, onChoose, onFolder }: EmptyProps) {
  const say = useWords(verifyWords);
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <ErrorNotice error={error} />
      <div className="verify-empty">
        <InboxOutlined />
        <p className="verify-empty-title">{say('empty')}</p>
        <p className="secondary">{say('emptyText')}</p>
        <div className="verify-choices">
          <Button type="primary" size="large" onClick={onChoose}>
            {say('choose')}
          </Button>
          <Button size="large" onClick={onFolder}>
            {say('chooseFolder')}
          </Button>
        </div>
        <p className="secondary drop-hint">{say('dropHint')}</p>
      </div>
    </div>
  );
}

interface WorkingProps {
  readonly work: Work;
  /** Ends the taking in of files; verification is a job and ends by its number. */
  readonly onStop: () => void;
}

function Working({ work, onStop }: WorkingProps) {
  const say = useWords(verifyWords);
  const { done, total } = work;
  const words = useWorkingWords(work);
  const stop = (): void => {
    if (work.kind === 'taking') onStop();
    else void call('job.cancel', { job: work.job }).catch(() => undefined);
  };
  const speed = work.kind === 'folder' && work.perSecond > 0 ? work.perSecond.toFixed(1) : null;
  return (
    <div className="page verify-working" aria-live="polite">
      <p>{words}</p>
      <Progress percent={total === 0 ? 0 : Math.round((done / total) * 100)} showInfo={false} />
      <p className="secondary">{speed === null ? '\u00a0' : say('batchSpeed', { speed })}</p>
      <Button onClick={stop}>{say('stop')}</Button>
    </div>
  );
}

function useWorkingWords(work: Work): string {
  const say = useWords(verifyWords);
  const count = { done: work.done.toLocaleString(), total: work.total.toLocaleString() };
  if (work.kind === 'taking') return say('taking', { ...count, name: work.name });
  if (work.kind === 'files') return say('busy', count);
  if (work.total === 0) return say('batchListing');
  return say('batchBusy', { ...count, failed: work.failed.toLocaleString() });
}
