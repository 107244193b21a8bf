/** What this person may do with a request: one primary button, bottom right; refusing asks for a reason first. */
import { Button } from 'antd';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { DocumentView, TokenView } from '../../../src-main/contract/views.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { useWords } from '../../i18n/words.ts';
import { call } from '../../bridge/bridge.ts';
import type { RequestAgain } from '../../state/handover.ts';
import { mayAskAgain, nextToLook, nextWork } from '../../state/request-lists.ts';
import { useOffice } from '../../state/office.tsx';
import { useSaid } from '../../state/said.tsx';
import { useLooked } from '../../state/use-looked.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { BusyLine, DecisionButtons, NextButton } from './decision-buttons.tsx';
import { NextLine, OutcomeLine, SealedFileActions, TroubleLines } from './request-lines.tsx';
import { SealingSteps } from './sealing-steps.tsx';
import { TurnButton } from './turn-button.tsx';
import { TimeStampChoice, useTimeStampChoice } from './time-stamp-choice.tsx';
import { useExpiry } from './use-expiry.ts';
import { useRequestWork, type RequestWork } from './use-request-work.ts';
import { WaitingStamps } from './waiting-stamps.tsx';

export interface RequestActionsProps {
  readonly request: RequestView;
  /** The file cannot be seen, or is not the one that was asked for: nobody may agree to it. */
  readonly isBlocked: boolean;
  readonly onVerify: (document: DocumentView) => void;
  readonly onAgain: (given: RequestAgain) => void;
  readonly onNext: (id: string) => void;
}

export function RequestActions({ request, isBlocked, onVerify, onAgain, onNext }: RequestActionsProps) {
  const say = useWords(approveWords);
  const places = usePlacesText();
  const { token, requests, refresh } = useOffice();
  const next = nextWork(requests, token, request.id);
  const unseen = nextToLook(requests, token, { looked: useLooked(), current: request.id });
  const work = useRequestWork(request);
  const said = useSaid();
  const hasExpired = useExpiry(request, () => void refresh());
  const may = hasExpired ? nothing : mayDo(request, token);
  const { isBusy, error, outcome, steps } = work;
  return (
    <footer className="request-foot">
      <ErrorNotice error={error} />
      {outcome && (
        <OutcomeLine outcome={outcome} what={`${outcome.sealName} ${places(request.placements)}`} />
      )}
      <TroubleLines request={request} hasExpired={hasExpired} />
      <WaitingStamps request={request} onVerify={onVerify} />
      {steps?.hasBegun && <SealingSteps job={steps} />}
      <div className="row-end">
        {!isBusy && !hasExpired && !may.approve && !may.seal && <NextLine request={request} token={token} />}
        {!isBusy && !hasExpired && !may.approve && !may.seal && <TurnButton request={request} />}
        {isBusy && !steps?.hasBegun && <BusyLine />}
        {!isBusy && isBlocked && (may.approve || may.seal) && (
          <span className="secondary">{say('blocked')}</span>
        )}
        {may.approve && unseen && !isBusy && !isBlocked && (
          <Button onClick={() => onNext(unseen.id)}>{say('lookNext', { count: unseen.count })}</Button>
        )}
        <DecisionButtons
          {...{ may, isBusy, isBlocked, reason: request.reason }}
          approve={say('approve')}
          comment={said.of(request.id).comment}
          onComment={(comment) => said.setComment(request.id, comment)}
          onApprove={work.approve}
          onRefuse={work.refuse}
        />
        {may.seal && (
          <SealButton work={work} isBlocked={isBlocked} isStampRequired={request.timeStampRequired} />
        )}
        {mayAskAgain(request, token, hasExpired) && <AgainButton {...{ request, work, onAgain }} />}
        {outcome && !isBusy && <SealedFileActions outcome={outcome} />}
        {outcome && !isBusy && !may.seal && (
          <Button type={next ? 'default' : 'primary'} onClick={() => onVerify(outcome.document)}>
            {say('verifySealed')}
          </Button>
        )}
        {next && !isBusy && !may.approve && !may.seal && <NextButton {...{ next, onNext }} />}
      </div>
    </footer>
  );
}

interface May {
  readonly approve: boolean;
  readonly seal: boolean;
  readonly cancel: boolean;
}

const nothing: May = { approve: false, seal: false, cancel: false };

function mayDo(request: RequestView, token: TokenView | null): May {
  const isRunning = request.state === 'in-approval' || request.state === 'ready';
  return {
    approve: waitsForApproval(request, token),
    seal: waitsForSeal(request, token),
    cancel: isRunning && request.applicant === token?.holder?.name,
  };
}

interface AgainProps {
  readonly request: RequestView;
  readonly work: RequestWork;
  readonly onAgain: (given: RequestAgain) => void;
}

/** The file is opened as it is now: what was changed in it since is what is asked for again. */
function AgainButton({ request, work, onAgain }: AgainProps) {
  const say = useWords(approveWords);
  const open = async (): Promise<void> => {
    const { document } = await call('request.open', { id: request.id });
    onAgain({ request, document });
  };
  return (
    <Button disabled={work.isBusy} onClick={() => work.look(open)}>
      {say('again')}
    </Button>
  );
}

interface SealButtonProps {
  readonly work: RequestWork;
  readonly isBlocked: boolean;
  readonly isStampRequired: boolean;
}

function SealButton({ work, isBlocked, isStampRequired }: SealButtonProps) {
  const say = useWords(approveWords);
  const choice = useTimeStampChoice(isStampRequired);
  return (
    <>
      <TimeStampChoice choice={choice} />
      <Button
        type="primary"
        loading={work.isBusy}
        disabled={isBlocked || choice.isMissing}
        onClick={() => work.seal(choice.isWanted)}
      >
        {say('apply')}
      </Button>
    </>
  );
}
