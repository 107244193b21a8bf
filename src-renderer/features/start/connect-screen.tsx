/** Connecting an enterprise: where it stands is asked from the application, so that another start goes on there. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { SetupView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { connectWords } from '../../i18n/connect-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ConfirmRoot } from './confirm-root.tsx';
import { LegalToken } from './legal-token.tsx';
import type { StepProps } from './step-props.ts';

const steps = ['stepTrust', 'stepConfirm', 'stepToken', 'stepPeople', 'stepSign'] as const;
const stages = { trust: 0, confirm: 1, token: 2, done: 3 } as const;

export function ConnectScreen({ onBack }: { readonly onBack: () => void }) {
  const say = useWords(connectWords);
  const work = useWork();
  const [setup, setSetup] = useState<SetupView | null>(null);
  const { run } = work;
  useEffect(() => run(() => call('setup.show', {}), setSetup), [run]);
  return (
    <div className="start connect">
      <h1>{say('title')}</h1>
      <p className="start-lead">{say('lead')}</p>
      <div className="connect-body">
        <Steps at={setup ? stages[setup.stage] : 0} />
        <div className="connect-step">
          {setup && <Step setup={setup} work={work} onSetup={setSetup} />}
          <ErrorNotice error={work.error} />
        </div>
      </div>
      <div className="connect-foot">
        <Button onClick={onBack}>{say('back')}</Button>
        {setup && setup.stage !== 'trust' && (
          <Button disabled={work.busy} onClick={() => run(() => call('setup.forgetTrust', {}), setSetup)}>
            {say('startOver')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Steps({ at }: { readonly at: number }) {
  const say = useWords(connectWords);
  return (
    <ol className="connect-steps">
      {steps.map((step, i) => (
        <li
          key={step}
          aria-current={i === at ? 'step' : undefined}
          className={i < at ? 'connect-done' : undefined}
        >
          {say(step)}
          {i > 2 && <span className="secondary">{say('later')}</span>}
        </li>
      ))}
    </ol>
  );
}

function Step(props: StepProps) {
  const { stage } = props.setup;
  if (stage === 'trust') return <ChooseTrust {...props} />;
  if (stage === 'confirm') return <ConfirmRoot {...props} />;
  return <LegalToken {...props} />;
}

function ChooseTrust({ setup, work, onSetup }: StepProps) {
  const say = useWords(connectWords);
  return (
    <section className="panel">
      <h2 className="section-title">{say('stepTrust')}</h2>
      <p>{say('trustText')}</p>
      {setup.hasOwnTrust && (
        <p>
          {say('ownTrustText')}{' '}
          <Button disabled={work.busy} onClick={() => work.run(() => call('setup.useOwnTrust', {}), onSetup)}>
            {say('useOwnTrust')}
          </Button>
        </p>
      )}
      <div className="connect-actions">
        <Button
          type="primary"
          loading={work.busy}
          onClick={() => work.run(() => call('setup.chooseTrust', {}), onSetup)}
        >
          {say('chooseTrust')}
        </Button>
      </div>
    </section>
  );
}
