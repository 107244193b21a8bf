/** What the draft lacks, and its signature by the legal representative: before that nothing of it applies. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useWords } from '../../i18n/words.ts';
import { IssueList } from './issue-list.tsx';
import { PolicyEffect } from './policy-effect.tsx';
import type { DraftProps } from './use-draft.ts';

export function DraftBar({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const [dropping, setDropping] = useState(false);
  const [signing, setSigning] = useState(false);
  const [signed, setSigned] = useState<number | null>(null);
  const { sequence, isChanged, issues, signer } = draft;
  const hasErrors = issues.some(({ level }) => level === 'error');
  const sign = (token: string): void => {
    setSigning(true);
    work.run(
      () => call('policy.sign', { token }).finally(() => setSigning(false)),
      (after) => setSigned(after.sequence - 1),
    );
  };
  const standing = isChanged
    ? say('changed', { number: sequence })
    : signed !== null
      ? say('signed', { number: signed })
      : sequence > 1
        ? say('inForce', { number: sequence - 1 })
        : '';
  return (
    <>
      {isChanged && (
        <section className="panel">
          <IssueList issues={issues} />
          {draft.effect && <PolicyEffect effect={draft.effect} />}
        </section>
      )}
      <div className="page-foot draft-bar">
        <span role="status">
          {sequence === 1 && <b>{say('none')} </b>}
          {signing ? say('signing') : standing}
          {isChanged && signer === null && ` ${say('signNeedsToken')}`}
        </span>
        {isChanged && (
          <Button disabled={work.busy} onClick={() => setDropping(true)}>
            {say('drop')}
          </Button>
        )}
        <Button
          type="primary"
          loading={signing}
          disabled={!isChanged || hasErrors || signer === null || work.busy}
          onClick={() => signer !== null && sign(signer)}
        >
          {say('sign')}
        </Button>
      </div>
      <Modal
        open={dropping}
        title={say('dropQuestion')}
        okText={say('drop')}
        cancelText={say('keep')}
        onCancel={() => setDropping(false)}
        onOk={() => {
          setDropping(false);
          work.run(() => call('draft.drop', {}));
        }}
      />
    </>
  );
}
