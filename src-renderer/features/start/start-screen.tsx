/** First run: one click makes a sandbox; an enterprise is connected step by step; verification works without any home. */
import { BankOutlined, ExperimentOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { call, endedWith } from '../../bridge/bridge.ts';
import { startWords } from '../../i18n/start-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RestoreHome } from '../../ui/restore-home.tsx';

export interface StartProps {
  readonly onVerify: () => void;
  readonly onConnect: () => void;
}

export function StartScreen({ onVerify, onConnect }: StartProps) {
  const say = useWords(startWords);
  const { refresh } = useOffice();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const hasTrust = endedWith(error, 'sandbox.init', 'home-has-trust');
  const makeSandbox = async (trustAside: boolean): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call('sandbox.init', trustAside ? { trustAside } : {});
      await refresh();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="start">
      <h1>{say('title')}</h1>
      <p className="start-lead">{say('lead')}</p>
      <ErrorNotice error={error} />
      <div className="start-choices">
        <section className="panel start-choice">
          <ExperimentOutlined />
          <h2>{say('sandboxTitle')}</h2>
          <p>{say('sandboxText')}</p>
          <p className="secondary" aria-live="polite">
            {busy ? say('sandboxBusy') : hasTrust && say('trustAsideText')}
          </p>
          <Button type="primary" size="large" loading={busy} onClick={() => void makeSandbox(hasTrust)}>
            {say(hasTrust ? 'trustAsideButton' : 'sandboxButton')}
          </Button>
        </section>
        <section className="panel start-choice">
          <BankOutlined />
          <h2>{say('connectTitle')}</h2>
          <p>{say('connectText')}</p>
          <p className="secondary" />
          <Button size="large" disabled={busy} onClick={onConnect}>
            {say('connectButton')}
          </Button>
        </section>
        <section className="panel start-choice">
          <SafetyCertificateOutlined />
          <h2>{say('verifyTitle')}</h2>
          <p>{say('verifyText')}</p>
          <p className="secondary" />
          <Button size="large" disabled={busy} onClick={onVerify}>
            {say('verifyButton')}
          </Button>
        </section>
      </div>
      <RestoreHome />
    </div>
  );
}
