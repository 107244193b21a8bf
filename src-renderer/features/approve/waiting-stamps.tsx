/** 待时间戳: sealed files of a request whose time is not proven yet, and adding the time stamp (补盖时间戳). */
import { Button } from 'antd';
import { useState } from 'react';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { StampOutcomeView } from '../../../src-main/contract/sealing-calls.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface WaitingStampsProps {
  readonly request: RequestView;
  readonly onVerify: (document: DocumentView) => void;
}

export function WaitingStamps({ request, onVerify }: WaitingStampsProps) {
  const say = useWords(approveWords);
  const { time } = useFormat();
  const { refresh } = useOffice();
  const { busy, error, run } = useWork();
  const [outcome, setOutcome] = useState<StampOutcomeView | null>(null);
  const { id, stampsWaiting: count } = request;
  const add = (): void =>
    run(
      () => call('timestamp.add', { id }),
      (found) => {
        setOutcome(found);
        void refresh();
      },
    );
  return (
    <>
      {outcome && (
        <p className="request-outcome" role="status">
          <VerdictShape level="PASS" size={20} />
          <span>
            {say(outcome.isNew ? 'stampAdded' : 'stampKnown', {
              time: time(outcome.time),
              file: outcome.document.name,
              folder: outcome.folder,
            })}
          </span>
          <Button type="link" onClick={() => onVerify(outcome.document)}>
            {say('verifySealed')}
          </Button>
        </p>
      )}
      <ErrorNotice error={error} />
      {count > 0 && (
        <div className="notice" role="note" data-stamps-waiting={count}>
          <VerdictShape level="UNSURE" size={20} />
          <span>{say('stampsWaiting', { count })}</span>
          <Button loading={busy} onClick={add}>
            {say('addStamp')}
          </Button>
        </div>
      )}
    </>
  );
}
