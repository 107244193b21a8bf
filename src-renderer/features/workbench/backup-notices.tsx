/** What is amiss with the backups, and a drill that is due; nothing where nothing is. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { BackupView } from '../../../src-main/contract/backup-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { backupWords } from '../../i18n/backup-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

type Notice = BackupView['notices'][number];

/** A drill, and backups that nobody has set up, are told quietly. */
const quiet: ReadonlySet<Notice['kind']> = new Set(['drill-due', 'not-set-up', 'none-yet']);

export function BackupNotices({ onSettings }: { readonly onSettings: (tab: string) => void }) {
  const say = useWords(backupWords);
  const { language } = usePreferences();
  const { home } = useOffice();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  // What keeps them from being read is said where it belongs: the home, or its register.
  useEffect(() => {
    call('backup.show', {}).then(
      (view) => setNotices(view.notices),
      () => setNotices([]),
    );
  }, [home]);
  if (notices.length === 0) return null;
  return (
    <section className="panel lapses">
      <h2 className="section-title">{say('notices')}</h2>
      <ul>
        {notices.map((notice) => (
          <li key={notice.kind}>
            <VerdictShape level={quiet.has(notice.kind) ? 'NONE' : 'UNSURE'} size={18} />
            <span>{notice[language]}</span>
            <Button size="small" onClick={() => onSettings('backup')}>
              {say('open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
