/** What this person may do with a list: approve or reject it as one, take it back, or seal its files under one login. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import type { ListRowView } from '../../../src-main/contract/list-calls.ts';
import { call, CallFailure } from '../../bridge/bridge.ts';
import { listWords } from '../../i18n/list-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { useOffice } from '../../state/office.tsx';
import { nextWork } from '../../state/request-lists.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { ErrorNotice, sentenceOf } from '../../ui/error-notice.tsx';
import { useJob, type JobState } from '../../ui/use-job.ts';
import { RefusalDialog } from './refusal-dialog.tsx';
import { stopJob } from './sealing-steps.tsx';
import { TimeStampChoice, useTimeStampChoice } from './time-stamp-choice.tsx';

export interface ListActionsProps {
  readonly list: ListRowView;
  readonly row: OfficeRequest;
  readonly onNext: (id: string) => void;
}

type Sealed = CallOutput<'list.seal'>;
type Refusal = 'reject' | 'cancel';

export function ListActions({ list, row, onNext }: ListActionsProps) {
  const say = useWords(listWords);
  const { token, requests } = useOffice();
  const work = useListWork(list);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const mayApprove = waitsForApproval(row, token);
  const maySeal = waitsForSeal(row, token) && toSeal(list) > 0;
  const isRunning = list.state === 'in-approval' || list.state === 'ready';
  const mayCancel = isRunning && list.applicant === token?.holder?.name;
  const next = nextWork(requests, token, list.id);
  const { isBusy, error, sealed, job } = work;
  return (
    <footer className="request-foot">
      <ErrorNotice error={error} />
      {sealed && <SealedLines sealed={sealed} />}
      {job?.hasBegun && <Progress job={job} />}
      {maySeal && !isBusy && <SealFields list={list} onSeal={work.seal} />}
      <div className="row-end">
        {isBusy && !job?.hasBegun && <span className="secondary">{say('busy')}</span>}
        {!isBusy && !mayApprove && !maySeal && <Turn list={list} />}
        {mayCancel && (
          <Button disabled={isBusy} onClick={() => setRefusal('cancel')}>
            {say('cancel')}
          </Button>
        )}
        {mayApprove && (
          <>
            <Button disabled={isBusy} onClick={() => setRefusal('reject')}>
              {say('reject')}
            </Button>
            <Button type="primary" loading={isBusy} onClick={work.approve}>
              {say('approve', { count: list.count })}
            </Button>
          </>
        )}
        {next && !isBusy && !mayApprove && !maySeal && (
          <Button type="primary" onClick={() => onNext(next.id)}>
            {say('nextWork', { count: next.count })}
          </Button>
        )}
      </div>
      {refusal && (
        <RefusalDialog
          title={say(`${refusal}Title`, { reason: list.reason })}
          confirm={say(refusal)}
          onRefuse={(reason) => {
            setRefusal(null);
            work.refuse(refusal, reason);
          }}
          onClose={() => setRefusal(null)}
        />
      )}
    </footer>
  );
}

/** Files that a login can seal: those left out before may have come back. */
function toSeal({ counts }: ListRowView): number {
  return counts.ready + counts.skipped + counts.failed;
}

function Turn({ list: { path, nextStep, keepers, state } }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { role, list } = useVocabulary();
  const step = nextStep === null ? undefined : path[nextStep];
  if (state === 'in-approval' && step)
    return (
      <span className="secondary">{say('waitsFor', { who: `${role(step.role)} ${list(step.people)}` })}</span>
    );
  if (state !== 'ready' && state !== 'partly-used') return null;
  return <span className="secondary">{say('waitsForKeeper', { who: list(keepers) })}</span>;
}

interface Wish {
  readonly timestamp: boolean;
  readonly target: { readonly folder: string; readonly names: string } | null;
}

function useListWork({ id }: ListRowView) {
  const { token, refresh } = useOffice();
  const { language } = usePreferences();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [sealed, setSealed] = useState<Sealed | null>(null);
  const job = useJob();
  const run = async (work: (label: string) => Promise<unknown>): Promise<void> => {
    if (!token || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await work(token.label);
    } catch (cause) {
      setError(cause);
    } finally {
      await refresh();
      setBusy(false);
    }
  };
  return {
    ...{ isBusy, error, sealed, job: job.state },
    approve: () => void run((label) => call('list.approve', { token: label, id })),
    refuse: (kind: Refusal, reason: string) =>
      void run((label) => call(`list.${kind}`, { token: label, id, reason })),
    seal: (wish: Wish) =>
      void run(async (label) =>
        setSealed(
          await job.run((each) => call('list.seal', { ...wish, token: label, id, job: each, language })),
        ),
      ),
  };
}

const usualNames = '{编号}_{相对方}_{日期}';

/** Where the sealed files go, how they are called, whether with a time stamp. */
function SealFields({ list, onSeal }: { readonly list: ListRowView; readonly onSeal: (wish: Wish) => void }) {
  const say = useWords(listWords);
  const choice = useTimeStampChoice(list.timeStampRequired);
  const [folder, setFolder] = useState<CallOutput<'list.chooseFolder'>>(null);
  const [names, setNames] = useState(usualNames);
  const choose = async (): Promise<void> => setFolder((await call('list.chooseFolder', {})) ?? folder);
  const count = list.counts.ready || toSeal(list);
  const isRest = list.counts.sealed + list.counts['stamp-waiting'] > 0;
  const target = folder === null ? null : { folder: folder.folder, names };
  return (
    <div className="list-seal">
      <span>
        {say('target')} <b>{folder?.name ?? say('beside')}</b>{' '}
        <Button size="small" onClick={() => void choose().catch(() => undefined)}>
          {say('chooseTarget')}
        </Button>
      </span>
      {folder && (
        <label className="list-names">
          {say('names')}
          <Input
            value={names}
            maxLength={200}
            title={say('namesHint')}
            onChange={({ target: field }) => setNames(field.value)}
          />
        </label>
      )}
      <TimeStampChoice choice={choice} />
      <Button
        type="primary"
        disabled={choice.isMissing || (folder !== null && names.trim() === '')}
        onClick={() => onSeal({ timestamp: choice.isWanted, target })}
      >
        {say(isRest ? 'applyRest' : 'apply', { count })}
      </Button>
    </div>
  );
}

function Progress({ job: { id, done, total, failed } }: { readonly job: JobState }) {
  const say = useWords(listWords);
  return (
    <div className="sealing-steps" role="status">
      <span>{say(failed > 0 ? 'progressFailed' : 'progress', { done, total, failed })}</span>
      <progress max={Math.max(1, total)} value={done} />
      <Button onClick={() => void stopJob(id)}>{say('stop')}</Button>
    </div>
  );
}

/** Why files were not sealed, each reason once, and where the index is. */
function SealedLines({ sealed: { results, index, indexProblem } }: { readonly sealed: Sealed }) {
  const say = useWords(listWords);
  const { language } = usePreferences();
  const { list } = useVocabulary();
  const problems = results.flatMap(({ problem }) =>
    problem ? [sentenceOf(new CallFailure(problem), language)] : [],
  );
  const kinds = [...Map.groupBy(problems, (text) => text)];
  return (
    <div role="status">
      {index && (
        <p className="list-index">{say('indexAt', { folder: index.folder, files: list(index.files) })}</p>
      )}
      {indexProblem && <ErrorNotice error={new CallFailure(indexProblem)} about={say('indexFailed')} />}
      {kinds.length > 0 && (
        <ul className="list-warnings">
          {kinds.map(([text, all]) => (
            <li key={text}>{say('warning', { count: all.length, text })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
