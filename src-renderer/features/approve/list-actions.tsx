/** What this person may do with a list: approve or reject it as one, take it back, or seal its files under one login. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import type { ListRowView } from '../../../src-main/contract/list-calls.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { call, CallFailure } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { listWords } from '../../i18n/list-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { useOffice } from '../../state/office.tsx';
import type { ListAgain } from '../../state/handover.ts';
import { isAskedBy, mayAskAgain, nextToLook, nextWork } from '../../state/request-lists.ts';
import { useSaid } from '../../state/said.tsx';
import { useLooked } from '../../state/use-looked.ts';
import { useTokenWork } from '../../state/use-token-work.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { ErrorNotice, sentenceOf } from '../../ui/error-notice.tsx';
import { useJob, type JobState } from '../../ui/use-job.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { BusyLine, DecisionButtons, NextButton } from './decision-buttons.tsx';
import type { Refusal } from './use-request-work.ts';
import { stopJob } from './sealing-steps.tsx';
import { TurnButton } from './turn-button.tsx';
import { TimeStampChoice, useTimeStampChoice } from './time-stamp-choice.tsx';

export interface ListActionsProps {
  readonly list: ListRowView;
  readonly row: OfficeRequest;
  readonly onNext: (id: string) => void;
  readonly onListAgain: (given: ListAgain) => void;
  /** Numbers of files (1 first) that this approver does not agree to. */
  readonly refused: readonly number[];
}

type Sealed = CallOutput<'list.seal'>;

export function ListActions({ list, row, onNext, onListAgain, refused }: ListActionsProps) {
  const say = useWords(listWords);
  const { token, requests } = useOffice();
  const work = useListWork(list);
  const said = useSaid();
  const words = useWords(approveWords);
  const unseen = nextToLook(requests, token, { looked: useLooked(), current: list.id });
  const mayApprove = waitsForApproval(row, token);
  const maySeal = waitsForSeal(row, token) && toSeal(list) > 0;
  const isRunning = list.state === 'in-approval' || list.state === 'ready';
  const mayCancel = isRunning && list.applicant === token?.holder?.name;
  const isAllRefused = refused.length > 0 && refused.length >= list.counts['in-approval'];
  const next = nextWork(requests, token, list.id);
  const { isBusy, error, sealed, job } = work;
  return (
    <footer className="request-foot list-foot">
      <ErrorNotice error={error} />
      {sealed && <SealedLines sealed={sealed} />}
      {job?.hasBegun && <Progress job={job} />}
      {maySeal && !isBusy && <SealFields list={list} onSeal={work.seal} />}
      <div className="row-end">
        {isBusy && !sealed && !job?.hasBegun && <BusyLine />}
        {!isBusy && !mayApprove && !maySeal && <Turn list={list} />}
        {!isBusy && !mayApprove && !maySeal && <TurnButton request={row} />}
        {mayApprove && unseen && !isBusy && !isAllRefused && (
          <Button onClick={() => onNext(unseen.id)}>{words('lookNext', { count: unseen.count })}</Button>
        )}
        <DecisionButtons
          may={{ approve: mayApprove, cancel: mayCancel }}
          {...{ isBusy, reason: list.reason }}
          isBlocked={isAllRefused}
          whyBlocked={isAllRefused ? say('allRefused') : null}
          reject={say('rejectAll')}
          approve={
            refused.length > 0
              ? say('approveOthers', { count: list.counts['in-approval'] - refused.length })
              : say('approve', { count: list.counts['in-approval'] || list.count })
          }
          mustSay={refused.length > 0}
          comment={said.of(list.id).comment}
          onComment={(comment) => said.setComment(list.id, comment)}
          onApprove={(comment) => work.approve(comment, refused)}
          onRefuse={work.refuse}
        />
        {mayListAgain(list, row, token) && (
          <Button
            disabled={isBusy}
            onClick={() =>
              work.look(async () => onListAgain({ ...(await call('bulk.again', { id: list.id })), list }))
            }
          >
            {say('again')}
          </Button>
        )}
        {next && !isBusy && !mayApprove && !maySeal && <NextButton {...{ next, onNext }} />}
      </div>
    </footer>
  );
}

/** Whoever asked for it, once something of it came to nothing. */
function mayListAgain(list: ListRowView, row: OfficeRequest, token: TokenView | null): boolean {
  const { counts } = list;
  const isLeft = list.count > counts.sealed + counts['stamp-waiting'];
  return isLeft && (mayAskAgain(row, token, false) || (isAskedBy(row, token) && counts.ended > 0));
}

/** Files that a login can seal: those left out before may have come back. */
function toSeal({ counts }: ListRowView): number {
  return counts.ready + counts.skipped + counts.failed;
}

function Turn({ list: { path, nextStep, keepers, standIns, state } }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { role, people } = useVocabulary();
  const step = nextStep === null ? undefined : path[nextStep];
  if (state === 'in-approval' && step)
    return (
      <span className="secondary">
        {say('waitsFor', { who: `${role(step.role)} ${people(step.people, standIns)}` })}
      </span>
    );
  if (state !== 'ready' && state !== 'partly-used') return null;
  return <span className="secondary">{say('waitsForKeeper', { who: people(keepers, standIns) })}</span>;
}

interface Wish {
  readonly timestamp: boolean;
  readonly target: { readonly folder: string | null; readonly names: string } | null;
}

function useListWork({ id }: ListRowView) {
  const { isBusy, error, run, look } = useTokenWork();
  const { language } = usePreferences();
  const [sealed, setSealed] = useState<Sealed | null>(null);
  const said = useSaid();
  const job = useJob();
  const seal = async (label: string, wish: Wish): Promise<void> => {
    // What became of the last run is not how this one stands.
    setSealed(null);
    setSealed(await job.run((each) => call('list.seal', { ...wish, token: label, id, job: each, language })));
  };
  return {
    ...{ isBusy, error, look, sealed, job: job.state },
    approve: (comment: string | undefined, refused: readonly number[]) =>
      run(async (label) => {
        await call('list.approve', {
          ...{ token: label, id, comment },
          ...(refused.length > 0 ? { without: [...refused] } : {}),
        });
        said.forget([id]);
      }),
    refuse: (kind: Refusal, reason: string) =>
      run((label) => call(`list.${kind}`, { token: label, id, reason })),
    seal: (wish: Wish) => run((label) => seal(label, wish)),
  };
}

const usualNames = '{编号}_{相对方}_{日期}';

/** A folder of its own, beside the originals, or one that was chosen. */
type Target = 'own' | 'beside' | 'chosen';

interface SealFieldsProps {
  readonly list: ListRowView;
  readonly onSeal: (wish: Wish) => void;
}

/** Where the sealed files go, how they are called, whether with a time stamp. */
function SealFields({ list, onSeal }: SealFieldsProps) {
  const say = useWords(listWords);
  const choice = useTimeStampChoice(list.timeStampRequired);
  const [to, setTo] = useState<Target>('own');
  const [folder, setFolder] = useState<CallOutput<'list.chooseFolder'>>(null);
  const [names, setNames] = useState(usualNames);
  const count = list.counts.ready || toSeal(list);
  const isRest = list.counts.sealed + list.counts['stamp-waiting'] > 0;
  const chosen = to === 'chosen' ? (folder?.folder ?? null) : null;
  const isNamed = to === 'own' || chosen !== null;
  return (
    <div className="list-seal">
      <TargetField to={to} folder={folder} onTo={setTo} onFolder={setFolder} />
      {isNamed && (
        <label className="list-names">
          {say('names')}
          <Input
            value={names}
            maxLength={200}
            title={say('namesHint')}
            onChange={({ target }) => setNames(target.value)}
          />
        </label>
      )}
      <TimeStampChoice choice={choice} />
      <Button
        type="primary"
        disabled={choice.isMissing || (isNamed && names.trim() === '')}
        onClick={() =>
          onSeal({ timestamp: choice.isWanted, target: isNamed ? { folder: chosen, names } : null })
        }
      >
        {say(isRest ? 'applyRest' : 'apply', { count })}
      </Button>
    </div>
  );
}

interface TargetProps {
  readonly to: Target;
  readonly folder: CallOutput<'list.chooseFolder'>;
  readonly onTo: (to: Target) => void;
  readonly onFolder: (folder: CallOutput<'list.chooseFolder'>) => void;
}

function TargetField({ to, folder, onTo, onFolder }: TargetProps) {
  const say = useWords(listWords);
  const [isMissed, setMissed] = useState(false);
  const choose = async (): Promise<void> => {
    const found = await call('list.chooseFolder', {});
    setMissed(found === null);
    if (!found) return;
    onFolder(found);
    onTo('chosen');
  };
  const options = [
    { value: 'own' as const, label: say('own') },
    { value: 'beside' as const, label: say('beside') },
    ...(folder ? [{ value: 'chosen' as const, label: folder.name }] : []),
    { value: 'choose' as const, label: say('chooseTarget') },
  ];
  return (
    <>
      <label className="list-names">
        {say('target')}
        <Select<Target | 'choose'>
          className="list-target"
          value={to}
          options={options}
          onChange={(value: Target | 'choose') => {
            if (value === 'choose') void choose().catch(() => setMissed(true));
            else onTo(value);
          }}
        />
      </label>
      {isMissed && <span className="field-note">{say('emptyFolder')}</span>}
    </>
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
  const done = results.flatMap(({ sealed }) => (sealed ? [sealed] : []));
  const waiting = done.filter(({ timeStamp }) => timeStamp === 'waiting').length;
  return (
    <div role="status">
      <p className="request-outcome">
        <VerdictShape level={problems.length + waiting > 0 ? 'UNSURE' : 'PASS'} size={20} />
        <b>{say('sealed', { count: done.length })}</b>
        {waiting > 0 && <span>{say('stampWaiting', { count: waiting })}</span>}
      </p>
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
