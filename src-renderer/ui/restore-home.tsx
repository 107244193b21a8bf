/** The way back from a backup, where there is no home or one that is damaged; the code has a window of its own. */
import { App, Button } from 'antd';
import type { RestoredView } from '../../src-main/contract/backup-calls.ts';
import { call } from '../bridge/bridge.ts';
import { backupWords } from '../i18n/backup-words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import { useOfficeState } from '../state/office.tsx';
import { useWork } from '../state/use-work.ts';
import { ErrorNotice } from './error-notice.tsx';

export function RestoreHome() {
  const say = useWords(backupWords);
  const { office } = useOfficeState();
  const { busy, error, run } = useWork();
  const tell = useTold();
  const restore = (): void =>
    run(
      () => call('backup.restore', {}),
      (view) => {
        tell(view);
        void office?.refresh();
      },
    );
  return (
    <div className="restore-home">
      <span className="secondary">{say('restoreHint')}</span>
      <Button size="small" loading={busy} onClick={restore}>
        {say('restore')}
      </Button>
      <ErrorNotice error={error} />
    </div>
  );
}

/** What is lost is said until somebody has read it, whatever screen comes meanwhile. */
function useTold(): (view: RestoredView) => void {
  const { modal } = App.useApp();
  const say = useWords(backupWords);
  const { time } = useFormat();
  return ({ madeAt, rows, folder, stopped }) =>
    void modal.info({
      title: say('restore'),
      content: (
        <>
          <p>{say('restored', { time: time(madeAt), rows })}</p>
          {folder !== null && <p>{say('restoredTo', { folder })}</p>}
          {stopped.length > 0 && <p>{say('stopped', { count: stopped.length })}</p>}
        </>
      ),
    });
}
