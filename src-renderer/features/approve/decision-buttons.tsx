/** What the foot of one request, of a list and of several seals has alike: take back, reject, agree, go on to the next. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { nextWork } from '../../state/request-lists.ts';
import { oneLine } from '../../i18n/one-line.ts';
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
  /** On the button that rejects; plain where there is one file alone. */
  readonly reject?: string;
  /** Why nobody can agree now, where it is not said on the page. */
  readonly whyBlocked?: string | null;
  /** Files are not agreed to: why has to be said, and none of it can be rejected at the same time. */
  readonly mustSay?: boolean;
  /** What is typed beside the approval; null: nobody wants to say anything. It is kept while somebody looks at another request. */
  readonly comment: string | null;
  readonly onComment: (comment: string) => void;
  readonly onApprove: (comment?: string) => void;
  readonly onRefuse: (kind: Refusal, reason: string) => void;
}

export function DecisionButtons(props: DecisionButtonsProps) {
  const { may, isBusy, isBlocked, reason, approve, mustSay = false, onApprove, onRefuse } = props;
  const { reject, whyBlocked = null, comment, onComment } = props;
  const say = useWords(approveWords);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const typed = oneLine(comment ?? '');
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
      {may.approve && whyBlocked !== null && <span className="secondary">{whyBlocked}</span>}
      {may.approve && whyBlocked === null && (
        <CommentField
          comment={mustSay ? (comment ?? '') : comment}
          {...{ mustSay, isBusy }}
          onComment={onComment}
        />
      )}
      {may.approve && (
        <Button data-act="reject" disabled={isBusy} onClick={() => setRefusal('reject')}>
          {reject ?? say('reject')}
        </Button>
      )}
      {may.approve && (
        <Button
          type="primary"
          loading={isBusy}
          disabled={isBlocked || (mustSay && typed === '')}
          onClick={() => onApprove(typed === '' ? undefined : typed)}
        >
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

interface CommentProps {
  /** Null: nobody wants to say anything. */
  readonly comment: string | null;
  readonly mustSay: boolean;
  readonly isBusy: boolean;
  readonly onComment: (comment: string) => void;
}

/** A word beside the approval; it is out of the way until somebody wants it. */
function CommentField({ comment, mustSay, isBusy, onComment }: CommentProps) {
  const say = useWords(approveWords);
  if (comment === null)
    return (
      <Button type="text" disabled={isBusy} onClick={() => onComment('')}>
        {say('addComment')}
      </Button>
    );
  return (
    <Input
      className="decision-comment"
      autoFocus={!mustSay}
      aria-label={say(mustSay ? 'whyNotThese' : 'comment')}
      placeholder={say(mustSay ? 'whyNotThese' : 'comment')}
      maxLength={200}
      disabled={isBusy}
      value={comment}
      onChange={({ target }) => onComment(target.value)}
    />
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
