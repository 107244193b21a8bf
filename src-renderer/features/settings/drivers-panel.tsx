/** UKey 驱动: each driver with what it shows, or why it does not; one more by its maker or its file, and one less. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { DriversView } from '../../../src-main/contract/driver-calls.ts';
import { callSentence } from '../../../src-main/contract/result.ts';
import { call } from '../../bridge/bridge.ts';
import { driverWords } from '../../i18n/driver-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function DriversPanel() {
  const say = useWords(driverWords);
  const { busy, error, run } = useWork();
  const [view, setView] = useState<DriversView | null>(null);
  const [isChanged, setChanged] = useState(false);
  useEffect(() => run(() => call('driver.list', {}), setView), [run]);
  const change = (work: () => Promise<DriversView>): void => {
    setChanged(false);
    run(work, (next) => {
      setView(next);
      setChanged(true);
    });
  };
  const used = new Set(view?.drivers.map(({ title }) => title));
  return (
    <section className="panel" data-part="drivers">
      <h2 className="section-title">{say('title')}</h2>
      <p className="secondary settings-hint">{say('lead')}</p>
      {view === null && busy && <p role="status">{say('looking')}</p>}
      <ul className="token-pins">
        {view?.drivers.map((driver, place) => (
          <Driver key={driver.title} {...{ driver, place, view, busy, change }} />
        ))}
      </ul>
      <div className="settings-actions">
        {view?.makers
          .filter(({ title, isFound }) => isFound && !used.has(title))
          .map(({ id, title }) => (
            <Button
              key={id}
              disabled={busy}
              onClick={() => change(() => call('driver.use', { id, how: 'add' }))}
            >
              {say('addMaker', { title })}
            </Button>
          ))}
        {view && (
          <Button disabled={busy} onClick={() => change(() => call('driver.find', { how: 'add' }))}>
            {say('addFile')}
          </Button>
        )}
      </div>
      {isChanged && <p role="status">{say('done')}</p>}
      <ErrorNotice error={error} />
    </section>
  );
}

interface DriverProps {
  readonly driver: DriversView['drivers'][number];
  readonly place: number;
  readonly view: DriversView;
  readonly busy: boolean;
  readonly change: (work: () => Promise<DriversView>) => void;
}

function Driver({ driver: { title, tokens, problem }, place, view, busy, change }: DriverProps) {
  const say = useWords(driverWords);
  const { language } = usePreferences();
  return (
    <li>
      <span>
        <b>{title}</b>
        {tokens !== null && <> · {say('seen', { count: tokens })}</>}
        {problem && <> · {callSentence(problem, language)}</>}
      </span>
      {place > 0 && (
        <Button
          disabled={busy}
          aria-label={say('removeOf', { title })}
          onClick={() => change(() => call('driver.remove', { place }))}
        >
          {say('remove')}
        </Button>
      )}
      {place === 0 && !view.isFirstFixed && (
        <Button
          disabled={busy}
          aria-label={say('exchangeOf', { title })}
          onClick={() => change(() => call('driver.find', { how: 'exchange' }))}
        >
          {say('exchange')}
        </Button>
      )}
    </li>
  );
}
