/** Lines at the foot of a request: whose turn it is, what was sealed, and what has gone wrong with it. */
import { Button } from 'antd';
import type { RequestView, SealOutcomeView } from '../../../src-main/contract/request-views.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { whyNotMine } from '../../state/not-mine.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

interface TroubleProps {
  readonly request: RequestView;
  readonly hasExpired: boolean;
}

/** Sealings that were broken off have cost a use; a request that has run out is over. */
export function TroubleLines({ request, hasExpired }: TroubleProps) {
  const say = useWords(approveWords);
  const { time } = useFormat();
  return (
    <>
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
    </>
  );
}

interface NextLineProps {
  readonly request: RequestView;
  readonly token: TokenView | null;
}

/** Whose turn it is, and why it is not this person's, so that a foot without a button is no riddle. */
export function NextLine({ request, token }: NextLineProps) {
  const say = useWords(approveWords);
  const { role, people } = useVocabulary();
  const { path, nextStep, keepers, standIns } = request;
  const reason = whyNotMine(request, token);
  if (reason === null) return null;
  const next = nextStep === null ? undefined : path[nextStep];
  const turn = next
    ? say('waitsFor', { who: `${role(next.role)} ${people(next.people, standIns)}` })
    : say('waitsForKeeper', { who: people(keepers, standIns) });
  return (
    <span className="secondary" role="note">
      {turn} {say(reason)}
    </span>
  );
}

interface OutcomeProps {
  /** Seals with their places. */
  readonly what: string;
  readonly outcome: SealOutcomeView;
}

export function OutcomeLine({ outcome, what }: OutcomeProps) {
  const say = useWords(approveWords);
  const { document, folder, usesLeft: left, timeStamp } = outcome;
  return (
    <p className="request-outcome" role="status" data-time-stamp={timeStamp}>
      <VerdictShape level={timeStamp === 'waiting' ? 'UNSURE' : 'PASS'} size={20} />
      <span>
        {say('sealed', { what, file: document.name, folder, left })}
        {say(`sealed-${timeStamp}`)}
        <span className="request-path">{say('sealedPath', { path: outcome.path })}</span>
      </span>
    </p>
  );
}

/** What people do with a sealed file: look at it, find it, print it, send it. */
export function SealedFileActions({ outcome }: Pick<OutcomeProps, 'outcome'>) {
  const say = useWords(approveWords);
  const { busy, error, run } = useWork();
  const { document, canOpen, canPrint } = outcome;
  const show = (what: 'file' | 'folder' | 'mail') => (): void =>
    run(() => call('seal.show', { document: document.id, what }));
  const print = (): void => run(() => call('seal.print', { document: document.id }));
  return (
    <>
      <ErrorNotice error={error} />
      {canPrint && (
        <Button disabled={busy} onClick={print}>
          {say('printSealed')}
        </Button>
      )}
      {canOpen && (
        <Button disabled={busy} onClick={show('mail')}>
          {say('sendSealed')}
        </Button>
      )}
      {canOpen && (
        <Button disabled={busy} onClick={show('folder')}>
          {say('openFolder')}
        </Button>
      )}
      {canOpen && (
        <Button disabled={busy} onClick={show('file')}>
          {say('openSealed')}
        </Button>
      )}
    </>
  );
}
