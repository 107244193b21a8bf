/** 测试这个驱动: which numbers of a UKey work, and the parameters that a person or a trust pack added (docs/adr/0060). */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import {
  tokenAlgorithmText,
  type ProfilesView,
  type TokenTestView,
} from '../../../src-main/contract/profile-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { profileWords } from '../../i18n/profile-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TokenTestResult } from './token-test-result.tsx';

interface Tested {
  readonly label: string;
  readonly view: TokenTestView;
}

export function ProfilesPanel() {
  const say = useWords(profileWords);
  const { tokens } = useOffice();
  const { language } = usePreferences();
  const { busy, error, run } = useWork();
  const [view, setView] = useState<ProfilesView | null>(null);
  const [tested, setTested] = useState<Tested | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => run(() => call('profile.list', {}), setView), [run]);
  const change = (work: () => Promise<ProfilesView>): void => {
    setSaid(null);
    run(work, (next) => {
      setView(next);
      setSaid(say('done'));
    });
  };
  const test = (label: string): void => {
    setSaid(null);
    setTested(null);
    run(
      () => call('token.test', { token: label }),
      (found) => setTested({ label, view: found }),
    );
  };
  const save = (): void =>
    run(
      () => call('profile.save', {}),
      (place) => setSaid(say('saved', place)),
    );
  const works = tested?.view.tried.some(({ outcome }) => outcome === 'works') === true;
  return (
    <section className="panel" data-part="profiles">
      <h2 className="section-title">{say('title')}</h2>
      <p className="secondary settings-hint">{say('lead')}</p>
      {tokens.length === 0 && <p className="secondary">{say('none')}</p>}
      <ul className="token-pins">
        {tokens.map(({ label, algorithms }) => (
          <li key={label}>
            <span>
              <b>{label}</b> · {tokenAlgorithmText(algorithms, language)}
            </span>
            <Button disabled={busy} aria-label={say('testOf', { label })} onClick={() => test(label)}>
              {say('test')}
            </Button>
          </li>
        ))}
      </ul>
      {tested && <TokenTestResult {...tested} key={tested.label} />}
      <div className="settings-actions">
        {works && !tested.view.isKnown && (
          <Button type="primary" disabled={busy} onClick={() => change(() => call('profile.keep', {}))}>
            {say('keep')}
          </Button>
        )}
        {works && (
          <Button disabled={busy} onClick={save}>
            {say('save')}
          </Button>
        )}
        <Button disabled={busy} onClick={() => change(() => call('profile.find', {}))}>
          {say('find')}
        </Button>
      </div>
      {view && <Taken view={view} busy={busy} change={change} />}
      {said !== null && <p role="status">{said}</p>}
      <ErrorNotice error={error} />
    </section>
  );
}

interface TakenProps {
  readonly view: ProfilesView;
  readonly busy: boolean;
  readonly change: (work: () => Promise<ProfilesView>) => void;
}

function Taken({ view: { profiles, unreadable }, busy, change }: TakenProps) {
  const say = useWords(profileWords);
  if (profiles.length + unreadable.length === 0) return null;
  return (
    <>
      <h3 className="section-title">{say('taken')}</h3>
      <ul className="token-pins">
        {profiles.map(({ id, title, evidence, isOfPack }) => (
          <li key={`${id} ${isOfPack}`}>
            <span>
              <b>{title}</b> · {isOfPack ? say('ofPack') : evidence}
            </span>
            {!isOfPack && (
              <Button
                disabled={busy}
                aria-label={say('removeOf', { title })}
                onClick={() => change(() => call('profile.remove', { id }))}
              >
                {say('remove')}
              </Button>
            )}
          </li>
        ))}
        {unreadable.map((name) => (
          <li key={name}>{say('unreadable', { name })}</li>
        ))}
      </ul>
    </>
  );
}
