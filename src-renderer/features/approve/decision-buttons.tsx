/** What the foot of one request, of a list and of several seals has alike: take back, reject, agree, go on to the next. */
import { Button } from 'antd';
import { useState } from 'react';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { nextWork } from '../../state/request-lists.ts';
import { RefusalDialog } from './refusal-dialog.tsx';
import type { Refusal } from './use-request-work.ts';

export interface DecisionButtonsProps {
  readonly may: { readonly approve: boolean; readonly cancel: boolean };
  readonly isBusy: boolean;
  /** The file cannot be seen, or is not the one that was asked for: nobody may agree to it. */
  readonly isBlocked: boolean;
  /** What it is for, in the question before it is refused. */
  readonly reason: string;
  /** On the button that agrees. */
  readonly approve: string;
  readonly onApprove: () => void;
  readonly onRefuse: (kind: Refusal, reason: string) => void;
}

export function DecisionButtons(props: DecisionButtonsProps) {
  const { may, isBusy, isBlocked, reason, approve, onApprove, onRefuse } = props;
  const say = useWords(approveWords);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refuse = (kind: Refusal, why: string): void => {
    setRefusal(null);
    onRefuse(kind, why);
  };
  return (
    <>
      {may.cancel && (
        <Button disabled={isBusy} onClick={() => setRefusal('cancel')}>
          {say('cancel')}
        </Button>
      )}
      {may.approve && (
        <Button disabled={isBusy} onClick={() => setRefusal('reject')}>
          {say('reject')}
        </Button>
      )}
      {may.approve && (
        <Button type="primary" loading={isBusy} disabled={isBlocked} onClick={onApprove}>
          {approve}
        </Button>
      )}
      {refusal && (
        <RefusalDialog
          title={say(`${refusal}Title`, { reason })}
          confirm={say(refusal)}
          onRefuse={(why) => refuse(refusal, why)}
          onClose={() => setRefusal(null)}
        />
      )}
    </>
  );
}

export interface NextButtonProps {
  readonly next: NonNullable<ReturnType<typeof nextWork>>;
  readonly onNext: (id: string) => void;
}

/** Where work is left. */
export function NextButton({ next, onNext }: NextButtonProps) {
  const say = useWords(approveWords);
  return (
    <Button type="primary" onClick={() => onNext(next.id)}>
      {say('nextWork', { count: next.count })}
    </Button>
  );
}

/** While a PIN is asked for. */
export function BusyLine() {
  const say = useWords(approveWords);
  return <span className="secondary">{say('busy')}</span>;
}
