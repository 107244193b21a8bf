/** Name and digest of the root, to be compared with what the city publishes. Nothing is trusted before somebody has said so. */
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { connectWords } from '../../i18n/connect-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import type { StepProps } from './step-props.ts';
import { digestGroups } from './digest-groups.ts';

export function ConfirmRoot({ setup, work, onSetup }: StepProps) {
  const say = useWords(connectWords);
  const { time } = useFormat();
  const [isCompared, setCompared] = useState(false);
  const { roots, authorities, lists, statusAsOf } = setup;
  const status = statusAsOf === null ? say('statusNone') : say('statusAsOf', { time: time(statusAsOf) });
  const confirm = (): void =>
    work.run(() => call('setup.confirmTrust', { roots: roots.map(({ sm3 }) => sm3) }), onSetup);
  return (
    <section className="panel">
      <h2 className="section-title">{say('stepConfirm')}</h2>
      {roots.map((root) => (
        <Root key={root.sm3} root={root} />
      ))}
      <p className="secondary">{say('came', { authorities, lists, status })}</p>
      <p>{say('compare')}</p>
      <Checkbox checked={isCompared} onChange={({ target }) => setCompared(target.checked)}>
        {say('compared')}
      </Checkbox>
      <div className="connect-actions">
        <Button disabled={work.busy} onClick={() => work.run(() => call('setup.chooseTrust', {}), onSetup)}>
          {say('chooseOther')}
        </Button>
        <Button type="primary" disabled={!isCompared} loading={work.busy} onClick={confirm}>
          {say('confirm')}
        </Button>
      </div>
    </section>
  );
}

function Root({ root }: { readonly root: StepProps['setup']['roots'][number] }) {
  const say = useWords(connectWords);
  const { day } = useFormat();
  return (
    <dl className="connect-facts">
      <dt>{say('rootName')}</dt>
      <dd>
        <b>{root.name}</b>
      </dd>
      <dt>{say('organisation')}</dt>
      <dd>{root.organisation}</dd>
      <dt>{say('validTo')}</dt>
      <dd>{day(root.validTo)}</dd>
      <dt>{say('fingerprint')}</dt>
      <dd className="connect-digest">
        {digestGroups(root.sm3).map((group, i) => (
          <span key={i}>{group}</span>
        ))}
      </dd>
    </dl>
  );
}
