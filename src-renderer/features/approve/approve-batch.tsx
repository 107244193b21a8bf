/** 一并同意: several requests, lists and sets that were looked at, with one PIN; each is signed by itself, and what became of each is said (docs/adr/0047, 0053). */
import { Button } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { lacksReason, saidInCall, useSaid } from '../../state/said.tsx';
import { useTokenWork } from '../../state/use-token-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useJob } from '../../ui/use-job.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { FailedRequests } from './failed-requests.tsx';
import { SaidFields } from './said-fields.tsx';

interface ApproveBatchProps {
  readonly chosen: readonly OfficeRequest[];
  /** How many wait for this person, and how many of them were opened. */
  readonly waiting: number;
  readonly looked: number;
  /** What is left of the chosen. */
  readonly onDone: (left: readonly string[]) => void;
}

type Results = CallOutput<'request.approveMany'>;

export function ApproveBatch({ chosen, waiting, looked, onDone }: ApproveBatchProps) {
  const say = useWords(approveWords);
  const { isBusy, error, run } = useTokenWork();
  const job = useJob();
  const said = useSaid();
  const isUnsaid = chosen.some(({ id }) => lacksReason(said.of(id)));
  const [results, setResults] = useState<Results | null>(null);
  const approve = async (token: string): Promise<void> => {
    setResults(null);
    // Oldest first, as they wait: the table has the newest on top.
    const approvals = chosen.map(({ id }) => ({ id, ...saidInCall(said.of(id)) })).toReversed();
    const found = await job.run((id) => call('request.approveMany', { job: id, token, approvals }));
    setResults(found);
    said.forget(found.flatMap(({ requestId, problem }) => (problem ? [] : [requestId])));
    onDone(found.flatMap(({ requestId, problem }) => (problem ? [requestId] : [])));
  };
  if (waiting < 2 && !results && error === null) return null;
  return (
    <section className="page-foot seal-batch approve-batch" aria-label={say('together')}>
      <ErrorNotice error={error} />
      {results && <Told results={results} />}
      <SaidFields chosen={chosen.toReversed()} isBusy={isBusy} />
      {waiting > 0 && (
        <div className="row-end">
          <span className="seal-batch-count" role={isBusy ? 'status' : undefined}>
            {isBusy
              ? job.state?.hasBegun === true
                ? say('togetherProgress', { done: job.state.done, total: job.state.total })
                : say('busy')
              : isUnsaid
                ? say('togetherUnsaid')
                : say(chosen.length === 0 ? 'togetherWaiting' : 'togetherChosen', {
                    ...{ count: chosen.length, waiting, looked },
                  })}
          </span>
          <Button
            type="primary"
            loading={isBusy}
            disabled={chosen.length === 0 || isUnsaid}
            onClick={() => run(approve)}
          >
            {say('togetherApprove', { count: chosen.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Told({ results }: { readonly results: Results }) {
  const say = useWords(approveWords);
  const failed = results.filter(({ problem }) => problem !== null).length;
  const done = results.length - failed;
  return (
    <div role="status">
      <p className="request-outcome">
        <VerdictShape level={failed > 0 ? 'UNSURE' : 'PASS'} size={20} />
        <b>{say(failed > 0 ? 'togetherFailed' : 'togetherDone', { done, total: results.length, failed })}</b>
      </p>
      <FailedRequests results={results} />
    </div>
  );
}
