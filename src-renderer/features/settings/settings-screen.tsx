/** 设置: people and keepers, approval matrix, diagnosis of tokens, how the window looks, what the rules stand on. */
import { Tabs } from 'antd';
import { settingsWords } from '../../i18n/settings-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { BackupPage } from './backup-page.tsx';
import { BasisPage } from './basis-page.tsx';
import { DelegationPage } from './delegation-page.tsx';
import { DiagnosisPage } from './diagnosis-page.tsx';
import { DraftBar } from './draft-bar.tsx';
import { LookPage } from './look-page.tsx';
import { MatrixPage } from './matrix-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { TimestampPage } from './timestamp-page.tsx';
import { useDraft } from './use-draft.ts';

const tabs = ['people', 'matrix', 'delegations', 'token', 'time', 'backup', 'look', 'basis'] as const;
type Tab = (typeof tabs)[number];

export interface SettingsProps {
  readonly shown: string | null;
  readonly onShow: (tab: string) => void;
}

export function SettingsScreen({ shown, onShow }: SettingsProps) {
  const say = useWords(settingsWords);
  const tab = tabs.find((each) => each === shown) ?? 'people';
  return (
    <div className="page settings">
      <h1 className="page-title">{say('title')}</h1>
      <Tabs
        activeKey={tab}
        onChange={onShow}
        items={tabs.map((key) => ({ key, label: say(key) }))}
        aria-label={say('title')}
      />
      <TabContent tab={tab} />
    </div>
  );
}

function TabContent({ tab }: { readonly tab: Tab }) {
  if (tab === 'delegations') return <DelegationPage />;
  if (tab === 'token') return <DiagnosisPage />;
  if (tab === 'time') return <TimestampPage />;
  if (tab === 'backup') return <BackupPage />;
  if (tab === 'look') return <LookPage />;
  if (tab === 'basis') return <BasisPage />;
  return <PolicyPages tab={tab} />;
}

/** Both pages write on one draft, and end in the same signature. */
function PolicyPages({ tab }: { readonly tab: 'people' | 'matrix' }) {
  const { tokens, seals } = useOffice();
  const labels = tokens.map(({ label }) => label).join();
  const work = useDraft(`${labels} ${seals.length}`);
  const { draft, error } = work;
  if (!draft) return <ErrorNotice error={error} />;
  return (
    <>
      {tab === 'people' ? <PeoplePage draft={draft} work={work} /> : <MatrixPage draft={draft} work={work} />}
      <ErrorNotice error={error} />
      <DraftBar draft={draft} work={work} />
    </>
  );
}
