/** What this person may do with several seals on one file: decide about all of them, or put on the one that is waited for. */
import { Button } from 'antd';
import { useState } from 'react';
import type { SealOutcomeView } from '../../../src-main/contract/request-views.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { setWords } from '../../i18n/set-words.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { nextToLook, nextWork } from '../../state/request-lists.ts';
import { useSaid } from '../../state/said.tsx';
import { useLooked } from '../../state/use-looked.ts';
import { useTokenWork } from '../../state/use-token-work.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useJob } from '../../ui/use-job.ts';
import { BusyLine, DecisionButtons, NextButton } from './decision-buttons.tsx';
import { OutcomeLine, SealedFileActions } from './request-lines.tsx';
import { SealingSteps } from './sealing-steps.tsx';
import type { SetScreenProps } from './set-props.ts';
import { TurnButton } from './turn-button.tsx';
import { TimeStampChoice, useTimeStampChoice } from './time-stamp-choice.tsx';

interface ActionsProps extends Omit<SetScreenProps, 'onBack'> {
  readonly isBlocked: boolean;
}

export function SetActions({ list, set, row, isBlocked, onVerify, onNext }: ActionsProps) {
  const say = useWords(approveWords);
  const vocabulary = useVocabulary();
  const places = usePlacesText();
  const { token, requests } = useOffice();
  const { isBusy, error, run } = useTokenWork();
  const [outcome, setOutcome] = useState<SealOutcomeView | null>(null);
  const job = useJob();
  const { id } = list;
  const said = useSaid();
  const unseen = nextToLook(requests, token, { looked: useLooked(), current: id });
  // Giving up is possible until the last seal is on the file; what was put on it stays in the register.
  const isRunning = list.state === 'in-approval' || list.state === 'ready' || list.state === 'partly-used';
  const may = {
    approve: waitsForApproval(row, token),
    seal: waitsForSeal(row, token),
    cancel: isRunning && list.applicant === token?.holder?.name,
  };
  const next = nextWork(requests, token, id);
  const seal = async (label: string, timestamp: boolean): Promise<void> => {
    const done = await job.run((each) => call('set.seal', { token: label, id, timestamp, job: each }));
    setOutcome(done.sealed);
  };
  const sealed = vocabulary.list(
    set.seals.map(({ typeCode, placements }) => `${vocabulary.sealKind(typeCode)} ${places(placements)}`),
  );
  return (
    <footer className="request-foot">
      <ErrorNotice error={error} />
      {outcome && <OutcomeLine outcome={outcome} what={sealed} />}
      {job.state?.hasBegun && <SealingSteps job={job.state} />}
      <div className="row-end">
        {!isBusy && !may.approve && !may.seal && <WaitsLine {...{ list, set }} />}
        {!isBusy && !may.approve && !may.seal && <TurnButton request={row} />}
        {isBusy && !job.state?.hasBegun && <BusyLine />}
        {!isBusy && isBlocked && may.approve && <span className="secondary">{say('blocked')}</span>}
        {may.approve && unseen && !isBusy && !isBlocked && (
          <Button onClick={() => onNext(unseen.id)}>{say('lookNext', { count: unseen.count })}</Button>
        )}
        <DecisionButtons
          {...{ may, isBusy, isBlocked, reason: list.reason }}
          approve={say('approve')}
          comment={said.of(id).comment}
          onComment={(comment) => said.setComment(id, comment)}
          onApprove={(comment) =>
            run(async (label) => {
              await call('list.approve', { token: label, id, comment });
              said.forget([id]);
            })
          }
          onRefuse={(kind, reason) => run((label) => call(`list.${kind}`, { token: label, id, reason }))}
        />
        {may.seal && (
          <SealButton
            {...{ list, set, isBusy }}
            onSeal={(timestamp) => run((label) => seal(label, timestamp))}
          />
        )}
        {outcome && !isBusy && <SealedFileActions outcome={outcome} />}
        {outcome && !isBusy && (
          <Button type={next ? 'default' : 'primary'} onClick={() => onVerify(outcome.document)}>
            {say('verifySealed')}
          </Button>
        )}
        {next && !isBusy && !may.approve && !may.seal && <NextButton {...{ next, onNext }} />}
      </div>
    </footer>
  );
}

type SetProps = Pick<SetScreenProps, 'list' | 'set'>;

/** The seal that is waited for, by its place in the order; null when all are on the file. */
function waited({ list, set }: SetProps) {
  const index = set.seals.findIndex(({ esId }) => esId === list.seal.esId);
  const seal = set.seals[index];
  return seal && seal.state !== 'sealed' && seal.state !== 'stamp-waiting' ? { ...seal, index } : null;
}

/** Whose approval, or whose UKey with which seal, is waited for. */
function WaitsLine({ list, set }: SetProps) {
  const say = useWords(setWords);
  const vocabulary = useVocabulary();
  const step = list.nextStep === null ? undefined : list.path[list.nextStep];
  if (list.state === 'in-approval' && step) {
    const who = `${vocabulary.role(step.role)} ${vocabulary.people(step.people, list.standIns)}`;
    return <span className="secondary">{say('waitsForApproval', { who })}</span>;
  }
  const seal = waited({ list, set });
  if (!seal || (list.state !== 'ready' && list.state !== 'partly-used')) return null;
  const detail = {
    ...{ number: seal.index + 1, count: set.seals.length },
    ...{ seal: vocabulary.sealKind(seal.typeCode), who: vocabulary.people(list.keepers, list.standIns) },
  };
  return (
    <span className="secondary" role="note">
      {say(list.state === 'ready' ? 'waitsForKeeper' : 'waitsForOther', detail)}
    </span>
  );
}

interface SealButtonProps extends SetProps {
  readonly isBusy: boolean;
  readonly onSeal: (timestamp: boolean) => void;
}

function SealButton({ list, set, isBusy, onSeal }: SealButtonProps) {
  const say = useWords(setWords);
  const { sealKind } = useVocabulary();
  const choice = useTimeStampChoice(list.timeStampRequired);
  const seal = waited({ list, set });
  if (!seal) return null;
  const detail = { number: seal.index + 1, count: set.seals.length, seal: sealKind(seal.typeCode) };
  return (
    <>
      <TimeStampChoice choice={choice} />
      <Button
        type="primary"
        loading={isBusy}
        disabled={choice.isMissing}
        onClick={() => onSeal(choice.isWanted)}
      >
        {say('apply', detail)}
      </Button>
    </>
  );
}
