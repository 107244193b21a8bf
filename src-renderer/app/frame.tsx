/** The frame of the main window: sandbox ribbon, left rail, top bar, and the screen inside. */
import {
  AppstoreOutlined,
  AuditOutlined,
  DesktopOutlined,
  FileProtectOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TrademarkCircleOutlined,
} from '@ant-design/icons';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { frameWords } from '../i18n/frame-words.ts';
import { useWords } from '../i18n/words.ts';
import { useOfficeState } from '../state/office.tsx';
import { goTo, screens, usePlace, type Screen } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

const icons: Readonly<Record<Screen, ReactNode>> = {
  workbench: <AppstoreOutlined />,
  seal: <FileProtectOutlined />,
  approve: <AuditOutlined />,
  verify: <SafetyCertificateOutlined />,
  counter: <DesktopOutlined />,
  seals: <TrademarkCircleOutlined />,
  journal: <ReadOutlined />,
  settings: <SettingOutlined />,
};

export function Frame({ children }: { readonly children: ReactNode }) {
  const { office } = useOfficeState();
  const say = useWords(frameWords);
  // The counter fills the window; only the ribbon of a sandbox stays.
  const { screen, request } = usePlace();
  const isCounter = screen === 'counter';
  const main = useRef<HTMLElement>(null);
  // Another page begins at its top, wherever the one before was left.
  useLayoutEffect(() => {
    if (main.current) main.current.scrollTop = 0;
  }, [screen, request]);
  return (
    <div className={isCounter ? 'frame frame-counter' : 'frame'}>
      {office?.home.isSandbox && (
        <div className="ribbon">
          <span>{say('sandbox')}</span>
        </div>
      )}
      {!isCounter && <Rail hasHome={Boolean(office?.home.home)} />}
      {!isCounter && <TopBar />}
      <main ref={main} className="main">
        {children}
      </main>
    </div>
  );
}

/** Without a home there is only the start screen and verification, which needs none. */
function Rail({ hasHome }: { readonly hasHome: boolean }) {
  const { screen } = usePlace();
  const say = useWords(frameWords);
  const shown = hasHome ? screens : (['workbench', 'verify', 'counter'] as const);
  return (
    <nav className="rail" aria-label={say('navigation')}>
      <div className="rail-mark">{say('brand')}</div>
      {shown.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={screen === each ? 'page' : undefined}
          onClick={() => goTo(each)}
        >
          {icons[each]}
          {say(each)}
        </button>
      ))}
    </nav>
  );
}
