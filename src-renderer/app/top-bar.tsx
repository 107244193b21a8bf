/** Enterprise, token chip, status chip, and how the window looks. */
import { BgColorsOutlined, CheckOutlined, ClockCircleOutlined, KeyOutlined } from '@ant-design/icons';
import { Dropdown, Tooltip } from 'antd';
import type { TokenView } from '../../src-main/contract/views.ts';
import { useFormat } from '../i18n/format.ts';
import { frameWords } from '../i18n/frame-words.ts';
import { usePreferences, type Preferences } from '../i18n/preferences.tsx';
import { useVocabulary } from '../i18n/vocabulary.ts';
import { useWords, type Say } from '../i18n/words.ts';
import { useOfficeState, type Office } from '../state/office.tsx';
import { isUsable } from '../state/status-age.ts';
import { goTo } from './navigation.tsx';

export function TopBar() {
  const { office } = useOfficeState();
  const say = useWords(frameWords);
  const home = office?.home.home;
  return (
    <header className="top">
      <span className="top-name">
        {home ? home.enterprise.name : say(office?.home.damage ? 'damagedHome' : 'noEnterprise')}
      </span>
      {office && home && <TokenChip office={office} />}
      {office && home && <StatusChip office={office} />}
      <DisplayMenu />
    </header>
  );
}

function TokenChip({ office }: { readonly office: Office }) {
  const say = useWords(frameWords);
  const { role, list } = useVocabulary();
  const { token, tokens, chooseToken } = office;
  const who = (each: TokenView): string =>
    each.holder
      ? `${each.holder.name} · ${list(each.holder.roles.map(role))}`
      : say(each.isHidden ? 'hidden' : each.isRosterRead ? 'stranger' : 'rosterUnread');
  if (!token) {
    return (
      <span className="chip chip-muted">
        <KeyOutlined /> {say(office.problems.tokens ? 'tokensUnread' : 'noToken')}
      </span>
    );
  }
  const items = tokens.map((each) => ({
    key: each.label,
    label: `${who(each)} · ${each.label}`,
    icon: each.label === token.label ? <CheckOutlined /> : <KeyOutlined />,
  }));
  const tries = triesWords(token, say);
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => chooseToken(key) }} trigger={['click']} autoFocus>
      <button type="button" className={`chip ${tries ? 'chip-warn' : ''}`} title={say('chooseToken')}>
        <KeyOutlined /> {who(token)}
        {tries && ` · ${tries}`}
      </button>
    </Dropdown>
  );
}

function triesWords(token: TokenView, say: Say<typeof frameWords>): string | null {
  const words = { ok: null, low: 'triesLow', final: 'triesFinal', locked: 'triesLocked' } as const;
  const key = words[token.triesState];
  return key ? say(key) : null;
}

/** Amber once the permit gate would refuse to seal; a click leads to where it is brought up to date. */
function StatusChip({ office }: { readonly office: Office }) {
  const say = useWords(frameWords);
  const { shortTime } = useFormat();
  const { statusAsOf: asOf = null, statusUntil: until = null } = office.home.home ?? {};
  const isFresh = isUsable(until, Date.now());
  const tip = isFresh && until !== null ? say('statusFresh', { time: shortTime(until) }) : say('statusOld');
  return (
    <Tooltip title={tip}>
      <button type="button" className={`chip ${isFresh ? '' : 'chip-warn'}`} onClick={() => goTo('seals')}>
        <ClockCircleOutlined />
        {asOf === null ? say('statusNever') : say('statusAsOf', { time: shortTime(asOf) })}
      </button>
    </Tooltip>
  );
}

function DisplayMenu() {
  const say = useWords(frameWords);
  const preferences = usePreferences();
  const tick = (isOn: boolean) => (isOn ? <CheckOutlined /> : <span className="tick-room" />);
  const { language, scheme, large } = preferences;
  const items = [
    { key: 'zh', label: '中文', icon: tick(language === 'zh') },
    { key: 'en', label: 'English', icon: tick(language === 'en') },
    { type: 'divider' as const },
    { key: 'light', label: say('light'), icon: tick(scheme === 'light') },
    { key: 'dark', label: say('dark'), icon: tick(scheme === 'dark') },
    { type: 'divider' as const },
    { key: 'large', label: say('large'), icon: tick(large) },
  ];
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => apply(preferences, key) }} trigger={['click']} autoFocus>
      <button type="button" className="chip">
        <BgColorsOutlined /> {say('display')}
      </button>
    </Dropdown>
  );
}

function apply({ change, large }: Preferences, key: string): void {
  if (key === 'zh' || key === 'en') change({ language: key });
  if (key === 'light' || key === 'dark') change({ scheme: key });
  if (key === 'large') change({ large: !large });
}
