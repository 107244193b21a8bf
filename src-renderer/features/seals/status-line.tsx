/** How new the status of the seals is, and bringing it up to date: from the city of a sandbox, or from a file. */
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealsWords } from '../../i18n/seals-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { isUsable } from '../../state/status-age.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function StatusLine() {
  const say = useWords(sealsWords);
  const { time } = useFormat();
  const { home } = useOffice().home;
  const { busy, error, run } = useWork();
  const [done, setDone] = useState<string | null>(null);
  const { statusAsOf = null, statusUntil = null, kind } = home ?? {};
  const usable = isUsable(statusUntil, Date.now());
  const update = (): void =>
    run(
      () => call('seal.updateStatus', {}),
      (found) => setDone(say('updated', { time: time(found.statusAsOf) })),
    );
  return (
    <>
      <div className={usable ? 'panel status-line' : 'notice status-line'}>
        <span>
          <b>{statusAsOf === null ? say('asOfNever') : say('asOf', { time: time(statusAsOf) })}</b>
          <span className="status-note">
            {usable && statusUntil !== null ? say('usableUntil', { time: time(statusUntil) }) : say('tooOld')}
            {kind === 'enterprise' && !usable && ` ${say('updateFilesHint')}`}
          </span>
        </span>
        <span role="status" className="secondary">
          {done}
        </span>
        <Button loading={busy} onClick={update}>
          {say(kind === 'sandbox' ? 'updateCity' : 'updateFiles')}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </>
  );
}
