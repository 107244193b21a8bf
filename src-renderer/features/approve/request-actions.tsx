/** What this person may do with a request: one primary button, bottom right; refusing asks for a reason first. */
import { Button, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import type { RequestView, SealOutcomeView } from '../../../src-main/contract/request-views.ts';
import type { DocumentView, TokenView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { whyNotMine } from '../../state/not-mine.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { SealingSteps } from './sealing-steps.tsx';
import { useExpiry } from './use-expiry.ts';
import { useJob } from '../../ui/use-job.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface RequestActionsProps {
  readonly request: RequestView;
  /** The file cannot be seen, or is not the one that was asked for: nobody may agree to it. */
  readonly isBlocked: boolean;
  readonly onVerify: (document: DocumentView) => void;
}

type Refusal = 'reject' | 'cancel';

export function RequestActions({ request, isBlocked, onVerify }: RequestActionsProps) {
  const say = useWords(approveWords);
  const { time } = useFormat();
  const { token, refresh } = useOffice();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [outcome, setOutcome] = useState<SealOutcomeView | null>(null);
  const [timestamp, setTimestamp] = useState(true);
  const job = useJob();
  const { id } = request;
  const hasExpired = useExpiry(request, () => void refresh());
  const run = async (work: (label: string) => Promise<unknown>): Promise<void> => {
    if (!token || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await work(token.label);
    } catch (cause) {
      setError(cause);
    } finally {
      // Also after a refusal: it may have told that the request has ended.
      await refresh();
      setBusy(false);
    }
  };
  const refuse = (kind: Refusal, reason: string): void => {
    setRefusal(null);
    void run((label) => call(`request.${kind}`, { token: label, id, reason }));
  };
  const apply = (): void =>
    void run(async (label) =>
      setOutcome(await job.run((each) => call('seal.apply', { token: label, id, timestamp, job: each }))),
    );
  const mayApprove = !hasExpired && waitsForApproval(request, token);
  const maySeal = !hasExpired && waitsForSeal(request, token);
  const mayCancel =
    !hasExpired &&
    request.applicant === token?.holder?.name &&
    (request.state === 'in-approval' || request.state === 'ready');
  return (
    <footer className="request-foot">
      <ErrorNotice error={error} />
      {outcome && <OutcomeLine outcome={outcome} request={request} />}
      {request.usesBroken > 0 && (
        <div className="notice" role="alert">
          {say('brokenOff', { count: request.usesBroken })}
        </div>
      )}
      {(hasExpired || request.state === 'expired') && (
        <div className="notice" role="alert">
          {say('expired', { time: time(request.validUntil) })}
        </div>
      )}
      {job.state?.hasBegun && <SealingSteps job={job.state} />}
      <div className="row-end">
        {!isBusy && !hasExpired && !mayApprove && !maySeal && <NextLine request={request} token={token} />}
        {isBusy && !job.state?.hasBegun && <span className="secondary">{say('busy')}</span>}
        {maySeal && (
          <label className="request-switch">
            <Switch size="small" checked={timestamp} onChange={setTimestamp} /> {say('timestamp')}
          </label>
        )}
        {mayCancel && (
          <Button disabled={isBusy} onClick={() => setRefusal('cancel')}>
            {say('cancel')}
          </Button>
        )}
        {mayApprove && (
          <Button disabled={isBusy} onClick={() => setRefusal('reject')}>
            {say('reject')}
          </Button>
        )}
        {mayApprove && (
          <Button
            type="primary"
            loading={isBusy}
            disabled={isBlocked}
            onClick={() => void run((label) => call('request.approve', { token: label, id }))}
          >
            {say('approve')}
          </Button>
        )}
        {maySeal && (
          <Button type="primary" loading={isBusy} disabled={isBlocked} onClick={apply}>
            {say('apply')}
          </Button>
        )}
        {outcome && !isBusy && !maySeal && (
          <Button type="primary" onClick={() => onVerify(outcome.document)}>
            {say('verifySealed')}
          </Button>
        )}
      </div>
      {refusal && (
        <RefusalDialog
          title={say(`${refusal}Title`, { reason: request.reason })}
          confirm={say(refusal)}
          onRefuse={(reason) => refuse(refusal, reason)}
          onClose={() => setRefusal(null)}
        />
      )}
    </footer>
  );
}

interface RefusalDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

function RefusalDialog({ title, confirm, onRefuse, onClose }: RefusalDialogProps) {
  const say = useWords(approveWords);
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      okText={confirm}
      cancelText={say('keep')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onRefuse(reason.trim())}
      onCancel={onClose}
    >
      <label>
        {say('why')}
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  );
}

interface NextLineProps {
  readonly request: RequestView;
  readonly token: TokenView | null;
}

/** Whose turn it is, and why it is not this person's, so that a foot without a button is no riddle. */
function NextLine({ request, token }: NextLineProps) {
  const say = useWords(approveWords);
  const { role, list } = useVocabulary();
  const { path, nextStep, keepers } = request;
  const reason = whyNotMine(request, token);
  if (reason === null) return null;
  const next = nextStep === null ? undefined : path[nextStep];
  const turn = next
    ? say('waitsFor', { who: `${role(next.role)} ${list(next.people)}` })
    : say('waitsForKeeper', { who: list(keepers) });
  return (
    <span className="secondary" role="note">
      {turn} {say(reason)}
    </span>
  );
}

interface OutcomeProps extends Pick<RequestActionsProps, 'request'> {
  readonly outcome: SealOutcomeView;
}

function OutcomeLine({ outcome, request }: OutcomeProps) {
  const say = useWords(approveWords);
  const places = usePlacesText()(request.placements);
  const { sealName: seal, document, folder, usesLeft: left } = outcome;
  return (
    <p className="request-outcome" role="status">
      <VerdictShape level="PASS" size={20} />
      <span>{say('sealed', { seal, places, file: document.name, folder, left })}</span>
    </p>
  );
}
