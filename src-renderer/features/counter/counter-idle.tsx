/** The empty counter: where to put files, what is watched, and what the machine knows. */
import { InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { counterWords } from '../../i18n/counter-words.ts';
import { useWords } from '../../i18n/words.ts';
import { KeyLabel } from './key-label.tsx';
import { TrustLine } from './trust-line.tsx';
import type { Desk } from './use-desk.ts';
import { WatchLine } from './watch-line.tsx';

export function CounterIdle({ desk, onLog }: { readonly desk: Desk; readonly onLog: () => void }) {
  const say = useWords(counterWords);
  const { view } = desk;
  return (
    <div className="counter-idle">
      <InboxOutlined />
      <h1>{say('idle')}</h1>
      <p>{say('idleText')}</p>
      <div className="counter-choices">
        <Button type="primary" size="large" onClick={desk.choose}>
          <KeyLabel name="O">{say('choose')}</KeyLabel>
        </Button>
        <Button size="large" onClick={desk.watch}>
          <KeyLabel name="W">{say('watch')}</KeyLabel>
        </Button>
        <Button size="large" onClick={onLog}>
          <KeyLabel name="L">{say('logCount', { count: view?.logged ?? 0 })}</KeyLabel>
        </Button>
      </div>
      {view && <WatchLine desk={desk} />}
      <TrustLine />
      <p className="secondary counter-about">
        {view?.engine} · <KeyLabel name="F11">{say('fullScreen')}</KeyLabel> ·{' '}
        <KeyLabel name="Esc">{say('leave')}</KeyLabel>
      </p>
    </div>
  );
}
