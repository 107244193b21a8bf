/** 待盖章: several requests with one PIN, how far it has come, and what became of each. */
import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { SealResultView } from '../../../src-main/contract/sealing-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { useJob, type JobState } from '../../ui/use-job.ts';
import { FailedRequests } from './failed-requests.tsx';
import { TimeStampChoice, useTimeStampChoice } from './time-stamp-choice.tsx';
import { stopJob } from './sealing-steps.tsx';

export interface SealBatchProps {
  readonly chosen: readonly RequestView[];
  /** How many wait for this person's seal. */
  readonly waiting: number;
  /** Some of the chosen are done: what is left can be sealed again. */
  readonly onDone: (left: readonly string[]) => void;
}

export function SealBatch({ chosen, waiting, onDone }: SealBatchProps) {
  const say = useWords(approveWords);
  const { token, refresh } = useOffice();
  const job = useJob();
  const choice = useTimeStampChoice(chosen.some(({ timeStampRequired }) => timeStampRequired));
  const [results, setResults] = useState<readonly SealResultView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const apply = async (): Promise<void> => {
    if (!token || job.state) return;
    setError(null);
    setResults(null);
    try {
      // Oldest first, as they wait: the table has the newest on top.
      const ids = chosen.map(({ id }) => id).toReversed();
      const wanted = { token: token.label, ids, timestamp: choice.isWanted };
      const found = await job.run((id) => call('seal.applyMany', { ...wanted, job: id }));
      setResults(found);
      onDone(found.filter(({ sealed }) => !sealed).map(({ requestId }) => requestId));
    } catch (cause) {
      setError(cause);
    } finally {
      await refresh();
    }
  };
  if (waiting === 0 && !results && error === null) return null;
  return (
    <section className="page-foot seal-batch" aria-label={say('batch')}>
      <ErrorNotice error={error} />
      {results && <BatchResults results={results} />}
      {job.state ? (
        <BatchProgress job={job.state} />
      ) : waiting === 0 ? null : (
        <div className="row-end">
          <span className="seal-batch-count">
            {chosen.length === 0
              ? say('batchWaiting', { count: waiting })
              : say('batchChosen', { count: chosen.length })}
          </span>
          <TimeStampChoice choice={choice} />
          <Button
            type="primary"
            disabled={chosen.length === 0 || choice.isMissing}
            onClick={() => void apply()}
          >
            {say('batchApply', { count: chosen.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function BatchProgress({ job }: { readonly job: JobState }) {
  const say = useWords(approveWords);
  const { id, done, total, failed, hasBegun } = job;
  const words =
    failed > 0
      ? say('batchFailed', { done: done - failed, total, failed })
      : say('batchDone', { done, total });
  return (
    <div className="sealing-steps" role="status">
      <span>{hasBegun ? words : say('busy')}</span>
      <Progress percent={total === 0 ? 0 : Math.round((done / total) * 100)} showInfo={false} size="small" />
      <Button disabled={!hasBegun} onClick={() => void stopJob(id)}>
        {say('stop')}
      </Button>
    </div>
  );
}

/** The count first; every file that was not sealed with its reason. */
function BatchResults({ results }: { readonly results: readonly SealResultView[] }) {
  const say = useWords(approveWords);
  const { list } = useVocabulary();
  const failed = results.filter(({ problem }) => problem !== null);
  const done = results.length - failed.length;
  const waiting = results.filter(({ sealed }) => sealed?.timeStamp === 'waiting').length;
  const folders = [...new Set(results.flatMap(({ sealed }) => (sealed ? [sealed.folder] : [])))];
  return (
    <div role="status">
      <p className="request-outcome">
        <VerdictShape level={failed.length + waiting > 0 ? 'UNSURE' : 'PASS'} size={20} />
        <b>
          {failed.length > 0
            ? say('batchFailed', { done, total: results.length, failed: failed.length })
            : say('batchAll', { done, folder: list(folders) })}
        </b>
        {waiting > 0 && <span>{say('batchWaitingStamps', { count: waiting })}</span>}
      </p>
      <FailedRequests results={results} />
    </div>
  );
}
