/** The main window: providers, the frame, and the screen for the place. Screens know nothing of each other. */
import { App as AntApp, ConfigProvider } from 'antd';
import { Suspense } from 'react';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { ConnectScreen } from '../features/start/connect-screen.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { frameWords } from '../i18n/frame-words.ts';
import { componentLocale } from '../i18n/component-locale.ts';
import { PreferencesProvider, usePreferences } from '../i18n/preferences.tsx';
import { useWords } from '../i18n/words.ts';
import {
  handOver,
  handOverList,
  handOverRequest,
  type ListAgain,
  type RequestAgain,
} from '../state/handover.ts';
import { OfficeProvider, useOfficeState } from '../state/office.tsx';
import { SaidProvider } from '../state/said.tsx';
import { WaitingNotices } from '../state/waiting-notices.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { styleNonce } from '../ui/style-nonce.ts';
import { Frame } from './frame.tsx';
import {
  ApproveScreen,
  BulkScreen,
  CounterScreen,
  JournalScreen,
  RequestScreen,
  SealScreen,
  SealsScreen,
  SettingsScreen,
  VerifyScreen,
  WorkbenchScreen,
} from './lazy-screens.ts';
import { PartNotices } from './part-notices.tsx';
import { goTo, PlaceProvider, usePlace, type Place } from './navigation.tsx';
import { themeOf } from './theme.ts';

export function App() {
  return (
    <PreferencesProvider>
      <Themed />
    </PreferencesProvider>
  );
}

function Themed() {
  const { language, scheme } = usePreferences();
  return (
    <ConfigProvider
      theme={themeOf(scheme)}
      locale={componentLocale[language]}
      button={{ autoInsertSpace: false }}
      csp={styleNonce()}
    >
      <AntApp component={false}>
        <OfficeProvider>
          <WaitingNotices />
          <SaidProvider>
            <PlaceProvider>
              <Frame>
                <PartNotices />
                <CurrentScreen />
              </Frame>
            </PlaceProvider>
          </SaidProvider>
        </OfficeProvider>
      </AntApp>
    </ConfigProvider>
  );
}

function CurrentScreen() {
  const { office, error } = useOfficeState();
  const say = useWords(frameWords);
  const place = usePlace();
  const needsHome = place.screen !== 'verify' && place.screen !== 'counter';
  if (needsHome && !office) {
    return <div className="page">{error === null ? say('loading') : <ErrorNotice error={error} />}</div>;
  }
  // Never the welcome over a home that is there: what became of it is said above.
  if (needsHome && office?.home.damage) return <div className="page" />;
  if (needsHome && !office?.home.home) return <FirstScreen isConnecting={place.request === 'connect'} />;
  return (
    <Suspense fallback={<div className="page">{say('loading')}</div>}>
      <OfficeScreen {...place} />
    </Suspense>
  );
}

/** Without a home: the three ways to begin, or the connection of an enterprise. */
function FirstScreen({ isConnecting }: { readonly isConnecting: boolean }) {
  if (isConnecting) return <ConnectScreen onBack={() => goTo('workbench')} />;
  return <StartScreen onVerify={() => goTo('verify')} onConnect={() => goTo('workbench', 'connect')} />;
}

/** The screens that need a home. */
function OfficeScreen({ screen, request }: Place) {
  const show = (id: string): void => goTo('approve', id);
  const verify = (document: DocumentView): void => {
    handOver(document);
    goTo('verify');
  };
  const askAgain = (given: RequestAgain): void => {
    handOverRequest(given);
    goTo('seal');
  };
  const askListAgain = (given: ListAgain): void => {
    handOverList(given);
    goTo('seal', 'list');
  };
  switch (screen) {
    case 'seal':
      if (request === 'list') return <BulkScreen onBack={() => goTo('seal')} onSubmitted={show} />;
      return <SealScreen onSubmitted={show} onList={() => goTo('seal', 'list')} />;
    case 'approve':
      if (request === null) return <ApproveScreen onRequest={show} />;
      return (
        <RequestScreen
          key={request}
          id={request}
          onBack={() => goTo('approve')}
          onVerify={verify}
          onAgain={askAgain}
          onListAgain={askListAgain}
          onNext={show}
        />
      );
    case 'journal':
      return <JournalScreen />;
    case 'counter':
      return <CounterScreen onLeave={() => goTo('verify')} />;
    case 'verify':
      return <VerifyScreen />;
    case 'workbench':
      return (
        <WorkbenchScreen
          onRequest={show}
          onNewRequest={() => goTo('seal')}
          onVerify={() => goTo('verify')}
          onSettings={(tab) => goTo('settings', tab)}
          onSeal={(key) => goTo('seals', key)}
        />
      );
    case 'seals':
      return <SealsScreen shown={request} onShow={(key) => goTo('seals', key)} />;
    case 'settings':
      return <SettingsScreen shown={request} onShow={(tab) => goTo('settings', tab)} />;
  }
}
